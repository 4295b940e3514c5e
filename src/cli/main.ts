import { Command, CommanderError } from 'commander';
import { BUG_EXIT_CODE, exitCodeOf, VigieError } from '../errors.ts';
import { redact } from '../privacy/index.ts';
import { checkCommand } from './check.ts';
import { dossierCommand } from './dossier.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { fitCommand } from './fit.ts';
import { flowCommand } from './flow.ts';
import { labCommand } from './lab.ts';
import { ledgerCommand } from './ledger.ts';
import { listCommand } from './list.ts';
import { loadCommand } from './load.ts';
import { outcomesCommand } from './outcomes.ts';
import { replayCommand } from './replay.ts';
import { packageCommand } from './package.ts';
import { runCommand } from './run.ts';
import { runsCommand } from './runs.ts';
import { scoreCommand } from './score.ts';
import { scheduleCommand } from './schedule.ts';
import { worldCommand } from './world.ts';

/** Returns the program with all its commands. */
export function program(): Command {
  return new Command('vigie')
    .description('Compares social-security extracts, scores employers and sites, and issues ranked lists.')
    .option(
      '--home <dir>',
      'folder of the warehouse, the runs and the key',
      process.env['VIGIE_HOME'] ?? '.vigie',
    )
    .option('--log <format>', 'text, or json for one JSON line per event', 'text')
    .option('--threads <n>', 'threads of the database and of the XML readers', '2')
    .option('--memory <size>', 'memory limit of the database, for example 4GB')
    .showHelpAfterError('(see vigie --help)')
    .addCommand(worldCommand())
    .addCommand(loadCommand())
    .addCommand(runCommand())
    .addCommand(fitCommand())
    .addCommand(scoreCommand())
    .addCommand(listCommand())
    .addCommand(outcomesCommand())
    .addCommand(ledgerCommand())
    .addCommand(explainCommand())
    .addCommand(dossierCommand())
    .addCommand(exportCommand())
    .addCommand(packageCommand())
    .addCommand(runsCommand())
    .addCommand(replayCommand())
    .addCommand(scheduleCommand())
    .addCommand(labCommand())
    .addCommand(flowCommand())
    .addCommand(checkCommand());
}

/** Runs the program and returns its exit code; every expected error becomes one sentence on standard error. */
export async function main(argv: readonly string[]): Promise<number> {
  const vigie = program();
  for (const command of withSubcommands(vigie)) command.exitOverride();
  try {
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
