import type { Kernel } from './kernel.ts';
import { searchNumeric } from './split.ts';
import {
  ADD,
  ADD64,
  ADD_FLOAT64,
  advance,
  AND,
  assembled,
  AT_LEAST_SIGNED,
  CEIL_FLOAT64,
  constant,
  DIVIDE_FLOAT64,
  either,
  float64,
  FLOAT64_OF_WHOLE,
  get,
  LESS_SIGNED,
  load32,
  load64,
  load8,
  loadFloat64,
  MORE_FLOAT64,
  MULTIPLY_FLOAT64,
  SELECT,
  set,
  shifted,
  SHL,
  store32,
  store64,
  storeFloat64,
  SUB,
  SUB64,
  SUB_FLOAT64,
  tee,
  whileRoom,
  WHOLE_OF_FLOAT64,
  XOR,
  type Code,
  type Routine,
} from './assemble.ts';
import type { SharedMemory } from './webassembly.ts';

/**
 * The loops of the plain kernel as WebAssembly: a pair of a row, hessian below and gradient above, is one
 * 64-bit number, and adding both is one instruction. That is right as long as no sum of hessians reaches 2^32, which
 * the units of the fit see to; see also `determinism.test.ts`, which compares with the plain kernel.
 */

/** (histogram, column, rows, pairs, end of rows) */
function histogramCode(): Code {
  const [histogram, column, rows, pairs, end, at] = [0, 1, 2, 3, 4, 5];
  const add = (i: number): Code => [
    ...[...get(column), ...get(rows), ...load32(4 * i), ...ADD, ...load8(), ...constant(3), ...SHL],
    ...[...get(histogram), ...ADD, ...tee(at)],
    ...[...get(at), ...load64(), ...get(pairs), ...load64(8 * i), ...ADD64, ...store64()],
  ];
  const four = [...add(0), ...add(1), ...add(2), ...add(3), ...advance(rows, 16), ...advance(pairs, 32)];
  const one = [...add(0), ...advance(rows, 4), ...advance(pairs, 8)];
  return [...whileRoom(rows, 16, end, four), ...whileRoom(rows, 4, end, one)];
}

/** (from, take, end of from) */
function subtractCode(): Code {
  const [from, take, end] = [0, 1, 2];
  const body = [...get(from), ...get(from), ...load64(), ...get(take), ...load64(), ...SUB64, ...store64()];
  return whileRoom(from, 8, end, [...body, ...advance(from, 8), ...advance(take, 8)]);
}

/** (column, isLeft, rows, end of rows) → count */
function countCode(): Code {
  const [column, isLeft, rows, end, count] = [0, 1, 2, 3, 4];
  const bin = [...get(column), ...get(rows), ...load32(), ...ADD, ...load8()];
  const body = [...get(isLeft), ...bin, ...ADD, ...load8(), ...get(count), ...ADD, ...set(count)];
  return [...whileRoom(rows, 4, end, [...body, ...advance(rows, 4)]), ...get(count)];
}

/** (column, isLeft, rows, pairs, end of rows, to rows, to pairs, left, right) */
function partitionCode(): Code {
  const [column, isLeft, rows, pairs, end, toRows, toPairs, left, right] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [row, goesLeft, at] = [9, 10, 11];
  const place = [
    ...[...get(isLeft), ...get(column), ...get(rows), ...load32(), ...tee(row), ...ADD, ...load8()],
    ...[...ADD, ...load8(), ...set(goesLeft)],
    ...[...get(right), ...get(left), ...get(right), ...XOR],
    ...[...constant(0), ...get(goesLeft), ...SUB, ...AND, ...XOR, ...set(at)],
    ...[...get(left), ...get(goesLeft), ...ADD, ...set(left)],
    ...[...get(right), ...constant(1), ...ADD, ...get(goesLeft), ...SUB, ...set(right)],
  ];
  const copy = [
    ...[...get(toRows), ...shifted(at, 2), ...ADD, ...get(row), ...store32()],
    ...[...get(toPairs), ...shifted(at, 3), ...ADD, ...get(pairs), ...load64(), ...store64()],
  ];
  return whileRoom(rows, 4, end, [...place, ...copy, ...advance(rows, 4), ...advance(pairs, 8)]);
}

