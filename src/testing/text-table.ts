import type { SqlRow } from '../duckdb/index.ts';

/** A table drawn in text: a header line, one line a row, cells between `|`, `-` for NULL. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Returns the columns and cells of a table drawn in text. Lines of dashes and empty lines are skipped.
 * @throws TypeError when a row has another number of cells than the header.
 */
export function parseTextTable(text: string): TextTable {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[-+|\s]*--[-+|\s]*$/.test(line));
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const [columns = [], ...rows] = cells;
  const ragged = rows.find((row) => row.length !== columns.length);
  if (ragged) throw new TypeError(`a row has ${ragged.length} cells, the header has ${columns.length}`);
  return { columns, rows: rows.map((row) => row.map((cell) => (cell === '-' ? null : cell))) };
}

/** Returns rows drawn as text with aligned columns, NULL as `-`, in the order of `columns`. */
export function drawTextTable(columns: readonly string[], rows: readonly SqlRow[]): string {
  const cells = [columns, ...rows.map((row) => columns.map((name) => String(row[name] ?? '-')))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n');
}
