import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, runSql } from '../duckdb/index.ts';
import { moduleUrl } from '../module-url.ts';
import { buildStep, buildWorld, openWorld, type WorldProgress } from './build.ts';
import { writeMessages, type MessageSample } from './message.ts';
import type { WorldFormat, WorldOptions } from './options.ts';
import { readFlatSamples, writeFlat, writeParts, type FlatSample, type Written } from './sample.ts';
import { tablesRead, worldSteps, type WorldStep } from './steps.ts';
import { TRUTH_TABLES, writeTruth } from './truth.ts';

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
  const module = (await import(moduleUrl(path).href)) as { default: readonly MessageSample[] };
  return module.default;
}

/** Above this size a world is built in a file, within a limit of memory, and its largest extracts are split over files. */
const LARGEST_IN_MEMORY = 10_000;
const MEMORY_LIMIT = '10GB';

async function withDatabase<T>(
  options: WorldOptions,
  outDir: string,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  mkdirSync(outDir, { recursive: true });
  const scratch = options.employers > LARGEST_IN_MEMORY ? mkdtempSync(join(outDir, '.world-')) : undefined;
  const place = scratch
    ? {
        path: join(scratch, 'tables.duckdb'),
        tempDirectory: join(scratch, 'spill'),
        memoryLimit: MEMORY_LIMIT,
      }
    : { path: ':memory:' };
  const threads = options.threads ?? 2;
  const database = await openDatabase({ ...place, threads, allowedDirectories: [outDir] });
  const connection = await database.connect();
  try {
    return await use(connection);
  } finally {
    connection.closeSync();
    database.close();
    if (scratch) rmSync(scratch, { recursive: true });
  }
}

/** Runs `use` with a connection to a fresh world, all of its tables built; SQL may write below `outDir` only. */
export async function withWorld<T>(
  rooms: WorldRooms,
  options: WorldOptions,
  outDir: string,
  use: (connection: DuckDBConnection) => Promise<T>,
  progress?: WorldProgress,
): Promise<T> {
  return withDatabase(options, outDir, async (connection) => {
    await buildWorld(connection, rooms.worldDir, options, progress);
    return use(connection);
  });
}

/** Something that is written once the tables it reads are built. */
interface Output {
  readonly reads: readonly string[];
  readonly write: (connection: DuckDBConnection) => Promise<readonly Written[]>;
}

/**
 * Writes a synthetic Belgium to `outDir` as an extracts folder, with its answers in `outDir/truth`, and returns what was
 * written. With `xml` the sources that have official messages are written as such, everything else as Parquet. An extract is
 * written as soon as its tables are built, and a table that nobody reads any more is dropped, so that the memory and the
 * disk hold a part of the world only. The same options give the same bytes, with any number of threads.
 * @throws UsageError for an option out of range.
 */
export async function writeWorld(
  rooms: WorldRooms,
  options: WorldOptions & { readonly format: WorldFormat; readonly outDir: string },
  progress: WorldProgress = () => undefined,
): Promise<readonly Written[]> {
  const steps = worldSteps(rooms.worldDir);
  const outputs = await outputsOf(rooms, options);
  const ledger: Written[] = [];
  await withDatabase(options, options.outDir, async (connection) => {
    await openWorld(connection, options);
    let waiting = outputs.map((output) => ({ ...output, reads: withBases(output.reads, steps) }));
    const built = new Set<string>();
    for (const [done, step] of steps.entries()) {
      progress(step.name, done, steps.length);
      await buildStep(connection, step);
      built.add(step.name);
      const isReady = (output: Output) => output.reads.every((name) => built.has(name));
      for (const output of waiting.filter(isReady)) ledger.push(...(await output.write(connection)));
      waiting = waiting.filter((output) => !isReady(output));
      const needed = new Set([
        ...TRUTH_TABLES,
        ...[...steps.slice(done + 1), ...waiting].flatMap(({ reads }) => reads),
      ]);
      await dropUnread(connection, steps.slice(0, done + 1), withBases([...needed], steps), built);
    }
    ledger.sort((a, b) => (a.path < b.path ? -1 : 1));
    await writeTruth(connection, join(options.outDir, 'truth'), ledger, options.outDir, options);
  });
  return ledger;
}

/** The tables, and those that the views among them read. */
function withBases(names: readonly string[], steps: readonly WorldStep[]): string[] {
  const all = new Set(names);
  for (const name of all) {
    const view = steps.find((step) => step.isView && step.name === name);
    for (const base of view?.reads ?? []) all.add(base);
  }
  return [...all];
}

async function dropUnread(
  connection: DuckDBConnection,
  steps: readonly WorldStep[],
  needed: readonly string[],
  built: Set<string>,
): Promise<void> {
  for (const { name, isView } of steps) {
    if (isView || !built.has(name) || needed.includes(name)) continue;
    await runSql(connection, `DROP TABLE world.${name}`);
    built.delete(name);
  }
}

async function outputsOf(
  rooms: WorldRooms,
  options: WorldOptions & { readonly format: WorldFormat; readonly outDir: string },
): Promise<Output[]> {
  const samples = readFlatSamples(rooms.sourcesDir);
  const outputs: Output[] = [];
  for (const source of [...new Set(samples.map((sample) => sample.source))]) {
    const messages = options.format === 'xml' ? await messageSamples(rooms.sourcesDir, source) : [];
    const flat = samples.filter(
      (sample) =>
        sample.source === source && !messages.some(({ replaces }) => replaces.includes(sample.extract)),
    );
    for (const sample of flat) outputs.push(flatOutput(sample, options));
    for (const message of messages) {
      const target = { dir: join(options.outDir, source), compression: 'none' } as const;
      outputs.push({
        reads: tablesRead(message.forms),
        write: async (connection) => {
          await writeMessages(connection, message, target);
          return [];
        },
      });
    }
  }
  return outputs;
}

function flatOutput(
  sample: FlatSample,
  { employers, format, outDir }: WorldOptions & { readonly format: WorldFormat; readonly outDir: string },
): Output {
  const fileFormat = sample.isPublishedCsv || format === 'csv' ? 'csv' : 'parquet';
  const { partedBy } = sample;
  const stem = join(outDir, sample.source, sample.extract);
  return {
    reads: tablesRead(sample.sql),
    write: async (connection) =>
      partedBy !== undefined && fileFormat === 'parquet' && employers > LARGEST_IN_MEMORY
        ? writeParts(connection, { ...sample, partedBy }, stem)
        : [await writeFlat(connection, sample, { format: fileFormat, path: `${stem}.${fileFormat}` })],
  };
}
