import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadExitCode, prepareWarehouse } from '../extract/index.ts';
import {
  feedbackSource,
  gatherIssuedRows,
  isHeader,
  matchResults,
  readIssued,
  readResults,
  readSheets,
  writeDelivery,
} from '../feedback/index.ts';
import { loadAndKeep } from '../run/index.ts';
import { discoverRooms, PROJECT_ROOT } from '../unit/index.ts';
import { reportLoad } from './report-load.ts';
import { dateOption, globalOptions, today, usage, withSession } from './session.ts';

/** Returns the command `vigie outcomes`. */
export function outcomesCommand(): Command {
  return new Command('outcomes')
    .description("Takes an inspectors' filled-in file back: all of its results, or none.")
    .argument('<file>', 'CSV or XLSX; rows and columns in any order, words or codes, in nl, fr or de')
    .option('--received <date>', 'day on which the results became known', today())
    .option('--service <code>', 'inspection service that made the visits', 'NSSO')
    .action(async (file: string, options: { received: string; service: string }, command: Command) => {
      const path = resolve(file);
      if (!existsSync(path)) throw usage('<file>', 'the file does not exist');
      if (!/^[A-Za-z0-9_-]{1,20}$/.test(options.service)) throw usage('--service', 'it is no code');
      const receivedDate = dateOption('--received', options.received);
      const all = globalOptions(command);
      const rooms = await discoverRooms(PROJECT_ROOT, ['source', 'list']);
      const lists = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
      const name = basename(path);
      const read = readResults(name, await readSheets(name, readFileSync(path), isHeader));
      await withSession(all, async ({ connection, home, pads, logger }) => {
        await prepareWarehouse(connection, rooms);
        await gatherIssuedRows(connection, home.runs, await readIssued(connection));
        const feedback = feedbackSource(rooms);
        const { results, findings } = read;
        const matched = await matchResults({
          connection,
          feedback,
          lists,
          results,
          findings,
          receivedDate,
          serviceCode: options.service,
        });
        if (matched.cases.length > 0) {
          const extractsDir = writeDelivery(join(home.temp, 'outcomes'), feedback, matched);
          const report = await loadAndKeep(home, {
            connection,
            rooms,
            extractsDir,
            tempDir: home.temp,
            receivedDate,
            pads,
            only: [feedback.source.name],
          });
          rmSync(extractsDir, { recursive: true });
          reportLoad(logger, report);
          process.exitCode = loadExitCode(report);
        }
        const { pending, ignoredColumns } = read;
        const counts = {
          imported: matched.cases.length,
          unchanged: matched.unchanged,
          pending,
          ignoredColumns,
        };
        if (all.log === 'json') logger.info('outcomes', counts);
        else
          process.stdout.write(
            `${counts.imported} results imported, ${counts.unchanged} stood already, ${pending} rows without a result, ${ignoredColumns} columns of others left out\n`,
          );
      });
    });
}
