import { masked, notA, twoDigits, type Branded } from './brand.ts';
import { shapedSql, twoDigitsSql, wholeNumberSql, withoutSeparators, withoutSeparatorsSql } from './sql.ts';

/**
 * Numbers of the Crossroads Bank for Enterprises: ten digits whose last two are 97 - (first eight mod 97).
 * A first digit 0 or 1 is an enterprise, 2 to 8 an establishment unit.
 * Source: DmfA glossary 2022/3, zones 00014 (CompanyID) and 00042 (LocalUnitID).
 */
export type CbeNumber = Branded<'CbeNumber'>;
export type EstablishmentUnitNumber = Branded<'EstablishmentUnitNumber'>;

const ENTERPRISE = '[01][0-9]{9}';
const UNIT = '[2-8][0-9]{9}';

/** Returns the two check digits of the first eight digits of a CBE number or of an establishment unit number. */
export function cbeCheckDigits(base: string): string {
  if (!/^\d{8}$/.test(base)) throw notA('base of a CBE number', 'eight digits');
  return twoDigits(97 - (Number(base) % 97));
}

/** Returns a VARCHAR expression: the check digits of an integer expression of eight digits. */
export const cbeCheckDigitsSql = (base: string): string => twoDigitsSql(`97 - (${base}) % 97`);

/** Returns whether the text is a CBE number in its stored form, ten digits. Base 00000000, "no number", is none. */
export function isCbeNumber(text: string): text is CbeNumber {
  return /^[01]\d{9}$/.test(text) && hasRightCheckDigits(text) && !text.startsWith('00000000');
}

/**
 * Returns the CBE number of a text: ten digits, nine without the leading zero, `0999.999.922`, `BE0999999922`.
 * Throws a TypeError without the value.
 */
export function parseCbeNumber(text: string): CbeNumber {
  const digits = withoutSeparators(text.replace(/^[\t ]*BE/i, ''));
  const number = digits.length === 9 ? `0${digits}` : digits;
  if (!isCbeNumber(number))
    throw notA('CBE number', 'ten digits, the first 0 or 1, the last two check digits');
  return number;
}

/** Returns the usual written form, `0999.999.922`. */
export function formatCbeNumber(number: CbeNumber): string {
  return number.replace(/^(....)(...)(...)$/, '$1.$2.$3');
}

/** Returns the written form with stars, `****.***.*22`; stars only if the text is no CBE number. */
export function maskCbeNumber(text: string): string {
  return isCbeNumber(text) ? masked(formatCbeNumber(text), true) : masked(text, false);
}

/** Returns a VARCHAR expression: the ten digits of any written form, or NULL; check digits not tested. */
export function cbeNumberSql(expr: string): string {
  const digits = `regexp_replace(${expr}, '^[\\t ]*BE|[-\\t ./]', '', 'gi')`;
  const padded = `CASE WHEN length(${digits}) = 9 THEN '0' || ${digits} ELSE ${digits} END`;
  return `CASE WHEN regexp_full_match(${padded}, '${ENTERPRISE}') THEN ${padded} END`;
}

/** Returns the boolean expression of {@link isCbeNumber}; FALSE for NULL. */
export function isCbeNumberSql(expr: string): string {
  return shapedSql(expr, ENTERPRISE, `${rightCheckDigitsSql(expr)} AND ${wholeNumberSql(expr)} >= 100`);
}

/** Returns whether the text is an establishment unit number in its stored form, ten digits. */
export function isEstablishmentUnitNumber(text: string): text is EstablishmentUnitNumber {
  return /^[2-8]\d{9}$/.test(text) && hasRightCheckDigits(text);
}

/** Returns the establishment unit number of a text: ten digits or `2.999.999.964`. Throws a TypeError without the value. */
export function parseEstablishmentUnitNumber(text: string): EstablishmentUnitNumber {
  const digits = withoutSeparators(text);
  if (!isEstablishmentUnitNumber(digits)) {
    throw notA('establishment unit number', 'ten digits, the first 2 to 8, the last two check digits');
  }
  return digits;
}

/** Returns the usual written form, `2.999.999.964`. */
export function formatEstablishmentUnitNumber(number: EstablishmentUnitNumber): string {
  return number.replace(/^(.)(...)(...)(...)$/, '$1.$2.$3.$4');
}

/** Returns the written form with stars, `*.***.***.*64`; stars only if the text is no establishment unit number. */
export function maskEstablishmentUnitNumber(text: string): string {
  return isEstablishmentUnitNumber(text)
    ? masked(formatEstablishmentUnitNumber(text), true)
    : masked(text, false);
}

/** Returns a VARCHAR expression: the ten digits of any written form, or NULL; check digits not tested. */
export function establishmentUnitNumberSql(expr: string): string {
  const digits = withoutSeparatorsSql(expr);
  return `CASE WHEN regexp_full_match(${digits}, '${UNIT}') THEN ${digits} END`;
}

/** Returns the boolean expression of {@link isEstablishmentUnitNumber}; FALSE for NULL. */
export function isEstablishmentUnitNumberSql(expr: string): string {
  return shapedSql(expr, UNIT, rightCheckDigitsSql(expr));
}

const hasRightCheckDigits = (number: string): boolean =>
  cbeCheckDigits(number.slice(0, 8)) === number.slice(8);

function rightCheckDigitsSql(expr: string): string {
  const number = wholeNumberSql(expr);
  return `${number} % 100 = 97 - ${number} // 100 % 97`;
}
