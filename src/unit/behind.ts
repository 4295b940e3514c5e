import { qualifiedName } from '../table/index.ts';
import type { Room } from './discover.ts';
import type { List } from './list.ts';
import type { Model, ScoreExplanation } from './model.ts';
import { neededSteps, planSteps } from './plan.ts';

/** Returns the models whose scores the tables need, directly or not; a model whose candidates alone are read is none. */
export function modelsBehind(rooms: readonly Room[], tables: readonly string[]): Model[] {
  const needed = new Set(neededSteps(planSteps(rooms), tables).map(({ table }) => qualifiedName(table)));
  return rooms.flatMap(({ definition }) => {
    if (definition.kind !== 'model') return [];
    const { learning, steps } = definition;
    const scores = learning ? [learning.score] : steps.map(({ table }) => table);
    return scores.some((table) => needed.has(qualifiedName(table))) ? [definition] : [];
  });
}

/** Returns how the scores that rank a list are explained; nothing for a list that points rank. */
export function explanationsOf(rooms: readonly Room[], { model }: List): ScoreExplanation[] {
  if (!model) return [];
  return modelsBehind(rooms, [qualifiedName(model.score)]).flatMap(({ learning, explanation }) => {
    const found = learning ?? explanation;
    return found ? [{ reason: found.reason, features: found.features }] : [];
  });
}

/** Returns all that a list needs to be built, ranked and explained, as names of tables. */
export function tablesOfList(rooms: readonly Room[], list: List): string[] {
  const own = list.steps.map(({ table }) => table);
  const score = list.model ? [list.model.score] : [];
  const reasons = explanationsOf(rooms, list).map(({ reason }) => reason);
  return [...own, ...score, ...reasons].map(qualifiedName);
}
