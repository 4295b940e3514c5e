import { Command } from 'commander';

/** Returns the command `vigie lab learn`. */
export function labLearnCommand(): Command {
  return new Command('learn').description('Being built.');
}
