/**
 * What a new user meets: the night of the README on the sample data, in an empty home, and the memory that the load of one
 * large XML file takes. Each is the whole command, its start included, in a process of its own.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from '../bench.ts';
import { measuredVigie, type Cost } from '../measured-vigie.ts';
import { writeMessages } from './xml.ts';

const GIGABYTES = 2;

/** Returns seconds, processor seconds and most memory of both commands. */
export function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-sample-'));
  try {
    const inHome = (name: string) => ['--home', join(folder, name)];
    const night = measuredVigie(...inHome('night'), 'run', 'nightly', '--extracts', 'data-samples/extracts');
    const extracts = join(folder, 'extracts');
    mkdirSync(join(extracts, 'dmfa'), { recursive: true });
    writeMessages(join(extracts, 'dmfa/message.xml'), GIGABYTES * 1e9, 0);
    const load = measuredVigie(...inHome('load'), 'load', extracts);
    const line = (what: string, { seconds, processorSeconds, memoryMegabytes }: Cost) => ({
      what,
      seconds: seconds.toFixed(1),
      'processor seconds': processorSeconds.toFixed(1),
      'memory, MB': memoryMegabytes.toFixed(0),
    });
    return Promise.resolve({
      title: 'The sample night and the load of one large file, the whole commands',
      rows: [
        line('`run nightly` on the sample data, empty home', night.cost),
        line(`\`load\` of one XML file of ${GIGABYTES} GB`, load.cost),
      ],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
