import type { Labels, Reason } from '../../../src/unit/index.ts';

export const REGIONAL: Labels = {
  fr: 'Loi-programme (I) du 24 décembre 2002, art. 335 à 353 ; loi spéciale du 8 août 1980, art. 6, § 1er, IX, 7°',
  nl: 'Programmawet (I) van 24 december 2002, art. 335 tot 353; bijzondere wet van 8 augustus 1980, art. 6, § 1, IX, 7°',
  de: 'Programmgesetz (I) vom 24. Dezember 2002, Art. 335 bis 353; Sondergesetz vom 8. August 1980, Art. 6 § 1 IX Nr. 7',
};

/** The sentences of the rules of `regional_target_groups_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'moved_on_paper',
    evidence: 'contradiction',
    severity: 'serious',
    legalBasis: REGIONAL,
    sentence: {
      fr: '{count} des {base} travailleurs déclarés dans une autre région qu’avant habitent toujours hors de celle-ci.',
      nl: '{count} van de {base} werknemers aangegeven in een ander gewest dan voorheen wonen er nog steeds buiten.',
      de: '{count} der {base} in einer anderen Region als zuvor gemeldeten Arbeitnehmer wohnen weiterhin außerhalb.',
    },
  },
  {
    code: 'reduced_elsewhere',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: REGIONAL,
    sentence: {
      fr: 'Réduction de la nouvelle région pour {count} travailleurs déplacés qui n’y habitent pas ; {amount} au trimestre.',
      nl: 'Vermindering van het nieuwe gewest voor {count} verplaatste werknemers die er niet wonen; {amount} in het kwartaal.',
      de: 'Ermäßigung der neuen Region für {count} verlegte Arbeitnehmer, die dort nicht wohnen; {amount} im Quartal.',
    },
  },
  {
    code: 'no_local_hires',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: REGIONAL,
    sentence: {
      fr: '{count} des {base} nouveaux travailleurs de la nouvelle unité n’habitent pas la région.',
      nl: '{count} van de {base} nieuwe werknemers van de nieuwe vestiging wonen niet in het gewest.',
      de: '{count} der {base} neuen Arbeitnehmer der neuen Einheit wohnen nicht in der Region.',
    },
  },
  {
    code: 'wrong_region',
    evidence: 'contradiction',
    severity: 'infringement',
    legalBasis: REGIONAL,
    sentence: {
      fr: 'Réduction d’une autre région que celle de l’unité pour {count} des {base} travailleurs avec réduction.',
      nl: 'Vermindering van een ander gewest dan dat van de vestiging voor {count} van de {base} werknemers met vermindering.',
      de: 'Ermäßigung einer anderen Region als der der Einheit für {count} der {base} Arbeitnehmer mit Ermäßigung.',
    },
  },
];
