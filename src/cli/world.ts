import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { PROJECT_ROOT } from '../unit/index.ts';
import { WORLD_FORMATS, writeWorld, type WorldFormat } from '../world/index.ts';
import { globalOptions, loggerOf, usage } from './session.ts';

/** Returns the command `vigie world`. */
export function worldCommand(): Command {
  return new Command('world')
    .description('Writes a synthetic Belgium as an extracts folder, with its answers apart.')
    .requiredOption('--employers <n>', 'employers active at any time', Number)
    .requiredOption('--quarters <n>', 'quarters of declarations', Number)
    .requiredOption('--seed <n>', 'the same seed gives the same bytes', Number)
    .requiredOption('--format <format>', WORLD_FORMATS.join(', '))
    .requiredOption('--out <dir>', 'folder to write')
    .option('--last-quarter <quarter>', 'last complete quarter; live data go on for 45 days', '2024Q1')
    .action(async (options: WorldCommandOptions, command: Command) => {
      const { format } = options;
      if (!isWorldFormat(format)) throw usage('--format', 'this format is unknown');
      const all = globalOptions(command);
      const logger = loggerOf(all);
      const outDir = resolve(options.out);
      mkdirSync(outDir, { recursive: true });
      const rooms = {
        worldDir: join(PROJECT_ROOT, 'pipelines/world'),
        sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
      };
      const written = await writeWorld(
        rooms,
        { ...options, format, outDir, threads: all.threads },
        (table, done, total) => logger.progress(`world: ${table}`, done, total),
      );
      for (const { source, extract, rows } of written) logger.info('written', { source, extract, rows });
      logger.info('world', {
        employers: options.employers,
        quarters: options.quarters,
        seed: options.seed,
        files: written.length,
      });
    });
}

interface WorldCommandOptions {
  readonly employers: number;
  readonly quarters: number;
  readonly seed: number;
  readonly format: string;
  readonly out: string;
  readonly lastQuarter: string;
}

function isWorldFormat(text: string): text is WorldFormat {
  return (WORLD_FORMATS as readonly string[]).includes(text);
}
