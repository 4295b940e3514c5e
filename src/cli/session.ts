import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { DuckDBConnection } from '@duckdb/node-api';
import { UsageError } from '../errors.ts';
import { installMacros, openDatabase } from '../duckdb/index.ts';
import { createLogger, type Logger } from '../log/index.ts';
import { bindPads, loadKey } from '../privacy/index.ts';
import { lockHome, prepareHome, type Home } from '../run/index.ts';
import { PROJECT_ROOT } from '../unit/index.ts';

/** The options that every command has. */
export interface GlobalOptions {
  readonly home: string;
  readonly log: 'text' | 'json';
  readonly threads: number;
  /** Memory limit of the database, as DuckDB writes it. */
  readonly memory: string;
}

/** Returns the global options of a command, checked. */
export function globalOptions(command: Command): GlobalOptions {
  const raw = command.optsWithGlobals<{ home: string; log: string; threads: string; memory?: string }>();
  const threads = Number(raw.threads);
  if (!Number.isInteger(threads) || threads < 1) throw usage('--threads', 'it is no whole number from 1');
  if (raw.log !== 'text' && raw.log !== 'json') throw usage('--log', 'it is neither text nor json');
  const { memory = defaultMemory() } = raw;
  if (!MEMORY.test(memory)) throw usage('--memory', 'it is no size such as 800MB or 4GB');
  return { home: raw.home, log: raw.log, threads, memory };
}

const MEMORY = /^[1-9][0-9]*(\.[0-9]+)?\s*([KMGT]i?)B$/i;
/** A national night needs no more; with the program beside the database it stays below 12 GiB. */
const MOST_MEGABYTES = 9_000;

/** Returns half of the memory of the machine, or of the container that the process runs in, at most what a national night needs. */
function defaultMemory(): string {
  const limit = process.constrainedMemory() || Infinity;
  return `${Math.min(MOST_MEGABYTES, Math.floor(Math.min(totalmem(), limit) / 2e6))}MB`;
}

/** Returns the logger of a command: text for people on standard error, JSON lines for machines on standard output. */
export function loggerOf(options: Pick<GlobalOptions, 'log'>): Logger {
  const stream = options.log === 'json' ? process.stdout : process.stderr;
  return createLogger({ format: options.log, stream, isTerminal: stream.isTTY === true });
}

/** A home that is held by this process, with its warehouse open and sealed. */
export interface Session {
  readonly home: Home;
  readonly connection: DuckDBConnection;
  /** SQL expressions of the padded keys of the pseudonyms, for this connection. */
  readonly pads: { readonly inner: string; readonly outer: string };
  readonly logger: Logger;
}

export interface SessionOptions extends Omit<GlobalOptions, 'memory'> {
  /** Memory limit of the database. @default half of the machine, at most 9 GB */
  readonly memory?: string;
  /** Folders that SQL may read besides the home and the project's own facts. */
  readonly readable?: readonly string[];
}

/** Takes the home, opens the warehouse, does the work, and gives both back whatever happens. */
export async function withSession<T>(
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const home = prepareHome(options.home);
  const release = lockHome(home);
  try {
    const database = await openDatabase({
      path: home.warehouse,
      threads: options.threads,
      allowedDirectories: [home.dir, join(PROJECT_ROOT, 'pipelines'), ...(options.readable ?? [])],
      tempDirectory: home.temp,
      ...(options.memory !== undefined && { memoryLimit: options.memory }),
      ...encryption(),
    });
    try {
      const connection = await database.connect();
      await installMacros(connection);
      const pads = await bindPads(connection, loadKey(home.dir));
      return await work({ home, connection, pads, logger: loggerOf(options) });
    } finally {
      database.close();
    }
  } finally {
    release();
  }
}

/** DuckDB encrypts its files where the operator names a local httpfs extension and a key. */
function encryption(): { httpfsExtension?: string; encryptionKey?: string } {
  const extension = process.env['VIGIE_HTTPFS_EXTENSION'];
  const key = process.env['VIGIE_WAREHOUSE_KEY'];
  if ((extension === undefined) !== (key === undefined)) {
    throw usage('VIGIE_HTTPFS_EXTENSION, VIGIE_WAREHOUSE_KEY', 'only one of them is set');
  }
  if (key !== undefined && !/^[0-9a-f]{64}$/i.test(key)) {
    throw usage('VIGIE_WAREHOUSE_KEY', 'it is not 64 hexadecimal characters');
  }
  return extension === undefined || key === undefined
    ? {}
    : { httpfsExtension: extension, encryptionKey: key };
}

/** Returns a date option, checked. */
export function dateOption(name: string, value: string): string {
  const day = new Date(`${value}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    Number.isNaN(day.getTime()) ||
    day.toISOString().slice(0, 10) !== value
  ) {
    throw usage(name, 'it is no calendar date YYYY-MM-DD');
  }
  return value;
}

/** Returns the error of a wrong option. */
export function usage(place: string, fact: string): UsageError {
  return new UsageError({
    place,
    fact,
    expectation: 'an option as `vigie --help` describes it',
    effect: 'nothing was done',
    next: 'correct the command line',
  });
}

/** Today, UTC: the only clock of the program. It bounds what a sender may date ahead, and nothing else. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
