import type { Labels, Reason } from '../../../src/unit/index.ts';

export const INSPECTION: Labels = {
  fr: 'Code pénal social, art. 23 à 39',
  nl: 'Sociaal Strafwetboek, art. 23 tot 39',
  de: 'Sozialstrafgesetzbuch, Art. 23 bis 39',
};

/** The sentences of the rules of `unusual_scenarios_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'turnover',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} engagements pour 100 travailleurs en un trimestre, plus que 98 % des {base} employeurs comparables.',
      nl: '{count} indienstnemingen per 100 werknemers in een kwartaal, meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: '{count} Einstellungen auf 100 Arbeitnehmer in einem Quartal, mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
  {
    code: 'dimona_only',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} travailleurs en Dimona mais pas en DmfA, plus que 98 % des {base} employeurs comparables.',
      nl: '{count} werknemers in Dimona maar niet in DmfA, meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: '{count} Arbeitnehmer in Dimona, aber nicht in der DmfA, mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
  {
    code: 'dmfa_only',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} travailleurs en DmfA mais pas en Dimona, plus que 98 % des {base} employeurs comparables.',
      nl: '{count} werknemers in DmfA maar niet in Dimona, meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: '{count} Arbeitnehmer in der DmfA, aber nicht in Dimona, mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
  {
    code: 'corrections',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} corrections de déclarations en un an, plus que 98 % des {base} employeurs comparables.',
      nl: '{count} correcties van aangiften in een jaar, meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: '{count} Berichtigungen von Meldungen in einem Jahr, mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
  {
    code: 'low_pay_per_day',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: 'Salaire par jour payé parmi les plus bas (écart {count} cents à 1 000 €), plus que 98 % des {base} employeurs comparables.',
      nl: 'Loon per betaalde dag bij de laagste (verschil {count} cent tot 1.000 €), meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: 'Lohn je bezahlten Tag unter den niedrigsten (Abstand {count} Cent zu 1.000 €), mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
  {
    code: 'low_contributions',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: 'Cotisations nettes parmi les plus basses ({count} points sous le salaire), plus que 98 % des {base} employeurs comparables.',
      nl: 'Netto bijdragen bij de laagste ({count} punten onder het loon), meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: 'Nettobeiträge unter den niedrigsten ({count} Punkte unter dem Lohn), mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
  {
    code: 'first_hire',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: 'Réductions premiers engagements de {count} % des salaires, plus que 98 % des {base} employeurs comparables.',
      nl: 'Verminderingen eerste aanwervingen van {count} % van de lonen, meer dan 98 % van de {base} vergelijkbare werkgevers.',
      de: 'Ermäßigungen für Ersteinstellungen von {count} % der Löhne, mehr als 98 % der {base} vergleichbaren Arbeitgeber.',
    },
  },
];
