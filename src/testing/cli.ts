import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../unit/index.ts';

export interface CliResult {
  /** Exit code; -1 for a process that was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Added to an environment without the variables of vigie. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sends the process a signal as soon as this returns true for a line of standard output. */
  readonly killAt?: (line: string) => boolean;
  /** @default 'SIGKILL' */
  readonly signal?: 'SIGKILL' | 'SIGTERM';
}

/** The key of all tests, so that pseudonyms are the same everywhere. */
export const TEST_KEY = '00'.repeat(32);

/** Runs the program as a user does, in a process of its own, and returns what it said. */
export function runVigie(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const env = { PATH: process.env['PATH'] ?? '', VIGIE_KEY: TEST_KEY, NO_COLOR: '1', ...options.env };
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'src/cli/vigie.js'), ...args], {
    cwd: PROJECT_ROOT,
    env,
  });
  let stdout = '';
  let stderr = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const lines = stdout.split('\n');
    for (; seen < lines.length - 1; seen++) {
      if (options.killAt?.(lines[seen] ?? '')) child.kill(options.signal ?? 'SIGKILL');
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
