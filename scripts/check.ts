import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConformity, drawFinding } from '../src/unit/conformity.ts';
import { discoverRooms } from '../src/unit/index.ts';
import { staleDocs } from './docs.ts';
import { changedFiles, runProgram } from './run.ts';
import { sqlFiles, unformattedSql } from './sql-format.ts';

/**
 * The one gate: `npm run check` is what `npm test` runs. It changes nothing, prints one line per check and ends with
 * `N passed, N failed`, which counts checks and tests. `--changed` is the inner loop: the quick checks on what differs
 * from the last commit, and the tests that depend on it.
 */

interface Outcome {
  /** Shown when something failed. */
  readonly output: string;
  readonly failed: number;
  /** @default 1 less what failed */
  readonly passed?: number;
}

interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

const isChangedOnly = process.argv.includes('--changed');
const changed = isChangedOnly ? await changedFiles() : [];

/** What the tools remember of unchanged files; a clean clone has none. */
const CACHE = 'node_modules/.cache/vigie-check';
const cached = (tool: string): readonly string[] => ['--cache', '--cache-location', `${CACHE}/${tool}.json`];

const program = (name: string, args: readonly string[]): Check => ({
  name,
  run: async () => {
    const { code, output } = await runProgram(name, args);
    return { output, failed: code === 0 ? 0 : 1 };
  },
});

const listing = (
  name: string,
  advice: string,
  list: () => Promise<readonly string[]> | readonly string[],
): Check => ({
  name,
  run: async () => {
    const lines = await list();
    return {
      output: lines.length > 0 ? `${lines.join('\n')}\n${advice}\n` : '',
      failed: lines.length > 0 ? 1 : 0,
    };
  },
});

const conformity = listing('conformity', 'npx vigie check shows this list alone', async () =>
  (await checkConformity(await discoverRooms())).map(drawFinding),
);

/** Returns the checks other than the tests; those with nothing to look at are left out. */
function quickChecks(): Check[] {
  const among = (pattern: RegExp): readonly string[] => changed.filter((file) => pattern.test(file));
  const pretty = isChangedOnly ? among(/\.(ts|js|cjs|json|md|yml|yaml)$/) : ['.'];
  const linted = isChangedOnly ? among(/\.(ts|js|cjs)$/) : ['.'];
  const sql = isChangedOnly ? sqlFiles().filter((file) => changed.includes(file)) : sqlFiles();
  return [
    program('tsc', ['--project', '.', '--incremental', '--tsBuildInfoFile', `${CACHE}/tsc.json`]),
    ...(linted.length > 0
      ? [program('eslint', ['--max-warnings', '0', '--no-warn-ignored', ...cached('eslint'), ...linted])]
      : []),
    ...(pretty.length > 0
      ? [program('prettier', ['--check', '--ignore-unknown', ...cached('prettier'), ...pretty])]
      : []),
    program('depcruise', ['--output-type', 'err', 'src', 'pipelines', 'models', 'scripts']),
    listing('sql layout', 'npm run fix lays them out', () => unformattedSql(sql)),
    // The whole gate meets the conformity suite among the tests.
    ...(isChangedOnly ? [conformity] : []),
    listing('documents', 'npm run docs writes them again', staleDocs),
  ];
}

/** Runs the tests and counts them one by one. */
async function runTests(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-check-'));
  const file = join(folder, 'tests.json');
  const selection = isChangedOnly ? ['--changed', '--passWithNoTests'] : [];
  try {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
    const { code, output } = await runProgram('vitest', ['run', ...selection, ...reporters]);
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly numPassedTests: number;
      readonly numFailedTests: number;
      readonly testResults: readonly {
        readonly status: string;
        readonly assertionResults: readonly unknown[];
      }[];
    };
    // A file that cannot be loaded holds no test that could fail: it counts as one.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + broken;
    return { output, passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch (error) {
    return { output: `the tests did not finish: ${String(error)}\n`, passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let passed = 0;
let failed = 0;

async function report({ name, run }: Check): Promise<void> {
  const start = performance.now();
  const outcome = await run().catch(
    (error: unknown) => ({ output: `${String(error)}\n`, failed: 1 }) as Outcome,
  );
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const good = outcome.passed ?? 1 - outcome.failed;
  passed += good;
  failed += outcome.failed;
  const counts = outcome.passed === undefined ? '' : `  ${good} passed, ${outcome.failed} failed`;
  const word = outcome.failed === 0 ? 'ok  ' : 'FAIL';
  process.stdout.write(`${word} ${name.padEnd(12)} ${seconds.padStart(6)} s${counts}\n`);
  if (outcome.failed > 0) process.stdout.write(`${outcome.output.trimEnd()}\n\n`);
}

/** Two at a time: the machines that run the gate have two cores. */
async function reportAll(checks: readonly Check[]): Promise<void> {
  const waiting = [...checks];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await report(next);
  };
  await Promise.all([worker(), worker()]);
}

await reportAll(quickChecks());
await report({ name: 'tests', run: runTests });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
