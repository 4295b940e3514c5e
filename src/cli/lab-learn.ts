import { Command, Option } from 'commander';
import { labLearn, type LearnOptions } from '../lab/index.ts';
import { createLogger } from '../log/index.ts';
import { globalOptions, usage } from './session.ts';

interface Options {
  readonly table: string;
  readonly label: string;
  readonly positive?: string;
  readonly id?: string;
  readonly group?: string;
  readonly drop: string[];
  readonly keep: string[];
  readonly learner: LearnOptions['learner'];
  readonly folds?: string;
  readonly foldColumn?: string;
  readonly seed: string;
  readonly out?: string;
}

/** Returns the command `vigie lab learn`. */
export function labLearnCommand(): Command {
  return new Command('learn')
    .description(
      'Cross-validates a learner on a table. Prints one JSON line; everything else goes to standard error. Of more than 1000 columns those are learnt from that alone tell most.',
    )
    .requiredOption('--table <file>', 'CSV with a header (also gzipped), or Parquet')
    .requiredOption('--label <col>', 'column with two values: what is to be predicted')
    .option(
      '--positive <value>',
      'the value of the label that counts as 1 (default: the larger, or what says yes)',
    )
    .option('--id <col>', 'column that names the rows in scores.csv; its rows stay in one fold')
    .option('--group <col>', 'column whose rows stay in one fold, for example the employer')
    .option('--drop <cols...>', 'columns that are no features', [])
    .option('--keep <cols...>', 'columns that are features although they look like ids or are dates', [])
    .addOption(
      new Option('--learner <name>', 'what learns').choices(['boosting', 'forest']).default('boosting'),
    )
    .addOption(
      new Option('--folds <k>', 'parts of the cross-validation (default: 5)').conflicts('foldColumn'),
    )
    .option('--fold-column <col>', 'column that says the fold of each row')
    .option('--seed <s>', 'of folds and learner; whole number', '1')
    .option(
      '--out <dir>',
      'folder for scores.csv, importance.csv, model.json, model.columns.json, report.html',
    )
    .action(async ({ folds, seed, ...options }: Options, command: Command) => {
      const { threads, memory, log } = globalOptions(command);
      const summary = await labLearn({
        ...options,
        folds: wholeNumber('--folds', folds ?? '5', 2),
        seed: wholeNumber('--seed', seed, 0),
        threads,
        memory,
        logger: createLogger({
          format: log,
          stream: process.stderr,
          isTerminal: process.stderr.isTTY === true,
        }),
      });
      process.stdout.write(`${JSON.stringify(summary)}\n`);
    });
}

function wholeNumber(option: string, text: string, from: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < from || value > 2 ** 31 - 1) {
    throw usage(option, `it is no whole number from ${from}`);
  }
  return value;
}
