import { utf8Pieces, xmlTexts, type Limits } from './input.ts';
import type { ColumnsOf, ConvertedFile, FormsOf, MessageFile, MessageMapping } from './mapping.ts';
import { NotPlain } from './plain.ts';
import { MessageReader } from './reader.ts';
import { failureOf } from './refusal.ts';
import { RowWriter } from './rows.ts';

/** What one thread has to do; plain data. */
export interface Share {
  readonly worker: number;
  readonly files: readonly MessageFile[];
  readonly mappings: readonly MessageMapping[];
  readonly outDir: string;
  readonly columnsOf: ColumnsOf;
  readonly formsOf: FormsOf;
  readonly limits: Limits;
}

/** Converts the files of one share, one after the other. Returns what became of each, in the same order. */
export async function convertShare(share: Share): Promise<ConvertedFile[]> {
  const writer = new RowWriter(share.outDir, share.worker, share.columnsOf, share.formsOf);
  try {
    const reader = new MessageReader(share.mappings, share.columnsOf, writer);
    const converted: ConvertedFile[] = [];
    for (const file of share.files) converted.push(await convertFile(file, reader, writer, share.limits));
    return converted;
  } finally {
    writer.close();
  }
}

async function convertFile(
  file: MessageFile,
  reader: MessageReader,
  writer: RowWriter,
  limits: Limits,
): Promise<ConvertedFile> {
  try {
    await readFile(file, reader, writer, limits, true).catch(async (error: unknown) => {
      if (!(error instanceof NotPlain)) throw error;
      writer.dropFile();
      await readFile(file, reader, writer, limits, false);
    });
    return { ...file, ...rootOf(reader), rows: writer.keepFile(), ignored: reader.ignored() };
  } catch (error) {
    writer.dropFile();
    return { ...file, ...rootOf(reader), rows: {}, ignored: {}, failure: failureOf(error) };
  }
}

async function readFile(
  file: MessageFile,
  reader: MessageReader,
  writer: RowWriter,
  limits: Limits,
  isPlain: boolean,
): Promise<void> {
  writer.startFile(file.fileId);
  reader.startFile();
  for await (const text of xmlTexts(file.path, limits)) {
    reader.startText(isPlain);
    for await (const piece of utf8Pieces(text)) reader.write(piece);
    reader.endText();
  }
}

function rootOf({ root }: MessageReader): { root?: string } {
  return root === undefined ? {} : { root };
}
