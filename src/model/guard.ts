import type { ColumnValues, TableColumns } from '../columns/index.ts';
import { DRIFT_LIMITS, driftOf, fairnessBreaches, groupRates } from '../evaluation/index.ts';
import { FAIRNESS_COLUMNS, type ComputeContext, type FairnessColumn, type Learning } from '../unit/index.ts';
import { readFitted, type FittedModel } from './fitted.ts';
import { frameOf } from './frame.ts';

/** A small population drifts by chance: below this many times what chance alone gives, drift is reported and stops nothing. */
const TIMES_CHANCE = 3;

interface Guard {
  readonly guard_code: 'drift' | 'selection';
  readonly guarded_name: string;
  readonly guard_value: number;
  readonly guard_limit: number;
  readonly verdict_code: 'stable' | 'report' | 'stop';
}

/**
 * Returns what stands between scores and a list: the drift of each feature since the fit, and the selection of each group that a
 * list as long as the capacity would make. No row where no model was fitted or nobody can be scored.
 */
export async function guardScores(
  name: string,
  learning: Learning,
  context: ComputeContext,
): Promise<ColumnValues> {
  const fitted = readFitted(name, learning, context.modelsDir);
  const names = Object.keys(learning.guard.columns);
  const features = fitted?.features.map((feature) => feature.name) ?? [];
  const columns = await context.read(learning.candidate, [...new Set([...features, ...FAIRNESS_COLUMNS])]);
  const scores = await context.read(learning.score, ['score_rank', 'probability']);
  const guards =
    fitted && columns.rowCount > 0
      ? [...driftGuards(fitted, columns), ...selectionGuards(learning, columns, scores)]
      : [];
  return Object.fromEntries(
    names.map((column) => [column, guards.map((guard) => guard[column as keyof Guard])]),
  ) as ColumnValues;
}

function driftGuards(fitted: FittedModel, columns: TableColumns): Guard[] {
  return frameOf(fitted.features, columns).columns.flatMap(({ name, values }): Guard[] => {
    const reference = fitted.references[name];
    if (!reference) return [];
    const { index, byChance, verdict } = driftOf(reference, values);
    const isChance = index <= TIMES_CHANCE * byChance;
    return [
      {
        guard_code: 'drift',
        guarded_name: name,
        guard_value: index,
        guard_limit: DRIFT_LIMITS.stop,
        verdict_code: verdict === 'stop' && isChance ? 'report' : verdict,
      },
    ];
  });
}

function selectionGuards(learning: Learning, columns: TableColumns, scores: TableColumns): Guard[] {
  const ranks = scores.numbers['score_rank'] ?? new Float64Array();
  const isSelected = Uint8Array.from(ranks, (rank) => (rank <= learning.capacity ? 1 : 0));
  const probabilities = scores.numbers['probability'] ?? new Float64Array();
  return (
    Object.entries(learning.limits) as [FairnessColumn, { selectionFactor: number; calibrationGap: number }][]
  ).flatMap(([column, limits]): Guard[] => {
    const groups = (columns.texts[column] ?? []).map((group) => group ?? 'not known');
    const rates = groupRates({ groups, isSelected, scores: probabilities });
    const broken = new Set(fairnessBreaches(rates, limits).map(({ group }) => group));
    return rates.map(({ group, selectionRatio }) => ({
      guard_code: 'selection',
      guarded_name: `${column} ${group}`,
      guard_value: selectionRatio,
      guard_limit: limits.selectionFactor,
      verdict_code: broken.has(group) ? 'stop' : 'stable',
    }));
  });
}
