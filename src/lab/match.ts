import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { installMacros, openDatabase, runSql } from '../duckdb/index.ts';
import {
  bitsOf,
  columnsOf,
  fillWaterfall,
  guessKind,
  levelBits,
  levelName,
  levelsOf,
  matchTables,
  parseMatchConfig,
  profileColumns,
  selfQuality,
  suggestConfig,
  truthScores,
  type MatchConfig,
  type MatchResult,
  type SelfQuality,
  type TruthScores,
} from '../matching/index.ts';
import { quotedIdentifier, quotedText } from '../table/index.ts';
import { matchReport } from './match-report.ts';
import { assertSameColumns, readConfig, readTable, readTruth } from './match-read.ts';

export interface LabMatchOptions {
  /** CSV or Parquet. */
  readonly left: string;
  /** CSV or Parquet; absent: duplicates of `left` are looked for. */
  readonly right?: string;
  /** JSON; absent: the config is suggested. */
  readonly config?: string;
  /** Id column, where it is suggested. */
  readonly id?: string;
  /** Columns that the suggestion leaves out. */
  readonly exclude?: readonly string[];
  /** Overrides the config. */
  readonly threshold?: number;
  /** CSV or Parquet: id,cluster or left_id,right_id. */
  readonly truth?: string;
  /** CSV or Parquet: left_id,right_id,decision. */
  readonly decisions?: string;
  /** CSV or Parquet: id,cluster_id of an earlier run. */
  readonly previous?: string;
  /** Folder for the files. Absent: nothing is written. */
  readonly out?: string;
  readonly threads: number;
  readonly memory?: string;
  readonly progress?: (step: string, done: number, total: number) => void;
}

export interface LabMatch {
  readonly config: MatchConfig;
  readonly result: MatchResult;
  readonly quality: SelfQuality;
  readonly truth?: TruthScores;
}

/**
 * Links two files or finds the duplicates of one, writes `pairs.csv`, `clusters.csv`, `lineage.csv`, `config.json`, `model.json`
 * and `report.html`, and returns what was found. Rows are in the order of their ids.
 * @throws UsageError, SourceFileError or HeaderError; then nothing was written.
 */
export async function labMatch(options: LabMatchOptions): Promise<LabMatch> {
  const temp = mkdtempSync(join(tmpdir(), 'vigie-lab-'));
  const { left, right, truth, decisions, previous, out } = options;
  const files = [left, right, truth, decisions, previous].filter((path) => path !== undefined);
  if (out !== undefined) mkdirSync(out, { recursive: true });
  const database = await openDatabase({
    path: ':memory:',
    threads: options.threads,
    allowedDirectories: [
      temp,
      ...files.map((path) => dirname(resolve(path))),
      ...(out === undefined ? [] : [resolve(out)]),
    ],
    tempDirectory: temp,
    ...(options.memory !== undefined && { memoryLimit: options.memory }),
  });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    await readTable(connection, resolve(left), 'left_table');
    if (right !== undefined) {
      await readTable(connection, resolve(right), 'right_table');
      await assertSameColumns(connection, 'left_table', 'right_table');
    }
    return await matched(connection, options);
  } finally {
    database.close();
    rmSync(temp, { recursive: true });
  }
}

async function matched(connection: DuckDBConnection, options: LabMatchOptions): Promise<LabMatch> {
  const isLink = options.right !== undefined;
  const input = { left: 'left_table', ...(isLink && { right: 'right_table' }) };
  const config = await configOf(connection, input, options);
  const id = quotedIdentifier(config.id);
  await runSql(connection, `CREATE TABLE left_id AS SELECT ${id} AS record_id FROM left_table`);
  if (isLink) await runSql(connection, `CREATE TABLE right_id AS SELECT ${id} AS record_id FROM right_table`);
  const { truth, decisions, previous } = options;
  if (truth !== undefined) await readTruth(connection, resolve(truth), config.id, isLink);
  if (decisions !== undefined) await readTable(connection, resolve(decisions), 'decision_table');
  if (previous !== undefined) await readTable(connection, resolve(previous), 'previous_table');
  const result = await matchTables(connection, {
    ...input,
    config,
    // Who was given a config cannot be asked to mend it.
    isForgiving: options.config === undefined,
    ...(decisions !== undefined && { decisions: 'decision_table' }),
    ...(previous !== undefined && { previous: 'previous_table' }),
    ...(options.progress && { progress: options.progress }),
  });
  const quality = await selfQuality(connection, result, config.threshold);
  const scores = truth === undefined ? undefined : await truthScores(connection, result, 'truth');
  const found = { config, result, quality, ...(scores && { truth: scores }) };
  if (options.out !== undefined)
    await writeFiles(connection, found, basename(options.left), resolve(options.out));
  return found;
}

