import { readdirSync, readFileSync } from 'node:fs';
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

/** Returns the figures of the folder `calibration` for a world that is built in memory, in the order of their positions. */
export async function calibrateWorld(
  rooms: WorldRooms,
  options: WorldOptions,
): Promise<readonly CalibratedMeasure[]> {
  const folder = join(rooms.worldDir, 'calibration');
  return withWorld(rooms, options, tmpdir(), async (connection) => {
    const rows = [];
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      rows.push(...(await queryRows(connection, readFileSync(path, 'utf8'), {}, path)));
    }
    rows.sort((a, b) => Number(a['position']) - Number(b['position']));
    return rows.map(({ measure, target, source, obtained }) => ({
      measure: String(measure),
      target: String(target),
      source: String(source),
      obtained: Number(obtained).toFixed(1),
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
