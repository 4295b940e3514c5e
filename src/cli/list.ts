import { Command } from 'commander';
import { defineJob, discoverRooms } from '../unit/index.ts';
import { runAndReport } from './run.ts';
import { dateOption, globalOptions, usage } from './session.ts';

/** Returns the command `vigie list`: the last steps of a job, for one list, on the warehouse as it is. */
export function listCommand(): Command {
  return new Command('list')
    .description('Builds and publishes one list from the warehouse as it is.')
    .argument('<list>', 'monthly_sites, …')
    .option('--as-of <date>', 'nothing known later is used; by default the newest day in the data')
    .option('--period <month>', 'month of the visits, 2024-05: as of the last day of the month before')
    .action(async (name: string, options: { asOf?: string; period?: string }, command: Command) => {
      const rooms = await discoverRooms();
      const names = rooms.filter(({ kind }) => kind === 'list').map((room) => room.name);
      if (!names.includes(name)) {
        throw usage('<list>', `there is no list of that name; there are ${names.join(', ')}`);
      }
      if (options.asOf !== undefined && options.period !== undefined) {
        throw usage('--period', 'it says the same as --as-of: give one of them');
      }
      const asOf = options.asOf ?? (options.period === undefined ? undefined : dayBefore(options.period));
      const job = defineJob({
        name,
        answers: `The list ${name} alone.`,
        lists: [name],
        loads: false,
        cron: '',
        asOf: 'last_known_date',
      });
      await runAndReport(globalOptions(command), {
        job,
        rooms,
        ...(asOf !== undefined && { asOf: dateOption('--as-of', asOf) }),
      });
    });
}

/** Returns the last day of the month before a month. */
function dayBefore(period: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw usage('--period', 'it is no month YYYY-MM');
  const [year = 0, month = 1] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
}
