import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '../duckdb/index.ts';
import { buildWorld, type WorldProgress } from './build.ts';
import { writeMessages, type MessageSample } from './message.ts';
import type { WorldFormat, WorldOptions } from './options.ts';
import { readFlatSamples, writeFlat, type Written } from './sample.ts';
import { writeTruth } from './truth.ts';

/** Where the rooms of the world stand. */
export interface WorldRooms {
  /** `pipelines/world`. */
  readonly worldDir: string;
  /** `pipelines/sources`. */
  readonly sourcesDir: string;
}

/** Returns the messages that a source room can write: the default export of its `sample.ts`, none without that file. */
export async function messageSamples(sourcesDir: string, source: string): Promise<readonly MessageSample[]> {
  const path = join(sourcesDir, source, 'sample.ts');
  if (!existsSync(path)) return [];
  const module = (await import(pathToFileURL(path).href)) as { default: readonly MessageSample[] };
  return module.default;
}

/** Runs `use` with a connection to a fresh in-memory world; SQL may write below `outDir` only. */
export async function withWorld<T>(
  rooms: WorldRooms,
  options: WorldOptions,
  outDir: string,
  use: (connection: DuckDBConnection) => Promise<T>,
  progress?: WorldProgress,
): Promise<T> {
  const database = await openDatabase({
    path: ':memory:',
    threads: options.threads ?? 2,
    allowedDirectories: [outDir],
  });
  const connection = await database.connect();
  try {
    await buildWorld(connection, rooms.worldDir, options, progress);
    return await use(connection);
  } finally {
    connection.closeSync();
    database.close();
  }
}

/**
 * Writes a synthetic Belgium to `outDir` as an extracts folder, with its answers in `outDir/truth`, and returns what was
 * written. With `xml` the sources that have official messages are written as such, everything else as Parquet.
 * The same options give the same bytes, with any number of threads.
 * @throws UsageError for an option out of range.
 */
export async function writeWorld(
  rooms: WorldRooms,
  options: WorldOptions & { readonly format: WorldFormat; readonly outDir: string },
  progress?: WorldProgress,
): Promise<readonly Written[]> {
  const { outDir, format } = options;
  const flatFormat = format === 'csv' ? 'csv' : 'parquet';
  return withWorld(
    rooms,
    options,
    outDir,
    async (connection) => {
      const ledger: Written[] = [];
      for (const sample of readFlatSamples(rooms.sourcesDir)) {
        const messages = format === 'xml' ? await messageSamples(rooms.sourcesDir, sample.source) : [];
        if (messages.some(({ replaces }) => replaces.includes(sample.extract))) continue;
        const fileFormat = sample.isPublishedCsv ? 'csv' : flatFormat;
        const path = join(outDir, sample.source, `${sample.extract}.${fileFormat}`);
        ledger.push(await writeFlat(connection, sample, { format: fileFormat, path }));
      }
      if (format === 'xml') await writeAllMessages(connection, rooms.sourcesDir, outDir);
      await writeTruth(connection, join(outDir, 'truth'), ledger, outDir);
      return ledger;
    },
    progress,
  );
}

async function writeAllMessages(
  connection: DuckDBConnection,
  sourcesDir: string,
  outDir: string,
): Promise<void> {
  const sources = [...new Set(readFlatSamples(sourcesDir).map(({ source }) => source))];
  for (const source of sources) {
    for (const message of await messageSamples(sourcesDir, source)) {
      await writeMessages(connection, message, { dir: join(outDir, source), compression: 'none' });
    }
  }
}
