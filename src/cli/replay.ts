import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { CheckFailedError, type VigieError } from '../errors.ts';
import { logAccess } from '../privacy/index.ts';
import {
  codeCommit,
  deliveriesOf,
  differences,
  modelsOf,
  prepareHome,
  readManifests,
  removeReplay,
  replayRun,
  restoreFiles,
  tamperedFiles,
  type Difference,
  type Home,
  type Manifest,
} from '../run/index.ts';
import { discoverJobs, discoverRooms, PROJECT_ROOT, type Job } from '../unit/index.ts';
import { globalOptions, usage, withSession, type GlobalOptions } from './session.ts';

/** Returns the command `vigie replay`. */
export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Builds a past run again from the files that it had read, in a home of its own, and compares the bytes.',
    )
    .argument('<run-id>', 'as `vigie runs` lists it')
    .option('--extracts <dir...>', 'folders that still hold files of which the home kept no copy')
    .action(async (runId: string, options: { extracts?: string[] }, command: Command) => {
      const all = globalOptions(command);
      const home = prepareHome(all.home);
      const manifest = readManifests(home.runs).find((run) => run.runId === runId);
      if (!manifest) throw usage('<run-id>', 'this home has no run of that id; see `vigie runs`');
      const job = (await discoverJobs()).find(({ name }) => name === manifest.job);
      const dir = join(home.dir, 'replays', runId);
      removeReplay(dir);
      try {
        const found = await replayInto(dir, {
          all,
          home,
          manifest,
          job: job ?? listJob(manifest),
          extracts: (options.extracts ?? []).map((folder) => resolve(folder)),
        });
        const tampered = await tamperedFiles(join(home.runs, runId), manifest);
        if (found.length > 0 || tampered.length > 0) throw differs(runId, manifest, found, tampered);
        const count = Object.keys(manifest.outputs).length;
        process.stdout.write(`${runId}: built again, ${count} files, the same bytes\n`);
      } finally {
        removeReplay(dir);
      }
    });
}

/** A run of `vigie list` has no job of its own: it built one list from what was loaded. */
function listJob(manifest: Manifest): Job {
  const { job: name, lists } = manifest;
  return {
    kind: 'job',
    name,
    answers: '',
    lists: lists.map(({ list }) => list),
    loads: false,
    cron: '0 0 1 1 *',
    asOf: 'last_known_date',
  };
}

async function replayInto(
  dir: string,
  given: {
    readonly all: GlobalOptions;
    readonly home: Home;
    readonly manifest: Manifest;
    readonly job: Job;
    readonly extracts: readonly string[];
  },
): Promise<Difference[]> {
  const { all, home, manifest, job } = given;
  const places = { inputs: home.inputs, extracts: given.extracts };
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const deliveries = deliveriesOf(manifest);
  const folders = deliveries.map((_, i) => join(dir, 'deliveries', String(i + 1)));
  for (const [i, { files }] of deliveries.entries()) await restoreFiles(files, folders[i] as string, places);
  const replica = prepareHome(join(dir, 'home'));
  await restoreFiles(modelsOf(manifest), replica.models, places);
  for (const file of ['key', 'key.fingerprint']) {
    if (existsSync(join(home.dir, file))) copyFileSync(join(home.dir, file), join(replica.dir, file));
  }
  logAccess(home.dir, {
    reader: `replay ${manifest.runId}`,
    reason: 'to prove that a past run can be built again',
    legalBasis: 'GDPR, art. 5(2)',
    tables: ['identity'],
    rowCount: manifest.lists.reduce((sum, { targets }) => sum + targets, 0),
  });
  const rooms = await discoverRooms();
  const readable = [join(dir, 'deliveries'), home.runs];
  return withSession({ ...all, home: replica.dir, readable }, async ({ connection, pads }) => {
    const again = await replayRun({
      home: replica,
      connection,
      rooms,
      job,
      manifest,
      deliveries,
      folders,
      historyRuns: home.runs,
      threads: all.threads,
      pads,
    });
    return differences({ manifest, folder: join(home.runs, manifest.runId) }, again);
  });
}

function differs(
  runId: string,
  manifest: Manifest,
  found: readonly Difference[],
  tampered: readonly string[],
): VigieError {
  const now = codeCommit(PROJECT_ROOT);
  const changes = [
    ...found.map(
      ({ path, kind, line }) => `${path} ${kind}${line === undefined ? '' : ` from line ${line} on`}`,
    ),
    ...tampered.map((path) => `${path} was changed after the run`),
  ];
  const code =
    now === manifest.commit ? '' : ` (the run was made by the code ${manifest.commit}, this is ${now})`;
  return new CheckFailedError({
    place: `replay of ${runId}`,
    fact: `${changes.join('; ')}${code}`,
    expectation: 'the same bytes in every file',
    effect: 'nothing was changed',
    next:
      now === manifest.commit
        ? 'compare the files; look for an input that is not recorded'
        : 'check out that commit and replay again',
  });
}