/** What a search leaves in the scratch: gain, address of the bin, side of missing values, gradient and hessian. */
const FOUND = { gain: 0, bin: 8, side: 12, gradient: 16, hessian: 20, bytes: 24 };

/** (bin, end of bins, missing hessian, missing gradient, gradient, hessian, least hessian, found, l2, whole, best) → found */
function searchCode(): Code {
  const [bin, end, missingH, missingG, allG, allH, least, found, l2, whole, best] = [
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  ] as const;
  const [g, h, g1, h1, h2, isFound, x, gain] = [11, 12, 13, 14, 15, 16, 17, 18];
  const worth = (gradient: Code, hessian: number): Code => [
    ...[...gradient, ...FLOAT64_OF_WHOLE, ...tee(x), ...get(x), ...get(hessian), ...FLOAT64_OF_WHOLE],
    ...[...get(l2), ...ADD_FLOAT64, ...DIVIDE_FLOAT64, ...MULTIPLY_FLOAT64],
  ];
  const keep = (side: number): Code => [
    ...[...get(gain), ...set(best), ...constant(1), ...set(isFound)],
    ...[
      ...get(found),
      ...get(gain),
      ...storeFloat64(FOUND.gain),
      ...get(found),
      ...get(bin),
      ...store32(FOUND.bin),
    ],
    ...[...get(found), ...constant(side), ...store32(FOUND.side)],
    ...[
      ...get(found),
      ...get(g1),
      ...store32(FOUND.gradient),
      ...get(found),
      ...get(h1),
      ...store32(FOUND.hessian),
    ],
  ];
  const judge = (side: number): Code => [
    ...[...get(h1), ...get(least), ...AT_LEAST_SIGNED],
    ...[...get(allH), ...get(h1), ...SUB, ...tee(h2), ...get(least), ...AT_LEAST_SIGNED, ...AND],
    ...either([
      ...[...worth(get(g1), h1), ...worth([...get(allG), ...get(g1), ...SUB], h2), ...ADD_FLOAT64],
      ...[...get(whole), ...SUB_FLOAT64, ...tee(gain), ...get(best), ...MORE_FLOAT64, ...either(keep(side))],
    ]),
  ];
  const both = [
    ...[...get(g), ...get(bin), ...load32(4), ...ADD, ...tee(g), ...set(g1)],
    ...[...get(h), ...get(bin), ...load32(), ...ADD, ...tee(h), ...set(h1), ...judge(0)],
    ...get(missingH),
    ...either([
      ...[...get(g), ...get(missingG), ...ADD, ...set(g1), ...get(h), ...get(missingH), ...ADD, ...set(h1)],
      ...judge(1),
    ]),
  ];
  const body = [...get(bin), ...load32(), ...either(both), ...advance(bin, 8)];
  return [...whileRoom(bin, 8, end, body), ...get(isFound)];
}

/** (rows, end of rows, margin, value) */
function leafCode(): Code {
  const [rows, end, margin, value, at] = [0, 1, 2, 3, 4];
  const body = [
    ...[...get(rows), ...load32(), ...constant(3), ...SHL, ...get(margin), ...ADD, ...tee(at)],
    ...[...get(at), ...loadFloat64(), ...get(value), ...ADD_FLOAT64, ...storeFloat64()],
  ];
  return whileRoom(rows, 4, end, [...body, ...advance(rows, 4)]);
}

/** (column, isLeft, rows, end of rows, margin, left, right) */
function leavesCode(): Code {
  const [column, isLeft, rows, end, margin, left, right, row, at] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const goesLeft = [...get(isLeft), ...get(column), ...get(row), ...ADD, ...load8(), ...ADD, ...load8()];
  const body = [
    ...[...get(rows), ...load32(), ...tee(row), ...constant(3), ...SHL, ...get(margin), ...ADD, ...tee(at)],
    ...[...get(at), ...loadFloat64(), ...get(left), ...get(right), ...goesLeft, ...SELECT],
    ...[...ADD_FLOAT64, ...storeFloat64()],
  ];
  return whileRoom(rows, 4, end, [...body, ...advance(rows, 4)]);
}

