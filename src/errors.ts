/**
 * The error classes of vigie and the exit code that each one gives to the process.
 *
 * A message reads: place, fact, expectation, effect, next step. It never carries a value taken from a row:
 * file names, line numbers, column names, rules and counts are enough to repair a delivery.
 */

/** The five parts of every message that an operator reads. */
export interface ErrorParts {
  /** Where: source, file, step or option. */
  readonly place: string;
  /** What was found, without any value of a row. */
  readonly fact: string;
  /** What should have been there. */
  readonly expectation: string;
  /** What this did to the run: "nothing of this file was loaded". */
  readonly effect: string;
  /** What the operator can do now. */
  readonly next: string;
}

/** The base of all errors that vigie explains; anything else is a bug and exits with 70. */
export abstract class VigieError extends Error {
  abstract readonly exitCode: number;

  constructor(readonly parts: ErrorParts) {
    super(
      `${parts.place}: ${parts.fact}. Expected: ${parts.expectation}. Effect: ${parts.effect}. Next: ${parts.next}.`,
    );
    this.name = new.target.name;
  }
}

/** A wrong command line, parameter or home folder. */
export class UsageError extends VigieError {
  readonly exitCode = 2;
}

/** A file that is not what it says: wrong root, truncated, not UTF-8, an archive bomb, an unreadable folder. */
export class SourceFileError extends VigieError {
  readonly exitCode = 10;
}

/** A file whose columns or column types differ from the declaration. */
export class HeaderError extends VigieError {
  readonly exitCode = 11;
}

/** Rows were set aside while loading; the good rows of the same files are loaded. */
export class RejectedRowsError extends VigieError {
  readonly exitCode = 12;
}

/** A room whose SQL, names or types differ from what it declares. */
export class ContractError extends VigieError {
  readonly exitCode = 20;
}

/** A check declared as "fail" found offending rows: nothing was published. */
export class CheckFailedError extends VigieError {
  readonly exitCode = 21;
}

/** A model that was fitted on other features than those at hand. */
export class ModelMismatchError extends VigieError {
  readonly exitCode = 30;
}

/** A read of clear identities without a declared purpose, or an output that would disclose. */
export class DisclosureError extends VigieError {
  readonly exitCode = 40;
}

/** The home folder is in use, full, damaged or from a newer version. */
export class HomeError extends VigieError {
  readonly exitCode = 50;
}

/** The exit code of a bug: an error that vigie does not explain. */
export const BUG_EXIT_CODE = 70;

/**
 * Returns the exit code of an error: that of its class, or 70 for anything that is not a {@link VigieError}.
 */
export function exitCodeOf(error: unknown): number {
  return error instanceof VigieError ? error.exitCode : BUG_EXIT_CODE;
}
