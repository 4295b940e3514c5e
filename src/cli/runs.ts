import { Command } from 'commander';
import { readManifests } from '../run/index.ts';
import { prepareHome } from '../run/index.ts';
import { globalOptions } from './session.ts';

/** Returns the command `vigie runs`. */
export function runsCommand(): Command {
  return new Command('runs')
    .description('Lists the runs of this home.')
    .action((_options: unknown, command: Command) => {
      const options = globalOptions(command);
      const manifests = readManifests(prepareHome(options.home).runs);
      for (const { runId, job, parameters, outputs, warnings } of manifests) {
        const row = {
          runId,
          job,
          asOf: parameters['as_of_date'],
          files: Object.keys(outputs).length,
          warnings: warnings.length,
        };
        process.stdout.write(
          options.log === 'json'
            ? `${JSON.stringify(row)}\n`
            : `${runId}  as of ${String(row.asOf)}  ${row.files} files  ${row.warnings} warnings\n`,
        );
      }
      if (manifests.length === 0 && options.log === 'text')
        process.stdout.write('No run yet: vigie run nightly\n');
    });
}
