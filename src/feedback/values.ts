import { LANGUAGES } from '../unit/index.ts';
import { OUTCOME_CODES, OUTCOMES, type OutcomeCode } from '../publication/index.ts';
import type { Cell } from './sheet.ts';

/**
 * What spreadsheets make of a value, read back. A text that can mean two things is refused rather than guessed: `1.234`
 * is either a thousand or one and a bit.
 */

/** A value, or why the cell holds none. */
export type Read<T> = { readonly value: T } | { readonly reason: string };

/** Returns text without the blanks and the sign by which a spreadsheet keeps a text from being a formula. */
export function textOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell ?? '')
    .replace(/[\u00A0\u202F\u2007]/g, ' ')
    .trim()
    .replace(/^'/, '');
}

/** Returns a text for comparison: lower case, without accents, with single blanks and straight apostrophes. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘`´]/g, "'")
    .replace(/ß/g, 'ss')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Returns the words that mean the same thing: a cell in a bilingual district holds two. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+\/\s+/).map(folded);
}

const OUTCOME_WORDS: ReadonlyMap<string, OutcomeCode> = new Map(
  OUTCOME_CODES.flatMap((code) =>
    [code, ...[...LANGUAGES, 'en' as const].map((language) => OUTCOMES[code][language])].map(
      (word) => [folded(word), code] as const,
    ),
  ),
);

/** Returns the outcome of a code or of its words in any language, or in two. */
export function readOutcome(cell: Cell): Read<OutcomeCode> {
  const codes = new Set(wordsOf(textOf(cell)).map((word) => OUTCOME_WORDS.get(word)));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? { value: code } : { reason: 'unknown_outcome' };
}

const MOST_CENTS = 100_000_000_000;

/** Returns an amount in euro cents, from 0 to a billion euros. */
export function readCents(cell: Cell): Read<number> {
  if (cell instanceof Date) return { reason: 'a_date_is_no_amount' };
  const euros = typeof cell === 'number' ? cell : eurosOf(textOf(cell).replace(/^€\s*|\s*(€|EUR)$/gi, ''));
  if (euros === undefined) return { reason: 'not_an_amount' };
  if (euros === 'ambiguous') return { reason: 'ambiguous_amount' };
  const cents = Math.round(euros * 100);
  if (!Number.isFinite(euros) || Math.abs(euros * 100 - cents) > 1e-4) return { reason: 'not_an_amount' };
  if (cents < 0) return { reason: 'negative_amount' };
  return cents > MOST_CENTS ? { reason: 'amount_too_large' } : { value: cents };
}

function eurosOf(text: string): number | 'ambiguous' | undefined {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^-?\d+[.,]\d{1,2}$/.test(text)) return Number(text.replace(',', '.'));
  if (/^\d{1,3}[.,]\d{3}$/.test(text)) return 'ambiguous';
  if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^\d{1,3}( \d{3})+([.,]\d{1,2})?$/.test(text))
    return Number(text.replaceAll(' ', '').replace(',', '.'));
  return undefined;
}

const MOST_WORKERS = 100_000;

/** Returns a whole number of workers, from 0. */
export function readCount(cell: Cell): Read<number> {
  if (cell instanceof Date) return { reason: 'a_date_is_no_number' };
  const text = textOf(cell);
  if (!/^\d+([.,]0{1,2})?$/.test(text)) return { reason: 'not_a_whole_number' };
  const count = Number(text.replace(',', '.'));
  return count > MOST_WORKERS ? { reason: 'number_too_large' } : { value: count };
}

/** The days from 2000 to 2099 in the day count of spreadsheets, whose day 0 is 1899-12-30. */
const FIRST_SERIAL = 36526;
const LAST_SERIAL = 73050;
const DAY_MS = 86_400_000;

/** Returns an ISO day: `2024-03-12`, `12/03/2024`, `12-3-24` (day first, as in Belgium), or a spreadsheet's day count. */
export function readDay(cell: Cell): Read<string> {
  if (cell instanceof Date) return inCentury(cell);
  const text = textOf(cell).replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  if (/^\d{5}([.,]\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text.replace(',', '.')));
    if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return { reason: 'not_a_date' };
    return { value: new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS).toISOString().slice(0, 10) };
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dayFirst = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (!dayFirst) return { reason: 'not_a_date' };
  const year = Number(dayFirst[4]);
  return calendarDay(year < 100 ? 2000 + year : year, Number(dayFirst[3]), Number(dayFirst[1]));
}

function calendarDay(year: number, month: number, day: number): Read<string> {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isSame =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame ? inCentury(date) : { reason: 'not_a_date' };
}

function inCentury(date: Date): Read<string> {
  const year = date.getUTCFullYear();
  return year >= 2000 && year <= 2099 ? { value: date.toISOString().slice(0, 10) } : { reason: 'not_a_date' };
}

/** Returns infringement codes separated by `|`, each once, in the order given. */
export function readInfringements(cell: Cell): Read<string> {
  if (cell instanceof Date) return { reason: 'a_date_is_no_code' };
  const codes = textOf(cell)
    .split(/[|,;\s]+/)
    .filter((code) => code !== '');
  const isCode = (code: string) => /^[A-Za-z0-9][A-Za-z0-9._/-]{0,29}$/.test(code);
  return codes.every(isCode) ? { value: [...new Set(codes)].join('|') } : { reason: 'not_a_code' };
}
