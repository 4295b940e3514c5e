import { Command } from 'commander';
import { labMatch, type LabMatch } from '../lab/index.ts';
import { KINDS } from '../matching/index.ts';
import { globalOptions, loggerOf, usage } from './session.ts';

interface Options {
  readonly left: string;
  readonly right?: string;
  readonly config?: string;
  readonly suggest?: boolean;
  readonly id?: string;
  readonly exclude?: readonly string[];
  readonly threshold?: string;
  readonly truth?: string;
  readonly decisions?: string;
  readonly previous?: string;
  readonly out?: string;
}

const HELP = `
The config is a JSON object. Column names stand as in the file; case and outer blanks do not matter.

  {
    "id": "rec_id",
    "comparisons": [
      { "column": "given_name", "kind": "name", "swap": "surname" },
      { "column": "surname", "kind": "name" },
      { "column": "date_of_birth", "kind": "date" },
      { "column": "suburb", "kind": "text", "similarity": "levenshtein", "levels": [0.85] }
    ],
    "blocking": [["surname", "postcode"], ["substr(given_name, 1, 3)", "date_of_birth"]],
    "threshold": 0.9
  }

comparisons    column; kind: ${KINDS.join(', ')} (guessed where absent);
               swap: the column that may hold this name by mistake; similarity and levels, closest first, for text and
               name: jaro_winkler, levenshtein, damerau_levenshtein, jaccard; termFrequency: false: frequent values count in full
blocking       lists of columns or SQL expressions over them (text in upper case, without accents); a pair is compared when
               both records agree on all parts of one rule
deterministic  optional: the same form; pairs that are matches for certain, from which the share of matches is taken
recall         share of all matches that the deterministic rules find (default 0.8)
threshold      probability from which two records are one (default 0.9)
keep           probability from which a pair is written (default: threshold)
maximumPairs   a rule that would give more stops the match before it starts (default 50 million)
maximumCluster, minimumDensity   larger or thinner clusters are split (default 100 records, 0.2 of their pairs)
missing        texts that mean "not known"

Without --config the config is suggested from the columns; --out keeps it as config.json, to be changed and given back.
--truth prints one JSON line with precision, recall and f1 of pairs, of clusters (pairs that share one), B-cubed and whole clusters.`;

/** Returns the command `vigie lab match`. */
export function labMatchCommand(): Command {
  return new Command('match')
    .description('Links two tables or finds the duplicates in one, without labels. Prints one JSON line.')
    .requiredOption('--left <file>', 'CSV or Parquet')
    .option('--right <file>', 'CSV or Parquet with the same columns; without it --left is de-duplicated')
    .option('--config <file>', 'JSON, as below')
    .option('--suggest', 'make the config from the columns (the default without --config)')
    .option('--id <column>', 'id column, where the config does not name it')
    .option('--exclude <columns...>', 'columns that a suggested config leaves out')
    .option('--threshold <probability>', 'in place of that of the config')
    .option('--truth <file>', 'CSV or Parquet: id,cluster or left_id,right_id')
    .option(
      '--decisions <file>',
      'left_id,right_id,decision (match or no_match): joined or kept apart for ever',
    )
    .option('--previous <file>', 'clusters.csv of an earlier match, whose ids live on')
    .option(
      '--out <dir>',
      'folder for pairs.csv, clusters.csv, lineage.csv, config.json, model.json and report.html',
    )
    .addHelpText('after', HELP)
    .action(async (options: Options, command: Command) => {
      const { suggest, threshold, ...rest } = options;
      if (suggest === true && options.config !== undefined) throw usage('--suggest', 'a config is given too');
      const all = globalOptions(command);
      const logger = loggerOf(all);
      const found = await labMatch({
        ...rest,
        ...(threshold !== undefined && { threshold: probability(threshold) }),
        threads: all.threads,
        memory: all.memory,
        progress: (step, done, total) => logger.progress(`match: ${step}`, done, total),
      });
      found.result.warnings.forEach((sentence) => logger.warn('match', { sentence }));
      process.stdout.write(`${JSON.stringify(lineOf(found))}\n`);
    });
}

function probability(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw usage('--threshold', 'it is no probability between 0 and 1');
  return value;
}

function lineOf({ result, truth, quality }: LabMatch) {
  const { counts, candidates, pairs, clusters, guard } = result;
  return {
    ...(truth ?? {}),
    found: {
      records: counts.left + counts.right,
      candidates,
      pairs,
      clusters,
      largestCluster: guard.largest,
      splitComponents: guard.split,
      unlinkable: quality.unlinkable,
    },
  };
}
