import type { Labels, Reason } from '../../../src/unit/index.ts';

export const UNIT: Labels = {
  fr: 'Loi-programme (I) du 24 décembre 2002, art. 342 à 345',
  nl: 'Programmawet (I) van 24 december 2002, art. 342 tot 345',
  de: 'Programmgesetz (I) vom 24. Dezember 2002, Art. 342 bis 345',
};

/** The sentences of the rules of `first_hire_reduction_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'living_split',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: UNIT,
    sentence: {
      fr: '{count} % des {base} travailleurs de la première année viennent d’un employeur qui poursuit son activité ; réductions de {amount} en un an.',
      nl: '{count} % van de {base} werknemers van het eerste jaar komen van een werkgever die verder werkt; verminderingen van {amount} in een jaar.',
      de: '{count} % der {base} Arbeitnehmer des ersten Jahres kommen von einem Arbeitgeber, der weiterarbeitet; Ermäßigungen von {amount} in einem Jahr.',
    },
  },
  {
    code: 'both_prongs',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: UNIT,
    sentence: {
      fr: 'Une même personne et un lien économique avec un employeur antérieur ; réductions pour {count} {count|travailleur|travailleurs}, {amount} en un an.',
      nl: 'Eenzelfde persoon en een economische band met een vroegere werkgever; verminderingen voor {count} {count|werknemer|werknemers}, {amount} in een jaar.',
      de: 'Eine gemeinsame Person und eine wirtschaftliche Verbindung zu einem früheren Arbeitgeber; Ermäßigungen für {count} {count|Arbeitnehmer|Arbeitnehmer}, {amount} in einem Jahr.',
    },
  },
  {
    code: 'moved_staff',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: UNIT,
    sentence: {
      fr: '{count} des {base} travailleurs de la première année viennent d’un même employeur antérieur.',
      nl: '{count} van de {base} werknemers van het eerste jaar komen van eenzelfde vroegere werkgever.',
      de: '{count} der {base} Arbeitnehmer des ersten Jahres kommen von ein und demselben früheren Arbeitgeber.',
    },
  },
  {
    code: 'common_person',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: UNIT,
    sentence: {
      fr: 'Une personne exerce ou a exercé un mandat dans les deux entreprises.',
      nl: 'Een persoon heeft of had een mandaat in beide ondernemingen.',
      de: 'Eine Person hat oder hatte ein Mandat in beiden Unternehmen.',
    },
  },
  {
    code: 'common_address',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: UNIT,
    sentence: {
      fr: 'Même siège, boîte comprise, qu’un employeur antérieur.',
      nl: 'Zelfde zetel, bus inbegrepen, als een vroegere werkgever.',
      de: 'Gleicher Sitz, einschließlich Briefkasten, wie ein früherer Arbeitgeber.',
    },
  },
  {
    code: 'common_contact',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: UNIT,
    sentence: {
      fr: 'Même téléphone, adresse électronique ou site qu’un employeur antérieur.',
      nl: 'Zelfde telefoon, e-mailadres of site als een vroegere werkgever.',
      de: 'Gleiche Telefonnummer, E-Mail-Adresse oder Website wie ein früherer Arbeitgeber.',
    },
  },
];
