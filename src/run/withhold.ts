import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import { neededSteps, planSteps, type Learning, type List, type Room } from '../unit/index.ts';

/** A list that is not published, and the guard of a model that says so. */
export interface Withheld {
  readonly [key: string]: string | number;
  readonly list: string;
  readonly model: string;
  /** `drift` of a feature, or `selection` of a group. */
  readonly guard: string;
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

/** Returns the guards on whose verdict the lists depend: those of the models whose scores their steps read, directly or not. */
export function guardsOf(
  rooms: readonly Room[],
  lists: readonly List[],
): { readonly list: string; readonly model: string; readonly learning: Learning }[] {
  const plan = planSteps(rooms);
  const models = rooms.flatMap(({ definition }) =>
    definition.kind === 'model' && definition.learning
      ? [{ model: definition.name, learning: definition.learning }]
      : [],
  );
  return lists.flatMap((list) => {
    const targets = list.steps.map(({ table }) => qualifiedName(table));
    const needed = new Set(neededSteps(plan, targets).map(({ table }) => qualifiedName(table)));
    return models
      .filter(({ learning }) => needed.has(qualifiedName(learning.score)))
      .map((each) => ({ list: list.name, ...each }));
  });
}

/**
 * Returns the lists that a guard withholds, with each reason.
 * @param accepted guards that a named person has looked at: `<model>.<feature or group>`.
 */
export async function withheldLists(
  connection: DuckDBConnection,
  rooms: readonly Room[],
  lists: readonly List[],
  accepted: readonly string[],
): Promise<Withheld[]> {
  const found: Withheld[] = [];
  for (const { list, model, learning } of guardsOf(rooms, lists)) {
    const stops = await queryRows(
      connection,
      `SELECT guard_code, guarded_name, guard_value, guard_limit FROM ${qualifiedName(learning.guard)}
       WHERE verdict_code = 'stop' ORDER BY guard_code, guarded_name`,
    );
    for (const row of stops) {
      const name = String(row['guarded_name']);
      if (accepted.includes(`${model}.${name}`)) continue;
      const value = Math.round(Number(row['guard_value']) * 1000) / 1000;
      found.push({
        list,
        model,
        guard: String(row['guard_code']),
        name,
        value,
        limit: Number(row['guard_limit']),
      });
    }
  }
  return found;
}
