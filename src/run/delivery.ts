import { createHash } from 'node:crypto';
import { constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { loadExtracts, type FileReport, type LoadOptions, type LoadReport } from '../extract/index.ts';
import { quotedText } from '../table/index.ts';
import type { PlannedStep } from '../unit/index.ts';
import type { Home } from './home.ts';

/**
 * What was delivered, in which order and on which day of reception, with a copy of each file by its hash: from these a past
 * run can be built again, whatever was delivered since.
 */
const TABLE = `CREATE TABLE IF NOT EXISTS ledger.delivery (
  delivery INTEGER, received_date VARCHAR, source VARCHAR, name VARCHAR, sha256 VARCHAR)`;

/** Makes the table of deliveries exist. */
export async function prepareDeliveries(connection: DuckDBConnection): Promise<void> {
  await runSql(connection, TABLE);
}

/** Returns where the copy of a delivered file stands. */
export function keptPath(inputs: string, sha256: string): string {
  return join(inputs, sha256.slice(0, 2), sha256);
}

/**
 * Loads an extracts folder, notes the delivery and keeps a copy of each new file below `<home>/inputs`, on file systems that
 * can as a reference that takes no room, elsewhere while the next files are loaded. `VIGIE_KEEP_INPUTS=no` keeps none:
 * replaying then needs the delivered folders.
 * @throws HomeError as `loadExtracts`.
 */
export async function loadAndKeep(home: Home, options: LoadOptions): Promise<LoadReport> {
  const { connection, extractsDir, receivedDate } = options;
  const builtIn = new Set(
    options.rooms.flatMap(({ definition }) =>
      definition.kind === 'source' && definition.isBuiltIn ? [definition.name] : [],
    ),
  );
  // One after the other: more at a time would take the threads that carry the statements of the load.
  let copies: Promise<unknown> = Promise.resolve();
  let failure: unknown;
  const onFile = (file: FileReport) => {
    options.onFile?.(file);
    if (builtIn.has(file.source)) return;
    copies = copies
      .then(() => keep(join(extractsDir, file.name), keptPath(home.inputs, file.sha256)))
      .catch((error: unknown) => (failure ??= error));
  };
  const report = await loadExtracts({ ...options, onFile }).finally(() => copies);
  if (failure !== undefined) throw failure;
  await prepareDeliveries(connection);
  const known = await queryRows(connection, 'SELECT source, sha256 FROM ledger.delivery');
  const noted = new Set(known.map(({ source, sha256 }) => `${source} ${sha256}`));
  const fresh = report.files.filter(({ source, sha256 }) => {
    const key = `${source} ${sha256}`;
    if (noted.has(key) || builtIn.has(source)) return false;
    noted.add(key);
    return true;
  });
  await noteDelivery(connection, receivedDate, fresh);
  return report;
}

/** Notes some files as the next delivery, in one statement: a run that is killed has noted all of them or none. */
async function noteDelivery(
  connection: DuckDBConnection,
  received: string,
  files: readonly FileReport[],
): Promise<void> {
  if (files.length === 0) return;
  const number =
    1 + (await queryNumber(connection, 'SELECT coalesce(max(delivery), 0) FROM ledger.delivery'));
  const params: Record<string, string> = { received };
  const rows = files.map(({ source, name, sha256 }, i) => {
    params[`name${i}`] = name;
    return `(${number}, $received, ${quotedText(source)}, $name${i}, ${quotedText(sha256)})`;
  });
  await runSql(
    connection,
    `INSERT INTO ledger.delivery VALUES ${rows.join(', ')}`,
    params,
    'ledger.delivery',
  );
}

async function keep(from: string, to: string): Promise<void> {
  if (process.env['VIGIE_KEEP_INPUTS'] === 'no' || existsSync(to)) return;
  mkdirSync(join(to, '..'), { recursive: true, mode: 0o700 });
  const part = `${to}.part`;
  rmSync(part, { force: true });
  await copyFile(from, part, constants.COPYFILE_FICLONE);
  renameSync(part, to);
}

/** Keeps a copy of the fitted models that the steps of a run used and returns their names and hashes, by name. */
export async function keepModels(
  home: Home,
  steps: readonly PlannedStep[],
): Promise<{ source: 'model'; name: string; sha256: string }[]> {
  const files = [...new Set(steps.flatMap((step) => step.modelFiles ?? []))].sort();
  const kept: { source: 'model'; name: string; sha256: string }[] = [];
  for (const name of files) {
    const path = join(home.models, name);
    if (!existsSync(path)) continue;
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    await keep(path, keptPath(home.inputs, sha256));
    kept.push({ source: 'model', name, sha256 });
  }
  return kept;
}
