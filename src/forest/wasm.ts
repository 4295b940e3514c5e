import type { Kernel, Order } from './kernel.ts';
import { Instance, Module, type SharedMemory } from './webassembly.ts';

/**
 * The loops of the plain kernel as WebAssembly, assembled here: a pair of a row, hessian below and gradient above, is one
 * 64-bit number, and adding both is one instruction. That is right as long as no sum of hessians reaches 2^32, which
 * the units of the fit see to; see also `kernel.test.ts`, which compares with the plain kernel.
 */

type Code = readonly number[];

/** Instructions and types by their names in the specification of WebAssembly 1.0. */
const [I32, VOID, BLOCK, LOOP] = [0x7f, 0x40, 0x02, 0x03];
const ADD: Code = [0x6a];
const SUB: Code = [0x6b];
const AND: Code = [0x71];
const XOR: Code = [0x73];
const SHL: Code = [0x74];
const ADD64: Code = [0x7c];
const SUB64: Code = [0x7d];
const END: Code = [0x0b];
const LESS: Code = [0x49];

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low + 128);
    if (rest === 0) return bytes;
  }
}

const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const tee = (local: number): Code => [0x22, local];
/** Only 0 to 63, which are one byte in the signed format. */
const constant = (value: number): Code => [0x41, value];
const load8 = (offset = 0): Code => [0x2d, 0, ...unsigned(offset)];
const load32 = (offset = 0): Code => [0x28, 2, ...unsigned(offset)];
const load64 = (offset = 0): Code => [0x29, 3, ...unsigned(offset)];
const store32 = (offset = 0): Code => [0x36, 2, ...unsigned(offset)];
const store64 = (offset = 0): Code => [0x37, 3, ...unsigned(offset)];
const shifted = (local: number, bits: number): Code => [...get(local), ...constant(bits), ...SHL];
const advance = (local: number, by: number): Code => [...get(local), ...constant(by), ...ADD, ...set(local)];

/** Repeats `body` while `local` + `room` is at most `end`. */
function whileRoom(local: number, room: number, end: number, body: Code): Code {
  const isOver = [...get(end), ...get(local), ...constant(room), ...ADD, ...LESS];
  return [BLOCK, VOID, LOOP, VOID, ...isOver, 0x0d, 1, ...body, 0x0c, 0, ...END, ...END];
}

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

interface Routine {
  readonly name: string;
  readonly parameters: number;
  readonly hasResult: boolean;
  readonly locals: number;
  readonly code: Code;
}

const ROUTINES: readonly Routine[] = [
  { name: 'histogram', parameters: 5, hasResult: false, locals: 1, code: histogramCode() },
  { name: 'subtract', parameters: 3, hasResult: false, locals: 0, code: subtractCode() },
  { name: 'count', parameters: 4, hasResult: true, locals: 1, code: countCode() },
  { name: 'partition', parameters: 9, hasResult: false, locals: 3, code: partitionCode() },
];

/** Most pages of 64 KiB that 32-bit addresses reach. */
export const MOST_PAGES = 65536;

function moduleBytes(): Uint8Array {
  const text = (value: string): Code => [value.length, ...Buffer.from(value, 'latin1')];
  const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const types = ROUTINES.map(({ parameters, hasResult }) => {
    return [
      0x60,
      parameters,
      ...Array.from({ length: parameters }, () => I32),
      ...(hasResult ? [1, I32] : [0]),
    ];
  });
  const sharedMemory = [...text('env'), ...text('memory'), 2, 3, 0, ...unsigned(MOST_PAGES)];
  const bodies = ROUTINES.map(({ locals, code }) => {
    const body = [...(locals > 0 ? [1, locals, I32] : [0]), ...code, ...END];
    return [...unsigned(body.length), ...body];
  });
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([sharedMemory])),
    ...section(3, vector(ROUTINES.map((_, i) => [i]))),
    ...section(7, vector(ROUTINES.map(({ name }, i) => [...text(name), 0, i]))),
    ...section(10, vector(bodies)),
  ]);
}

interface Exports {
  histogram(histogram: number, column: number, rows: number, pairs: number, end: number): void;
  subtract(from: number, take: number, end: number): void;
  count(column: number, isLeft: number, rows: number, end: number): number;
  partition(...addresses: number[]): void;
}

let compiled: object | undefined;

/**
 * Returns the loops on a memory; all arrays given to them must lie in it.
 * @param scratch 256 bytes of the memory that no other thread uses
 */
export function wasmKernel(memory: SharedMemory, scratch: Uint8Array): Kernel {
  compiled ??= new Module(moduleBytes());
  const { exports } = new Instance(compiled, { env: { memory } });
  const { histogram, subtract, count, partition } = exports as unknown as Exports;
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
