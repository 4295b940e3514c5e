/**
 * What a world costs as it grows: processor seconds and memory for each worker record, written as Parquet with all sources. The
 * sizes come from `VIGIE_WORLD_SIZES` (employers, separated by commas): a national world, 240000, takes most of an hour of one processor.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/unit/index.ts';
import type { BenchResult } from '../bench.ts';

const SIZES = (process.env['VIGIE_WORLD_SIZES'] ?? '2000,20000').split(',').map(Number);
const QUARTERS = 8;

/** A process for each world, so that the largest memory is its own. */
const SCRIPT = `
  import { writeWorld } from './src/world/index.ts';
  const [employers, quarters, outDir] = process.argv.slice(1);
  const rooms = { worldDir: 'pipelines/world', sourcesDir: 'pipelines/sources' };
  const options = { employers: Number(employers), quarters: Number(quarters), seed: 1, format: 'parquet', outDir };
  const start = performance.now();
  const written = await writeWorld(rooms, options);
  const records = written.filter(({ extract }) => extract === 'worker_record').reduce((sum, { rows }) => sum + rows, 0);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ records, seconds: (performance.now() - start) / 1e3, cpu: (userCPUTime + systemCPUTime) / 1e6, maxRSS }));`;

interface Cost {
  readonly records: number;
  readonly seconds: number;
  readonly cpu: number;
  /** Kilobytes. */
  readonly maxRSS: number;
}

function cost(employers: number): Cost {
  const outDir = mkdtempSync(join(tmpdir(), 'vigie-bench-world-'));
  try {
    const words = [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      SCRIPT,
      String(employers),
      String(QUARTERS),
      outDir,
    ];
    const { stdout, stderr, status } = spawnSync(process.execPath, words, {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the world of ${employers} employers was not written: ${stderr}`);
    return JSON.parse(stdout) as Cost;
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** Returns a row per size: records, seconds, processor seconds, memory, and processor time a record against the first size. */
export async function run(): Promise<BenchResult> {
  const costs = SIZES.map((employers) => ({ employers, ...cost(employers) }));
  const [first] = costs;
  const each = ({ cpu, records }: Cost) => (cpu / records) * 1e6;
  return Promise.resolve({
    title: `A world of ${QUARTERS} quarters as Parquet, 2 threads`,
    rows: costs.map((it) => ({
      employers: it.employers,
      'worker records': it.records,
      seconds: it.seconds.toFixed(0),
      'processor seconds': it.cpu.toFixed(0),
      'µs a record': each(it).toFixed(1),
      'against the first': first ? (each(it) / each(first)).toFixed(2) : '',
      'memory MB': Math.round(it.maxRSS / 1024),
    })),
  });
}
