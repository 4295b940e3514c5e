import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** What the README shows of a real run: taken from the golden files, so that it can not grow old. */

const EXPECTED = 'data-samples/expected';
const ROWS = 3;
const DISTRICT = 'hainaut';

/** Returns the README with its excerpts as the golden files have them now. */
export function withExcerpts(readme: string): string {
  const excerpts: Readonly<Record<string, string>> = {
    nightly: indented(readFileSync(join(EXPECTED, 'nightly.txt'), 'utf8')),
    list: listExcerpt(),
  };
  return readme.replace(
    /<!-- excerpt:(\w+) -->[\s\S]*?<!-- \/excerpt:\1 -->/g,
    (_, name: string) => `<!-- excerpt:${name} -->\n\n${excerpts[name] ?? ''}\n\n<!-- /excerpt:${name} -->`,
  );
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** The first rows of one district's file that carry a reason, in the words of the file. */
function listExcerpt(): string {
  const folder = join(EXPECTED, 'lists/monthly_sites');
  const file = readdirSync(folder).find((name) => name.endsWith(`_${DISTRICT}.csv`)) ?? '';
  const rows = parse(readFileSync(join(folder, file)), { delimiter: ';', bom: true }) as string[][];
  const [header = [], ...body] = rows;
  const cell = (cells: readonly string[], name: string) =>
    (cells[header.indexOf(name)] ?? '').replaceAll(/\s+/g, ' ');
  return body
    .slice(0, ROWS)
    .map(
      (cells) =>
        `- **${cell(cells, 'Rang')}. ${cell(cells, 'Adresse')}, ${cell(cells, 'Commune')}**: ${cell(cells, 'Motifs')}`,
    )
    .join('\n');
}
