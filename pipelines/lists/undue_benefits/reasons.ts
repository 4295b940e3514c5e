import type { Labels, Reason } from '../../../src/unit/index.ts';

export const UNEMPLOYMENT: Labels = {
  fr: 'AR du 25 novembre 1991, art. 44, 45 et 71',
  nl: 'KB van 25 november 1991, art. 44, 45 en 71',
  de: 'KE vom 25. November 1991, Art. 44, 45 und 71',
};
const INCAPACITY: Labels = {
  fr: 'Loi coordonnée du 14 juillet 1994, art. 100',
  nl: 'Gecoördineerde wet van 14 juli 1994, art. 100',
  de: 'Koordiniertes Gesetz vom 14. Juli 1994, Art. 100',
};

/** The sentences of the rules of `undue_benefits_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'unemployed_at_work',
    evidence: 'contradiction',
    severity: 'serious',
    legalBasis: UNEMPLOYMENT,
    sentence: {
      fr: 'Allocations de chômage pendant {count} jours de travail déclaré (12 mois) : {amount}.',
      nl: 'Werkloosheidsuitkeringen tijdens {count} dagen aangegeven werk (12 maanden): {amount}.',
      de: 'Arbeitslosengeld während {count} Tagen gemeldeter Arbeit (12 Monate): {amount}.',
    },
  },
  {
    code: 'unfit_at_work',
    evidence: 'contradiction',
    severity: 'serious',
    legalBasis: INCAPACITY,
    sentence: {
      fr: '{count} jours payés de trop pendant {base} jours d’incapacité de travail (12 mois) : travail presque complet.',
      nl: '{count} betaalde dagen te veel tijdens {base} dagen arbeidsongeschiktheid (12 maanden): bijna volledig werk.',
      de: '{count} bezahlte Tage zu viel während {base} Tagen Arbeitsunfähigkeit (12 Monate): fast volle Arbeit.',
    },
  },
];
