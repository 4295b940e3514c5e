import { Command } from 'commander';
import { ContractError } from '../errors.ts';
import { checkConformity, drawFinding } from '../unit/conformity.ts';
import { discoverRooms } from '../unit/index.ts';

/** Returns the command that runs the conformity suite on the installed rooms. */
export function checkCommand(
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Command {
  return new Command('check')
    .description('whether every installed room keeps the rules of the house')
    .action(async () => {
      const rooms = await discoverRooms();
      const findings = await checkConformity(rooms);
      for (const finding of findings) write(`${drawFinding(finding)}\n`);
      if (findings.length > 0) throw notConform(findings.length);
      write(`${rooms.length} rooms conform\n`);
    });
}

function notConform(count: number): ContractError {
  return new ContractError({
    place: 'vigie check',
    fact: `${count} findings in the installed rooms`,
    expectation: 'rooms that keep the rules of the house',
    effect: 'nothing was changed',
    next: 'correct the rooms named above',
  });
}
