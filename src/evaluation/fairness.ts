import { wilsonInterval, type Interval } from './capacity.ts';

export interface FairnessInput {
  /** Group of each row: region, language role, size class, sector. */
  readonly groups: readonly string[];
  /** 1 = the row is on the list. */
  readonly isSelected: Uint8Array;
  /** Probability of each row. */
  readonly scores: Float64Array;
  /** Known outcomes; a row without one is 255. @default none is known */
  readonly labels?: Uint8Array;
}

/** A label that is not known. */
export const UNKNOWN_LABEL = 255;

export interface GroupRates {
  readonly group: string;
  readonly rows: number;
  readonly selected: number;
  readonly selectionShare: number;
  readonly selectionInterval: Interval;
  /** Selection share of the group over that of all rows; NaN where nothing is selected at all. */
  readonly selectionRatio: number;
  /** Rows with a known outcome. */
  readonly judged: number;
  /** Mean probability less share of positives over the judged rows: above 0 the group is suspected too much. NaN without. */
  readonly calibrationGap: number;
  /** Wilson 95 % interval of the share of positives less the mean probability, turned to the sign of the gap. */
  readonly calibrationInterval: Interval;
}

/** Returns selection and calibration of each group, by name. */
export function groupRates({ groups, isSelected, scores, labels }: FairnessInput): GroupRates[] {
  const sums = new Map<
    string,
    { rows: number; selected: number; judged: number; hits: number; score: number }
  >();
  for (const [row, group] of groups.entries()) {
    const sum = sums.get(group) ?? { rows: 0, selected: 0, judged: 0, hits: 0, score: 0 };
    sum.rows += 1;
    sum.selected += isSelected[row] as number;
    const label = labels?.[row] ?? UNKNOWN_LABEL;
    if (label !== UNKNOWN_LABEL) {
      sum.judged += 1;
      sum.hits += label;
      sum.score += scores[row] as number;
    }
    sums.set(group, sum);
  }
  const overall = isSelected.reduce((sum, selected) => sum + selected, 0) / groups.length;
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, { rows, selected, judged, hits, score }]) => {
      const mean = score / judged;
      const positives = wilsonInterval(hits, judged);
      return {
        group,
        rows,
        selected,
        selectionShare: selected / rows,
        selectionInterval: wilsonInterval(selected, rows),
        selectionRatio: selected / rows / overall,
        judged,
        calibrationGap: mean - hits / judged,
        calibrationInterval: { low: mean - positives.high, high: mean - positives.low },
      };
    });
}

/** Limits that a model declares. */
export interface FairnessLimits {
  /** Largest allowed distance of a group's selection ratio from 1, as a factor: 1.25 allows .8 to 1.25. */
  readonly selectionFactor: number;
  /** Largest allowed calibration gap, either way, 0..1. */
  readonly calibrationGap: number;
  /** Groups with fewer rows are listed and not judged. @default 30 */
  readonly minimumRows?: number;
}

export interface FairnessBreach {
  readonly group: string;
  readonly measure: 'selection' | 'calibration';
  readonly value: number;
  readonly limit: number;
}

/**
 * Returns the groups that break a limit beyond doubt: the whole interval lies outside. A small group whose rates may be
 * chance breaks nothing; its interval stands in the report.
 */
export function fairnessBreaches(
  rates: readonly GroupRates[],
  { selectionFactor, calibrationGap, minimumRows = 30 }: FairnessLimits,
): FairnessBreach[] {
  const rows = rates.reduce((sum, rate) => sum + rate.rows, 0);
  const overall = rates.reduce((sum, rate) => sum + rate.selected, 0) / rows;
  return rates.flatMap((rate): FairnessBreach[] => {
    const { group, selectionInterval: selection, calibrationInterval: gap } = rate;
    const isSelectionOff =
      overall > 0 &&
      (selection.low / overall > selectionFactor || selection.high / overall < 1 / selectionFactor);
    const isCalibrationOff = gap.low > calibrationGap || gap.high < -calibrationGap;
    return [
      ...(rate.rows >= minimumRows && isSelectionOff
        ? [{ group, measure: 'selection' as const, value: rate.selectionRatio, limit: selectionFactor }]
        : []),
      ...(rate.judged >= minimumRows && isCalibrationOff
        ? [{ group, measure: 'calibration' as const, value: rate.calibrationGap, limit: calibrationGap }]
        : []),
    ];
  });
}
