import type { FeatureBins } from './bins.ts';
import { firstBins, type BinnedData } from './data.ts';
import type { Arena } from './memory.ts';
import { runTeam } from './pool.ts';
import type { Frame, TreeModel } from './types.ts';

/** Returns the columns of a frame as bins in the arena. */
export async function binFrame(
  arena: Arena,
  frame: Frame,
  most: number,
  teamSize: number,
): Promise<BinnedData> {
  const { rowCount } = frame;
  const columns = frame.columns.map(({ values, categories }) => {
    const floats = new Float32Array(new SharedArrayBuffer(4 * rowCount));
    floats.set(values);
    return { values: floats, categoryCount: categories?.length, into: arena.bytes(rowCount) };
  });
  const parts = await runTeam('binColumns', { columns, most }, teamSize);
  const features = columns.map((_, i) => parts[i % parts.length]?.[i] as FeatureBins);
  const monotone = frame.columns.map((column) => column.monotone ?? 0);
  return {
    rowCount,
    features,
    monotone,
    columns: columns.map(({ into }) => into),
    firstBin: firstBins(features),
  };
}

export function modelFeatures(frame: Frame): TreeModel['features'] {
  return frame.columns.map(({ name, categories }) => (categories ? { name, categories } : { name }));
}

/** Returns the weights of rows, with that of their class. */
export function weightsOf(
  arena: Arena,
  labels: Uint8Array,
  positiveWeight: number,
  weights?: Float64Array,
): Float64Array {
  const all = arena.floats(labels.length);
  labels.forEach((label, row) => (all[row] = (weights?.[row] ?? 1) * (label === 1 ? positiveWeight : 1)));
  return all;
}

export function sharedLabels(arena: Arena, labels: Uint8Array): Uint8Array {
  const copy = arena.bytes(labels.length);
  copy.set(labels);
  return copy;
}
