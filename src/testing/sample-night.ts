import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { PROJECT_ROOT } from '../unit/index.ts';
import { runVigie, type CliResult } from './cli.ts';
import { copyHome } from './copy-home.ts';

/** The deliveries that every night of the tests loads. */
export const SAMPLES = join(PROJECT_ROOT, 'data-samples/extracts');

/** A night on the samples with two threads, its events as JSON lines on standard output. */
export interface SampleNight extends CliResult {
  /** The home that it wrote: to read, not to change. */
  readonly home: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly sampleNight: SampleNight;
  }
}

/** Runs one night on the samples before the end-to-end tests, which share it, and removes it after them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const home = mkdtempSync(join(tmpdir(), 'vigie-sample-night-'));
  const night = await runVigie(['--home', home, '--log', 'json', 'run', 'nightly', '--extracts', SAMPLES]);
  project.provide('sampleNight', { ...night, home });
  return () => rmSync(home, { recursive: true });
}

/** Copies the home of the sample night to a place of the test's own, and returns the place. */
export function copySampleNight(home: string): string {
  copyHome(inject('sampleNight').home, home);
  return home;
}
