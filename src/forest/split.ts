/**
 * The best question to ask in a node, from the histogram of one feature.
 *
 * With G and H the sums of gradients and hessians on a side, a side is worth G²/(H + l2), and a split the worth of both
 * sides less that of the whole (Chen & Guestrin, XGBoost, KDD 2016). A random forest is the case of gradient = label
 * and hessian = weight: the same worth orders splits as the Gini index does.
 */

/** What a split must keep; sums are in the whole numbers of the histogram. */
export interface SplitRules {
  readonly l2: number;
  readonly minimumHessian: number;
}

/** Sums of a node, and the limits which monotone splits above it set to gradient / hessian. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly low: number;
  readonly high: number;
}

/** A split under construction; one object serves many searches. */
export interface Best {
  gain: number;
  /** Numeric: the last bin that goes left. Categorical: -1. */
  bin: number;
  isMissingLeft: boolean;
  gradientLeft: number;
  hessianLeft: number;
  /** Categorical: bit `b` is set if bin `b` goes right. */
  readonly rightBins: Int32Array;
}

export const newBest = (): Best => ({
  gain: 0,
  bin: -1,
  isMissingLeft: false,
  gradientLeft: 0,
  hessianLeft: 0,
  rightBins: new Int32Array(8),
});

const worth = (g: number, h: number, low: number, high: number): number => {
  const value = g / h;
  if (value >= low && value <= high) return g * value;
  const kept = value < low ? low : high;
  return kept * (2 * g - kept * h);
};

/**
 * Improves `best` by the splits of a numeric feature between its bins, missing values on either side. Returns whether it
 * did. Of equal splits the first stays.
 * @param first number of the first bin in `histogram`
 * @param count bins without that of missing values
 */
export function searchNumeric(
  best: Best,
  histogram: Int32Array,
  first: number,
  count: number,
  node: NodeSums,
  rules: SplitRules,
  direction: number,
): boolean {
  const { gradient, hessian, low, high } = node;
  const { l2, minimumHessian } = rules;
  const whole = worth(gradient, hessian + l2, low, high);
  const missingAt = (first + count) * 2;
  const hessianMissing = histogram[missingAt] as number;
  const gradientMissing = histogram[missingAt + 1] as number;
  const last = hessianMissing > 0 ? count : count - 1;
  let found = false;
  let gl = 0;
  let hl = 0;
  for (let bin = 0; bin < last; bin++) {
    const at = (first + bin) * 2;
    const h = histogram[at] as number;
    if (h === 0) continue;
    hl += h;
    gl += histogram[at + 1] as number;
    for (let side = 0; side < 2; side++) {
      const g1 = side === 0 ? gl : gl + gradientMissing;
      const h1 = side === 0 ? hl : hl + hessianMissing;
      const g2 = gradient - g1;
      const h2 = hessian - h1;
      if (h1 >= minimumHessian && h2 >= minimumHessian) {
        const gain = worth(g1, h1 + l2, low, high) + worth(g2, h2 + l2, low, high) - whole;
        if (gain > best.gain && (direction === 0 || direction * (g2 / (h2 + l2) - g1 / (h1 + l2)) >= 0)) {
          best.gain = gain;
          best.bin = bin;
          best.isMissingLeft = hessianMissing > 0 ? side === 1 : h1 > h2;
          best.gradientLeft = g1;
          best.hessianLeft = h1;
          found = true;
        }
      }
      if (hessianMissing === 0) break;
    }
  }
  return found;
}

/** Up to so many categories, one against all others is tried too. */
const ONE_AGAINST_ALL = 8;
/** Doubt about small categories: rows of mean hessian that pull them to the middle, as `cat_l2` of LightGBM. */
const DOUBT = 10;

/** Categories that go to the same side. */
interface Group {
  readonly bins: readonly number[];
  readonly gradient: number;
  readonly hessian: number;
}

/**
 * Improves `best` by the splits of a categorical feature: one category against the others under 8, else a head of the
 * categories in the order of gradient / hessian (Fisher 1958) against the rest, where categories too rare to be told
 * apart stay together. Returns whether it did.
 */
export function searchCategorical(
  best: Best,
  histogram: Int32Array,
  first: number,
  count: number,
  node: NodeSums,
  rules: SplitRules,
  rowHessian: number,
): boolean {
  const doubt = DOUBT * rowHessian;
  const isOneAgainstAll = count < ONE_AGAINST_ALL;
  const l2 = rules.l2 + (isOneAgainstAll ? 0 : doubt);
  const { gradient, hessian, low, high } = node;
  const whole = worth(gradient, hessian + rules.l2, low, high);
  const rank = (group: Group): number =>
    (group.gradient + (doubt * gradient) / hessian) / (group.hessian + doubt);
  const ordered = groupsOf(histogram, first, count, isOneAgainstAll ? 0 : doubt)
    .map((group) => ({ ...group, rank: rank(group) }))
    .sort((a, b) => a.rank - b.rank || (a.bins[0] as number) - (b.bins[0] as number));
  const hasMissing = (histogram[(first + count) * 2] as number) > 0;
  let found = false;
  let g2 = 0;
  let h2 = 0;
  for (const [i, group] of ordered.entries()) {
    if (isOneAgainstAll) g2 = h2 = 0;
    g2 += group.gradient;
    h2 += group.hessian;
    const h1 = hessian - h2;
    if (h1 < rules.minimumHessian || h2 < rules.minimumHessian) continue;
    const gain = worth(gradient - g2, h1 + l2, low, high) + worth(g2, h2 + l2, low, high) - whole;
    if (gain <= best.gain) continue;
    const right = ordered.slice(isOneAgainstAll ? i : 0, i + 1).flatMap(({ bins }) => bins);
    keepCategories(best, gain, right, count, hasMissing, h1 > h2);
    best.gradientLeft = gradient - g2;
    best.hessianLeft = h1;
    found = true;
  }
  return found;
}

/** Returns the categories that occur, missing values too, those under `rare` as one group. */
function groupsOf(histogram: Int32Array, first: number, count: number, rare: number): Group[] {
  const groups: Group[] = [];
  const together = { bins: [] as number[], gradient: 0, hessian: 0 };
  for (let bin = 0; bin <= count; bin++) {
    const hessian = histogram[(first + bin) * 2] as number;
    const gradient = histogram[(first + bin) * 2 + 1] as number;
    if (hessian === 0) continue;
    if (hessian >= rare || bin === count) {
      groups.push({ bins: [bin], gradient, hessian });
      continue;
    }
    together.bins.push(bin);
    together.gradient += gradient;
    together.hessian += hessian;
  }
  return together.bins.length > 0 ? [...groups, together] : groups;
}

function keepCategories(
  best: Best,
  gain: number,
  right: readonly number[],
  count: number,
  hasMissing: boolean,
  isLeftLarger: boolean,
): void {
  best.gain = gain;
  best.bin = -1;
  best.isMissingLeft = hasMissing ? !right.includes(count) : isLeftLarger;
  best.rightBins.fill(0);
  for (const bin of right) if (bin < count) (best.rightBins[bin >> 5] as number) |= 1 << (bin & 31);
}
