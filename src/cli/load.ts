import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { loadExitCode, loadTotals } from '../extract/index.ts';
import { loadAndKeep } from '../run/index.ts';
import { discoverRooms, PROJECT_ROOT } from '../unit/index.ts';
import { dateOption, globalOptions, today, usage, withSession } from './session.ts';
import { reportLoad } from './report-load.ts';

/** Returns the command `vigie load`. */
export function loadCommand(): Command {
  return new Command('load')
    .description('Loads an extracts folder into the warehouse; the same file twice changes nothing.')
    .argument('<dir>', 'folder with one folder per source')
    .option('--source <name...>', 'only these sources')
    .option('--received <date>', 'day of reception: later dates are errors of the sender', today())
    .action(async (dir: string, options: { source?: string[]; received: string }, command: Command) => {
      if (!existsSync(dir)) throw usage('<dir>', 'the folder does not exist');
      const receivedDate = dateOption('--received', options.received);
      const all = globalOptions(command);
      const rooms = await discoverRooms(PROJECT_ROOT, ['source']);
      const names = rooms.filter(({ kind }) => kind === 'source').map(({ name }) => name);
      const unknown = options.source?.find((name) => !names.includes(name));
      if (unknown !== undefined)
        throw usage('--source', `there is no source of that name; there are ${names.join(', ')}`);
      await withSession({ ...all, readable: [resolve(dir)] }, async ({ connection, home, pads, logger }) => {
        const report = await loadAndKeep(home, {
          connection,
          rooms,
          extractsDir: resolve(dir),
          tempDir: home.temp,
          receivedDate,
          pads,
          workers: all.threads,
          ...(options.source && { only: options.source }),
          onFile: (file) => logger.info('file', { name: file.name, status: file.status }),
        });
        reportLoad(logger, report);
        logger.info('loaded', { ...loadTotals(report), problems: report.problems.length });
        process.exitCode = loadExitCode(report);
      });
    });
}
