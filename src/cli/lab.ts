import { Command } from 'commander';
import { labLearnCommand } from './lab-learn.ts';
import { labMatchCommand } from './lab-match.ts';
import { labNetworkCommand } from './lab-network.ts';

/** Returns the command `vigie lab`: the benches of the data miner, on any table, without a home. */
export function labCommand(): Command {
  return new Command('lab')
    .description('The data miner’s benches on any CSV or Parquet table: learning, matching, networks.')
    .addCommand(labLearnCommand())
    .addCommand(labMatchCommand())
    .addCommand(labNetworkCommand());
}
