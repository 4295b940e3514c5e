import type { Labels, Reason } from '../../../src/unit/index.ts';

export const INSPECTION: Labels = {
  fr: 'Code pénal social, art. 23 à 39',
  nl: 'Sociaal Strafwetboek, art. 23 tot 39',
  de: 'Sozialstrafgesetzbuch, Art. 23 bis 39',
};

/** The sentences of the rules of `flash_controls_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'sector_of_month',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: 'Secteur du mois du plan d’action : tiré au sort parmi {count} employeurs du secteur dans le district.',
      nl: 'Sector van de maand van het actieplan: geloot uit {count} werkgevers van de sector in het district.',
      de: 'Branche des Monats des Aktionsplans: ausgelost unter {count} Arbeitgebern der Branche im Bezirk.',
    },
  },
];
