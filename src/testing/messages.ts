import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Source } from '../unit/index.ts';
import { convertMessages } from '../xml/index.ts';

/** The rows of one message, per extract: flat column name to text, without the columns that are empty. */
export type MessageRows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** Returns the rows that a source makes of one XML message, in the order of the elements' end tags. */
export async function messageRows(source: Source, xml: string): Promise<MessageRows> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-message-'));
  try {
    const path = join(folder, 'message.xml');
    writeFileSync(path, xml);
    const columnsOf = Object.fromEntries(
      source.extracts.map(({ extract, table }) => {
        return [extract, Object.entries(table.columns).map(([name, { read }]) => read.from ?? name)];
      }),
    );
    const files = [{ fileId: 'message', path }];
    const [result] = await convertMessages(files, source.messages ?? [], join(folder, 'out'), columnsOf);
    if (result?.failure) throw new TypeError(`the message is refused: ${result.failure.rule}`);
    const parts = readdirSync(join(folder, 'out'));
    return Object.fromEntries(
      parts.map((part) => [part.replace(/\..*/, ''), readPart(join(folder, 'out', part))]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readPart(path: string): Record<string, string>[] {
  const rows = parse(readFileSync(path), { columns: true }) as Record<string, string>[];
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name, text]) => text !== '' && !name.startsWith('_'))),
  );
}
