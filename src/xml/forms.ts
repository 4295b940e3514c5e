import { ByteText } from './byte-text.ts';
import type { ColumnForm } from './mapping.ts';
import type { ParquetType, TextEntries } from './parquet.ts';

/**
 * The usual writings of values, turned into the form that staging keeps while they are still at hand: the database then
 * need not look at each cell again. A text in any other writing, right or wrong, is UNUSUAL: its row goes on as text and the
 * database gives the verdict, by the rules of `src/extract/typed.ts`. So these few forms can not be wrong, only slower.
 */

/** Result for a text that has not the usual writing of its kind. */
export const UNUSUAL = Number.NEGATIVE_INFINITY;

export const PARQUET_TYPES: Record<ColumnForm['kind'], ParquetType> = {
  text: 'text',
  integer: 'int32',
  bigint: 'int64',
  date: 'date',
  flag: 'boolean',
  quarter: 'text',
  cbe: 'text',
  nsso: 'text',
};

/** Turns the texts of one column into its values; texts get their codes from `entries`. */
export class Encoder {
  readonly #kind: ColumnForm['kind'];
  readonly #padTo: number;
  readonly #lookup: readonly { readonly wrong: ByteText; readonly right: ByteText }[];
  readonly #entries: TextEntries;
  readonly #normal = new ByteText();

  constructor({ kind, padTo = 0, lookup = {} }: ColumnForm, entries: TextEntries) {
    this.#kind = kind;
    this.#padTo = padTo;
    this.#entries = entries;
    this.#lookup = Object.entries(lookup).map(([wrong, right]) => {
      return { wrong: ByteText.of(wrong), right: ByteText.of(right) };
    });
  }

  /** Returns the value of a text as a Parquet column takes it: NaN for none, {@link UNUSUAL}, or the number or code. */
  encode(written: ByteText): number {
    let text = written;
    for (const { wrong, right } of this.#lookup) if (wrong.equals(written)) text = right;
    if (text.length === 0) return NaN;
    switch (this.#kind) {
      case 'text':
        return this.#paddedCode(text);
      case 'bigint':
        return wholeNumber(text);
      case 'integer': {
        const value = wholeNumber(text);
        return value > 0x7fffffff ? UNUSUAL : value;
      }
      case 'date':
        return daysSince1970(text);
      case 'flag':
        return flag(text);
      case 'cbe':
        return isCbe(text) ? this.#entries.codeOf(text) : UNUSUAL;
      case 'quarter':
        return this.#codeOf(quarter(text.toString()));
      case 'nsso':
        return this.#codeOf(nssoNumber(text.toString()));
    }
  }

  #paddedCode(text: ByteText): number {
    const missing = this.#padTo - text.length;
    if (missing <= 0 || wholeNumber(text) === UNUSUAL) return this.#entries.codeOf(text);
    this.#normal.set('0'.repeat(missing));
    this.#normal.append(text.bytes, 0, text.length);
    return this.#entries.codeOf(this.#normal);
  }

  #codeOf(text: string | undefined): number {
    if (text === undefined) return UNUSUAL;
    this.#normal.set(text);
    return this.#entries.codeOf(this.#normal);
  }
}

const QUARTER = /^(?:19|20|21)[0-9]{2}Q?[1-4]$/;
const NSSO = /^0*([0-9]{6,8}|1[0-9]{8}|5[0-9]{9})$/;
const [ZERO, ONE, FALSE, TRUE] = ['0', '1', 'false', 'true'].map((text) => ByteText.of(text)) as Four;
type Four = [ByteText, ByteText, ByteText, ByteText];
const MILLISECONDS_PER_DAY = 86_400_000;

/** Digits that a number of TypeScript holds exactly. */
const MOST_DIGITS = 15;

function wholeNumber(text: ByteText): number {
  return text.length > MOST_DIGITS ? UNUSUAL : digitsOf(text, 0, text.length);
}

/** Returns the number that the bytes from one place up to another write, or UNUSUAL. */
function digitsOf({ bytes }: ByteText, begin: number, end: number): number {
  let value = 0;
  for (let i = begin; i < end; i++) {
    const digit = (bytes[i] as number) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return UNUSUAL;
    value = value * 10 + digit;
  }
  return value;
}

const DIGIT_ZERO = 48;
const HYPHEN = 45;

function flag(text: ByteText): number {
  if (text.equals(ZERO) || text.equals(FALSE)) return 0;
  return text.equals(ONE) || text.equals(TRUE) ? 1 : UNUSUAL;
}

/** Ten digits, of which 9 is not the first and 00 not the first two. */
function isCbe(text: ByteText): boolean {
  const value = text.length === 10 ? wholeNumber(text) : UNUSUAL;
  return value >= 100_000_000 && value < 9_000_000_000;
}

function quarter(text: string): string | undefined {
  return QUARTER.test(text) ? `${text.slice(0, 4)}Q${text.slice(-1)}` : undefined;
}

function nssoNumber(text: string): string | undefined {
  if (/^0+$/.test(text)) return '000000000';
  const digits = NSSO.exec(text)?.[1]?.replace(/^0+/, '');
  return digits !== undefined && digits.length >= 6 ? digits.padStart(9, '0') : undefined;
}

/** Years before 1900 are left to the database, because those below 100 mean others to Date.UTC. */
function daysSince1970(text: ByteText): number {
  const { bytes } = text;
  if (text.length !== 10 || bytes[4] !== HYPHEN || bytes[7] !== HYPHEN) return UNUSUAL;
  const [year, month, day] = [digitsOf(text, 0, 4), digitsOf(text, 5, 7), digitsOf(text, 8, 10)];
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return UNUSUAL;
  return Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