/** (is drawn, label, end of labels, weight, probability, row, rows, pairs, front, back, total, two units) */
function pairsCode(): Code {
  const [isDrawn, label, end, weight, probability, row] = [0, 1, 2, 3, 4, 5];
  const [rows, pairs, front, back, total, gradientUnit, hessianUnit] = [6, 7, 8, 9, 10, 11, 12];
  const [h, g, at, hessian, gradient, p, unrounded, ceiling] = [13, 14, 15, 16, 17, 18, 19, 20];
  /** Halves go up, as with `Math.round`. */
  const rounded = [
    ...[...tee(unrounded), ...CEIL_FLOAT64, ...tee(ceiling), ...WHOLE_OF_FLOAT64],
    ...[...get(ceiling), ...float64(0.5), ...SUB_FLOAT64, ...get(unrounded), ...MORE_FLOAT64, ...SUB],
  ];
  const weighted = (unit: number) => [...get(unit), ...get(weight), ...loadFloat64(), ...MULTIPLY_FLOAT64];
  const placeRow = (place: number) => [
    ...[...get(rows), ...shifted(place, 2), ...ADD, ...get(row), ...store32()],
    ...advance(place, 1),
  ];
  const drawn = [
    ...[...weighted(hessianUnit), ...get(probability), ...loadFloat64(), ...tee(p), ...MULTIPLY_FLOAT64],
    ...[...float64(1), ...get(p), ...SUB_FLOAT64, ...MULTIPLY_FLOAT64, ...rounded, ...set(h)],
    ...[...constant(1), ...get(h), ...get(h), ...constant(1), ...LESS_SIGNED, ...SELECT, ...set(h)],
    ...[...weighted(gradientUnit), ...get(label), ...load8(), ...FLOAT64_OF_WHOLE, ...get(p)],
    ...[...SUB_FLOAT64, ...MULTIPLY_FLOAT64, ...rounded, ...set(g)],
    ...[
      ...get(hessian),
      ...get(h),
      ...ADD,
      ...set(hessian),
      ...get(gradient),
      ...get(g),
      ...ADD,
      ...set(gradient),
    ],
    ...[...get(pairs), ...shifted(front, 3), ...ADD, ...tee(at), ...get(h), ...store32()],
    ...[...get(at), ...get(g), ...store32(4), ...placeRow(front)],
  ];
  const body = [
    ...[...get(isDrawn), ...load8(), ...either(drawn, placeRow(back))],
    ...[...advance(isDrawn, 1), ...advance(label, 1), ...advance(weight, 8), ...advance(probability, 8)],
    ...advance(row, 1),
  ];
  const write = [
    ...get(total),
    ...get(hessian),
    ...store32(),
    ...get(total),
    ...get(gradient),
    ...store32(4),
  ];
  return [...whileRoom(label, 1, end, body), ...write];
}

const ROUTINES: readonly Routine[] = [
  { name: 'search', parameters: 'iiiiiiiifff', result: 'i', locals: 'iiiiiiff', code: searchCode() },
  { name: 'histogram', parameters: 'iiiii', result: '', locals: 'i', code: histogramCode() },
  { name: 'subtract', parameters: 'iii', result: '', locals: '', code: subtractCode() },
  { name: 'count', parameters: 'iiii', result: 'i', locals: 'i', code: countCode() },
  { name: 'partition', parameters: 'iiiiiiiii', result: '', locals: 'iii', code: partitionCode() },
  { name: 'leaf', parameters: 'iiif', result: '', locals: 'i', code: leafCode() },
  { name: 'leaves', parameters: 'iiiiiff', result: '', locals: 'ii', code: leavesCode() },
  { name: 'pairs', parameters: 'iiiiiiiiiiiff', result: '', locals: 'iiiiifff', code: pairsCode() },
];

const onMemory = assembled(ROUTINES);

type Exports = Record<
  'histogram' | 'subtract' | 'partition' | 'leaf' | 'leaves' | 'pairs',
  (...addresses: number[]) => void
> &
  Record<'count' | 'search', (...addresses: number[]) => number>;

/** One for each bin: whether it goes left. */
const MASK_BYTES = 256;
/** Bytes that a thread needs for itself: which bins go left, and what a search found. */
export const SCRATCH_BYTES = MASK_BYTES + FOUND.bytes;

