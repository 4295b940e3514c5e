import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discoverRooms } from '../src/unit/index.ts';
import { runProgram } from './run.ts';

/**
 * `npm run models`: fits every learned model on a synthetic world of 20 000 employers and eight quarters, and ships the
 * forest and its measures with the room; last, the two axes of payment are measured together. `--employers N` and
 * `--seed S` name another world; `--home DIR` takes a home in which one is loaded already; `--only NAME` fits one model;
 * `--ship DIR` ships to the folders `DIR/<model>` instead.
 * Same world, same bytes.
 */
const QUARTERS = '8';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

async function run(...args: readonly string[]): Promise<void> {
  const { code, output } = await runProgram('node', args);
  process.stdout.write(output);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`);
}

const vigie = (...args: readonly string[]): Promise<void> => run('src/cli/vigie.js', ...args);

const given = option('--home');
const dir = mkdtempSync(join(tmpdir(), 'vigie-models-'));
try {
  const home = given ?? join(dir, 'home');
  if (given === undefined) {
    const world = join(dir, 'world');
    const size = ['--employers', option('--employers') ?? '20000', '--quarters', QUARTERS];
    const seed = ['--seed', option('--seed') ?? '11'];
    await vigie('world', ...size, ...seed, '--format', 'parquet', '--out', world);
    await vigie('--home', home, 'load', world);
  }
  const only = option('--only');
  const ship = option('--ship');
  for (const { definition, dir: room, name } of await discoverRooms()) {
    if (definition.kind !== 'model' || !definition.learning || (only ?? name) !== name) continue;
    const target = ship === undefined ? room : join(ship, name);
    mkdirSync(target, { recursive: true });
    await vigie('--home', home, 'fit', name, '--synthetic', '--ship', target);
  }
  const both = join(ship ?? 'models', 'payment_risk');
  if (only === undefined) await run('--import', 'tsx', 'scripts/evaluate-payment.ts', home, both);
} finally {
  rmSync(dir, { recursive: true });
}
