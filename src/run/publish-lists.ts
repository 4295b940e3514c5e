import { gatherIssuedRows, type IssuedList } from '../feedback/index.ts';
import { logAccess } from '../privacy/index.ts';
import { publishList } from '../publication/index.ts';
import {
  clearTakenGroups,
  isModelHeard,
  judgedCandidate,
  rankList,
  sharedGroups,
  takeIssuedGroups,
  writeSignals,
  type Ranking,
} from '../ranking/index.ts';
import { explanationsOf, type List, type Room } from '../unit/index.ts';
import type { ListSummary } from './manifest.ts';
import type { RunOptions } from './run.ts';
import { isStopped, type Withheld } from './withhold.ts';

/** Returns the lists that the rooms declare. */
export const listsIn = (rooms: readonly Room[]): List[] =>
  rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));

interface Issue {
  readonly seed: string;
  readonly history: readonly IssuedList[];
  readonly asOf: string;
  /** Folder in which the files are written. */
  readonly staging: string;
  readonly withheld: readonly Withheld[];
}

/**
 * Ranks the lists of a run one after the other, so that no target stands on two, then writes their files: only the last list tells
 * which rows of the first are shared.
 */
export async function publishLists(
  options: RunOptions,
  lists: readonly List[],
  issue: Issue,
): Promise<ListSummary[]> {
  const { connection, home, rooms } = options;
  const issued = lists.filter((list) => !isStopped(issue.withheld, list, 'list'));
  const rankings = new Map<List, Ranking>();
  await takeEarlierGroups(options, issue);
  for (const list of issued) rankings.set(list, await rankOne(options, list, issue));
  const summaries: ListSummary[] = [];
  for (const [list, { period, ranker, districts }] of rankings) {
    const { rowCount } = await publishList({
      connection,
      list,
      period,
      outDir: issue.staging,
      candidates: judgedCandidate(list),
      sharedWith: await sharedGroups(connection, list, issued),
      ...(isModelHeard(ranker) && {
        model: { version: ranker.version, explanations: explanationsOf(rooms, list) },
      }),
      logAccess: (access) => logAccess(home.dir, access),
    });
    const tallies = districts.map(({ district, eligible, chosen, excluded }) => ({
      district,
      eligible,
      chosen,
      excluded,
    }));
    const summary = { list: list.name, period, ranker: { ...ranker }, targets: rowCount, districts: tallies };
    summaries.push(summary);
    options.onList?.(summary);
  }
  await writeSignals(connection, issued, issue.asOf);
  return summaries;
}

async function takeEarlierGroups(
  { connection, home, job, rooms, historyRuns = home.runs }: RunOptions,
  { history }: Issue,
): Promise<void> {
  await clearTakenGroups(connection);
  await gatherIssuedRows(connection, historyRuns, history);
  await takeIssuedGroups(
    connection,
    listsIn(rooms).filter(({ name }) => !job.lists.includes(name)),
  );
}

async function rankOne(
  { connection, rooms }: RunOptions,
  list: List,
  { asOf, seed, withheld }: Issue,
): Promise<Ranking> {
  const feedback = rooms.flatMap(({ definition }) =>
    definition.kind === 'source' && definition.feedback ? [definition.feedback] : [],
  )[0];
  return rankList({
    connection,
    list,
    asOfDate: asOf,
    seed,
    isModelStopped: isStopped(withheld, list, 'model'),
    modelReasons: explanationsOf(rooms, list).map(({ reason }) => reason),
    ...(feedback && { feedback }),
  });
}
