import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { format } from 'prettier';
import { moduleUrl } from '../src/module-url.ts';
import { markdownTable } from './markdown.ts';

/** What a file of `scripts/bench/` exports as `run`. */
export interface BenchResult {
  readonly title: string;
  /** One object per line of the table; the keys of the first are the header. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

const FOLDER = join(import.meta.dirname, 'bench');
const RESULTS = join(FOLDER, 'RESULTS.md');

/** Returns one line on the machine: figures are ratios of one run, but they do depend on it. */
function machine(): string {
  const [first] = cpus();
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const duckdb = dependencies['@duckdb/node-api'] ?? 'unknown';
  return `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}, DuckDB ${duckdb}`;
}

/** Returns the sections of the results by bench; a section begins with a comment that names it. */
function measured(): Map<string, string> {
  const text = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const parts = text.split(/^<!-- (\w+) -->\n/m).slice(1);
  return new Map(parts.flatMap((name, i) => (i % 2 === 0 ? [[name, parts[i + 1] ?? ''] as const] : [])));
}

async function writeResults(sections: ReadonlyMap<string, string>): Promise<void> {
  const names = [...sections.keys()].sort();
  const body = names.map((name) => `<!-- ${name} -->\n\n${(sections.get(name) ?? '').trim()}\n`).join('\n');
  const text = `# Benches\n\nWritten by \`npm run bench\`; each on a machine that did nothing else.\n\n${body}`;
  writeFileSync(RESULTS, await format(text, { parser: 'markdown' }));
}

/** Runs the benches one after the other and keeps each result; `npm run bench -- xml` runs those whose name contains `xml`. */
const wanted = process.argv.slice(2);
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
for (const file of files) {
  const { run } = (await import(moduleUrl(join(FOLDER, file)).href)) as {
    readonly run: () => Promise<BenchResult>;
  };
  const { title, rows } = await run();
  const table = markdownTable(
    Object.keys(rows[0] ?? {}),
    rows.map((row) => Object.values(row).map(String)),
  );
  process.stdout.write(`${title}\n\n${table}\n`);
  const section = `## ${title}\n\n${machine()}.\n\n${table}`;
  await writeResults(measured().set(basename(file, '.ts'), section));
}
