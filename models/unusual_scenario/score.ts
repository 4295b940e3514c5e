import type { ColumnValues, TableColumns } from '../../src/columns/index.ts';
import { binnedCodes, peerDeviations } from '../../src/evaluation/index.ts';
import { anomalyScore, fitIsolationForest, type Column } from '../../src/forest/index.ts';
import type { ComputeContext } from '../../src/unit/index.ts';
import { COMPARED, UnusualScenario, UnusualScenarioCandidate, UnusualScenarioReason } from './tables.ts';

/**
 * Unusual employers, without labels: an isolation forest over the features in quantile bins and over their robust deviations
 * from the peers. Fitted anew each time, so a score is a rank of one day.
 */
const NAMES = COMPARED.map(({ name }) => name);
const PEERS = ['committee_code', 'size_code', 'region_code'] as const;
/** Changes with the features and the settings below. */
const VERSION = 'unusual_scenario-isolation-1';
/** Fewer employers have no usual. */
const FEWEST = 50;
/** Beyond this many robust standard deviations all values are alike far, so that one odd value does not fill the forest. */
const FARTHEST = 10;
/** A reason is told from here on; a normal variable passes it once in 740 times. */
const TOLD_FROM = 3;
const MOST_REASONS = 5;
/** Reasons are kept for the first in a hundred. */
const EXPLAINED_SHARE = 0.01;

/** Returns the isolation score and the ranks of all candidates; no row where there are too few to compare. */
export async function scoreUnusual({ read }: ComputeContext): Promise<ColumnValues> {
  const columns = await read(UnusualScenarioCandidate, ['subject_id', ...PEERS, ...NAMES]);
  const { rowCount, texts } = columns;
  if (rowCount < FEWEST) return empty(UnusualScenario.columns);
  const frame = {
    rowCount,
    columns: NAMES.flatMap((name): Column[] => [
      { name: `${name} bin`, values: Float64Array.from(binnedCodes(valuesOf(columns, name)), missingToNaN) },
      { name: `${name} deviation`, values: deviationsOf(columns, name) },
    ]),
  };
  const scores = anomalyScore(fitIsolationForest(frame, { trees: 300, seed: 1 }), frame);
  const order = Uint32Array.from(scores, (_, row) => row).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
  const ranks = new Float64Array(rowCount);
  const committeeRanks = new Float64Array(rowCount);
  const counts = new Map<string | null, number>();
  const committees = texts['committee_code'] ?? [];
  order.forEach((row, i) => {
    const committee = committees[row] ?? null;
    const place = (counts.get(committee) ?? 0) + 1;
    counts.set(committee, place);
    ranks[row] = i + 1;
    committeeRanks[row] = place;
  });
  return {
    subject_id: texts['subject_id'] ?? [],
    anomaly_score: scores,
    score_rank: ranks,
    committee_code: committees,
    committee_rank: committeeRanks,
    committee_count: Float64Array.from(committees, (committee) => counts.get(committee) as number),
    model_version: new Array<string>(rowCount).fill(VERSION),
  };
}

/** Returns for the most unusual employers the features that lie farthest from their peers. */
export async function explainUnusual({ read }: ComputeContext): Promise<ColumnValues> {
  const columns = await read(UnusualScenarioCandidate, ['subject_id', ...PEERS, ...NAMES]);
  const { numbers } = await read(UnusualScenario, ['score_rank']);
  const ranks = numbers['score_rank'] ?? new Float64Array();
  if (ranks.length === 0) return empty(UnusualScenarioReason.columns);
  const limit = Math.max(FEWEST, Math.ceil(ranks.length * EXPLAINED_SHARE));
  const deviations = NAMES.map((name) => deviationsOf(columns, name));
  const rows = Array.from(ranks.keys()).filter((row) => (ranks[row] as number) <= limit);
  const reasons = rows.flatMap((row) => reasonsOf(columns, deviations, row));
  return Object.fromEntries(
    Object.keys(UnusualScenarioReason.columns).map((name) => [
      name,
      reasons.map((reason) => reason[name] as string),
    ]),
  );
}

function reasonsOf(
  columns: TableColumns,
  deviations: readonly Float64Array[],
  row: number,
): Readonly<Record<string, string | number>>[] {
  return COMPARED.map((feature, f) => ({
    ...feature,
    deviation: (deviations[f] as Float64Array)[row] as number,
  }))
    .filter(({ deviation }) => Math.abs(deviation) >= TOLD_FROM)
    .sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_REASONS)
    .map(({ name, theme, deviation }, i) => {
      const value = String(Math.round((valuesOf(columns, name)[row] as number) * 100) / 100);
      return {
        subject_id: columns.texts['subject_id']?.[row] as string,
        feature_name: name,
        theme_code: theme,
        reason_rank: i + 1,
        deviation_ratio: deviation,
        value_text: value,
      };
    });
}

/** Deviations from peers of the same committee, size and region; of the same committee and size; of the same committee. */
function deviationsOf(columns: TableColumns, name: string): Float64Array {
  const groups = PEERS.map((peer) => columns.texts[peer] ?? []);
  const levels = [3, 2, 1].map((depth) =>
    Array.from({ length: columns.rowCount }, (_, row) =>
      groups
        .slice(0, depth)
        .map((group) => group[row] ?? '')
        .join('|'),
    ),
  );
  const values = valuesOf(columns, name);
  const known = values.filter((value) => !Number.isNaN(value));
  return peerDeviations(values, { levels, smallestSpread: smallestSpread(known) }).map((deviation) =>
    Math.max(-FARTHEST, Math.min(FARTHEST, deviation)),
  );
}

/** Where most peers are alike (no worker taken over, no director changed), a twentieth of the range of nearly all counts as a spread. */
function smallestSpread(known: Float64Array): number {
  const sorted = known.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return Math.max((at(0.99) - at(0.01)) / 20, Number.EPSILON);
}

function valuesOf(columns: TableColumns, name: string): Float64Array {
  return columns.numbers[name] ?? new Float64Array(columns.rowCount).fill(NaN);
}

const missingToNaN = (code: number): number => (code < 0 ? NaN : code);

function empty(columns: object): ColumnValues {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, []]));
}
