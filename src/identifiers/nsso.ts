import { masked, notA, twoDigits, type Branded } from './brand.ts';
import { shapedSql, twoDigitsSql, wholeNumberSql, withoutSeparators, withoutSeparatorsSql } from './sql.ts';

/**
 * The matricule of an employer at the NSSO: nine digits (a base of at most seven and two check digits), 000100006 to
 * 199999934, or a provisional number of ten digits, 5000000120 to 5999999989.
 *
 * CC = 97 - ((base x 100 + 1) mod 97). No document states this rule: it was derived from the four official bounds and
 * from examples, so a wrong check digit is a warning and not a refusal.
 * Source of the bounds: DmfA 2022/3, zones 00011 (NOSSRegistrationNbr) and 00948 (ProvisionalNSSONbr).
 */
export type NssoNumber = Branded<'NssoNumber'>;

const SHAPE = '0[0-9]{8}|1[0-9]{8}|5[0-9]{9}';
const SMALLEST = 100_006;
const SMALLEST_PROVISIONAL = 5_000_000_120;

/** Returns the two check digits of a base of up to seven digits, or of eight for a provisional number. */
export function nssoCheckDigits(base: string): string {
  if (!/^\d{1,8}$/.test(base)) throw notA('base of an NSSO number', 'one to eight digits');
  return twoDigits(97 - ((Number(base) * 100 + 1) % 97));
}

/** Returns a VARCHAR expression: the check digits of an integer expression. */
export const nssoCheckDigitsSql = (base: string): string => twoDigitsSql(`97 - ((${base}) * 100 + 1) % 97`);

/** Returns whether the text is an NSSO number in its stored form: nine digits with leading zeros, or a provisional number. */
export function isNssoNumber(text: string): text is NssoNumber {
  const isShaped = /^(0\d{8}|1\d{8}|5\d{9})$/.test(text);
  const isInBounds = Number(text) >= (text.length === 10 ? SMALLEST_PROVISIONAL : SMALLEST);
  return isShaped && isInBounds && nssoCheckDigits(text.slice(0, -2)) === text.slice(-2);
}

/** Returns the NSSO number of a text, with any number of leading zeros or with separators. Throws a TypeError without the value. */
export function parseNssoNumber(text: string): NssoNumber {
  const digits = withoutSeparators(text).replace(/^0+/, '');
  const number = digits.padStart(9, '0');
  if (!isNssoNumber(number))
    throw notA('NSSO number', 'up to nine digits, or ten from 5, the last two check digits');
  return number;
}

/** Returns whether the number was given before the employer was registered. */
export const isProvisionalNssoNumber = (number: NssoNumber): boolean => number.length === 10;

/** Returns the usual written form, `1912345-29`. */
export function formatNssoNumber(number: NssoNumber): string {
  return `${number.slice(0, -2)}-${number.slice(-2)}`;
}

/** Returns the written form with stars, `*******-29`; stars only if the text is no NSSO number. */
export function maskNssoNumber(text: string): string {
  return isNssoNumber(text) ? masked(formatNssoNumber(text), true) : masked(text, false);
}

/** Returns a VARCHAR expression: the stored form of any written form, or NULL; bounds and check digits not tested. */
export function nssoNumberSql(expr: string): string {
  const digits = `regexp_replace(${withoutSeparatorsSql(expr)}, '^0+', '')`;
  const padded = `CASE WHEN length(${digits}) < 9 THEN lpad(${digits}, 9, '0') ELSE ${digits} END`;
  return `CASE WHEN regexp_full_match(${digits}, '[0-9]{6,8}|1[0-9]{8}|5[0-9]{9}') THEN ${padded} END`;
}

/** Returns the boolean expression of {@link isNssoNumber}; FALSE for NULL. */
export function isNssoNumberSql(expr: string): string {
  const number = wholeNumberSql(expr);
  return shapedSql(
    expr,
    SHAPE,
    `${number} >= CASE WHEN length(${expr}) = 10 THEN ${SMALLEST_PROVISIONAL} ELSE ${SMALLEST} END ` +
      `AND ${number} % 100 = 97 - (${number} // 100 * 100 + 1) % 97`,
  );
}
