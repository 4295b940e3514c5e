import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ContractError } from '../errors.ts';

/** One table of the world: the SELECT of `<name>.sql`, or the union of what every scheme says under that name. */
export interface WorldStep {
  readonly name: string;
  readonly sql: string;
  /** Other tables of the schema `world` that the SELECT reads. */
  readonly reads: readonly string[];
  /** A comment that begins with `-- View:` asks not to store the rows: they are cheap to compute and read once. */
  readonly isView: boolean;
}

/** Returns the tables of the schema `world` that a text of SQL names, sorted. */
export function tablesRead(sql: string): string[] {
  return [...new Set([...sql.matchAll(/\bworld\.([a-z_0-9]+)/g)].map((match) => match[1] ?? ''))].sort();
}

function sqlFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => join(dir, name));
}

function step(name: string, sql: string): WorldStep {
  return { name, sql, reads: tablesRead(sql), isView: sql.startsWith('-- View:') };
}

function schemeSteps(worldDir: string): WorldStep[] {
  const parts = new Map<string, string[]>();
  const steps: WorldStep[] = [];
  for (const scheme of readdirSync(join(worldDir, 'schemes')).sort()) {
    for (const file of sqlFiles(join(worldDir, 'schemes', scheme))) {
      const subject = basename(file, '.sql');
      const name = `${scheme}_${subject}`;
      steps.push(step(name, readFileSync(file, 'utf8')));
      parts.set(subject, [...(parts.get(subject) ?? []), name]);
    }
  }
  for (const [subject, names] of parts) {
    steps.push(
      step(
        `scheme_${subject}`,
        names.map((name) => `SELECT * FROM world.${name}`).join(' UNION ALL BY NAME '),
      ),
    );
  }
  return steps;
}

/**
 * Returns the steps of a world folder in an order in which each reads earlier ones only: `population/<table>.sql`,
 * `inspectors/<table>.sql` and `schemes/<scheme>/<subject>.sql`. Several schemes that speak about one subject are
 * united in the table `world.scheme_<subject>`.
 * @throws ContractError when a step reads a table that no file gives, or steps read each other in a circle.
 */
export function worldSteps(worldDir: string): WorldStep[] {
  const files = [...sqlFiles(join(worldDir, 'population')), ...sqlFiles(join(worldDir, 'inspectors'))];
  const waiting = [
    ...files.map((file) => step(basename(file, '.sql'), readFileSync(file, 'utf8'))),
    ...schemeSteps(worldDir),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const done = new Set<string>();
  const ordered: WorldStep[] = [];
  while (ordered.length < waiting.length) {
    const next = waiting.find(
      (candidate) => !done.has(candidate.name) && candidate.reads.every((name) => done.has(name)),
    );
    if (next === undefined) {
      const stuck = waiting
        .filter((candidate) => !done.has(candidate.name))
        .map((candidate) => candidate.name);
      throw new ContractError({
        place: 'pipelines/world',
        fact: `these tables wait for each other or for a table without a file: ${stuck.join(', ')}`,
        expectation: 'each table reads tables that another file gives',
        effect: 'no world was written',
        next: 'compare the names behind "world." with the names of the files',
      });
    }
    done.add(next.name);
    ordered.push(next);
  }
  return ordered;
}
