import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discoverRooms } from '../src/unit/index.ts';
import { runProgram } from './run.ts';

/**
 * `npm run models`: fits every learned model on a synthetic world, most on 20 000 employers and eight quarters, and ships the
 * forest and its measures with the room; last, the two axes of payment are measured together. `--employers N` and
 * `--seed S` name another world; `--home DIR` takes a home in which one is loaded already; `--only NAME` fits one model;
 * `--ship DIR` ships to the folders `DIR/<model>` instead.
 * Same world, same bytes.
 */
interface World {
  readonly employers: string;
  readonly quarters: string;
  readonly seed: string;
}
const WORLD: World = { employers: '20000', quarters: '8', seed: '11' };
/** A chain of bankruptcies takes years: outcomes of twelve months, complete before the holdout begins, need sixteen quarters. */
const LONGER: Readonly<Record<string, World>> = {
  bankruptcy_carousel: { employers: '10000', quarters: '16', seed: '21' },
};

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

/** Returns a home below `dir` with a world loaded; the same world is written once. */
async function loadedHome(dir: string, asked: World): Promise<string> {
  const employers = option('--employers') ?? asked.employers;
  const seed = option('--seed') ?? asked.seed;
  const folder = join(dir, `${employers}_${asked.quarters}_${seed}`);
  const [world, home] = [join(folder, 'world'), join(folder, 'home')];
  if (existsSync(folder)) return home;
  const size = ['--employers', employers, '--quarters', asked.quarters, '--seed', seed];
  await vigie('world', ...size, '--format', 'parquet', '--out', world);
  await vigie('--home', home, 'load', world);
  return home;
}

const given = option('--home');
const only = option('--only');
const ship = option('--ship');
const dir = mkdtempSync(join(tmpdir(), 'vigie-models-'));
try {
  for (const { definition, dir: room, name } of await discoverRooms()) {
    if (definition.kind !== 'model' || !definition.learning || (only ?? name) !== name) continue;
    const home = given ?? (await loadedHome(dir, LONGER[name] ?? WORLD));
    const target = ship === undefined ? room : join(ship, name);
    mkdirSync(target, { recursive: true });
    await vigie('--home', home, 'fit', name, '--synthetic', '--ship', target);
  }
  const both = join(ship ?? 'models', 'payment_risk');
  if (only === undefined)
    await run(
      '--import',
      'tsx',
      'scripts/evaluate-payment.ts',
      given ?? (await loadedHome(dir, WORLD)),
      both,
    );
} finally {
  rmSync(dir, { recursive: true });
}
