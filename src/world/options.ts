import { UsageError } from '../errors.ts';

/** The shapes in which a world can be written. */
export const WORLD_FORMATS = ['xml', 'parquet', 'csv'] as const;
export type WorldFormat = (typeof WORLD_FORMATS)[number];

/** Belgium has about 240 000 employers; more would need identifiers outside the ranges of the world. */
export const MOST_EMPLOYERS = 250_000;

/** Quarters for which lives go on after the last quarter that is shown: as far as `--from` can extend a world. */
const QUARTERS_AHEAD = 4;

/** What a synthetic world is a function of: the same options give the same bytes. */
export interface WorldOptions {
  /** Employers active at any time, 20 to 250 000. */
  readonly employers: number;
  /** Quarters of declarations, 1 to 20. */
  readonly quarters: number;
  readonly seed: number;
  /** The last complete quarter, `2024Q1`. @default 2024Q1 */
  readonly lastQuarter?: string;
  /**
   * Quarters for which the world has lives, shown or not. Two worlds that differ in `quarters` and `lastQuarter` only and begin
   * and end with the same quarters are two snapshots of one world.
   * @default four more than `quarters`
   */
  readonly lifeQuarters?: number;
  /** @default 2 */
  readonly threads?: number;
}

/** The dates between which a world lives, ISO. */
export interface WorldDates {
  readonly firstDate: string;
  readonly lastDate: string;
  /** 45 days after the last quarter: live data (Dimona, presences, postings) reach until here. */
  readonly snapshotDate: string;
  /** 45 days after the last quarter of life; never before the snapshot. */
  readonly horizonDate: string;
}

const DAYS_AFTER_LAST_QUARTER = 45;

function whole(value: number, low: number, high: number, option: string): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new UsageError({
    place: `option ${option}`,
    fact: 'the value is not usable',
    expectation: `a whole number from ${low} to ${high}`,
    effect: 'no world was written',
    next: 'give another value',
  });
}

/** Returns the quarters of life of a world. */
export const lifeQuarters = (options: WorldOptions): number =>
  options.lifeQuarters ?? options.quarters + QUARTERS_AHEAD;

/**
 * Returns the dates of a world.
 * @throws UsageError when an option is out of its range.
 */
export function worldDates(options: WorldOptions): WorldDates {
  whole(options.employers, 20, MOST_EMPLOYERS, '--employers');
  whole(options.quarters, 1, 20, '--quarters');
  whole(lifeQuarters(options), options.quarters, 24, '--life-quarters');
  whole(options.seed, 0, Number.MAX_SAFE_INTEGER, '--seed');
  const [, year, quarter] = /^(20\d\d)Q([1-4])$/.exec(options.lastQuarter ?? '2024Q1') ?? [];
  if (year === undefined || quarter === undefined || `${year}Q${quarter}` < '2021Q4') {
    throw new UsageError({
      place: 'option --last-quarter',
      fact: 'this is no quarter of the world',
      expectation: 'a quarter written 2024Q1, not before 2021Q4',
      effect: 'no world was written',
      next: 'give another quarter',
    });
  }
  const lastMonth = Number(quarter) * 3;
  const day = (month: number, dayOfMonth: number) =>
    new Date(Date.UTC(Number(year), month, dayOfMonth)).toISOString().slice(0, 10);
  return {
    firstDate: day(lastMonth - 3 * options.quarters, 1),
    lastDate: day(lastMonth, 0),
    snapshotDate: day(lastMonth, DAYS_AFTER_LAST_QUARTER),
    horizonDate: day(lastMonth + 3 * (lifeQuarters(options) - options.quarters), DAYS_AFTER_LAST_QUARTER),
  };
}

/** Returns the options of the same world one quarter later. Beyond its life, {@link worldDates} refuses them. */
export function nextSnapshot(options: WorldOptions & { readonly lastQuarter: string }): WorldOptions {
  const [year = '', quarter = ''] = options.lastQuarter.split('Q');
  const next = quarter === '4' ? `${Number(year) + 1}Q1` : `${year}Q${Number(quarter) + 1}`;
  return { ...options, quarters: options.quarters + 1, lastQuarter: next };
}
