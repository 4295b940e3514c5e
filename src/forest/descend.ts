import {
  ADD,
  ADD_FLOAT64,
  advance,
  assembled,
  constant,
  get,
  LESS_FLOAT,
  load32,
  loadFloat,
  loadFloat64,
  OR,
  set,
  SHL,
  storeFloat64,
  tee,
  whileLeft,
  whileRoom,
  WIDEN_FLOAT,
  XOR,
  type Code,
} from './assemble.ts';
import type { Trees } from './types.ts';
import { Memory, type SharedMemory } from './webassembly.ts';

/** Rows that go down all trees together, so that their values stay in the cache; a multiple of four. */
export const BLOCK = 512;
/** Rows that go down a tree side by side: while one waits for its node, the others step. */
const LANES = 4;
/** Bytes of a node: where its value stands in a row, its threshold, then the addresses of its right and left child. */
const NODE = 16;

/** (root, row, bytes of a row, end of rows, margins): adds to each margin the leaf that its row comes to. */
function descendCode(): Code {
  const [root, row, rowBytes, end, margins, moved] = [0, 1, 2, 3, 4, 5];
  const lanes = Array.from({ length: LANES }, (_, i) => ({ node: 6 + i, at: 10 + i, i }));
  const start = lanes.flatMap(({ node, at, i }) => [
    ...[...get(root), ...set(node)],
    ...[...(i === 0 ? get(row) : [...get(at - 1), ...get(rowBytes), ...ADD]), ...set(at)],
  ]);
  const step = lanes.flatMap(({ node, at, i }) => [
    ...[...get(node), ...get(node)],
    ...[...get(at), ...get(node), ...load32(), ...ADD, ...loadFloat(), ...get(node), ...loadFloat(4)],
    ...[...LESS_FLOAT, ...constant(2), ...SHL, ...ADD, ...load32(8), ...tee(node), ...XOR],
    ...[...(i === 0 ? [] : [...get(moved), ...OR]), ...set(moved)],
  ]);
  const add = lanes.flatMap(({ node, i }) => [
    ...[...get(margins), ...get(margins), ...loadFloat64(8 * i)],
    ...[...get(node), ...loadFloat(4), ...WIDEN_FLOAT, ...ADD_FLOAT64, ...storeFloat64(8 * i)],
  ]);
  const next = [...get(lanes[LANES - 1]?.at ?? 0), ...get(rowBytes), ...ADD, ...set(row)];
  const four = [...start, ...whileLeft([...step, ...get(moved)]), ...add, ...next];
  return whileRoom(row, 1, end, [...four, ...advance(margins, 8 * LANES)]);
}

const onMemory = assembled([
  { name: 'descend', parameters: 'iiiii', result: '', locals: 'iiiiiiiii', code: descendCode() },
]);

interface Exports {
  descend(root: number, row: number, rowBytes: number, end: number, margins: number): void;
}

/**
 * Trees laid out for scoring, with room for a block of rows. A row has its values twice, missing ones once beyond and
 * once below all thresholds: a node reads where its missing values go its way, and no question needs a second one. A
 * leaf is its own child, and its threshold is its value.
 */
export class Descent {
  private readonly values: Float32Array;
  private readonly margins: Float64Array;
  private readonly exports: Exports;
  private readonly firstNode: number;

  constructor(
    private readonly trees: Trees,
    private readonly width: number,
  ) {
    const valueBytes = BLOCK * 2 * width * 4;
    this.firstNode = BLOCK * 8 + valueBytes;
    const pages = Math.ceil((this.firstNode + NODE * trees.feature.length) / 65536);
    const memory: SharedMemory = new Memory({ initial: pages, maximum: pages, shared: true });
    this.margins = new Float64Array(memory.buffer, 0, BLOCK);
    this.values = new Float32Array(memory.buffer, BLOCK * 8, BLOCK * 2 * width);
    this.layOut(
      new Int32Array(memory.buffer, this.firstNode),
      new Float32Array(memory.buffer, this.firstNode),
    );
    this.exports = onMemory(memory) as Exports;
  }

  private layOut(words: Int32Array, floats: Float32Array): void {
    const { feature, threshold, left, right, isMissingLeft, value } = this.trees;
    const addressOf = (node: number): number => this.firstNode + NODE * node;
    for (let node = 0; node < feature.length; node++) {
      const asked = feature[node] as number;
      const isLeaf = asked < 0;
      const place = isMissingLeft[node] === 1 ? this.width + asked : asked;
      words[4 * node] = isLeaf ? 0 : 4 * place;
      floats[4 * node + 1] = (isLeaf ? value[node] : threshold[node]) as number;
      words[4 * node + 2] = addressOf(isLeaf ? node : (right[node] as number));
      words[4 * node + 3] = addressOf(isLeaf ? node : (left[node] as number));
    }
  }

  /**
   * Adds the leaves of some trees to the margins of up to {@link BLOCK} rows.
   * @param values row by row, as many as the model has features
   * @param wanted numbers of the trees, ascending
   */
  add(values: Float32Array, wanted: Uint32Array, margins: Float64Array): void {
    const { width } = this;
    for (let row = 0; row < margins.length; row++) {
      const from = row * width;
      for (let i = 0; i < width; i++) {
        const value = values[from + i] as number;
        const isMissing = value !== value;
        this.values[2 * from + i] = isMissing ? Infinity : value;
        this.values[2 * from + width + i] = isMissing ? -Infinity : value;
      }
    }
    this.margins.set(margins);
    const rows = this.values.byteOffset;
    const rowBytes = 8 * width;
    for (const tree of wanted) {
      const root = this.firstNode + NODE * (this.trees.start[tree] as number);
      this.exports.descend(root, rows, rowBytes, rows + margins.length * rowBytes, 0);
    }
    margins.set(this.margins.subarray(0, margins.length));
  }
}
