import type { ColumnValues, TableColumns } from '../columns/index.ts';
import { calibrated, explain, predictMargin } from '../forest/index.ts';
import { defineModel, type ComputeContext, type Learning, type Model, type Step } from '../unit/index.ts';
import { championFile, readFitted, treesOf, type FittedModel } from './fitted.ts';
import { frameOf } from './frame.ts';
import { guardScores } from './guard.ts';

/** Reasons are kept for this many times the capacity: enough for exclusions, districts and the random arm. */
const EXPLAINED_TIMES_CAPACITY = 5;

/** Returns a learned model: the steps that build candidates and outcomes, followed by its scores, reasons and guards. */
export function learnedModel(
  model: Omit<Model, 'kind' | 'learning'> & { readonly learning: Learning },
): Model {
  const { learning, name } = model;
  const { candidate } = learning;
  const modelFiles = [championFile(name)];
  const score: Step = {
    table: learning.score,
    inputs: [candidate],
    modelFiles,
    compute: (context) => scoreCandidates(name, learning, context),
  };
  const reason: Step = {
    table: learning.reason,
    inputs: [candidate, learning.score],
    modelFiles,
    compute: (context) => explainScores(name, learning, context),
  };
  const guard: Step = {
    table: learning.guard,
    inputs: [candidate, learning.score],
    modelFiles,
    compute: (context) => guardScores(name, learning, context),
  };
  return defineModel({ ...model, steps: [...model.steps, score, reason, guard] });
}

interface Candidates {
  readonly columns: TableColumns;
  readonly fitted: FittedModel;
}

async function candidatesOf(
  name: string,
  learning: Learning,
  { read, modelsDir }: ComputeContext,
): Promise<Candidates | undefined> {
  const fitted = readFitted(name, learning, modelsDir);
  if (!fitted) return undefined;
  const names = ['subject_id', ...fitted.features.map((feature) => feature.name)];
  return { columns: await read(learning.candidate, names), fitted };
}

/** Returns the scores of all candidates, known cases too; no row where no model was fitted. */
async function scoreCandidates(
  name: string,
  learning: Learning,
  context: ComputeContext,
): Promise<ColumnValues> {
  const candidates = await candidatesOf(name, learning, context);
  if (!candidates) return emptyColumns(Object.keys(learning.score.columns));
  const { columns, fitted } = candidates;
  const margins = await predictMargin(treesOf(fitted), frameOf(fitted.features, columns));
  const order = Uint32Array.from(margins, (_, row) => row);
  order.sort((a, b) => (margins[b] as number) - (margins[a] as number) || a - b);
  const ranks = new Float64Array(order.length);
  order.forEach((row, i) => (ranks[row] = i + 1));
  const version = `${name}-${fitted.origin === 'synthetic' ? 'synthetic-' : ''}${fitted.version}`;
  return {
    subject_id: columns.texts['subject_id'] ?? [],
    probability: calibrated(fitted.calibration, margins),
    margin_score: margins,
    score_rank: ranks,
    model_version: new Array<string>(columns.rowCount).fill(version),
  };
}

/** Returns what raised the highest scores, by TreeSHAP, strongest first; features that lowered a score are no reason. */
async function explainScores(
  name: string,
  learning: Learning,
  context: ComputeContext,
): Promise<ColumnValues> {
  const candidates = await candidatesOf(name, learning, context);
  const names = Object.keys(learning.reason.columns);
  if (!candidates) return emptyColumns(names);
  const { columns, fitted } = candidates;
  const { numbers } = await context.read(learning.score, ['score_rank']);
  const ranks = numbers['score_rank'] ?? new Float64Array();
  const limit = learning.capacity * EXPLAINED_TIMES_CAPACITY;
  const rows = Uint32Array.from(ranks, (_, row) => row).filter((row) => (ranks[row] as number) <= limit);
  const frame = frameOf(fitted.features, columns, rows);
  const { contributions } = explain(treesOf(fitted), frame);
  const reasons = Array.from(rows, (row, i) => reasonsOf(learning, columns, row, i, contributions)).flat();
  return Object.fromEntries(
    names.map((column) => [column, reasons.map((reason) => reason[column] as string)]),
  );
}

function reasonsOf(
  learning: Learning,
  columns: TableColumns,
  row: number,
  position: number,
  contributions: Float64Array,
): Readonly<Record<string, string | number | null>>[] {
  const { features } = learning;
  const width = features.length + 1;
  const raising = features
    .map(({ name, theme }, f) => ({ name, theme, share: contributions[position * width + f] as number }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const ofTheme = new Map<string, number>();
  return raising.map(({ name, theme, share }, i) => {
    const themeRank = (ofTheme.get(theme) ?? 0) + 1;
    ofTheme.set(theme, themeRank);
    return {
      subject_id: columns.texts['subject_id']?.[row] ?? null,
      feature_name: name,
      theme_code: theme,
      reason_rank: i + 1,
      theme_rank: themeRank,
      margin_share: share,
      value_text: valueText(columns, name, row),
    };
  });
}

function valueText(columns: TableColumns, name: string, row: number): string | null {
  const text = columns.texts[name]?.[row];
  if (text !== undefined) return text;
  const value = columns.numbers[name]?.[row] ?? NaN;
  return Number.isNaN(value) ? null : String(Math.round(value * 1e4) / 1e4);
}

function emptyColumns(names: readonly string[]): ColumnValues {
  return Object.fromEntries(names.map((name) => [name, []]));
}
