import { quotedText } from '../table/index.ts';

/**
 * The parts that the SQL twins share. Each twin repeats its argument, so give it a column or a parameter, not a
 * sub-query. None of them fails on any text; every `is…Sql` is FALSE for NULL.
 */

/**
 * Returns a boolean expression: the text has the whole shape and the condition holds; FALSE for NULL. The condition stands
 * first, because DuckDB computes a repeated number once where the first part of an AND has it, and each time elsewhere.
 */
export function shapedSql(expr: string, shape: string, condition: string): string {
  return `coalesce((${condition}) AND regexp_full_match(${expr}, ${quotedText(shape)}), FALSE)`;
}

/** Returns a BIGINT expression: the number that the text writes, or NULL. */
export const wholeNumberSql = (expr: string): string => `TRY_CAST(${expr} AS BIGINT)`;

/** Returns a VARCHAR expression: the text without blanks, dots, dashes and slashes. */
export const withoutSeparatorsSql = (expr: string): string => `regexp_replace(${expr}, '[-\\t ./]', '', 'g')`;

/** Returns a VARCHAR expression: a number of 1 to 97 as two digits. */
export const twoDigitsSql = (expr: string): string => `lpad(CAST(${expr} AS VARCHAR), 2, '0')`;

/** The same in TypeScript: the text without blanks, dots, dashes and slashes. */
export const withoutSeparators = (text: string): string => text.replace(/[-\t ./]/g, '');
