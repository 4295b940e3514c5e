import { Command } from 'commander';

/** Returns the command `vigie lab match`. */
export function labMatchCommand(): Command {
  return new Command('match').description('Being built.');
}
