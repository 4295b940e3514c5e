import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { loadExitCode, loadTotals } from '../extract/index.ts';
import { runJob, type RunResult } from '../run/index.ts';
import { discoverJobs, discoverRooms, type Job, type Room } from '../unit/index.ts';
import { reportLoad } from './report-load.ts';
import { dateOption, globalOptions, today, usage, withSession, type GlobalOptions } from './session.ts';

interface Options {
  readonly asOf?: string;
  readonly extracts?: string;
  readonly received: string;
}

/** Returns the command `vigie run`. */
export function runCommand(): Command {
  return new Command('run')
    .description('Runs a job from load to publication.')
    .argument('<job>', 'nightly, monthly_sites, …')
    .option('--as-of <date>', 'nothing known later is used; by default the newest day in the data')
    .option('--extracts <dir>', 'extracts folder to load first', process.env['VIGIE_EXTRACTS'])
    .option('--received <date>', 'day of reception: later dates are errors of the sender', today())
    .action(async (name: string, options: Options, command: Command) => {
      const jobs = await discoverJobs();
      const job = jobs.find((candidate) => candidate.name === name);
      if (!job) {
        throw usage('<job>', `there is no job of that name; there are ${jobs.map((j) => j.name).join(', ')}`);
      }
      await runAndReport(globalOptions(command), {
        job,
        rooms: await discoverRooms(),
        receivedDate: dateOption('--received', options.received),
        ...(options.asOf !== undefined && { asOf: dateOption('--as-of', options.asOf) }),
        ...(job.loads && options.extracts !== undefined && { extractsDir: existing(options.extracts) }),
      });
    });
}

function existing(folder: string): string {
  if (!existsSync(folder)) throw usage('--extracts', 'the folder does not exist');
  return resolve(folder);
}

export interface JobOptions {
  readonly job: Job;
  readonly rooms: readonly Room[];
  readonly asOf?: string;
  readonly extractsDir?: string;
  readonly receivedDate?: string;
}

/** Runs a job in a session of its own, logs what happens and prints what it did; sets the exit code of the process. */
export async function runAndReport(all: GlobalOptions, options: JobOptions): Promise<void> {
  const { job, rooms, asOf, extractsDir } = options;
  const readable = extractsDir === undefined ? [] : [extractsDir];
  await withSession({ ...all, readable }, async ({ connection, home, pads, logger }) => {
    const result = await runJob({
      home,
      connection,
      rooms,
      job,
      threads: all.threads,
      ...(asOf !== undefined && { asOf }),
      ...(extractsDir !== undefined && {
        load: {
          extractsDir,
          tempDir: home.temp,
          receivedDate: options.receivedDate ?? today(),
          pads,
          workers: all.threads,
          onFile: (file) => logger.info('file', { name: file.name, status: file.status }),
        },
      }),
      onLoaded: (report) => reportLoad(logger, report),
      onStep: ({ table, rows: rowCount, isBuilt }, done, total) => {
        logger.progress('build', done, total);
        if (all.log === 'json') logger.info('step', { table, rowCount, isBuilt });
      },
      onFinding: ({ room, level, sentence, count }) => logger.warn('check', { room, level, sentence, count }),
      onList: ({ list, period, targets }) => logger.info('list', { list, period, targetCount: targets }),
    });
    if (all.log === 'text') process.stdout.write(`${summary(result).join('\n')}\n`);
    else logger.info('run', { runId: result.runId });
    process.exitCode = result.load ? loadExitCode(result.load) : 0;
  });
}

/** Ten lines: what the run did and where the lists are. */
function summary({ runId, folder, manifest, load }: RunResult): string[] {
  const totals = load && loadTotals(load);
  const count = (status: string) => load?.files.filter((file) => file.status === status).length ?? 0;
  const seconds = Object.values(manifest.timings).reduce((sum, part) => sum + part, 0);
  const place = relative(process.cwd(), folder) || folder;
  return [
    `Run          ${runId}`,
    `As of        ${manifest.parameters['as_of_date'] ?? ''}, last full quarter ${manifest.parameters['quarter'] ?? ''}`,
    ...(totals
      ? [
          `Files        ${count('loaded')} loaded, ${count('already_loaded')} loaded before, ${count('refused')} refused`,
          `Rows         ${totals.read} read = ${totals.staged} staged + ${totals.rejected} rejected`,
          `Not sent     ${load.notDelivered.join(', ') || 'every source was delivered'}`,
        ]
      : ['Files        nothing was loaded: the run used the warehouse as it is']),
    `Tables       ${manifest.steps.length} built or kept, all checks green, ${manifest.warnings.length} warnings`,
    ...manifest.lists.map(
      ({ list, period, targets, districts }) =>
        `List         ${list} ${period}: ${targets} targets in ${districts.length} judicial districts`,
    ),
    `Seconds      ${seconds.toFixed(1)}`,
    `Manifest     ${place}/manifest.json`,
    `Lists        ${place}/lists/`,
  ];
}
