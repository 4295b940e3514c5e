import type { DuckDBConnection } from '@duckdb/node-api';
import { runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';
import { bitsOf, levelBits, type MatchResult } from './match.ts';
import { placesOf, radixOf } from './pairs.ts';
import type { Clue } from './kinds.ts';

/** Returns the name of a level as its number among those of the clue: 0 missing, 1 different. */
export function levelName(clue: Clue, level: number): string {
  if (level === 0) return 'missing';
  return level === 1 ? 'different' : (clue.levels[radixOf(clue) - 1 - level]?.name ?? 'different');
}

/**
 * Fills `<into>.waterfall` (left_id, right_id, position, clue, level, weight in bits), one row per kept pair and clue, and one
 * for the share of matches among all pairs at position 0. The weights of a pair add up to its match weight.
 */
export async function fillWaterfall(connection: DuckDBConnection, result: MatchResult): Promise<void> {
  const { into, clues, estimate } = result;
  const places = placesOf(clues);
  const steps = clues.map((clue, i) => {
    const top = radixOf(clue) - 1;
    const level = `pairs.pattern // ${places[i]} % ${radixOf(clue)}`;
    const cases = (value: (level: number) => string) =>
      `CASE ${level} ${Array.from({ length: top + 1 }, (_, at) => `WHEN ${at} THEN ${value(at)}`).join(' ')} END`;
    const bits = cases((at) => `CAST('${levelBits(clue, estimate.clues[i] ?? [], at)}' AS DOUBLE)`);
    const rarity = clue.termFrequency ? ` + CASE WHEN ${level} = ${top} THEN record.f${i} ELSE 0 END` : '';
    return `SELECT left_id, right_id, ${i + 1}, ${quotedText(clue.name)}, ${cases((at) => quotedText(levelName(clue, at)))}, ${bits}${rarity}
      FROM ${into}.pairs AS pairs JOIN ${into}.record AS record ON record.rid = pairs.l`;
  });
  const start = `SELECT left_id, right_id, 0 AS position, 'before any clue' AS clue, 'any two records' AS level,
    CAST('${bitsOf(estimate.lambda)}' AS DOUBLE) AS weight FROM ${into}.pairs`;
  await runSql(
    connection,
    `CREATE OR REPLACE TABLE ${into}.waterfall AS ${[start, ...steps].join(' UNION ALL ')}`,
    {},
    'match: waterfall',
  );
}
