import type { Column, ColumnOptions, DuckType, ReadKind } from './table.ts';

/**
 * Column builders: each returns a {@link Column} whose type, reading rule and personal class follow from its kind.
 * `from` names the column of the extract where it differs from ours; `optional` says that NULL ("not known") is allowed.
 */

function column<T extends DuckType, O extends ColumnOptions>(
  type: T,
  read: ReadKind,
  options: O,
  defaults: Partial<Column> = {},
): Column<T, O extends { optional: true } ? true : false> {
  const { optional, from, lookup, ...rest } = options;
  return {
    personal: 'none',
    ...defaults,
    ...rest,
    type,
    nullable: (optional ?? false) as O extends { optional: true } ? true : false,
    read: { kind: read, ...(from && { from }), ...(lookup && { lookup }) },
  };
}

/** Free text without a person in it; trimmed, empty becomes NULL. */
export const text = <const O extends ColumnOptions>(options: O) => column('VARCHAR', 'text', options);

/** A code of a published list: text with its leading zeros. Give `oneOf` or `pattern`. */
export const code = <const O extends ColumnOptions>(options: O) => column('VARCHAR', 'text', options);

/** A whole number. */
export const integer = <const O extends ColumnOptions>(options: O) => column('INTEGER', 'integer', options);

/** A whole number of 64 bits: identifiers of the sender's database, large counts. */
export const bigint = <const O extends ColumnOptions>(options: O) => column('BIGINT', 'integer', options);

/** An amount in integer euro cents, never negative unless `min` says so. */
export const cents = <const O extends ColumnOptions>(options: O) =>
  column('BIGINT', 'integer', { min: 0, ...options }, { unit: 'euro cents' });

/** Days or hours in integer hundredths. */
export const hundredths = <const O extends ColumnOptions & { readonly unit: string }>(options: O) =>
  column('INTEGER', 'integer', { min: 0, ...options });

/** A calendar date, ISO. */
export const date = <const O extends ColumnOptions>(options: O) => column('DATE', 'date', options);

/** A moment, ISO, UTC. */
export const timestamp = <const O extends ColumnOptions>(options: O) =>
  column('TIMESTAMP', 'timestamp', options);

/** A calendar quarter `2024Q1`; the official form `20241` is read too. */
export const quarter = <const O extends ColumnOptions>(options: O) => column('VARCHAR', 'quarter', options);

/** A yes or no, read from `0`/`1` or a boolean. */
export const flag = <const O extends ColumnOptions>(options: O) => column('BOOLEAN', 'flag', options);

/** A coordinate or a share: the only fractional numbers of the house; never summed. */
export const real = <const O extends ColumnOptions>(options: O) => column('DOUBLE', 'real', options);

/** The pseudonym of a person's NISS. A wrong check digit rejects the row unless `checkDigit` is `warn`. */
export const workerId = <const O extends ColumnOptions>(options: O) =>
  column('VARCHAR', 'niss', options, { personal: 'pseudonym' });

/** A keyed pseudonym of a name, plate or other direct identifier; the clear text stands in the schema `identity` only. */
export const clearTextId = <const O extends ColumnOptions>(options: O) =>
  column('VARCHAR', 'name', options, { personal: 'pseudonym' });

/** A clear identifier of a person: a name, a birth date, a home address. Allowed in the schema `identity` only. */
export const clearText = <const O extends ColumnOptions>(options: O) =>
  column('VARCHAR', 'text', options, { personal: 'identifier' });

/** A clear date of birth or death. Allowed in the schema `identity` only. */
export const clearDate = <const O extends ColumnOptions>(options: O) =>
  column('DATE', 'date', options, { personal: 'identifier' });

/** A CBE number: ten digits. A wrong check digit is counted as a warning. */
export const cbeNumber = <const O extends ColumnOptions>(options: O) => column('VARCHAR', 'cbe', options);

/** An establishment unit number: ten digits, first digit 2 to 8. A wrong check digit is counted as a warning. */
export const establishmentUnitNumber = <const O extends ColumnOptions>(options: O) =>
  column('VARCHAR', 'cbe', options);

/** An NSSO matricule: nine digits with leading zeros. A wrong check digit is counted as a warning. */
export const nssoNumber = <const O extends ColumnOptions>(options: O) => column('VARCHAR', 'nsso', options);
