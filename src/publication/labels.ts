import type { Labels } from '../unit/index.ts';

/** The columns of an inspectors' file, in order, with their headers. Those of the result are filled in by the inspector. */
export const INSPECTOR_COLUMNS = {
  rank: { fr: 'Rang', nl: 'Rang', de: 'Rang' },
  place: { fr: 'Adresse', nl: 'Adres', de: 'Adresse' },
  postal_code: { fr: 'Code postal', nl: 'Postcode', de: 'Postleitzahl' },
  municipality: { fr: 'Commune', nl: 'Gemeente', de: 'Gemeinde' },
  name: { fr: 'Dénomination', nl: 'Benaming', de: 'Bezeichnung' },
  cbe_number: { fr: "Numéro d'entreprise", nl: 'Ondernemingsnummer', de: 'Unternehmensnummer' },
  noss_registration_number: { fr: 'Matricule ONSS', nl: 'RSZ-nummer', de: 'LSS-Nummer' },
  subject_id: { fr: 'Déclaration', nl: 'Aangifte', de: 'Meldung' },
  reasons: { fr: 'Motifs', nl: 'Redenen', de: 'Gründe' },
  legal_basis: { fr: 'Base légale', nl: 'Wettelijke basis', de: 'Rechtsgrundlage' },
  last_inspection_date: { fr: 'Dernière visite', nl: 'Laatste bezoek', de: 'Letzter Besuch' },
  shared_with: {
    fr: 'Visite commune avec la liste',
    nl: 'Gezamenlijk bezoek met de lijst',
    de: 'Gemeinsamer Besuch mit der Liste',
  },
  row_id: { fr: 'Identifiant de la ligne', nl: 'Identificatie van de rij', de: 'Kennung der Zeile' },
  outcome_code: { fr: 'Résultat', nl: 'Resultaat', de: 'Ergebnis' },
  infringement_codes: { fr: 'Codes des infractions', nl: 'Codes van de inbreuken', de: 'Codes der Verstöße' },
  workers_concerned_count: {
    fr: 'Travailleurs concernés',
    nl: 'Betrokken werknemers',
    de: 'Betroffene Arbeitnehmer',
  },
  regularised_amount: {
    fr: 'Montant régularisé',
    nl: 'Geregulariseerd bedrag',
    de: 'Regularisierter Betrag',
  },
  visit_date: { fr: 'Date de la visite', nl: 'Datum van het bezoek', de: 'Datum des Besuchs' },
  remark: { fr: 'Remarque', nl: 'Opmerking', de: 'Bemerkung' },
} as const satisfies Readonly<Record<string, Labels>>;

export type InspectorColumn = keyof typeof INSPECTOR_COLUMNS;

/** The columns that come back: the inspector fills them in. */
export const RESULT_COLUMNS: readonly InspectorColumn[] = [
  'outcome_code',
  'infringement_codes',
  'workers_concerned_count',
  'regularised_amount',
  'visit_date',
  'remark',
];
