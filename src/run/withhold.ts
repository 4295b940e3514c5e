import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import { modelsBehind, type Learning, type List, type Room } from '../unit/index.ts';

/** A guard of a model that says stop, and what follows for a list. */
export interface Withheld {
  readonly [key: string]: string | number;
  readonly list: string;
  /** `list`: it is not published. `model`: it is ranked by its points. */
  readonly effect: 'list' | 'model';
  readonly model: string;
  /** `drift` of a feature, or `selection` of a group. */
  readonly guard: string;
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

/** What a list is built from, and what ranks it. */
const EFFECTS = {
  list: (list: List) => list.steps.map(({ table }) => qualifiedName(table)),
  model: (list: List) => (list.model ? [qualifiedName(list.model.score)] : []),
} as const;

interface Guarded {
  readonly list: string;
  readonly effect: keyof typeof EFFECTS;
  readonly model: string;
  readonly learning: Learning;
}

/** Returns the guards on whose verdict the lists depend: those of the models whose scores build or rank them, directly or not. */
export function guardsOf(rooms: readonly Room[], lists: readonly List[]): Guarded[] {
  return lists.flatMap((list) =>
    (['list', 'model'] as const).flatMap((effect) =>
      modelsBehind(rooms, EFFECTS[effect](list)).flatMap(({ name, learning }) =>
        learning ? [{ list: list.name, effect, model: name, learning }] : [],
      ),
    ),
  );
}

/**
 * Returns the guards that say stop, with what follows: a list that is built from scores is withheld; a list that a model only ranks
 * is ranked by its points.
 * @param accepted guards that a named person has looked at: `<model>.<feature or group>`.
 */
export async function stoppingGuards(
  connection: DuckDBConnection,
  rooms: readonly Room[],
  lists: readonly List[],
  accepted: readonly string[],
): Promise<Withheld[]> {
  const found: Withheld[] = [];
  for (const { list, effect, model, learning } of guardsOf(rooms, lists)) {
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
        effect,
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

/** Returns whether a guard says stop to a list, or to the model that ranks it. */
export const isStopped = (guards: readonly Withheld[], { name }: List, effect: Withheld['effect']): boolean =>
  guards.some((guard) => guard.list === name && guard.effect === effect);