/** Returns the search for the splits that no direction limits; others are searched in TypeScript. */
function fastSearch(search: Exports['search'], scratch: Uint8Array): typeof searchNumeric {
  const found = new DataView(scratch.buffer, scratch.byteOffset + MASK_BYTES, FOUND.bytes);
  return (best, histogram, first, count, node, rules, direction) => {
    const { gradient, hessian, low, high } = node;
    if (direction !== 0 || low !== -Infinity || high !== Infinity) {
      return searchNumeric(best, histogram, first, count, node, rules, direction);
    }
    const missingH = histogram[2 * (first + count)] as number;
    const missingG = histogram[2 * (first + count) + 1] as number;
    const start = histogram.byteOffset + 8 * first;
    const end = start + 8 * (missingH > 0 ? count : count - 1);
    const least = Math.min(Math.ceil(rules.minimumHessian), 2 ** 31 - 1);
    const whole = gradient * (gradient / (hessian + rules.l2));
    const sums = [missingH, missingG, gradient, hessian, least] as const;
    if (search(start, end, ...sums, found.byteOffset, rules.l2, whole, best.gain) === 0) return false;
    const bin = found.getUint32(FOUND.bin, true);
    const isRight = found.getInt32(FOUND.side, true) === 0;
    best.gain = found.getFloat64(FOUND.gain, true);
    best.bin = (bin - start) / 8;
    best.gradientLeft = found.getInt32(FOUND.gradient, true);
    best.hessianLeft = found.getInt32(FOUND.hessian, true);
    best.isMissingLeft = missingH > 0 ? !isRight : 2 * best.hessianLeft > hessian;
    return true;
  };
}

/**
 * Returns the loops on a memory; all arrays given to them must lie in it.
 * @param scratch {@link SCRATCH_BYTES} of the memory that no other thread uses
 */
export function wasmKernel(memory: SharedMemory, scratch: Uint8Array): Kernel {
  const { search, histogram, subtract, count, partition, leaf, leaves, pairs } = onMemory(memory) as Exports;
  const mask = scratch.byteOffset;
  return {
    searchNumeric: fastSearch(search, scratch),
    addHistogram: (histograms, first, column, order, from, to) => {
      const start = order.rows.byteOffset;
      const address = order.pairs.byteOffset + 8 * from;
      histogram(
        histograms.byteOffset + 8 * first,
        column.byteOffset,
        start + 4 * from,
        address,
        start + 4 * to,
      );
    },
    subtractHistogram: ({ byteOffset }, from, take, bins) => {
      subtract(byteOffset + 8 * from, byteOffset + 8 * take, byteOffset + 8 * (from + bins));
    },
    countLeft: (column, isLeft, { rows }, from, to) => {
      scratch.set(isLeft);
      const start = rows.byteOffset;
      return count(column.byteOffset, mask, start + 4 * from, start + 4 * to);
    },
    partition: (column, isLeft, source, target, from, to, left, right) => {
      scratch.set(isLeft);
      const start = source.rows.byteOffset;
      const fromPairs = source.pairs.byteOffset + 8 * from;
      const [toRows, toPairs] = [target.rows.byteOffset, target.pairs.byteOffset];
      const range = [start + 4 * from, fromPairs, start + 4 * to] as const;
      partition(column.byteOffset, mask, ...range, toRows, toPairs, left, right);
    },
    addLeaf: (margin, { rows }, from, to, value) => {
      leaf(rows.byteOffset + 4 * from, rows.byteOffset + 4 * to, margin.byteOffset, value);
    },
    addLeaves: (margin, column, isLeft, { rows }, from, to, left, right) => {
      scratch.set(isLeft);
      const range = [rows.byteOffset + 4 * from, rows.byteOffset + 4 * to] as const;
      leaves(column.byteOffset, mask, ...range, margin.byteOffset, left, right);
    },
    writePairs: (losses, { gradientUnit, hessianUnit }, order, { from, to, front, back }, total) => {
      const label = losses.labels.byteOffset;
      pairs(
        ...[losses.isDrawn.byteOffset + from, label + from, label + to],
        ...[losses.weights.byteOffset + 8 * from, losses.probability.byteOffset + 8 * from, from],
        ...[order.rows.byteOffset, order.pairs.byteOffset, front, back, total.byteOffset],
        ...[gradientUnit, hessianUnit],
      );
    },
  };
}
