import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { open, type Entry, type ZipFile } from 'yauzl';
import { refusal } from './refusal.ts';

/** An archive may not unfold to more than this: the largest official file has 1.6 GB. */
const MAX_EXPANDED_BYTES = 16 * 1024 ** 3;
/** CSV text compresses by a factor of 5 to 20; beyond this factor an archive is a bomb. */
const MAX_RATIO = 200;

/**
 * Writes the `.csv` members of an archive into `folder`, by base name, and returns their paths sorted by name.
 * @throws SourceFileError for an archive that is damaged or unfolds beyond the limits.
 */
export async function unzipCsv(path: string, name: string, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const zip = await openZip(path).catch(() => {
    throw refusal(name, 'the archive is damaged', 'unreadable');
  });
  const paths: string[] = [];
  try {
    await eachEntry(zip, async (entry) => {
      if (!entry.fileName.endsWith('.csv')) return;
      const isBomb =
        entry.uncompressedSize > MAX_EXPANDED_BYTES ||
        entry.uncompressedSize > Math.max(entry.compressedSize, 50_000) * MAX_RATIO;
      if (isBomb) throw refusal(name, 'it unfolds beyond the limit', 'expansion_limit');
      const target = join(folder, basename(entry.fileName));
      const input = await promisify(zip.openReadStream.bind(zip) as OpenStream)(entry);
      await pipeline(
        input,
        counted(entry.uncompressedSize, name),
        createWriteStream(target, { mode: 0o600 }),
      );
      paths.push(target);
    });
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error) throw error;
    throw refusal(name, 'a member of the archive is damaged', 'unreadable');
  } finally {
    zip.close();
  }
  return paths.sort();
}

type OpenStream = (entry: Entry, done: (error: Error | null, stream: NodeJS.ReadableStream) => void) => void;

const openZip = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });

function eachEntry(zip: ZipFile, visit: (entry: Entry) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      visit(entry).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
}

/** The size in an archive's index may lie: the stream itself is counted. */
function counted(announced: number, name: string): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > announced) done(refusal(name, 'a member is longer than announced', 'expansion_limit'));
      else done(null, chunk);
    },
  });
}
