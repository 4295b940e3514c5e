import type { ColumnForm } from './mapping.ts';
import type { ParquetType, TextEntries } from './parquet.ts';

/**
 * The usual writings of values, turned into the form that staging keeps while they are still at hand: the database then
 * need not look at each cell again. A text in any other writing, right or wrong, is UNUSUAL: its row goes on as text and the
 * database gives the verdict, by the rules of `src/extract/typed.ts`. So these few forms can not be wrong, only slower.
 */

/** Result for a text that has not the usual writing of its kind. */
export const UNUSUAL = Number.NEGATIVE_INFINITY;

/** Returns the value of a text as a Parquet column takes it: NaN for none, {@link UNUSUAL}, or the number or code. */
export type Encoder = (text: string) => number;

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

/** Returns the encoder of a column; texts get their codes from `entries`. */
export function encoderOf(form: ColumnForm, entries: TextEntries): Encoder {
  const encode = encoders(form, entries)[form.kind];
  const lookup = new Map(Object.entries(form.lookup ?? {}));
  if (lookup.size === 0) return (text) => (text === '' ? NaN : encode(text));
  return (text) => {
    const right = lookup.get(text) ?? text;
    return right === '' ? NaN : encode(right);
  };
}

function encoders(form: ColumnForm, entries: TextEntries): Record<ColumnForm['kind'], Encoder> {
  const codeOf = (text: string | undefined) => (text === undefined ? UNUSUAL : entries.codeOf(text));
  const { padTo = 0 } = form;
  return {
    text: (text) => codeOf(text.length < padTo && isDigits(text) ? text.padStart(padTo, '0') : text),
    integer: (text) => {
      const value = wholeNumber(text);
      return value > 0x7fffffff ? UNUSUAL : value;
    },
    bigint: wholeNumber,
    date: remembered(daysSince1970),
    flag: (text) => (text === '0' || text === 'false' ? 0 : text === '1' || text === 'true' ? 1 : UNUSUAL),
    quarter: (text) => codeOf(QUARTER.test(text) ? `${text.slice(0, 4)}Q${text.slice(-1)}` : undefined),
    cbe: (text) => codeOf(CBE.test(text) ? text : undefined),
    nsso: (text) => codeOf(nssoNumber(text)),
  };
}

const QUARTER = /^(?:19|20|21)[0-9]{2}Q?[1-4]$/;
const CBE = /^(?:[1-8][0-9]{9}|0[1-9][0-9]{8})$/;
const NSSO = /^0*([0-9]{6,8}|1[0-9]{8}|5[0-9]{9})$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Digits that a number of TypeScript holds exactly. */
const MOST_DIGITS = 15;

function wholeNumber(text: string): number {
  if (text.length > MOST_DIGITS) return UNUSUAL;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return UNUSUAL;
    value = value * 10 + digit;
  }
  return value;
}

const isDigits = (text: string): boolean => wholeNumber(text) >= 0;

function nssoNumber(text: string): string | undefined {
  if (/^0+$/.test(text)) return '000000000';
  const digits = NSSO.exec(text)?.[1]?.replace(/^0+/, '');
  return digits !== undefined && digits.length >= 6 ? digits.padStart(9, '0') : undefined;
}

function daysSince1970(text: string): number {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  // Years before 1900 are left to the database, because those below 100 mean others to Date.UTC.
  if (year < '1900') return UNUSUAL;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Date(time).toISOString().startsWith(text) ? time / MILLISECONDS_PER_DAY : UNUSUAL;
}

/** Returns the same encoder, which does not compute twice for the same text in a row. */
function remembered(encode: Encoder): Encoder {
  let last = '';
  let value = NaN;
  return (text) => {
    if (text === last) return value;
    value = encode(text);
    last = text;
    return value;
  };
}
