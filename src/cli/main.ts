import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { BUG_EXIT_CODE, exitCodeOf, VigieError } from '../errors.ts';
import { redact } from '../privacy/index.ts';

/** The commands in the order of the help; each is loaded when it is asked for, because charts and spreadsheets load slowly. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  world: async () => (await import('./world.ts')).worldCommand(),
  load: async () => (await import('./load.ts')).loadCommand(),
  run: async () => (await import('./run.ts')).runCommand(),
  fit: async () => (await import('./fit.ts')).fitCommand(),
  score: async () => (await import('./score.ts')).scoreCommand(),
  list: async () => (await import('./list.ts')).listCommand(),
  outcomes: async () => (await import('./outcomes.ts')).outcomesCommand(),
  ledger: async () => (await import('./ledger.ts')).ledgerCommand(),
  explain: async () => (await import('./explain.ts')).explainCommand(),
  dossier: async () => (await import('./dossier.ts')).dossierCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  package: async () => (await import('./package.ts')).packageCommand(),
  runs: async () => (await import('./runs.ts')).runsCommand(),
  replay: async () => (await import('./replay.ts')).replayCommand(),
  schedule: async () => (await import('./schedule.ts')).scheduleCommand(),
  lab: async () => (await import('./lab.ts')).labCommand(),
  flow: async () => (await import('./flow.ts')).flowCommand(),
  check: async () => (await import('./check.ts')).checkCommand(),
};

/** Returns the program with the command that the arguments ask for; with all commands where they ask for none. */
export async function program(args: readonly string[] = []): Promise<Command> {
  const vigie = new Command('vigie')
    .description('Compares social-security extracts, scores employers and sites, and issues ranked lists.')
    .option(
      '--home <dir>',
      'folder of the warehouse, the runs and the key',
      process.env['VIGIE_HOME'] ?? '.vigie',
    )
    .option('--log <format>', 'text, or json for one JSON line per event', 'text')
    .option('--threads <n>', 'threads of the database and of the XML readers', '2')
    .option(
      '--memory <size>',
      'memory limit of the database, for example 4GB (default: half of the machine, at most 9GB)',
    )
    .version(packageVersion())
    .showHelpAfterError('(see vigie --help)')
    .exitOverride();
  const asked = COMMANDS[vigie.parseOptions([...args]).operands[0] ?? ''];
  for (const command of asked ? [asked] : Object.values(COMMANDS)) vigie.addCommand(await command());
  return vigie;
}

function packageVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** Runs the program and returns its exit code; every expected error becomes one sentence on standard error. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const vigie = await program(argv.slice(2));
    for (const command of withSubcommands(vigie)) command.exitOverride();
    await vigie.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${messageOf(error)}\n`);
    return exitCodeOf(error);
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** The text of a bug may quote a row: only its kind and place are shown, unless somebody asks for more. */
function messageOf(error: unknown): string {
  if (error instanceof VigieError) return redact(`${error.name}: ${error.message}`);
  const kind = error instanceof Error ? error.name : 'Error';
  const detail =
    process.env['VIGIE_DEBUG_SQL'] !== undefined && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return redact(
    `vigie has a bug (${kind}). Exit code ${BUG_EXIT_CODE}. Next: run again with VIGIE_DEBUG_SQL=1 on a secured machine and report the text.`,
  ).concat(detail);
}
