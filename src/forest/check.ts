import { ModelMismatchError, UsageError } from '../errors.ts';
import type { Column, Frame, TreeModel } from './types.ts';

/** Fewer rows than this tell nothing about two classes. */
const MINIMUM_ROWS = 2;

const refusal = (place: string, fact: string, expectation: string, next: string): UsageError =>
  new UsageError({ place, fact, expectation, effect: 'no model was fitted or used', next });

/** Throws unless the frame is whole: unique names, full columns, no infinity, codes inside their categories. */
export function checkFrame(frame: Frame): void {
  if (frame.columns.length === 0) {
    throw refusal('features', 'there is no column', 'at least one feature', 'give features');
  }
  const names = new Set<string>();
  for (const column of frame.columns) {
    if (names.has(column.name)) {
      throw refusal(`feature ${column.name}`, 'the name occurs twice', 'unique names', 'rename one of them');
    }
    names.add(column.name);
    checkColumn(column, frame.rowCount);
  }
}

function checkColumn({ name, values, categories, monotone }: Column, rowCount: number): void {
  const place = `feature ${name}`;
  if (values.length !== rowCount) {
    throw refusal(place, `it has ${values.length} values`, `${rowCount} values`, 'repair the frame');
  }
  if (categories && monotone) {
    throw refusal(place, 'categories have no direction', 'monotone on numbers only', 'drop one of the two');
  }
  let wrong = 0;
  const size = categories?.length ?? 0;
  for (let row = 0; row < rowCount; row++) {
    const value = values[row] as number;
    if (value !== value) continue;
    if (categories ? !(value >= 0 && value < size && Number.isInteger(value)) : !isFinite(Math.fround(value)))
      wrong++;
  }
  if (wrong === 0) return;
  if (categories) {
    throw refusal(place, `${wrong} values are no code of its ${size} categories`, 'whole codes', 'recode it');
  }
  throw refusal(
    place,
    `${wrong} values are infinite or over 3.4e38`,
    'finite numbers, NaN where missing',
    'find the division by zero, or make them missing',
  );
}

/** Throws unless there is one label 0 or 1 per row and both occur, and weights are finite and not negative. */
export function checkLabels(frame: Frame, labels: Uint8Array, weights?: Float64Array): void {
  if (labels.length !== frame.rowCount || (weights && weights.length !== frame.rowCount)) {
    const fact = `${labels.length} labels and ${weights?.length ?? 0} weights`;
    throw refusal('labels', fact, `one for each of ${frame.rowCount} rows`, 'repair the call');
  }
  if (frame.rowCount < MINIMUM_ROWS) {
    throw refusal('labels', `${frame.rowCount} rows`, 'at least two', 'widen the period');
  }
  if (weights?.some((weight) => !(weight >= 0 && isFinite(weight)))) {
    throw refusal('weights', 'some are negative or not finite', 'weights of 0 or more', 'repair them');
  }
  const counts = [0, 0, 0];
  labels.forEach((label, row) => {
    if (weights?.[row] !== 0) (counts[Math.min(label, 2)] as number) += 1;
  });
  const [zeros = 0, ones = 0, others = 0] = counts;
  if (others > 0) throw refusal('labels', `${others} are neither 0 nor 1`, '0 or 1', 'recode the label');
  if (zeros === 0 || ones === 0) {
    const fact = `all ${zeros + ones} rows have the same label`;
    throw refusal('labels', fact, 'rows of both classes', 'widen the period or choose another label');
  }
}

/** An option, its value and the limits within which it has a meaning. */
export type Limit = readonly [name: string, value: number, from: number, to: number];

/** Throws if an option lies outside its limits. */
export function checkOptions(limits: readonly Limit[]): void {
  for (const [name, value, from, to] of limits) {
    if (value >= from && value <= to) continue;
    throw refusal(`option ${name}`, `it is ${value}`, `${from} to ${to}`, 'correct the option');
  }
}

/**
 * Returns the columns of the frame in the order of the model's features; the frame may have more.
 * @throws ModelMismatchError if one is absent, or is categorical on one side only.
 */
export function columnsFor(model: TreeModel, frame: Frame): readonly Column[] {
  const byName = new Map(frame.columns.map((column) => [column.name, column]));
  const absent = model.features.filter(({ name }) => !byName.has(name)).map(({ name }) => name);
  const changed = model.features
    .filter(({ name, categories }) => {
      const column = byName.get(name);
      return column && (categories === undefined) !== (column.categories === undefined);
    })
    .map(({ name }) => name);
  if (absent.length + changed.length > 0) {
    throw new ModelMismatchError({
      place: 'features',
      fact: `${list(absent)} absent, ${list(changed)} of another type`,
      expectation: `the ${model.features.length} features that the model was fitted on`,
      effect: 'nothing was scored',
      next: 'fit the model anew, or bring the columns back',
    });
  }
  const columns = model.features.map(({ name }) => byName.get(name) as Column);
  for (const column of columns) checkColumn(column, frame.rowCount);
  return columns;
}

const list = (names: readonly string[]): string =>
  names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ') || 'none';
