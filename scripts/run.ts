import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of `node_modules/.bin`, or any other, and returns its exit code with everything that it printed. */
export function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: {
        ...process.env,
        NO_COLOR: '1',
        ...environment,
        PATH: `node_modules/.bin:${process.env['PATH'] ?? ''}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Returns the files of the checkout that differ from the last commit, new ones included. */
export async function changedFiles(): Promise<string[]> {
  const { output } = await runProgram('git', [
    'status',
    '--porcelain',
    '--untracked-files=all',
    '--no-renames',
  ]);
  return output
    .split('\n')
    .filter((line) => line !== '' && !line.slice(0, 2).includes('D'))
    .map((line) => line.slice(3).replace(/^"|"$/g, ''));
}
