import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../errors.ts';

/** The folder for the files of a lab command, made if it is absent; files are readable by their owner only. */
export interface OutFolder {
  /** Writes or replaces a file. */
  write(name: string, text: string): void;
  /** Writes or replaces a CSV file for machines: texts as they are, so that ids can be joined. */
  writeCsv(name: string, header: readonly string[], rows: Iterable<readonly (string | number)[]>): void;
}

/**
 * Returns an output folder.
 * @throws UsageError if it cannot be made or written.
 */
export function outFolder(dir: string): OutFolder {
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new UsageError({
        place: '--out',
        fact: `the folder cannot be written (${reason})`,
        expectation: 'a folder that can be made and written',
        effect: 'not all files were written',
        next: 'name another folder, or make room',
      });
    }
  };
  const write = (name: string, text: string): void =>
    guarded(() => writeFileSync(join(dir, name), text, { mode: 0o600 }));
  guarded(() => mkdirSync(dir, { recursive: true, mode: 0o700 }));
  return {
    write,
    writeCsv: (name, header, rows) => write(name, stringify([[...header], ...rows].map((row) => [...row]))),
  };
}
