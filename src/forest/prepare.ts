import { chooseBins, writeBins } from './bins.ts';
import { firstBins, type BinnedData } from './data.ts';
import type { Frame, TreeModel } from './types.ts';

/** Returns the columns of a frame as bins in shared memory. */
export function binFrame(frame: Frame, most: number): BinnedData {
  const { rowCount } = frame;
  const features = frame.columns.map((column) => chooseBins(column, most));
  const columns = frame.columns.map(({ values }, i) => {
    const column = new Uint8Array(new SharedArrayBuffer(rowCount));
    writeBins(values, features[i] as (typeof features)[number], column);
    return column;
  });
  const monotone = frame.columns.map((column) => column.monotone ?? 0);
  return { rowCount, features, monotone, columns, firstBin: firstBins(features) };
}

export function modelFeatures(frame: Frame): TreeModel['features'] {
  return frame.columns.map(({ name, categories }) => (categories ? { name, categories } : { name }));
}

export function weightsOf(labels: Uint8Array, positiveWeight: number, weights?: Float64Array): Float64Array {
  return Float64Array.from(
    labels,
    (label, row) => (weights?.[row] ?? 1) * (label === 1 ? positiveWeight : 1),
  );
}

export function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

export function sharedBytes(values: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
