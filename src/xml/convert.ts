import { mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { splitBySize, Threads } from '../threads/index.ts';
import { convertShare, type Share } from './convert-files.ts';
import { newElement } from './elements.ts';
import { compilePlan } from './plan.ts';
import { computed } from './values.ts';
import type { ColumnsOf, ConvertedFile, ConvertOptions, MessageFile, MessageMapping } from './mapping.ts';

/** Below this, starting a second thread costs more than it saves. */
const SMALL_BYTES = 4_000_000;
const DEFAULT_LIMITS = { maxExpandedBytes: 64 * 2 ** 30, maxRatio: 200 };

/**
 * Converts official XML messages (`.xml`, gzip, zip) to rows in the flat format. Returns what became of each file, in
 * the order of `files`.
 *
 * Rows go to `<outDir>/<extract>.<worker>.csv`, as text; those of extracts in `formsOf` whose values all have the usual
 * form go to `<extract>.<worker>.parquet` instead, typed and normalised. A part exists only if the worker had a row for
 * it. Columns: `_file_id,_position` and those of `columnsOf`; `_position` is the line of the element. An empty cell is
 * a missing value. A file that fails leaves no row; the other files are converted all the same. How files are spread
 * over parts depends on `workers`; the rows do not. The threads are ended: what they keep in memory is given back.
 * @throws ContractError if a mapping names an extract or a column that `columnsOf` does not have.
 */
export async function convertMessages(
  files: readonly MessageFile[],
  mappings: readonly MessageMapping[],
  outDir: string,
  columnsOf: ColumnsOf,
  options: ConvertOptions = {},
): Promise<readonly ConvertedFile[]> {
  for (const mapping of mappings)
    compilePlan(
      mapping,
      columnsOf,
      newElement('', undefined, true),
      computed(() => undefined),
    );
  mkdirSync(outDir, { recursive: true });
  const { workers, formsOf = {}, threads = new Threads(), ...limits } = options;
  const sizes = new Map(files.map((file) => [file, sizeOf(file)]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const count = workers ?? (total < SMALL_BYTES ? 1 : availableParallelism());
  const shares = splitBySize(sizes, Math.max(1, count)).map((share, worker): Share => {
    return {
      worker,
      files: share,
      mappings,
      outDir,
      columnsOf,
      formsOf,
      limits: { ...DEFAULT_LIMITS, ...limits },
    };
  });
  const inThread = (share: Share) =>
    threads.ask<ConvertedFile[]>(join(import.meta.dirname, 'worker.ts'), share);
  const converted = await Promise.all(
    shares.toReversed().map((share) => (share.worker === 0 ? convertShare(share) : inThread(share))),
  ).finally(() => threads.end());
  const byFile = new Map(converted.flat().map((result) => [result.fileId, result]));
  return files.flatMap(({ fileId }) => byFile.get(fileId) ?? []);
}

function sizeOf({ path }: MessageFile): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
