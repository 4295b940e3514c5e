/** What became of a group of an earlier night: `nodes` of it stand in a group of this night. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly nodes: number;
  /**
   * `continues`: the group keeps its id. `splits`: nodes left a group that goes on elsewhere. `merges`: nodes of a group
   * whose id has ended came into another.
   */
  readonly kind: 'continues' | 'splits' | 'merges';
}

export interface Lineage {
  /** The id of each group of this night, by its number. */
  readonly ids: Int32Array;
  /** Ordered by `from`, then `to`. */
  readonly flows: readonly Flow[];
  /** Ids of new groups, and ids of earlier groups that nobody carries on, both ascending. */
  readonly born: readonly number[];
  readonly ended: readonly number[];
}

/**
 * Returns ids that stay from night to night: a group takes the id of the earlier group with which it shares most nodes,
 * the largest overlaps first, of equal ones the smaller earlier id, then the smaller number. A group that takes none gets
 * a new id from `nextId` on, in the order of the numbers.
 *
 * `before` and `now` hold one entry per node that stands in either night: the earlier id and the number of this night's
 * group (from 0), -1 where the node is absent. `earlierIds` are all ids of the earlier night.
 */
export function lineage(
  before: Int32Array,
  now: Int32Array,
  earlierIds: Iterable<number>,
  nextId: number,
): Lineage {
  const overlaps = countOverlaps(before, now);
  const groupCount = now.reduce((most, group) => Math.max(most, group + 1), 0);
  const ids = new Int32Array(groupCount).fill(-1);
  const carried = new Set<number>();
  const byOverlap = [...overlaps].sort((a, b) => b.nodes - a.nodes || a.from - b.from || a.group - b.group);
  for (const { from, group } of byOverlap) {
    if (ids[group] !== -1 || carried.has(from)) continue;
    ids[group] = from;
    carried.add(from);
  }
  const born: number[] = [];
  for (let group = 0; group < groupCount; group++) {
    if (ids[group] !== -1) continue;
    ids[group] = nextId + born.length;
    born.push(nextId + born.length);
  }
  const flows = overlaps.map(({ from, group, nodes }): Flow => {
    const to = ids[group] as number;
    const kind = to === from ? 'continues' : carried.has(from) ? 'splits' : 'merges';
    return { from, to, nodes, kind };
  });
  return {
    ids,
    flows: flows.sort((a, b) => a.from - b.from || a.to - b.to),
    born,
    ended: [...new Set(earlierIds)].filter((id) => !carried.has(id)).sort((a, b) => a - b),
  };
}

interface Overlap {
  readonly from: number;
  readonly group: number;
  readonly nodes: number;
}

function countOverlaps(before: Int32Array, now: Int32Array): Overlap[] {
  const counts = new Map<number, Map<number, number>>();
  for (let v = 0; v < now.length; v++) {
    const [from, group] = [before[v] as number, now[v] as number];
    if (from === -1 || group === -1) continue;
    const groups = counts.get(from) ?? new Map<number, number>();
    groups.set(group, (groups.get(group) ?? 0) + 1);
    counts.set(from, groups);
  }
  return [...counts].flatMap(([from, groups]) =>
    [...groups].map(([group, nodes]): Overlap => ({ from, group, nodes })),
  );
}
