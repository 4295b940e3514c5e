import type { Kernel, Order } from './kernel.ts';
import {
  ADD,
  ADD64,
  advance,
  AND,
  assembled,
  constant,
  get,
  load32,
  load64,
  load8,
  set,
  shifted,
  SHL,
  store32,
  store64,
  SUB,
  SUB64,
  tee,
  whileRoom,
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

const ROUTINES: readonly Routine[] = [
  { name: 'histogram', parameters: 5, hasResult: false, locals: 1, code: histogramCode() },
  { name: 'subtract', parameters: 3, hasResult: false, locals: 0, code: subtractCode() },
  { name: 'count', parameters: 4, hasResult: true, locals: 1, code: countCode() },
  { name: 'partition', parameters: 9, hasResult: false, locals: 3, code: partitionCode() },
];

const onMemory = assembled(ROUTINES);

interface Exports {
  histogram(histogram: number, column: number, rows: number, pairs: number, end: number): void;
  subtract(from: number, take: number, end: number): void;
  count(column: number, isLeft: number, rows: number, end: number): number;
  partition(...addresses: number[]): void;
}

/**
 * Returns the loops on a memory; all arrays given to them must lie in it.
 * @param scratch 256 bytes of the memory that no other thread uses
 */
export function wasmKernel(memory: SharedMemory, scratch: Uint8Array): Kernel {
  const { histogram, subtract, count, partition } = onMemory(memory) as Exports;
  return {
    addHistogram: (into, column, { rows, pairs }: Order, from, to) => {
      const start = rows.byteOffset;
      const address = pairs.byteOffset + 8 * from;
      histogram(into.byteOffset, column.byteOffset, start + 4 * from, address, start + 4 * to);
    },
    subtractHistogram: (from, take) => {
      subtract(from.byteOffset, take.byteOffset, from.byteOffset + from.byteLength);
    },
    countLeft: (column, isLeft, { rows }, from, to) => {
      scratch.set(isLeft);
      const start = rows.byteOffset;
      return count(column.byteOffset, scratch.byteOffset, start + 4 * from, start + 4 * to);
    },
    partition: (column, isLeft, source, target, from, to, left, right) => {
      scratch.set(isLeft);
      const start = source.rows.byteOffset;
      const pairs = source.pairs.byteOffset + 8 * from;
      const [toRows, toPairs] = [target.rows.byteOffset, target.pairs.byteOffset];
      const source4 = [start + 4 * from, pairs, start + 4 * to] as const;
      partition(column.byteOffset, scratch.byteOffset, ...source4, toRows, toPairs, left, right);
    },
  };
}
