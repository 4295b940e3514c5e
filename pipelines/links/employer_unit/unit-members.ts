import { createHash } from 'node:crypto';
import type { ColumnValues } from '../../../src/columns/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { EmployerUnitTie } from './tables.ts';

interface Member {
  parent: string;
  begin: number;
  end: number;
}

/**
 * Returns the enterprises of each unit: those that ties connect, directly or through others, each with the days of its own ties.
 * Rows by CBE number; a tie that runs on has no end.
 */
export async function unitMembers({ read }: ComputeContext): Promise<ColumnValues> {
  const ties = await read(EmployerUnitTie, ['left_cbe_number', 'right_cbe_number', 'begin_date', 'end_date']);
  const [left = [], right = []] = [
    ties.texts['left_cbe_number'],
    ties.texts['right_cbe_number'],
  ] as string[][];
  const [begin, end] = [ties.numbers['begin_date'], ties.numbers['end_date']] as [Float64Array, Float64Array];
  const members = new Map<string, Member>();
  const rootOf = (cbe: string): string => {
    let root = cbe;
    for (let up = members.get(root); up && up.parent !== root; up = members.get(root)) root = up.parent;
    return root;
  };
  for (let i = 0; i < ties.rowCount; i++) {
    const pair = [left[i] as string, right[i] as string] as const;
    const from = begin[i] as number;
    const until = Number.isNaN(end[i]) ? Infinity : (end[i] as number);
    for (const cbe of pair) {
      const member = members.get(cbe) ?? { parent: cbe, begin: from, end: until };
      member.begin = Math.min(member.begin, from);
      member.end = Math.max(member.end, until);
      members.set(cbe, member);
    }
    const [a, b] = pair.map(rootOf).sort() as [string, string];
    (members.get(b) as Member).parent = a;
  }
  return columnsOf(members, rootOf);
}

/** A unit is named after its smallest number, which is its root. */
function columnsOf(members: ReadonlyMap<string, Member>, rootOf: (cbe: string) => string): ColumnValues {
  const numbers = [...members.keys()].sort();
  const roots = numbers.map(rootOf);
  const sizes = new Map<string, number>();
  for (const root of roots) sizes.set(root, (sizes.get(root) ?? 0) + 1);
  const of = (cbe: string): Member => members.get(cbe) as Member;
  return {
    unit_id: roots.map((root) => `U${createHash('md5').update(root).digest('hex').slice(0, 16)}`),
    cbe_number: numbers,
    member_count: roots.map((root) => sizes.get(root) ?? 0),
    begin_date: numbers.map((cbe) => of(cbe).begin),
    end_date: numbers.map((cbe) => (of(cbe).end === Infinity ? NaN : of(cbe).end)),
  };
}
