import { ContractError } from '../errors.ts';

/** The languages of the barometer; a report is in the first three. */
export const BAROMETER_LANGUAGES = ['fr', 'nl', 'de', 'en'] as const;
export type BarometerLanguage = (typeof BAROMETER_LANGUAGES)[number];
export type Sentences = Readonly<Record<BarometerLanguage, string>>;

/** The six domains of control (royal decree of 20 February 2017). */
export const DOMAINS = ['silent', 'technical', 'financial', 'priority', 'other', 'dimona'] as const;
export type Domain = (typeof DOMAINS)[number];

/** One thing that can fail: the SQL of the room counts failures and opportunities under its code. */
export interface SubIndicator {
  readonly code: string;
  /** What counts as a failure, out of what. */
  readonly failure: string;
  readonly opportunity: string;
  /** Fewer failures are better, for all of them: a rate that should be high is declared by its failures. */
  readonly direction: 'lower_is_better';
  /** Weight inside the indicator. */
  readonly weight: number;
  /** Law or official list on which the failure rests. */
  readonly reference: string;
  readonly sentence: Sentences;
}

export interface Indicator {
  readonly code: string;
  /** Weight inside the domain. */
  readonly weight: number;
  readonly label: Sentences;
  readonly parts: readonly SubIndicator[];
}

export interface DomainDeclaration {
  readonly code: Domain;
  /** Weight in the whole. */
  readonly weight: number;
  /** Judged for recognised secretariats alone. */
  readonly recognisedOnly: boolean;
  readonly label: Sentences;
  readonly indicators: readonly Indicator[];
}

export type Barometer = readonly DomainDeclaration[];

/**
 * Returns the barometer after proof that it can be computed.
 * @param known codes that the SQL counts.
 * @throws ContractError with all findings: a domain missing or twice, one to five indicators missed, a weight below 0 or of sum 0,
 * a code unknown to the SQL or declared twice, a sentence missing, a financial domain that judges others than the recognised.
 */
export function checkedBarometer(barometer: Barometer, known: readonly string[]): Barometer {
  const facts = [...domainFaults(barometer), ...codeFaults(barometer, known)];
  if (facts.length === 0) return barometer;
  throw new ContractError({
    place: 'quality barometer, indicators',
    fact: facts.join('; '),
    expectation: 'six domains of two to five indicators, weights above 0 in sum, codes that the SQL counts',
    effect: 'no provider was judged',
    next: 'correct the table of indicators',
  });
}

function domainFaults(barometer: Barometer): string[] {
  const codes = barometer.map(({ code }) => code);
  const sum = (weights: readonly number[]) => weights.reduce((a, b) => a + b, 0);
  const unfit = (weights: readonly number[]) => weights.some((w) => !(w >= 0)) || !(sum(weights) > 0);
  return [
    ...DOMAINS.filter((domain) => !codes.includes(domain)).map((domain) => `the domain ${domain} is missing`),
    ...codes.filter((code, i) => codes.indexOf(code) !== i).map((code) => `the domain ${code} stands twice`),
    ...codes.filter((code) => !DOMAINS.includes(code)).map((code) => `${code} is no domain`),
    ...(unfit(barometer.map(({ weight }) => weight))
      ? ['the weights of the domains have no sum above 0']
      : []),
    ...barometer.flatMap(({ code, indicators, recognisedOnly }) => [
      ...(indicators.length < 2 || indicators.length > 5
        ? [`the domain ${code} has ${indicators.length} indicators`]
        : []),
      ...(unfit(indicators.map(({ weight }) => weight))
        ? [`the weights of ${code} have no sum above 0`]
        : []),
      ...indicators
        .filter(({ parts }) => unfit(parts.map(({ weight }) => weight)))
        .map((indicator) => `the weights of ${indicator.code} have no sum above 0`),
      ...((code === 'financial') !== recognisedOnly
        ? [`the domain ${code} is judged for the wrong providers: financial alone is for the recognised`]
        : []),
    ]),
  ];
}

function codeFaults(barometer: Barometer, known: readonly string[]): string[] {
  const parts = barometer.flatMap(({ indicators }) => indicators.flatMap((indicator) => indicator.parts));
  const codes = parts.map(({ code }) => code);
  const texts = [
    ...barometer.flatMap(({ code, label, indicators }) => [
      [code, label] as const,
      ...indicators.map((indicator) => [indicator.code, indicator.label] as const),
    ]),
    ...parts.map(({ code, sentence }) => [code, sentence] as const),
  ];
  return [
    ...codes.filter((code) => !known.includes(code)).map((code) => `unknown sub-indicator ${code}`),
    ...known.filter((code) => !codes.includes(code)).map((code) => `${code} is counted but not declared`),
    ...codes.filter((code, i) => codes.indexOf(code) !== i).map((code) => `${code} is declared twice`),
    ...texts.flatMap(([code, text]) =>
      BAROMETER_LANGUAGES.filter((language) => !text[language]?.trim()).map(
        (language) => `${code} has no text in ${language}`,
      ),
    ),
  ];
}

/** A sub-indicator in its place, with its weight inside the domain: that of the indicator times its own share. */
export interface PlacedPart {
  readonly domain: DomainDeclaration;
  readonly indicator: Indicator;
  readonly part: SubIndicator;
  readonly weight: number;
}

/** Returns the sub-indicators in declared order; weights sum to 1 in each domain. */
export function placedParts(barometer: Barometer): PlacedPart[] {
  const sum = (all: readonly { readonly weight: number }[]) =>
    all.reduce((total, { weight }) => total + weight, 0);
  return barometer.flatMap((domain) =>
    domain.indicators.flatMap((indicator) =>
      indicator.parts.map((part) => ({
        domain,
        indicator,
        part,
        weight: (indicator.weight / sum(domain.indicators)) * (part.weight / sum(indicator.parts)),
      })),
    ),
  );
}

/** Returns the table of indicators as Markdown: the documentation that it prints of itself. */
export function barometerText(barometer: Barometer): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const lines = placedParts(barometer).map(({ domain, indicator, part, weight }) =>
    [
      domain.label.en,
      indicator.label.en,
      `\`${part.code}\``,
      part.failure,
      part.opportunity,
      `${(100 * weight).toFixed(0)} %`,
      part.reference,
      BAROMETER_LANGUAGES.map((language) => `${language}: ${part.sentence[language]}`).join('<br>'),
    ]
      .map(cell)
      .join(' | '),
  );
  const head = ['domain', 'indicator', 'sub-indicator', 'a failure is', 'out of', 'weight in the domain'];
  const columns = [...head, 'reference', 'sentence'];
  return [
    '# Indicators of the quality barometer',
    '',
    'Generated from `indicators.ts`; fewer failures are better everywhere. The official list of indicators is not public: this',
    'one follows the six official domains and the official codes, and is changed in that file.',
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- |').join('')}`,
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}
