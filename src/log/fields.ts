import { VigieError } from '../errors.ts';
import { isOfficialNumber, redact } from '../privacy/index.ts';

/** What a line says beside its event: names of files, tables and columns, counts, durations; never a value of a row. */
export type Field = string | number | boolean | null | readonly string[];
export type Fields = Readonly<Record<string, Field>>;

/** A number whose name has one of these words is a quantity. */
const QUANTITIES: ReadonlySet<string> = new Set(
  'row rows count bytes cents seconds milliseconds total done size'.split(' '),
);
const NISS_DIGITS = 11;

/** Returns the fields as they may be written: texts, also names of fields, masked; quantities as they are. */
export function redactedFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [redact(name), redactedField(name, value)]),
  );
}

function redactedField(name: string, value: Field): Field {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number') return redactedNumber(name, value);
  return value !== null && typeof value === 'object' ? value.map(redact) : value;
}

/** Identifiers are texts in this house; a number that looks like one and is not named as a quantity is masked anyway. */
function redactedNumber(name: string, value: number): Field {
  const digits = String(Math.abs(value));
  const isQuantity = !Number.isInteger(value) || wordsOf(name).some((word) => QUANTITIES.has(word));
  return isQuantity || !(digits.length === NISS_DIGITS || isOfficialNumber(digits)) ? value : '[number]';
}

const wordsOf = (name: string): string[] => name.split(/_|(?=[A-Z])/).map((word) => word.toLowerCase());

/**
 * Returns what may be said of an error: the five parts if vigie explains it; else its class and where it was thrown,
 * without its message, which may quote a row.
 */
export function fieldsOfError(error: unknown): Fields {
  if (error instanceof VigieError) return { error: error.name, ...error.parts };
  if (!(error instanceof Error)) return { error: typeof error };
  const stack = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return { error: error.name, frames: stack.map((frame) => frame.trim().slice(3)) };
}
