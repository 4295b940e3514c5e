import { Command } from 'commander';

/** Returns the command `vigie lab network`. */
export function labNetworkCommand(): Command {
  return new Command('network').description('Being built.');
}
