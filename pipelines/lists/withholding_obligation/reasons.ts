import type { Labels, Reason } from '../../../src/unit/index.ts';

export const WITHHOLDING: Labels = {
  fr: 'Loi du 27 juin 1969, art. 30bis, § 4, et 30ter, § 4',
  nl: 'Wet van 27 juni 1969, art. 30bis, § 4, en 30ter, § 4',
  de: 'Gesetz vom 27. Juni 1969, Art. 30bis § 4 und 30ter § 4',
};
const WORKS: Labels = {
  fr: 'Loi du 27 juin 1969, art. 30bis, § 7, et 30ter, § 7',
  nl: 'Wet van 27 juni 1969, art. 30bis, § 7, en 30ter, § 7',
  de: 'Gesetz vom 27. Juni 1969, Art. 30bis § 7 und 30ter § 7',
};

/** The sentences of the rules of `withholding_obligation_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'nothing_withheld',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: WITHHOLDING,
    sentence: {
      fr: 'Aucune retenue pour {count} {count|contrat|contrats} sur {base} avec un entrepreneur qui avait des dettes ; responsable jusqu’à {amount}.',
      nl: 'Geen inhouding voor {count} van de {base} contracten met een aannemer die schulden had; aansprakelijk tot {amount}.',
      de: 'Keine Einbehaltung bei {count} von {base} Verträgen mit einem Unternehmer mit Schulden; haftbar bis {amount}.',
    },
  },
  {
    code: 'short_withholding',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: WITHHOLDING,
    sentence: {
      fr: '{count} {count|facture|factures} d’entrepreneurs endettés avec moins de 35 % retenus.',
      nl: '{count} {count|factuur|facturen} van aannemers met schulden met minder dan 35 % ingehouden.',
      de: '{count} {count|Rechnung|Rechnungen} verschuldeter Unternehmer mit weniger als 35 % Einbehaltung.',
    },
  },
  {
    code: 'undeclared_contractor',
    evidence: 'missing_declaration',
    severity: 'infringement',
    legalBasis: WORKS,
    sentence: {
      fr: '{count} des {base} entreprises présentes sur ses chantiers manquent dans ses déclarations de travaux.',
      nl: '{count} van de {base} ondernemingen aanwezig op zijn werven ontbreken in zijn aangiften van werken.',
      de: '{count} der {base} auf seinen Baustellen anwesenden Unternehmen fehlen in seinen Meldungen von Arbeiten.',
    },
  },
  {
    code: 'late_contracts',
    evidence: 'late_declaration',
    severity: 'indication',
    legalBasis: WORKS,
    sentence: {
      fr: '{count} des {base} contrats déclarés après le début des travaux.',
      nl: '{count} van de {base} contracten aangegeven na het begin van de werken.',
      de: '{count} der {base} Verträge nach Beginn der Arbeiten gemeldet.',
    },
  },
];
