/** Returns the rank correlation of two lists of the same length, ties at their middle rank. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [centredRanks(a), centredRanks(b)];
  const product = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, value, i) => sum + value * (right[i] as number), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function centredRanks(values: readonly number[]): number[] {
  const count = (test: (other: number) => boolean) => values.filter(test).length;
  return values.map(
    (value) => count((other) => other < value) + (count((other) => other === value) - values.length) / 2,
  );
}
