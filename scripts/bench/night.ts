/**
 * What a night costs as the country grows: load, build, check and publish, each world in a process of its own, and the steps that
 * take longest. Sizes come from `VIGIE_NIGHT_SIZES` (employers, separated by commas); growth is that of the seconds from the
 * first size to the last, for each employer: 1 is proportional.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from '../bench.ts';
import { measuredVigie, type Cost } from '../measured-vigie.ts';

const SIZES = (process.env['VIGIE_NIGHT_SIZES'] ?? '2000,20000').split(',').map(Number);
const QUARTERS = 8;
const SLOWEST = 12;
/** The most that the database takes by itself, said here so that machines can be compared. */
const MEMORY = '9GB';

interface Night extends Cost {
  readonly employers: number;
  readonly steps: ReadonlyMap<string, number>;
}

interface StepEvent {
  readonly event: string;
  readonly table: string;
  readonly seconds: number;
}

function night(employers: number): Night {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-night-'));
  try {
    const world = join(folder, 'world');
    const size = ['--employers', String(employers), '--quarters', String(QUARTERS), '--seed', '1'];
    measuredVigie('world', ...size, '--format', 'parquet', '--out', world);
    const home = join(folder, 'home');
    const { stdout, cost } = measuredVigie(
      '--home',
      home,
      '--memory',
      MEMORY,
      '--log',
      'json',
      'run',
      'nightly',
      '--extracts',
      world,
    );
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as StepEvent);
    return {
      employers,
      ...cost,
      steps: new Map(
        events.filter(({ event }) => event === 'step').map(({ table, seconds }) => [table, seconds]),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the whole night and its slowest steps, one column of seconds per size. */
export function run(): Promise<BenchResult> {
  const nights = SIZES.map(night);
  const [first, last] = [nights[0], nights.at(-1)];
  if (!first || !last) throw new RangeError('VIGIE_NIGHT_SIZES names no size');
  const factor = last.employers / first.employers;
  const line = (what: string, value: (night: Night) => number) => ({
    what,
    ...Object.fromEntries(nights.map((it) => [`${it.employers} employers`, value(it).toFixed(1)])),
    growth: (value(last) / value(first) / factor).toFixed(2),
  });
  const slowest = [...last.steps].sort((a, b) => b[1] - a[1]).slice(0, SLOWEST);
  return Promise.resolve({
    title: `A first night on worlds of ${QUARTERS} quarters: load, ${last.steps.size} tables, checks, lists; 2 threads, database limited to ${MEMORY}`,
    rows: [
      line('seconds', ({ seconds }) => seconds),
      line('processor seconds', ({ processorSeconds }) => processorSeconds),
      line('memory, MB', ({ memoryMegabytes }) => memoryMegabytes),
      ...slowest.map(([table]) => line(`\`${table}\`, seconds`, ({ steps }) => steps.get(table) ?? 0)),
    ],
  });
}
