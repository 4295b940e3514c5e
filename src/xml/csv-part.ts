import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { cellOf } from './cell.ts';
import { textOf, type Block } from './elements.ts';

const BUFFER_BYTES = 1 << 19;
/** A row longer than this is written apart; none of an official message is. */
const LONG_ROW_CHARACTERS = 1 << 14;

/** A CSV file that grows row by row; every cell as it stood in the message. */
export class CsvPart {
  readonly #file: number;
  /** Bytes on disk. */
  #length = 0;
  /** Bytes that belong to complete files. */
  #kept: number;
  /** Bytes not written yet. Text goes here row by row: long strings of small ones would cost more than the parser. */
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  #filled = 0;

  constructor(path: string, columns: readonly string[]) {
    this.#file = openSync(path, 'w', 0o600);
    this.#append(`_file_id,_position,${columns.map(cellOf).join(',')}\n`);
    this.#flush();
    this.#kept = this.#length;
  }

  write(block: Block, fileId: string): void {
    let row = `${cellOf(fileId)},${block.line}`;
    for (const column of block.columns) row += `,${cellOf(textOf(column).toString())}`;
    this.#append(`${row}\n`);
  }

  keepFile(): void {
    this.#flush();
    this.#kept = this.#length;
  }

  dropFile(): void {
    this.#filled = 0;
    this.#length = this.#kept;
    ftruncateSync(this.#file, this.#kept);
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(row: string): void {
    if (row.length > LONG_ROW_CHARACTERS) {
      this.#flush();
      this.#writeBytes(Buffer.from(row, 'utf8'));
      return;
    }
    if (this.#filled + LONG_ROW_CHARACTERS * 3 > BUFFER_BYTES) this.#flush();
    this.#filled += this.#buffer.write(row, this.#filled, 'utf8');
  }

  #flush(): void {
    this.#writeBytes(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #writeBytes(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#length + done);
    }
    this.#length += bytes.length;
  }
}
