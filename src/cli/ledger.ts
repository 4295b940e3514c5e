import { Command } from 'commander';
import { prepareWarehouse } from '../extract/index.ts';
import {
  assertUnchanged,
  DIMENSIONS,
  feedbackSource,
  gatherIssuedRows,
  hitRates,
  judgeRows,
  readIssued,
  type Dimension,
  type HitRate,
} from '../feedback/index.ts';
import { readManifests } from '../run/index.ts';
import { discoverRooms } from '../unit/index.ts';
import { dateOption, globalOptions, usage, withSession } from './session.ts';

interface Options {
  readonly list?: string;
  readonly by?: string;
  readonly asOf: string;
}

/** Later than any day on which a result can be known. */
const EVER = '9999-12-31';

/** Returns the command `vigie ledger`. */
export function ledgerCommand(): Command {
  return new Command('ledger')
    .description('Says what became of the issued lists: hit rates with their intervals, and what is pending.')
    .option('--list <list>', 'this list only')
    .option('--by <dimension>', `count by ${Object.keys(DIMENSIONS).join(', ')}`)
    .option('--as-of <date>', 'results known later do not count', EVER)
    .action(async (options: Options, command: Command) => {
      const by = options.by as Dimension | undefined;
      if (by !== undefined && !Object.hasOwn(DIMENSIONS, by))
        throw usage('--by', `it is none of ${Object.keys(DIMENSIONS).join(', ')}`);
      const asOf = dateOption('--as-of', options.asOf);
      const rooms = await discoverRooms();
      const lists = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
      if (options.list !== undefined && !lists.some(({ name }) => name === options.list))
        throw usage(
          '--list',
          `there is no list of that name; there are ${lists.map((l) => l.name).join(', ')}`,
        );
      const all = globalOptions(command);
      await withSession(all, async ({ connection, home }) => {
        await prepareWarehouse(connection, rooms);
        const issued = await readIssued(connection);
        const outputs = new Map(readManifests(home.runs).map((run) => [run.runId, run.outputs]));
        await assertUnchanged(home.runs, issued, (runId) => outputs.get(runId));
        await gatherIssuedRows(connection, home.runs, issued);
        await judgeRows(connection, feedbackSource(rooms).tables, lists, asOf);
        const rates = [
          ...(by === undefined ? [] : await hitRates(connection, by, options.list)),
          ...(await hitRates(connection, undefined, options.list)),
        ];
        const lines = all.log === 'json' ? rates.map((rate) => JSON.stringify(rate)) : rateTable(rates);
        process.stdout.write(`${lines.join('\n')}\n`);
      });
    });
}

function rateTable(rates: readonly HitRate[]): string[] {
  if (rates.length === 0) return ['No list was issued: vigie run monthly_sites'];
  const header = [
    ...['group', 'issued', 'hit', 'none', 'closed', 'not found', 'treated', 'refused', 'pending'],
    ...['hit rate', '95 % interval', 'with pending', 'by score', 'random arm', 'lift', 'EUR'],
  ];
  const lines = rates.map((rate) => {
    const { outcomes, interval, pendingRange, random } = rate;
    return [
      ...[rate.group || '(unknown)', rate.issued, outcomes.hit, outcomes.no_infringement, outcomes.closed],
      ...[outcomes.not_found, outcomes.already_treated, outcomes.refused, rate.pending],
      ...[percent(rate.rate), range(interval), range(pendingRange), percent(rate.scoreRate)],
      ...[random.rows === 0 ? '-' : `${percent(random.share)} (${range(random)})`],
      ...[Number.isFinite(rate.lift) ? rate.lift.toFixed(1) : '-', (rate.regularisedCents / 100).toFixed(2)],
    ].map(String);
  });
  const widths = header.map((_, i) => Math.max(...[header, ...lines].map((line) => line[i]?.length ?? 0)));
  return [header, ...lines].map((line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
}

const percent = (share: number): string => (Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`);
const range = ({ low, high }: { low: number; high: number }): string =>
  `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)} %`;
