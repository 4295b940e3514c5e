import { masked, notA, twoDigits, type Branded } from './brand.ts';
import { shapedSql, twoDigitsSql, wholeNumberSql, withoutSeparators, withoutSeparatorsSql } from './sql.ts';

/**
 * The NISS: eleven digits `YYMMDDSSSCC`, of the national register or of the Crossroads Bank (BIS number).
 *
 * CC = 97 - (first nine digits mod 97); for births from 2000 on a 2 is written before the nine digits. The two never
 * agree, so the check digits also tell the century. A BIS number adds 20 to the month (sex unknown) or 40 (sex known).
 * Month or day 00: not known. If the serials of a day are used up, the register numbers on with month 00 and any day,
 * so with month 00 every day is right. Days are not compared with the length of the month: the check digits already
 * find the typing errors, and a person is not refused for a birth date that the register itself wrote.
 */
export type Niss = Branded<'Niss'>;

/** The pseudonym of a worker: `P` and eleven characters of the base64 alphabet with `_` and `-`. */
export type WorkerPseudonym = Branded<'WorkerPseudonym'>;

export type Century = 1900 | 2000;

/** What a NISS says about the birth; a month or day that was not known is absent. */
export interface BirthOfNiss {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

const SHAPE = '[0-9]{11}';
const EXPECTED = '11 digits whose last two are the check digits';
const FROM_2000 = 2_000_000_000;

/** Returns the two check digits of the nine first digits of a NISS. */
export function nissCheckDigits(base: string, century: Century): string {
  if (!/^\d{9}$/.test(base)) throw notA('base of a NISS', 'nine digits');
  return twoDigits(97 - ((Number(base) + (century === 2000 ? FROM_2000 : 0)) % 97));
}

/** Returns whether the text is a NISS in its stored form: eleven digits, a possible date and right check digits. */
export function isNiss(text: string): text is Niss {
  return /^\d{11}$/.test(text) && hasPossibleDate(text) && centuryOf(text) !== undefined;
}

/** Returns the NISS of a text with or without separators (`85.01.01-001.15`). Throws a TypeError without the value. */
export function parseNiss(text: string): Niss {
  const digits = withoutSeparators(text);
  if (!isNiss(digits)) throw notA('NISS', EXPECTED);
  return digits;
}

/** Returns the official written form, `85.01.01-001.15`. */
export function formatNiss(niss: Niss): string {
  return niss.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5');
}

/** Returns the written form with stars, `**.**.**-***.15`; stars only if the text is no NISS. */
export function maskNiss(text: string): string {
  return isNiss(text) ? masked(formatNiss(text), true) : masked(text, false);
}

/** Returns whether the number is a BIS number: a person who is not in the national register. */
export function isBisNumber(niss: Niss): boolean {
  return Number(niss.slice(2, 4)) >= 20;
}

/** Returns the birth date as far as the number tells it. With month 00 the day is a counter, so only the year is told. */
export function birthOfNiss(niss: Niss): BirthOfNiss {
  const month = Number(niss.slice(2, 4)) % 20;
  const day = Number(niss.slice(4, 6));
  const year = (centuryOf(niss) ?? 1900) + Number(niss.slice(0, 2));
  return { year, ...(month > 0 && { month, ...(day > 0 && { day }) }) };
}

function centuryOf(niss: string): Century | undefined {
  const [base, check] = [niss.slice(0, 9), niss.slice(9)];
  if (check === nissCheckDigits(base, 1900)) return 1900;
  return check === nissCheckDigits(base, 2000) ? 2000 : undefined;
}

function hasPossibleDate(niss: string): boolean {
  const month = Number(niss.slice(2, 4));
  const isDayPossible = month % 20 === 0 || Number(niss.slice(4, 6)) <= 31;
  return month <= 52 && month % 20 <= 12 && isDayPossible && niss.slice(6, 9) !== '000';
}

/** Returns a VARCHAR expression: the eleven digits of a text with or without separators, or NULL; check digits not tested. */
export function nissSql(expr: string): string {
  const digits = withoutSeparatorsSql(expr);
  return `CASE WHEN regexp_full_match(${digits}, '${SHAPE}') THEN ${digits} END`;
}

/** Returns a VARCHAR expression: the check digits of an integer expression of nine digits. */
export function nissCheckDigitsSql(base: string, century: Century): string {
  return twoDigitsSql(`97 - ((${base}) + ${century === 2000 ? FROM_2000 : 0}) % 97`);
}

/** A possible date, a serial that is not 000 and check digits of 01 to 97. */
const POSSIBLE =
  '[0-9]{2}((00|20|40)[0-9]{2}|(0[1-9]|1[0-2]|2[1-9]|3[0-2]|4[1-9]|5[0-2])([0-2][0-9]|3[01]))' +
  '(00[1-9]|0[1-9][0-9]|[1-9][0-9]{2})(0[1-9]|[1-8][0-9]|9[0-7])';

/**
 * Returns the boolean expression of {@link isNiss}; FALSE for NULL. Base and check digits add up to a multiple of 97, from
 * 2000 on with the 2 before the base.
 */
export function isNissSql(expr: string): string {
  const number = wholeNumberSql(expr);
  const remainders = [0, 97 - (FROM_2000 % 97)].join(', ');
  return shapedSql(expr, POSSIBLE, `(${number} // 100 + ${number} % 100) % 97 IN (${remainders})`);
}

/** Returns whether the text has the form of a worker's pseudonym. */
export function isWorkerPseudonym(text: string): text is WorkerPseudonym {
  return /^P[A-Za-z0-9_-]{11}$/.test(text);
}

/** Returns the pseudonym. Throws a TypeError without the value. */
export function parseWorkerPseudonym(text: string): WorkerPseudonym {
  if (!isWorkerPseudonym(text)) throw notA('worker pseudonym', 'P and eleven characters');
  return text;
}

/** Returns the pseudonym with stars: `P***********`. */
export function maskWorkerPseudonym(text: string): string {
  return isWorkerPseudonym(text) ? `P${'*'.repeat(11)}` : masked(text, false);
}

/** Returns the boolean expression of {@link isWorkerPseudonym}; FALSE for NULL. */
export function isWorkerPseudonymSql(expr: string): string {
  return shapedSql(expr, 'P[A-Za-z0-9_-]{11}', 'TRUE');
}
