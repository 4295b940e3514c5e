import type { ColumnValues, TableColumns } from '../../../src/columns/index.ts';
import { connectedComponents, ordinaryGraph } from '../../../src/graph/index.ts';
import { lastDayOf, parseQuarter } from '../../../src/identifiers/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { ConstructionTie } from './tables.ts';

/**
 * Constructions are the connected components of the ties. A construction is named after the first employer of the tie that
 * was known first: whatever is added later, the name stays, and the run of a past day gives the same names again. Of two
 * that grow together the older name stays; a part that is split off is named after its own first tie.
 */
interface Ties {
  /** Members in order of matricule. */
  readonly members: readonly string[];
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly isSuccession: readonly boolean[];
  /** Days since 1970-01-01. */
  readonly knownDays: readonly number[];
}

/**
 * Returns one row per employer with a tie: the founder of its construction, the founder of its construction when the quarter
 * ended, and its place in the chain of ends and successions (1 = nobody before it).
 */
export async function constructionGroups({ read, parameters }: ComputeContext): Promise<ColumnValues> {
  const columns = await read(ConstructionTie, [
    'noss_registration_number',
    'other_registration_number',
    'tie_code',
    'known_date',
  ]);
  const quarterEnd = Date.parse(lastDayOf(parseQuarter(parameters.quarter))) / 86_400_000;
  const now = tiesKnownBy(columns, Infinity);
  const earlier = tiesKnownBy(columns, quarterEnd);
  const earlierFounders = founders(earlier);
  const earlierOf = new Map(earlier.members.map((member, i) => [member, earlierFounders[i] ?? null]));
  return {
    noss_registration_number: now.members,
    founder_registration_number: founders(now),
    earlier_founder_registration_number: now.members.map((member) => earlierOf.get(member) ?? null),
    generation: generations(now),
  };
}

function tiesKnownBy(columns: TableColumns, day: number): Ties {
  const known = columns.numbers['known_date'] ?? new Float64Array();
  const column = (name: string): readonly (string | null)[] => columns.texts[name] ?? [];
  const [from, to, codes] = [
    column('noss_registration_number'),
    column('other_registration_number'),
    column('tie_code'),
  ];
  const rows = Array.from(known.keys()).filter((row) => (known[row] as number) <= day);
  const members = [...new Set(rows.flatMap((row) => [from[row] ?? '', to[row] ?? '']))].sort();
  const number = new Map(members.map((member, i) => [member, i]));
  const numbersOf = (names: readonly (string | null)[]): Int32Array =>
    Int32Array.from(rows, (row) => number.get(names[row] ?? '') ?? -1);
  return {
    members,
    left: numbersOf(from),
    right: numbersOf(to),
    isSuccession: rows.map((row) => codes[row] === 'succession'),
    knownDays: rows.map((row) => known[row] as number),
  };
}

/** The founder of the construction of each member. */
function founders({ members, left, right, knownDays }: Ties): string[] {
  const { of } = connectedComponents(ordinaryGraph({ left, right }, members.length).graph);
  const order = Array.from(knownDays.keys()).sort(
    (a, b) => (knownDays[a] as number) - (knownDays[b] as number) || a - b,
  );
  const founderOf = new Map<number, string>();
  for (const tie of order) {
    const group = of[left[tie] as number] as number;
    if (!founderOf.has(group)) founderOf.set(group, members[left[tie] as number] ?? '');
  }
  return members.map((_, i) => founderOf.get(of[i] as number) ?? '');
}

/** Chains of more employers than this are counted no further. */
const LONGEST_CHAIN = 50;

/** Longest chain of successions that ends at each member; a successor ends later than whom it follows, so chains end. */
function generations({ members, left, right, isSuccession }: Ties): Int32Array {
  const generation = new Int32Array(members.length).fill(1);
  for (let changed = true; changed;) {
    changed = false;
    for (let tie = 0; tie < left.length; tie++) {
      const next = (generation[left[tie] as number] as number) + 1;
      if (!isSuccession[tie] || next > LONGEST_CHAIN) continue;
      if ((generation[right[tie] as number] as number) >= next) continue;
      generation[right[tie] as number] = next;
      changed = true;
    }
  }
  return generation;
}
