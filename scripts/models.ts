import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discoverRooms } from '../src/unit/index.ts';
import { runProgram } from './run.ts';

/**
 * `npm run models`: fits every learned model on a synthetic world of 20 000 employers and eight quarters, and ships the
 * forest and its measures with the room. `--home DIR` takes a home in which such a world is loaded already; `--only NAME`
 * fits one model. Same world, same bytes.
 */
const EMPLOYERS = '20000';
const QUARTERS = '8';
const SEED = '11';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

async function vigie(...args: readonly string[]): Promise<void> {
  const { code, output } = await runProgram('node', ['src/cli/vigie.js', ...args]);
  process.stdout.write(output);
  if (code !== 0) throw new Error(`vigie ${args.join(' ')} ended with ${code}`);
}

const given = option('--home');
const dir = mkdtempSync(join(tmpdir(), 'vigie-models-'));
try {
  const home = given ?? join(dir, 'home');
  if (given === undefined) {
    const world = join(dir, 'world');
    await vigie(
      'world',
      '--employers',
      EMPLOYERS,
      '--quarters',
      QUARTERS,
      '--seed',
      SEED,
      '--format',
      'parquet',
      '--out',
      world,
    );
    await vigie('--home', home, 'load', world);
  }
  const only = option('--only');
  for (const { definition, dir: room, name } of await discoverRooms()) {
    if (definition.kind !== 'model' || !definition.learning || (only ?? name) !== name) continue;
    await vigie('--home', home, 'fit', name, '--synthetic', '--ship', room);
  }
} finally {
  rmSync(dir, { recursive: true });
}
