import { Instance, Module, type SharedMemory } from './webassembly.ts';

/** The few instructions of WebAssembly 1.0 that the loops of the learner need, and how they become a module. */
export type Code = readonly number[];

/** Instructions and types by their names in the specification of WebAssembly 1.0. */
const [VOID, BLOCK, LOOP, IF, ELSE] = [0x40, 0x02, 0x03, 0x04, 0x05];
const TYPES = { i: 0x7f, f: 0x7c };
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
export const LESS_SIGNED: Code = [0x48];
export const AT_LEAST_SIGNED: Code = [0x4e];
export const SELECT: Code = [0x1b];
export const MORE_FLOAT64: Code = [0x64];
export const CEIL_FLOAT64: Code = [0x9b];
export const SUB_FLOAT64: Code = [0xa1];
export const MULTIPLY_FLOAT64: Code = [0xa2];
export const WHOLE_OF_FLOAT64: Code = [0xaa];
export const FLOAT64_OF_WHOLE: Code = [0xb7];
export const DIVIDE_FLOAT64: Code = [0xa3];

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
export const float64 = (value: number): Code => [
  0x44,
  ...new Uint8Array(Float64Array.of(value).buffer) /* little-endian, as all machines of Node are */,
];
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

/** Does `yes` if the number before it is not 0, else `no`. */
export const either = (yes: Code, no: Code = []): Code => [IF, VOID, ...yes, ELSE, ...no, ...END];

/** Does `body` once and again as long as it leaves a number other than 0. */
export const whileLeft = (body: Code): Code => [LOOP, VOID, ...body, 0x0d, 0, ...END];

/** One function. Types are a letter each: `i` for whole numbers of 32 bits, `f` for floats of 64. */
export interface Routine {
  readonly name: string;
  readonly parameters: string;
  readonly result: '' | 'i';
  /** After the parameters. */
  readonly locals: string;
  readonly code: Code;
}

/** Most pages of 64 KiB that 32-bit addresses reach. */
export const MOST_PAGES = 65536;

function moduleBytes(routines: readonly Routine[]): Uint8Array {
  const text = (value: string): Code => [value.length, ...Buffer.from(value, 'latin1')];
  const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const typesOf = (letters: string): Code => [
    letters.length,
    ...Array.from(letters, (letter) => TYPES[letter as keyof typeof TYPES]),
  ];
  const types = routines.map(({ parameters, result }) => [0x60, ...typesOf(parameters), ...typesOf(result)]);
  const sharedMemory = [...text('env'), ...text('memory'), 2, 3, 0, ...unsigned(MOST_PAGES)];
  const bodies = routines.map(({ locals, code }) => {
    const declared = Array.from(locals, (letter) => [1, TYPES[letter as keyof typeof TYPES]]);
    const body = [...vector(declared), ...code, ...END];
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
