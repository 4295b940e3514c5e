/** Coefficients of C. Lanczos' approximation with g = 7, n = 9; relative error below 1e-14. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** Returns ln Γ(x) for x >= .5. */
export function logGamma(x: number): number {
  const shifted = x - 1;
  const base = shifted + 7.5;
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (shifted + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/**
 * Returns the probability of at least `hits` positives in a draw of `drawn` rows out of `rows`, of which `positives` are
 * positive: the one-sided p-value of R. A. Fisher's exact test.
 * @throws RangeError for counts that no such draw can have.
 */
export function hypergeometricTail(hits: number, drawn: number, positives: number, rows: number): number {
  const least = Math.max(0, drawn + positives - rows);
  if (hits > Math.min(drawn, positives) || drawn > rows || positives > rows)
    throw new RangeError('no draw has these counts');
  if (hits <= least) return 1;
  const start = hits * rows > drawn * positives ? hits : hits - 1;
  const logStart =
    logChoose(positives, start) + logChoose(rows - positives, drawn - start) - logChoose(rows, drawn);
  const up = (k: number) => ((positives - k) * (drawn - k)) / ((k + 1) * (rows - positives - drawn + k + 1));
  const down = (k: number) => (k * (rows - positives - drawn + k)) / ((positives - k + 1) * (drawn - k + 1));
  const sum = start === hits ? sumOfTerms(logStart, start, up, 1) : sumOfTerms(logStart, start, down, -1);
  return Math.min(1, start === hits ? sum : 1 - sum);
}

/** Sums from the largest term away from the middle of the distribution; stops where terms no longer count. */
function sumOfTerms(logFirst: number, first: number, ratio: (k: number) => number, step: 1 | -1): number {
  let term = Math.exp(logFirst);
  let sum = 0;
  for (let k = first; term > sum * 1e-17; k += step) {
    sum += term;
    term *= ratio(k);
  }
  return sum;
}

/**
 * Returns the p-values corrected for their number, in the given order: the smallest share of false discoveries at which
 * each would be called one. Source: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995).
 */
export function benjaminiHochberg(pValues: Float64Array): Float64Array {
  const order = Uint32Array.from(pValues, (_, i) => i);
  order.sort((a, b) => (pValues[b] as number) - (pValues[a] as number) || a - b);
  const corrected = new Float64Array(pValues.length);
  let smallest = 1;
  for (const [place, i] of order.entries()) {
    smallest = Math.min(smallest, ((pValues[i] as number) * pValues.length) / (pValues.length - place));
    corrected[i] = smallest;
  }
  return corrected;
}
