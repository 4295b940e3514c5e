import type { Labels } from './list.ts';

/** One text in the languages of the country and in English. */
export type CodeLabels = Labels & { readonly en: string };
type Codes = Readonly<Record<string, CodeLabels>>;

/**
 * The one codification of findings: whatever the detector, a finding has a phenomenon, a kind of evidence and a severity from
 * these lists, so that findings of all lists, and cases of all services, can be counted together.
 */
export const PHENOMENA = {
  social_dumping: {
    fr: 'Dumping social',
    nl: 'Sociale dumping',
    de: 'Sozialdumping',
    en: 'Social dumping',
  },
  undeclared_work: {
    fr: 'Travail non déclaré',
    nl: 'Niet-aangegeven werk',
    de: 'Nicht gemeldete Arbeit',
    en: 'Undeclared work',
  },
  payment_default: {
    fr: 'Non-paiement des cotisations',
    nl: 'Niet-betaling van bijdragen',
    de: 'Nichtzahlung von Beiträgen',
    en: 'Unpaid contributions',
  },
  bankruptcy_carousel: {
    fr: 'Faillites en cascade',
    nl: 'Faillissementscarrousel',
    de: 'Insolvenzkarussell',
    en: 'Bankruptcy carousel',
  },
  improper_reduction: {
    fr: 'Réduction de cotisations indue',
    nl: 'Onterechte bijdragevermindering',
    de: 'Unberechtigte Beitragsermäßigung',
    en: 'Improper reduction of contributions',
  },
  fictitious_employment: {
    fr: 'Assujettissement fictif',
    nl: 'Fictieve onderwerping',
    de: 'Scheinbeschäftigung',
    en: 'Fictitious employment',
  },
  undue_benefit: {
    fr: 'Allocation indue',
    nl: 'Onterechte uitkering',
    de: 'Unberechtigte Leistung',
    en: 'Undue benefit',
  },
  withholding_obligation: {
    fr: 'Obligation de retenue et déclaration de travaux',
    nl: 'Inhoudingsplicht en aangifte van werken',
    de: 'Einbehaltungspflicht und Meldung von Arbeiten',
    en: 'Withholding obligation and declaration of works',
  },
  economic_exploitation: {
    fr: 'Exploitation économique',
    nl: 'Economische uitbuiting',
    de: 'Wirtschaftliche Ausbeutung',
    en: 'Economic exploitation',
  },
  declaration_quality: {
    fr: 'Qualité des déclarations',
    nl: 'Kwaliteit van de aangiften',
    de: 'Qualität der Meldungen',
    en: 'Quality of declarations',
  },
  unusual_pattern: {
    fr: 'Situation inhabituelle',
    nl: 'Ongewone situatie',
    de: 'Ungewöhnliche Lage',
    en: 'Unusual pattern',
  },
} as const satisfies Codes;
export type Phenomenon = keyof typeof PHENOMENA;

/** What kind of fact proves a finding. */
export const EVIDENCE_KINDS = {
  missing_declaration: {
    fr: 'Déclaration absente',
    nl: 'Ontbrekende aangifte',
    de: 'Fehlende Meldung',
    en: 'Missing declaration',
  },
  late_declaration: {
    fr: 'Déclaration tardive',
    nl: 'Laattijdige aangifte',
    de: 'Verspätete Meldung',
    en: 'Late declaration',
  },
  contradiction: {
    fr: 'Déclarations contradictoires',
    nl: 'Tegenstrijdige aangiften',
    de: 'Widersprüchliche Meldungen',
    en: 'Contradicting declarations',
  },
  amount: {
    fr: 'Montant dû ou retenu',
    nl: 'Verschuldigd of ingehouden bedrag',
    de: 'Geschuldeter oder einbehaltener Betrag',
    en: 'Amount owed or withheld',
  },
  structure: {
    fr: 'Structure de l’entreprise ou de la chaîne',
    nl: 'Structuur van de onderneming of de keten',
    de: 'Struktur des Unternehmens oder der Kette',
    en: 'Structure of the enterprise or the chain',
  },
  history: {
    fr: 'Antécédents de contrôle',
    nl: 'Eerdere controles',
    de: 'Frühere Kontrollen',
    en: 'Earlier inspections',
  },
  model: {
    fr: 'Score d’un modèle',
    nl: 'Score van een model',
    de: 'Wert eines Modells',
    en: 'Score of a model',
  },
} as const satisfies Codes;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** How much a finding says by itself. */
export const SEVERITIES = {
  indication: { fr: 'Indication', nl: 'Aanwijzing', de: 'Hinweis', en: 'Indication' },
  serious: { fr: 'Indice sérieux', nl: 'Ernstige aanwijzing', de: 'Ernster Hinweis', en: 'Serious sign' },
  infringement: {
    fr: 'Infraction établie par les déclarations',
    nl: 'Inbreuk die uit de aangiften blijkt',
    de: 'Aus den Meldungen hervorgehender Verstoß',
    en: 'Infringement shown by the declarations',
  },
} as const satisfies Codes;
export type Severity = keyof typeof SEVERITIES;
