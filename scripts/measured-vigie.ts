import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { PROJECT_ROOT } from '../src/unit/index.ts';

/** What a process of its own has cost, its start included. */
export interface Cost {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Most memory that it held at one time. */
  readonly memoryMegabytes: number;
}

const SCRIPT = `
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    console.error(JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
  });
  process.argv.splice(1, 0, 'vigie');
  await import('./src/cli/vigie.js');`;

/**
 * Runs a command of vigie in a process of its own; returns what it printed and cost.
 * @throws Error where it ends with another code than 0.
 */
export function measuredVigie(...args: readonly string[]): { readonly stdout: string; readonly cost: Cost } {
  const start = performance.now();
  const words = ['--input-type=module', '-e', SCRIPT, '--', ...args];
  const options = { cwd: PROJECT_ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, words, options);
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0)
    throw new Error(`vigie ${args[0] ?? ''} ended with ${String(status)}: ${stderr.slice(-500)}`);
  const [processorSeconds, memoryMegabytes] = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as [
    number,
    number,
  ];
  return { stdout, cost: { seconds, processorSeconds, memoryMegabytes } };
}
