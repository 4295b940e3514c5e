import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryRows } from '../duckdb/index.ts';
import type { WorldOptions } from './options.ts';
import { withWorld, type WorldRooms } from './write.ts';

/** A figure of the country, and what a world gives. */
export interface CalibratedMeasure {
  readonly measure: string;
  readonly target: string;
  readonly source: string;
  readonly obtained: string;
}

/** Returns the figures of `calibration.sql` for a world that is built in memory, in the order of the file. */
export async function calibrateWorld(
  rooms: WorldRooms,
  options: WorldOptions,
): Promise<readonly CalibratedMeasure[]> {
  const sql = readFileSync(join(rooms.worldDir, 'calibration.sql'), 'utf8');
  return withWorld(rooms, options, tmpdir(), async (connection) => {
    const rows = await queryRows(connection, sql, {}, 'pipelines/world/calibration.sql');
    return rows.map(({ measure, target, source, obtained }) => ({
      measure: String(measure),
      target: String(target),
      source: String(source),
      obtained: String(obtained),
    }));
  });
}

/** Returns the same as lines of text: measure, target, obtained, source. */
export async function describeWorld(rooms: WorldRooms, options: WorldOptions): Promise<string[]> {
  const measures = await calibrateWorld(rooms, options);
  return [
    `${'measure'.padEnd(52)} ${'target'.padStart(9)} ${'obtained'.padStart(9)}  source`,
    ...measures.map(
      ({ measure, target, obtained, source }) =>
        `${measure.padEnd(52)} ${target.padStart(9)} ${obtained.padStart(9)}  ${source}`,
    ),
  ];
}
