import { Instance, Module, type SharedMemory } from './webassembly.ts';

/** The few instructions of WebAssembly 1.0 that the loops of the learner need, and how they become a module. */
export type Code = readonly number[];

/** Instructions and types by their names in the specification of WebAssembly 1.0. */
const [I32, VOID, BLOCK, LOOP] = [0x7f, 0x40, 0x02, 0x03];
export const ADD: Code = [0x6a];
export const SUB: Code = [0x6b];
export const AND: Code = [0x71];
export const XOR: Code = [0x73];
export const SHL: Code = [0x74];
export const ADD64: Code = [0x7c];
export const SUB64: Code = [0x7d];
export const END: Code = [0x0b];
export const LESS: Code = [0x49];
export const OR: Code = [0x72];
export const LESS_FLOAT: Code = [0x5d];
export const ADD_FLOAT64: Code = [0xa0];
export const WIDEN_FLOAT: Code = [0xbb];

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low + 128);
    if (rest === 0) return bytes;
  }
}

export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
export const tee = (local: number): Code => [0x22, local];
/** Only 0 to 63, which are one byte in the signed format. */
export const constant = (value: number): Code => [0x41, value];
export const load8 = (offset = 0): Code => [0x2d, 0, ...unsigned(offset)];
export const load32 = (offset = 0): Code => [0x28, 2, ...unsigned(offset)];
export const load64 = (offset = 0): Code => [0x29, 3, ...unsigned(offset)];
export const store32 = (offset = 0): Code => [0x36, 2, ...unsigned(offset)];
export const store64 = (offset = 0): Code => [0x37, 3, ...unsigned(offset)];
export const loadFloat = (offset = 0): Code => [0x2a, 2, ...unsigned(offset)];
export const loadFloat64 = (offset = 0): Code => [0x2b, 3, ...unsigned(offset)];
export const storeFloat64 = (offset = 0): Code => [0x39, 3, ...unsigned(offset)];
export const shifted = (local: number, bits: number): Code => [...get(local), ...constant(bits), ...SHL];
export const advance = (local: number, by: number): Code => [
  ...get(local),
  ...constant(by),
  ...ADD,
  ...set(local),
];

/** Repeats `body` while `local` + `room` is at most `end`. */
export function whileRoom(local: number, room: number, end: number, body: Code): Code {
  const isOver = [...get(end), ...get(local), ...constant(room), ...ADD, ...LESS];
  return [BLOCK, VOID, LOOP, VOID, ...isOver, 0x0d, 1, ...body, 0x0c, 0, ...END, ...END];
}

/** Does `body` once and again as long as it leaves a number other than 0. */
export const whileLeft = (body: Code): Code => [LOOP, VOID, ...body, 0x0d, 0, ...END];

/** One function; parameters and locals are whole numbers of 32 bits. */
export interface Routine {
  readonly name: string;
  readonly parameters: number;
  readonly hasResult: boolean;
  readonly locals: number;
  readonly code: Code;
}

/** Most pages of 64 KiB that 32-bit addresses reach. */
export const MOST_PAGES = 65536;

function moduleBytes(routines: readonly Routine[]): Uint8Array {
  const text = (value: string): Code => [value.length, ...Buffer.from(value, 'latin1')];
  const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const types = routines.map(({ parameters, hasResult }) => {
    return [
      0x60,
      parameters,
      ...Array.from({ length: parameters }, () => I32),
      ...(hasResult ? [1, I32] : [0]),
    ];
  });
  const sharedMemory = [...text('env'), ...text('memory'), 2, 3, 0, ...unsigned(MOST_PAGES)];
  const bodies = routines.map(({ locals, code }) => {
    const body = [...(locals > 0 ? [1, locals, I32] : [0]), ...code, ...END];
    return [...unsigned(body.length), ...body];
  });
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([sharedMemory])),
    ...section(3, vector(routines.map((_, i) => [i]))),
    ...section(7, vector(routines.map(({ name }, i) => [...text(name), 0, i]))),
    ...section(10, vector(bodies)),
  ]);
}

/** Returns the functions on a memory. */
export function assembled(routines: readonly Routine[]): (memory: SharedMemory) => object {
  let compiled: object | undefined;
  return (memory) => {
    compiled ??= new Module(moduleBytes(routines));
    return new Instance(compiled, { env: { memory } }).exports;
  };
}
