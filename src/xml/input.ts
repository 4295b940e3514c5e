import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { openPromise as openZip, type Entry, type ZipFile } from 'yauzl';
import { CHUNK_BYTES, fileChunks } from '../file-chunks.ts';
import { Refusal } from './refusal.ts';

/** Expanded bytes below which the ratio of a compressed file is not looked at. */
const RATIO_FREE_BYTES = 10_000_000;
const ZIP = 0x504b;
const GZIP = 0x1f8b;

export interface Limits {
  readonly maxExpandedBytes: number;
  readonly maxRatio: number;
}

/** One XML text of a file: the file itself, or an entry of an archive. */
export type XmlText = AsyncIterable<Buffer, void, undefined>;

/**
 * Yields the XML texts of a file: one, or for a `.zip` one per entry whose name ends in `.xml` or begins with `FI.`.
 * The first bytes decide how a file is compressed, not its name.
 * @throws Refusal `expansion_limit`, `truncated` or `unreadable`.
 */
export async function* xmlTexts(path: string, limits: Limits): AsyncGenerator<XmlText> {
  const { size } = await stat(path);
  const budget = new Budget(limits);
  const magic = await firstTwoBytes(path);
  if (magic === ZIP) {
    yield* zipTexts(path, budget);
  } else if (magic === GZIP) {
    budget.compressed = size;
    yield budget.watch(gunzipped(path), true);
  } else {
    yield budget.watch(fileChunks(path), false);
  }
}

function gunzipped(path: string): AsyncIterable<Buffer> {
  const expanded = createGunzip({ chunkSize: CHUNK_BYTES });
  const file = createReadStream(path);
  file.on('error', (error) => expanded.destroy(error));
  return file.pipe(expanded);
}

async function firstTwoBytes(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 ? buffer.readUInt16BE(0) : 0;
  } finally {
    await file.close();
  }
}

async function* zipTexts(path: string, budget: Budget): AsyncGenerator<XmlText> {
  const zip = await openArchive(path);
  try {
    let entries = 0;
    for await (const entry of zipEntries(zip)) {
      budget.compressed += entry.compressedSize;
      entries++;
      yield budget.watch(await openEntry(zip, entry), true);
    }
    if (entries === 0) throw new Refusal('unreadable', 'an archive without an XML entry');
  } finally {
    zip.close();
  }
}

async function* zipEntries(zip: ZipFile): AsyncGenerator<Entry> {
  const isXml = (entry: Entry) => /(^|\/)(FI\.[^/]*|[^/]*\.xml)$/i.test(entry.fileName);
  try {
    for await (const entry of zip.eachEntry()) if (isXml(entry)) yield entry;
  } catch (error) {
    throw refusedArchive(error);
  }
}

async function openArchive(path: string): Promise<ZipFile> {
  try {
    return await openZip(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw refusedArchive(error);
  }
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  if (entry.isEncrypted()) throw new Refusal('unreadable', 'an archive with an encrypted entry');
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw refusedArchive(error);
  }
}

/** Errors of the archive reader have sentences only: those of a file that was cut short are told apart. */
function refusedArchive(error: unknown): unknown {
  if (error instanceof Refusal || (error as { code?: unknown }).code !== undefined) return error;
  const isCut = /truncated|unexpected EOF|not enough bytes|overflows file bounds/i.test(String(error));
  if (isCut) return new Refusal('truncated', 'the archive stops before its end');
  const isLarger = /too many bytes/i.test(String(error));
  return isLarger
    ? new Refusal('expansion_limit', 'an archive entry larger than the archive says')
    : new Refusal('unreadable', 'the archive is damaged or of an unsupported kind');
}

/** Counts what a file expands to, all entries together. */
class Budget {
  compressed = 0;
  #expanded = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Yields the same bytes. @throws Refusal `expansion_limit` when they become too many. */
  async *watch(chunks: AsyncIterable<Buffer>, isCompressed: boolean): XmlText {
    try {
      for await (const chunk of chunks) {
        this.#expanded += chunk.length;
        this.#check(isCompressed);
        yield chunk;
      }
    } catch (error) {
      throw refusedArchive(error);
    }
  }

  #check(isCompressed: boolean): void {
    const { maxExpandedBytes, maxRatio } = this.#limits;
    if (this.#expanded > maxExpandedBytes) {
      throw new Refusal('expansion_limit', `more than ${maxExpandedBytes} bytes of XML`);
    }
    if (isCompressed && this.#expanded > RATIO_FREE_BYTES && this.#expanded > maxRatio * this.compressed) {
      throw new Refusal('expansion_limit', `more than ${maxRatio} times its compressed size`);
    }
  }
}

/**
 * Yields a text in pieces that end with a tag where they can, so that none has to be joined from two, and never within a
 * character. A piece stands in a place that is filled again when the next one is asked for.
 * @throws Refusal `not_utf8` for a byte sequence that is not UTF-8.
 */
export async function* utf8Pieces(chunks: XmlText): AsyncGenerator<Buffer> {
  let buffer = Buffer.allocUnsafe(2 * CHUNK_BYTES);
  let filled = 0;
  for await (const chunk of chunks) {
    if (filled + chunk.length > buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (filled + chunk.length));
      buffer.copy(larger, 0, 0, filled);
      buffer = larger;
    }
    chunk.copy(buffer, filled);
    filled += chunk.length;
    const bytes = buffer.subarray(0, filled);
    const end = bytes.lastIndexOf(GREATER) + 1 || filled - unfinishedBytes(bytes);
    yield sound(bytes.subarray(0, end));
    buffer.copy(buffer, 0, end, filled);
    filled -= end;
  }
  if (filled > 0) yield sound(buffer.subarray(0, filled));
}

const GREATER = 62;

function sound(bytes: Buffer): Buffer {
  if (!isUtf8(bytes)) throw new Refusal('not_utf8', 'bytes that are not UTF-8');
  return bytes;
}

/** Returns how many bytes at the end begin a character that the next chunk finishes: 0 to 3. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
}
