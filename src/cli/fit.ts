import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../errors.ts';
import { prepareWarehouse } from '../extract/index.ts';
import { refitModel, type FitResult } from '../model/index.ts';
import { newestKnownDate } from '../run/index.ts';
import { discoverRooms, type Model, type Room } from '../unit/index.ts';
import { dateOption, globalOptions, usage, withSession, type GlobalOptions } from './session.ts';

interface Options {
  readonly asOf?: string;
  readonly synthetic?: boolean;
  readonly ship?: string;
}

/** Returns the command `vigie fit`. */
export function fitCommand(): Command {
  return new Command('fit')
    .description('Fits a model from what the warehouse knows; it replaces the champion only if it is better.')
    .argument('<model>', 'payment_risk_able, …')
    .option('--as-of <date>', 'no outcome known later is used; by default the newest day in the data')
    .option('--synthetic', 'the warehouse holds an invented world: the version of the model says so')
    .option('--ship <dir>', 'also write forest.json and holdout.csv there: the room of the model')
    .action(async (name: string, options: Options, command: Command) => {
      const rooms = await discoverRooms();
      const model = modelOf(rooms, name);
      const asOf = options.asOf === undefined ? undefined : dateOption('--as-of', options.asOf);
      const origin = options.synthetic === true ? 'synthetic' : 'delivered';
      const [result] = await fitModels(globalOptions(command), rooms, [model], asOf, origin);
      if (result && options.ship !== undefined) ship(resolve(options.ship), result);
    });
}

/** Returns the declared model of a name. */
export function modelOf(rooms: readonly Room[], name: string): Model {
  const models = rooms.flatMap(({ definition }) => (definition.kind === 'model' ? [definition] : []));
  const model = models.find((each) => each.name === name);
  if (!model)
    throw usage(
      '<model>',
      `there is no model of that name; there are ${models.map((m) => m.name).join(', ')}`,
    );
  return model;
}

/** Fits models one after the other in one session and prints a line for each. */
export async function fitModels(
  all: GlobalOptions,
  rooms: readonly Room[],
  models: readonly Model[],
  asOf: string | undefined,
  origin: 'synthetic' | 'delivered',
): Promise<FitResult[]> {
  return withSession(all, async ({ connection, home, logger }) => {
    await prepareWarehouse(connection, rooms);
    const day = asOf ?? (await newestKnownDate(connection, rooms));
    if (day === undefined) throw usage('--as-of', 'the warehouse holds no dated row; load extracts first');
    const fit = async (model: Model): Promise<FitResult> => {
      const result = await refitModel({
        connection,
        rooms,
        model,
        modelsDir: home.models,
        asOf: day,
        origin,
        threads: all.threads,
        onDate: (date, done, total) => logger.progress(`${model.name}: as of ${date}`, done, total),
      });
      const { version, rows: count, positives } = result.model;
      const { winner, reason } = result.decision;
      const isChampion = winner === 'challenger';
      logger.info('fitted', { model: model.name, version, rows: count, positives, isChampion, reason });
      if (all.log === 'text') process.stdout.write(`${lines(result).join('\n')}\n`);
      return result;
    };
    return fitEach(models, fit, (model, { message }) => {
      logger.warn('not_fitted', { model: model.name, message });
    });
  });
}

/**
 * Returns what came of each thing that could be fitted. One that has nothing to learn from is reported and leaves the others alone.
 * @throws UsageError where none could be fitted; any other error at once.
 */
export async function fitEach<M, R>(
  models: readonly M[],
  fit: (model: M) => Promise<R>,
  onFailure: (model: M, error: UsageError) => void,
): Promise<R[]> {
  const results: R[] = [];
  let last: UsageError | undefined;
  for (const model of models) {
    try {
      results.push(await fit(model));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      last = error;
      if (models.length > 1) onFailure(model, error);
    }
  }
  if (results.length === 0 && last) throw last;
  return results;
}

function lines({ model, decision }: FitResult): string[] {
  const shown = model.holdout.map(({ metric, scorer, value, low, high }) => {
    const interval = low === undefined || high === undefined ? '' : ` (${low} to ${high})`;
    return `  ${metric.padEnd(24)} ${scorer.padEnd(28)} ${value}${interval}`;
  });
  const verdict = decision.winner === 'challenger' ? 'champion' : 'not champion';
  return [`${model.name} ${model.version}: ${verdict}, ${decision.reason}`, ...shown];
}

/** The room of a model keeps its forest and its measures, so that the next fit is compared with them. */
function ship(dir: string, { file, model }: FitResult): void {
  copyFileSync(file, join(dir, 'forest.json'));
  const rows = model.holdout.map(({ metric, scorer, value, low, high }) => ({
    metric,
    scorer,
    value,
    low,
    high,
  }));
  writeFileSync(join(dir, 'holdout.csv'), stringify(rows, { header: true }));
}
