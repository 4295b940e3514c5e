import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { CsvError, parse } from 'csv-parse/sync';
import { SourceFileError } from '../errors.ts';

/** What the first record of a CSV file says of the others. */
export interface CsvHeader {
  /** Without blanks around them; `column3` for an empty fourth one. */
  readonly names: readonly string[];
  readonly separator: string;
  readonly isZipped: boolean;
}

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Bytes of the file that are read first; most headers end there. */
const FIRST_BYTES = 65_536;
const MOST_CHARACTERS = 10_000_000;
const UNENDING = 'a quote in the header does not end';

/**
 * Returns the header of a CSV file, however long, over several lines where it is quoted. The separator is the one that cuts it into
 * most cells.
 * @throws SourceFileError where there is no header to cut by, or it names a column twice.
 */
export function readCsvHeader(path: string, isZipped: boolean): CsvHeader {
  const record = firstRecord(path, isZipped);
  if (record.includes('\uFFFD')) throw unreadable(path, 'the header is not UTF-8', 1);
  if (record.trim() === '') throw unreadable(path, 'the header is empty', 1);
  const cuts = SEPARATORS.map((separator) => ({ separator, names: cellsOf(record, separator) }));
  const { names, separator } = cuts.reduce((best, cut) =>
    cut.names.length > best.names.length ? cut : best,
  );
  if (names.length === 0) throw unreadable(path, UNENDING, 1);
  const twice = firstRepeated(names);
  if (twice !== undefined) throw unreadable(path, `the header names the column ${twice} twice`, 1);
  return { names, separator, isZipped };
}

/** Returns the error of a file that is no table. */
export function unreadable(path: string, fact: string, line?: number): SourceFileError {
  return new SourceFileError({
    place: line === undefined ? basename(path) : `${basename(path)}, line ${line}`,
    fact,
    expectation:
      'Parquet, or CSV in UTF-8 with a header, as many cells in each line, and double quotes around a cell that holds the separator',
    effect: 'nothing was computed or written',
    next: line === undefined ? 'check the path and the file' : 'mend the line, or export the file again',
  });
}

/** Returns the text of the first record. */
function firstRecord(path: string, isZipped: boolean): string {
  const { size } = statSync(path);
  for (let bytes = FIRST_BYTES; ; bytes *= 16) {
    const text = startOf(path, bytes, isZipped);
    const { end, isQuoted } = recordEnd(text);
    if (end < text.length) return text.slice(0, end);
    if (bytes >= size && !isQuoted) return text;
    if (bytes >= size || text.length > MOST_CHARACTERS) throw unreadable(path, UNENDING, 1);
  }
}

function startOf(path: string, bytes: number, isZipped: boolean): string {
  const buffer = Buffer.alloc(bytes);
  const file = openSync(path, 'r');
  try {
    const read = buffer.subarray(0, readSync(file, buffer));
    return new TextDecoder().decode(isZipped ? unzipped(path, read) : read);
  } finally {
    closeSync(file);
  }
}

function unzipped(path: string, start: Buffer): Buffer {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    throw unreadable(path, 'it begins as a gzip file and is none');
  }
}

/** A quote opens at the start of a cell only, and again where one has just closed: two are one inside. */
function recordEnd(text: string): { end: number; isQuoted: boolean } {
  let isQuoted = false;
  let mayOpen = true;
  for (let end = 0; end < text.length; end++) {
    const letter: string = text.charAt(end);
    if (!isQuoted && (letter === '\n' || letter === '\r')) return { end, isQuoted };
    const isQuote = letter === '"';
    const closes: boolean = isQuote && isQuoted;
    if (isQuote) isQuoted = !isQuoted && mayOpen;
    mayOpen = closes || SEPARATORS.some((separator) => separator === letter);
  }
  return { end: text.length, isQuoted };
}

/** Returns the names in a record; none where this separator leaves a quote open. */
function cellsOf(record: string, delimiter: string): string[] {
  try {
    const [cells = []] = parse(record, { delimiter, relax_quotes: true });
    return cells.map((name, i) => name.trim() || `column${i}`);
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** Returns the first name that stood before, in whatever case: SQL does not tell them apart. */
function firstRepeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name.toLowerCase()).size);
}
