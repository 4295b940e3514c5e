import type { VigieError } from '../errors.ts';

/** What became of the rows of one extract in one file. */
export interface StagedCounts {
  readonly read: number;
  readonly staged: number;
  /** Rejected rows by `column: rule`. */
  readonly rejected: Readonly<Record<string, number>>;
}

/** What became of one delivered file. */
export interface FileReport {
  readonly source: string;
  /** Path below the extracts folder. */
  readonly name: string;
  readonly fileId: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly status: 'loaded' | 'already_loaded' | 'refused';
  /** Why it was refused; empty otherwise. */
  readonly rule: string;
  /** Per extract: rows read = rows staged + rows rejected. */
  readonly extracts: Readonly<Record<string, StagedCounts>>;
}

export interface LoadWarning {
  readonly source: string;
  readonly extract: string;
  readonly column: string;
  readonly rule: string;
  readonly count: number;
}

export interface LoadReport {
  readonly files: readonly FileReport[];
  /** Sources without a folder. */
  readonly notDelivered: readonly string[];
  readonly warnings: readonly LoadWarning[];
  /** Refused files and rejected rows, as errors with their exit codes; the load went on after each. */
  readonly problems: readonly VigieError[];
}

/** The exit codes of a load that went on after problems, worst first: refused files, refused headers, rejected rows. */
const WORST_FIRST = [10, 11, 12];

/** Returns 0 for a load without problems, else the exit code of the worst one. */
export function loadExitCode(report: LoadReport): number {
  const codes = new Set(report.problems.map((problem) => problem.exitCode));
  return WORST_FIRST.find((code) => codes.has(code)) ?? 0;
}

/** Returns the sums over all files of a load. */
export function loadTotals(report: LoadReport): { read: number; staged: number; rejected: number } {
  const totals = { read: 0, staged: 0, rejected: 0 };
  for (const file of report.files) {
    for (const { read, staged, rejected } of Object.values(file.extracts)) {
      totals.read += read;
      totals.staged += staged;
      totals.rejected += Object.values(rejected).reduce((sum, count) => sum + count, 0);
    }
  }
  return totals;
}
