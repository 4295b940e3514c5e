import type { Labels, Reason } from '../../../src/unit/index.ts';

const PAYMENT: Labels = {
  fr: 'Loi du 27 juin 1969, art. 23, 28 et 29',
  nl: 'Wet van 27 juni 1969, art. 23, 28 en 29',
  de: 'Gesetz vom 27. Juni 1969, Art. 23, 28 und 29',
};
export const DECLARATION: Labels = {
  fr: 'Loi du 27 juin 1969, art. 21 ; AR du 28 novembre 1969, art. 33',
  nl: 'Wet van 27 juni 1969, art. 21; KB van 28 november 1969, art. 33',
  de: 'Gesetz vom 27. Juni 1969, Art. 21; KE vom 28. November 1969, Art. 33',
};
const DIMONA: Labels = {
  fr: 'AR du 5 novembre 2002, art. 4 ; Code pénal social, art. 181',
  nl: 'KB van 5 november 2002, art. 4; Sociaal Strafwetboek, art. 181',
  de: 'KE vom 5. November 2002, Art. 4; Sozialstrafgesetzbuch, Art. 181',
};

/** The sentences of the rules of `prevention_letters_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'first_late_payment',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: PAYMENT,
    sentence: {
      fr: 'Premier trimestre non payé à l’échéance ; {amount} encore ouverts.',
      nl: 'Eerste kwartaal niet betaald op de vervaldag; nog {amount} open.',
      de: 'Erstes zur Fälligkeit nicht bezahltes Quartal; noch {amount} offen.',
    },
  },
  {
    code: 'first_late_declaration',
    evidence: 'late_declaration',
    severity: 'indication',
    legalBasis: DECLARATION,
    sentence: {
      fr: 'Première déclaration trimestrielle hors délai.',
      nl: 'Eerste laattijdige kwartaalaangifte.',
      de: 'Erste verspätete Quartalsmeldung.',
    },
  },
  {
    code: 'few_late_hires',
    evidence: 'late_declaration',
    severity: 'indication',
    legalBasis: DIMONA,
    sentence: {
      fr: '{count} des {base} engagements de l’année déclarés en retard.',
      nl: '{count} van de {base} indienstnemingen van het jaar laattijdig aangegeven.',
      de: '{count} von {base} Einstellungen des Jahres verspätet gemeldet.',
    },
  },
  {
    code: 'open_anomalies',
    evidence: 'contradiction',
    severity: 'indication',
    legalBasis: DECLARATION,
    sentence: {
      fr: '{count} {count|anomalie|anomalies} de DmfA à corriger.',
      nl: '{count} te verbeteren {count|DmfA-anomalie|DmfA-anomalieën}.',
      de: '{count} zu berichtigende {count|DmfA-Anomalie|DmfA-Anomalien}.',
    },
  },
];
