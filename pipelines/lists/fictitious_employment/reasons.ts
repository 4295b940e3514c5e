import type { Labels, Reason } from '../../../src/unit/index.ts';

export const FICTION: Labels = {
  fr: 'Loi du 27 juin 1969, art. 1 et 5 ; Code pénal social, art. 230 à 232',
  nl: 'Wet van 27 juni 1969, art. 1 en 5; Sociaal Strafwetboek, art. 230 tot 232',
  de: 'Gesetz vom 27. Juni 1969, Art. 1 und 5; Sozialstrafgesetzbuch, Art. 230 bis 232',
};
const PAYMENT: Labels = {
  fr: 'Loi du 27 juin 1969, art. 23, 28 et 29',
  nl: 'Wet van 27 juni 1969, art. 23, 28 en 29',
  de: 'Gesetz vom 27. Juni 1969, Art. 23, 28 und 29',
};

/** The sentences of the rules of `fictitious_employment_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'worker_group',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: FICTION,
    sentence: {
      fr: '{count} des {base} travailleurs partis après quelques mois se suivent en groupe d’un employeur à l’autre.',
      nl: '{count} van de {base} na enkele maanden vertrokken werknemers volgen elkaar in groep van de ene werkgever naar de andere.',
      de: '{count} der {base} nach Monaten ausgeschiedenen Arbeitnehmer ziehen als Gruppe von einem Arbeitgeber zum anderen.',
    },
  },
  {
    code: 'claims',
    evidence: 'contradiction',
    severity: 'serious',
    legalBasis: FICTION,
    sentence: {
      fr: '{count} des {base} emplois de moins de 12 mois débouchent aussitôt sur une allocation.',
      nl: '{count} van de {base} tewerkstellingen van minder dan 12 maanden leiden meteen tot een uitkering.',
      de: '{count} von {base} Beschäftigungen unter 12 Monaten führen sofort zu einer Leistung.',
    },
  },
  {
    code: 'nothing_paid',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: PAYMENT,
    sentence: {
      fr: '{count} trimestres sur {base} impayés pour plus de la moitié : {amount}.',
      nl: '{count} van de {base} kwartalen voor meer dan de helft onbetaald: {amount}.',
      de: '{count} von {base} Quartalen zu mehr als der Hälfte unbezahlt: {amount}.',
    },
  },
  {
    code: 'short_life',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: FICTION,
    sentence: {
      fr: 'Employeur de {count} mois seulement, avec {base} emplois déjà terminés.',
      nl: 'Werkgever van slechts {count} maanden, met {base} al beëindigde tewerkstellingen.',
      de: 'Arbeitgeber seit nur {count} Monaten, mit {base} bereits beendeten Beschäftigungen.',
    },
  },
  {
    code: 'short_share',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: FICTION,
    sentence: {
      fr: '{count} % des {base} travailleurs de deux ans partis dans les 12 mois, hors secteur saisonnier.',
      nl: '{count} % van de {base} werknemers van twee jaar vertrokken binnen 12 maanden, buiten seizoensector.',
      de: '{count} % der {base} Arbeitnehmer von zwei Jahren binnen 12 Monaten ausgeschieden, außerhalb der Saisonbranchen.',
    },
  },
];
