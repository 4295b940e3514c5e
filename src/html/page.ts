import { html, markup, type Content, type Markup } from './markup.ts';

const STYLE = `
:root { color-scheme: light; --ink: #1b2733; --soft: #5a6875; --line: #d5dbe1; --ground: #f5f7f9; --accent: #0b5cad; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; color: var(--ink); background: #fff;
  font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); } figure { margin: 1rem 0; overflow-x: auto; } figcaption { color: var(--soft); font-size: .9rem; }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); font-size: .9rem; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--ground); } td.number, th.number { text-align: right; }
.scroll { overflow-x: auto; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } }
`;

export interface Page {
  /** Language of the text, for readers aloud: nl, fr, de, en. */
  readonly language: string;
  readonly title: string;
  readonly body: Content;
  /** Further CSS of our own. */
  readonly style?: string;
  /** JavaScript of our own, complete in itself. */
  readonly script?: string;
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; font-src data:";

/**
 * Returns a complete HTML page that needs no network: style and script stand in it, and its policy forbids to load anything.
 * The same page gives the same bytes.
 */
export function pageText(page: Page): string {
  const script =
    page.script !== undefined &&
    html`<script>${markup(page.script.replaceAll('</script', '<\\/script'))}</script>`;
  return [
    html`<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    html`<meta http-equiv="Content-Security-Policy" content="${markup(POLICY)}">`,
    html`<title>${page.title}</title><style>${markup(STYLE + (page.style ?? ''))}</style></head>`,
    html`<body><main>${page.body}</main>${script}</body></html>`,
    '',
  ].join('\n');
}

/** One column of a {@link table}. */
export interface TableColumn<Row> {
  readonly title: Content;
  readonly value: (row: Row) => Content;
  readonly isNumber?: boolean;
}

/** Returns a table with a caption; numbers stand to the right. */
export function table<Row>(
  caption: string,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
): Markup {
  const side = (column: TableColumn<Row>) => column.isNumber === true && markup(' class="number"');
  const head = columns.map((column) => html`<th scope="col"${side(column)}>${column.title}</th>`);
  const lines = rows.map(
    (row) => html`<tr>${columns.map((column) => html`<td${side(column)}>${column.value(row)}</td>`)}</tr>\n`,
  );
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${lines}</tbody></table></div>`;
}