async function configOf(
  connection: DuckDBConnection,
  input: { left: string; right?: string },
  options: LabMatchOptions,
): Promise<MatchConfig> {
  const threshold = options.threshold;
  const { id, exclude } = options;
  if (options.config === undefined) {
    const config = await suggestConfig(connection, input, {
      ...(id !== undefined && { id }),
      ...(exclude && { exclude }),
    });
    return threshold === undefined ? config : { ...config, threshold, keep: threshold };
  }
  const raw = readConfig(options.config);
  const merged = typeof raw === 'object' && raw !== null ? { ...(id !== undefined && { id }), ...raw } : raw;
  const given = threshold === undefined ? merged : { ...(merged as object), threshold };
  const profiles = JSON.stringify(raw).includes('"kind"') ? [] : await profileColumns(connection, input);
  return parseMatchConfig(given, await columnsOf(connection, input.left), (column) => {
    const profile = profiles.find((one) => one.column === column);
    return profile ? guessKind(profile) : 'text';
  });
}

async function writeFiles(
  connection: DuckDBConnection,
  found: LabMatch,
  title: string,
  out: string,
): Promise<void> {
  const { into, counts } = found.result;
  const copy = (select: string, name: string) =>
    runSql(connection, `COPY (${select}) TO ${quotedText(join(out, name))} (FORMAT csv, HEADER)`, {}, name);
  await copy(
    `SELECT left_id, right_id, weight, probability FROM ${into}.pairs WHERE is_match OR ${found.config.keep < found.config.threshold} ORDER BY left_id, right_id`,
    'pairs.csv',
  );
  const side = counts.right > 0 ? ", CASE WHEN side = 1 THEN 'right' ELSE 'left' END AS side" : '';
  await copy(`SELECT id, cluster_id${side} FROM ${into}.clusters ORDER BY side, id`, 'clusters.csv');
  await copy(`SELECT * FROM ${into}.lineage ORDER BY ALL`, 'lineage.csv');
  const write = (name: string, value: unknown) =>
    writeFileSync(join(out, name), `${JSON.stringify(value, null, 2)}\n`);
  write('config.json', found.config);
  write('model.json', modelOf(found));
  await fillWaterfall(connection, found.result);
  writeFileSync(join(out, 'report.html'), await matchReport(connection, found, title));
}

/** Returns the model as data: chances and weights per level, and how often each combination of levels occurs. */
function modelOf({ config, result, quality, truth }: LabMatch) {
  const { clues, estimate, patterns } = result;
  const counts = new Map<number, number>();
  for (const { pattern, count } of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + count);
  return {
    lambda: estimate.lambda,
    priorBits: bitsOf(estimate.lambda),
    thresholdBits: bitsOf(config.threshold),
    records: result.counts,
    comparisons: clues.map((clue, i) => ({
      column: clue.name,
      isTrained: !estimate.untrained.includes(i),
      termFrequency: clue.termFrequency,
      levels: (estimate.clues[i] ?? []).map(({ m, u }, at) => ({
        level: at + 1,
        name: levelName(clue, at + 1),
        m,
        u,
        weight: Math.log2(m / u),
        weightWithoutRarity: levelBits(clue, estimate.clues[i] ?? [], at + 1),
      })),
    })),
    blocking: result.rules.map((rule, i) => ({ ...rule, ...estimate.rules[i] })),
    candidates: result.candidates,
    pairs: result.pairs,
    clusters: result.clusters,
    guard: result.guard,
    quality,
    ...(truth && { truth }),
    patterns: [...counts].map(([pattern, count]) => ({ levels: levelsOf(pattern, clues), count })),
  };
}
