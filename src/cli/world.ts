import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { PROJECT_ROOT } from '../unit/index.ts';
import {
  describeWorld,
  inspectList,
  nextSnapshot,
  readWorldOptions,
  WORLD_FORMATS,
  writeWorld,
  type WorldFormat,
  type WorldOptions,
} from '../world/index.ts';
import { dateOption, globalOptions, loggerOf, usage } from './session.ts';

const ROOMS = {
  worldDir: join(PROJECT_ROOT, 'pipelines/world'),
  sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
};

/** Returns the command `vigie world`. */
export function worldCommand(): Command {
  return new Command('world')
    .description('Writes a synthetic Belgium as an extracts folder, with its answers apart.')
    .option('--employers <n>', 'employers active at any time', Number)
    .option('--quarters <n>', 'quarters of declarations', Number)
    .option('--seed <n>', 'the same seed gives the same bytes', Number)
    .option('--last-quarter <quarter>', 'last complete quarter; live data go on for 45 days', '2024Q1')
    .option('--life-quarters <n>', 'quarters of life, as far as --from can go (default: 4 more)', Number)
    .option('--from <dir>', 'a world written before: write the same one a quarter later')
    .option('--format <format>', WORLD_FORMATS.join(', '))
    .option('--out <dir>', 'folder to write')
    .option('--describe', 'print what the world should be, and what it is, and write nothing')
    .addCommand(inspectCommand())
    .action(async (options: WorldCommandOptions, command: Command) => {
      const all = globalOptions(command);
      const logger = loggerOf(all);
      const world = { ...worldOptions(options), threads: all.threads };
      if (options.describe) {
        for (const line of await describeWorld(ROOMS, world)) process.stdout.write(`${line}\n`);
        return;
      }
      const { format } = options;
      if (!isWorldFormat(format)) throw usage('--format', 'this format is unknown');
      if (options.out === undefined) throw usage('--out', 'no folder is named');
      const outDir = resolve(options.out);
      const written = await writeWorld(ROOMS, { ...world, format, outDir }, (table, done, total) =>
        logger.progress(`world: ${table}`, done, total),
      );
      for (const { source, extract, rows } of written) logger.info('written', { source, extract, rows });
      const { employers, quarters, seed } = world;
      logger.info('world', { employers, quarters, seed, files: written.length });
    });
}

function inspectCommand(): Command {
  return new Command('inspect')
    .description(
      'Sends inspectors of a synthetic Belgium to the rows of a list; what they find can be loaded.',
    )
    .requiredOption('--list <file>', 'targets.csv of a published list')
    .requiredOption('--world <dir>', 'folder of the world from which the list was made')
    .option('--out <dir>', 'extracts folder to write')
    .option('--issued <date>', 'day on which the list was issued (default: the snapshot)')
    .option('--until <date>', 'day until which results are known (default: 90 days after the issue)')
    .action(async (options: InspectCommandOptions, command: Command) => {
      // Commander gives an option that `world` has too to `world`.
      const { out } = command.optsWithGlobals<InspectCommandOptions>();
      if (out === undefined) throw usage('--out', 'no folder is named');
      const outDir = resolve(out);
      mkdirSync(outDir, { recursive: true });
      const written = await inspectList(ROOMS.worldDir, {
        list: resolve(options.list),
        world: resolve(options.world),
        outDir,
        ...(options.issued !== undefined && { issued: dateOption('--issued', options.issued) }),
        ...(options.until !== undefined && { until: dateOption('--until', options.until) }),
      });
      const logger = loggerOf(globalOptions(command));
      for (const { source, extract, rows } of written) logger.info('written', { source, extract, rows });
    });
}

interface InspectCommandOptions {
  readonly list: string;
  readonly world: string;
  readonly out?: string;
  readonly issued?: string;
  readonly until?: string;
}

interface WorldCommandOptions {
  readonly employers?: number;
  readonly quarters?: number;
  readonly seed?: number;
  readonly lastQuarter: string;
  readonly lifeQuarters?: number;
  readonly from?: string;
  readonly format?: string;
  readonly out?: string;
  readonly describe?: true;
}

/** The options of a new world, or of the next snapshot of an older one. */
function worldOptions(options: WorldCommandOptions): WorldOptions {
  if (options.from !== undefined) return nextSnapshot(readWorldOptions(resolve(options.from)));
  const { employers, quarters, seed, lastQuarter, lifeQuarters } = options;
  if (employers === undefined) throw usage('--employers', 'the number is missing');
  if (quarters === undefined) throw usage('--quarters', 'the number is missing');
  if (seed === undefined) throw usage('--seed', 'the number is missing');
  return { employers, quarters, seed, lastQuarter, ...(lifeQuarters !== undefined && { lifeQuarters }) };
}

function isWorldFormat(text: string | undefined): text is WorldFormat {
  return (WORLD_FORMATS as readonly (string | undefined)[]).includes(text);
}
