import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { loadExitCode, loadTotals } from '../extract/index.ts';
import { runJob, type RunResult } from '../run/index.ts';
import { discoverJobs, discoverRooms, type Job, type Room } from '../unit/index.ts';
import { fitModels, modelOf } from './fit.ts';
import { reportLoad } from './report-load.ts';
import { dateOption, globalOptions, today, usage, withSession, type GlobalOptions } from './session.ts';

/** The exit code of a failed check: a guard that says stop is one. */
const WITHHELD_EXIT_CODE = 21;

interface Options {
  readonly asOf?: string;
  readonly extracts?: string;
  readonly received: string;
  readonly accept: readonly string[];
  readonly acceptedBy?: string;
}

/** Returns the command `vigie run`. */
export function runCommand(): Command {
  return new Command('run')
    .description('Runs a job from load to publication.')
    .argument('<job>', 'nightly, monthly_sites, …')
    .option('--as-of <date>', 'nothing known later is used; by default the newest day in the data')
    .option('--extracts <dir>', 'extracts folder to load first', process.env['VIGIE_EXTRACTS'])
    .option('--received <date>', 'day of reception: later dates are errors of the sender', today())
    .option(
      '--accept <guard>',
      'publish although this guard of a model says stop: model.feature',
      collected,
      [],
    )
    .option('--accepted-by <name>', 'who looked at the accepted guards; stands in the manifest')
    .action(async (name: string, options: Options, command: Command) => {
      const jobs = await discoverJobs();
      const job = jobs.find((candidate) => candidate.name === name);
      if (!job) {
        throw usage('<job>', `there is no job of that name; there are ${jobs.map((j) => j.name).join(', ')}`);
      }
      const rooms = await discoverRooms();
      const asOf = options.asOf === undefined ? undefined : dateOption('--as-of', options.asOf);
      if (job.fits && job.fits.length > 0) {
        const models = job.fits.map((model) => modelOf(rooms, model));
        await fitModels(globalOptions(command), rooms, models, asOf, 'delivered');
        return;
      }
      await runAndReport(globalOptions(command), {
        job,
        rooms,
        receivedDate: dateOption('--received', options.received),
        ...(asOf !== undefined && { asOf }),
        ...acceptance(options),
        ...(job.loads && options.extracts !== undefined && { extractsDir: existing(options.extracts) }),
      });
    });
}

function collected(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

function acceptance({ accept, acceptedBy }: Options): Pick<JobOptions, 'accepted'> {
  if (accept.length === 0) return {};
  if (acceptedBy === undefined) throw usage('--accept', 'nobody is named with --accepted-by');
  return { accepted: { guards: accept, by: acceptedBy } };
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
  readonly accepted?: { readonly guards: readonly string[]; readonly by: string };
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
      ...(options.accepted && { accepted: options.accepted }),
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
      onStep: ({ table, rows: rowCount, isBuilt, seconds }, done, total) => {
        logger.progress('build', done, total);
        if (all.log === 'json')
          logger.info('step', { table, rowCount, isBuilt, seconds: Math.round(seconds * 1000) / 1000 });
      },
      onFinding: ({ room, level, sentence, count }) => logger.warn('check', { room, level, sentence, count }),
      onList: ({ list, period, targets }) => logger.info('list', { list, period, targetCount: targets }),
    });
    const loaded = result.load ? loadExitCode(result.load) : 0;
    if (all.log === 'text') process.stdout.write(`${summary(result).join('\n')}\n`);
    else logger.info('run', { runId: result.runId });
    for (const { list, effect, model, guard, name, value, limit } of result.withheld)
      logger.warn('withheld', { list, effect, model, guard, name, value, limit });
    process.exitCode = result.withheld.some(({ effect }) => effect === 'list') ? WITHHELD_EXIT_CODE : loaded;
  });
}

const RANKER_WORDS = {
  model: 'By a model ',
  points_and_model: 'By points  ',
  points_not_fitted: 'By points  ',
} as const;

const RANKER_REASONS = {
  model: '',
  points_and_model: ': with the words of a model',
  points_not_fitted: ': no model was fitted',
} as const;

/** One line with the lists that a model ranks, one with those whose model was never fitted. */
function listsRankedBy(code: keyof typeof RANKER_WORDS, lists: RunResult['manifest']['lists']): string[] {
  const names = lists.filter(({ ranker }) => ranker.code === code).map(({ list }) => list);
  if (names.length === 0) return [];
  return [`${RANKER_WORDS[code]}  ${names.join(', ')}${RANKER_REASONS[code]}`];
}

function withheldLines(withheld: RunResult['withheld']): string[] {
  const named = (effect: 'list' | 'model') => [
    ...new Set(withheld.filter((guard) => guard.effect === effect).map(({ list }) => list)),
  ];
  const [lists, models] = [named('list'), named('model')];
  return [
    ...lists.map(
      (list) => `Withheld     ${list}: a guard of its model says stop; see the log, then --accept`,
    ),
    ...(models.length > 0
      ? [`By points    ${models.join(', ')}: a guard of the model says stop; see the log, then --accept`]
      : []),
  ];
}

/** A dozen lines: what the run did and where the lists are. */
function summary({ runId, folder, manifest, load, withheld }: RunResult): string[] {
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
    ...withheldLines(withheld),
    ...listsRankedBy('model', manifest.lists),
    ...listsRankedBy('points_and_model', manifest.lists),
    ...listsRankedBy('points_not_fitted', manifest.lists),
    ...(manifest.lists.length > 0
      ? [`Targets      ${manifest.lists.map(({ list, targets }) => `${list} ${targets}`).join(', ')}`]
      : []),
    `Seconds      ${seconds.toFixed(1)}`,
    `Manifest     ${place}/manifest.json`,
    `Lists        ${place}/lists/`,
  ];
}
