import { masked, notA, twoDigits, type Branded } from './brand.ts';
import { shapedSql, twoDigitsSql, wholeNumberSql, withoutSeparators, withoutSeparatorsSql } from './sql.ts';

/**
 * The number that the NSSO gives to a Dimona period: twelve digits whose last two are the first ten mod 97.
 * That a remainder 0 is written 97 is an assumption. Source: Dimona glossary, zone 00913; the rule was derived from examples.
 */
export type DimonaPeriodId = Branded<'DimonaPeriodId'>;

const SHAPE = '[0-9]{12}';

/** Returns the two check digits of the first ten digits of a Dimona period number. */
export function dimonaPeriodIdCheckDigits(base: string): string {
  if (!/^\d{10}$/.test(base)) throw notA('base of a Dimona period number', 'ten digits');
  return twoDigits(Number(base) % 97 || 97);
}

/** Returns a VARCHAR expression: the check digits of an integer expression of ten digits. */
export const dimonaPeriodIdCheckDigitsSql = (base: string): string =>
  twoDigitsSql(`(${base}) % 97 + CASE WHEN (${base}) % 97 = 0 THEN 97 ELSE 0 END`);

/** Returns whether the text is a Dimona period number in its stored form, twelve digits. */
export function isDimonaPeriodId(text: string): text is DimonaPeriodId {
  return /^\d{12}$/.test(text) && dimonaPeriodIdCheckDigits(text.slice(0, 10)) === text.slice(10);
}

/** Returns the Dimona period number of a text, also without its leading zeros. Throws a TypeError without the value. */
export function parseDimonaPeriodId(text: string): DimonaPeriodId {
  const digits = withoutSeparators(text);
  const number = /^\d{3,12}$/.test(digits) ? digits.padStart(12, '0') : digits;
  if (!isDimonaPeriodId(number))
    throw notA('Dimona period number', '12 digits whose last two are check digits');
  return number;
}

/** Returns the number as it is: the NSSO writes it without separators. */
export const formatDimonaPeriodId = (id: DimonaPeriodId): string => id;

/** Returns the number with stars, `**********02`; stars only if the text is no Dimona period number. */
export function maskDimonaPeriodId(text: string): string {
  return masked(text, isDimonaPeriodId(text));
}

/** Returns a VARCHAR expression: the twelve digits of any written form, or NULL; check digits not tested. */
export function dimonaPeriodIdSql(expr: string): string {
  const digits = withoutSeparatorsSql(expr);
  return `CASE WHEN regexp_full_match(${digits}, '[0-9]{3,12}') THEN lpad(${digits}, 12, '0') END`;
}

/** Returns the boolean expression of {@link isDimonaPeriodId}; FALSE for NULL. */
export function isDimonaPeriodIdSql(expr: string): string {
  const number = wholeNumberSql(expr);
  const remainder = `${number} // 100 % 97`;
  return shapedSql(
    expr,
    SHAPE,
    `${number} % 100 = ${remainder} + CASE WHEN ${remainder} = 0 THEN 97 ELSE 0 END`,
  );
}
