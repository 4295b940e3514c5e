import type { Language } from '../unit/index.ts';

/** The numbers of a reason: what was counted, out of how many, and an amount in euro cents. */
export interface Evidence {
  readonly count: number;
  readonly base: number | null;
  readonly cents: number | null;
}

const THOUSANDS: Readonly<Record<Language, string>> = { nl: '.', fr: '\u00A0', de: '.' };

/** Returns a whole number with the thousands sign of the language: `1.234`, in French `1 234` with a no-break space. */
export function wholeNumberText(value: number, language: Language): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, THOUSANDS[language]);
}

/** Returns an amount rounded to whole euros: `€ 1.234` in Dutch, `1 234 €` in French, `1.234 €` in German. */
export function euroText(cents: number, language: Language): string {
  const euros = wholeNumberText(Math.round(cents / 100), language);
  return language === 'nl' ? `€\u00A0${euros}` : `${euros}\u00A0€`;
}

/**
 * Returns the sentence with its numbers: `{count}`, `{base}`, `{amount}`, and `{count|one|many}`, which chooses a word.
 * A number that is not known shows as `?`.
 * @throws RangeError for an unknown placeholder.
 */
export function filledSentence(sentence: string, evidence: Evidence, language: Language): string {
  return sentence.replace(/\{([^{}]*)\}/g, (_, inside: string) => {
    const [name = '', one, many] = inside.split('|');
    if (name === 'count' && one !== undefined && many !== undefined) return evidence.count === 1 ? one : many;
    if (name === 'count') return wholeNumberText(evidence.count, language);
    if (name === 'base') return evidence.base === null ? '?' : wholeNumberText(evidence.base, language);
    if (name === 'amount') return evidence.cents === null ? '?' : euroText(evidence.cents, language);
    throw new RangeError(`a sentence has the unknown placeholder {${name}}`);
  });
}
