import { Command } from 'commander';
import { queryRows } from '../duckdb/index.ts';
import { prepareWarehouse } from '../extract/index.ts';
import { lastQuarterEndedBefore } from '../identifiers/index.ts';
import { buildSteps, newestKnownDate } from '../run/index.ts';
import { qualifiedName } from '../table/index.ts';
import { bindSteps, discoverRooms, neededSteps, planSteps } from '../unit/index.ts';
import { modelOf } from './fit.ts';
import { dateOption, globalOptions, usage, withSession } from './session.ts';

/** Returns the command `vigie score`. */
export function scoreCommand(): Command {
  return new Command('score')
    .description(
      'Builds the candidates of a model and scores them with its champion, on the warehouse as it is.',
    )
    .argument('<model>', 'payment_risk_able, …')
    .option('--as-of <date>', 'nothing known later is used; by default the newest day in the data')
    .action(async (name: string, options: { asOf?: string }, command: Command) => {
      const rooms = await discoverRooms();
      const { learning } = modelOf(rooms, name);
      if (!learning) throw usage('<model>', 'it is a formula; `vigie run` builds it');
      const all = globalOptions(command);
      await withSession(all, async ({ connection, home, logger }) => {
        await prepareWarehouse(connection, rooms);
        const asOf =
          options.asOf === undefined
            ? await newestKnownDate(connection, rooms)
            : dateOption('--as-of', options.asOf);
        if (asOf === undefined)
          throw usage('--as-of', 'the warehouse holds no dated row; load extracts first');
        const table = qualifiedName(learning.score);
        const steps = neededSteps(planSteps(rooms), [table, qualifiedName(learning.reason)]);
        await buildSteps({
          connection,
          steps,
          bound: await bindSteps(steps),
          parameters: { as_of_date: asOf, quarter: lastQuarterEndedBefore(asOf) },
          threads: all.threads,
          modelsDir: home.models,
          onStep: (_, done, total) => logger.progress('build', done, total),
        });
        const [row] = await queryRows(
          connection,
          `SELECT count(*) AS scored, max(model_version) AS version FROM ${table}`,
        );
        const scored = Number(row?.['scored'] ?? 0);
        logger.info('scored', { model: name, asOf, scored, version: String(row?.['version'] ?? 'none') });
        if (all.log === 'text')
          process.stdout.write(
            `${name}: ${scored} scored as of ${asOf}, in ${table}; vigie export reads it\n`,
          );
      });
    });
}
