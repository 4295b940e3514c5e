import { Command, Option } from 'commander';
import { labNetwork, type NetworkOptions } from '../lab/index.ts';
import { globalOptions, usage } from './session.ts';

interface Options {
  readonly edges: string;
  readonly restarts?: string;
  readonly method: NetworkOptions['method'];
  readonly alpha: string;
  readonly tolerance?: string;
  readonly maxIterations?: string;
  readonly halfLifeDays?: string;
  readonly restartHalfLifeDays?: string;
  readonly degree: boolean;
  readonly oneMode: boolean;
  readonly maxDegree?: string;
  readonly seed: string;
  readonly communityLinks: string;
  readonly out?: string;
}

/** Returns the command `vigie lab network`. */
export function labNetworkCommand(): Command {
  return new Command('network')
    .description(
      'Scores a network from known cases, and finds its components and communities. Prints one JSON line.',
    )
    .requiredOption(
      '--edges <file>',
      'CSV or Parquet with left,right[,weight][,ended_days]; empty ended_days: it lasts',
    )
    .option(
      '--restarts <file>',
      'CSV or Parquet with left[,age_days]; without it every left node restarts alike',
    )
    .addOption(
      new Option('--method <name>', 'how scores travel')
        .choices(['propagation', 'birank'])
        .default('propagation'),
    )
    .option('--alpha <share>', 'share of a score that travels on', '0.85')
    .option('--half-life-days <days>', 'days in which an ended link loses half its weight (default: 365)')
    .option('--restart-half-life-days <days>', 'the same for a known case (default: 730)')
    .option('--no-degree', 'a restart counts once, not once per link of its node')
    .option('--one-mode', 'both columns name nodes of one kind', false)
    .option('--max-degree <n>', 'leave out right nodes with more links (default: keep all)')
    .option('--tolerance <x>', 'bound of the summed error (default: 1e-12; birank: relative change 1e-14)')
    .option('--max-iterations <n>', 'stop with an error after so many (default: twice what theory needs)')
    .option('--seed <n>', 'seed of the communities', '1')
    .option('--community-links <n>', 'more links than this: no communities', '2000000')
    .option('--out <dir>', 'folder for scores.csv, components.csv, communities.csv and summary.json')
    .action(async (options: Options, command: Command) => {
      const { threads, memory } = globalOptions(command);
      const summary = await labNetwork({
        ...numbersOf(options),
        edges: options.edges,
        ...(options.restarts !== undefined && { restarts: options.restarts }),
        ...(options.out !== undefined && { out: options.out }),
        method: options.method,
        byDegree: options.degree,
        oneMode: options.oneMode,
        threads,
        memory,
        warn: (text) => process.stderr.write(`${text}\n`),
      });
      process.stdout.write(`${JSON.stringify(summary)}\n`);
    });
}

function numbersOf(options: Options) {
  const { method, oneMode } = options;
  if (oneMode && method === 'birank') throw usage('--one-mode', 'BiRank needs two sides');
  const defaultTolerance = method === 'birank' ? '1e-14' : '1e-12';
  return {
    alpha: number('--alpha', options.alpha, (value) => value > 0 && value < 1),
    tolerance: number('--tolerance', options.tolerance ?? defaultTolerance, (value) => value >= 1e-15),
    seed: number('--seed', options.seed, Number.isInteger),
    communityLinks: number('--community-links', options.communityLinks, isCount),
    ...given('--half-life-days', 'halfLifeDays', options.halfLifeDays, isOverZero),
    ...given('--restart-half-life-days', 'restartHalfLifeDays', options.restartHalfLifeDays, isOverZero),
    ...given('--max-degree', 'maxDegree', options.maxDegree, isCount),
    ...given('--max-iterations', 'maxIterations', options.maxIterations, isCount),
  };
}

const isOverZero = (value: number): boolean => value > 0;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

function number(place: string, text: string, isRight: (value: number) => boolean): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isNaN(value) || !isRight(value)) throw usage(place, 'it is no such number');
  return value;
}

function given<N extends string>(
  place: string,
  name: N,
  text: string | undefined,
  isRight: (value: number) => boolean,
): Partial<Record<N, number>> {
  if (text === undefined) return {};
  return { [name]: number(place, text, isRight) } as Record<N, number>;
}
