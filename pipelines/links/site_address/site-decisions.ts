import type { ColumnValues } from '../../../src/columns/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { JudgedPlace, SiteJudgement } from './tables.ts';

/** A judged row of a source, with the site at which its address puts it. */
interface Place {
  readonly id: string;
  /** Site of the address, or one of its own for a row without address. */
  site: string;
  readonly ownSite: string;
  readonly hasAddress: boolean;
  /** Whether it stands apart from whatever else has its address. */
  isAlone: boolean;
  /** Day from which the row is known; -Infinity: always. */
  readonly knownDate: number;
  /** Day from which declared works are known at the site; Infinity: none. */
  firstWorksDate: number;
}

/**
 * Returns what analysts' decisions move: whole addresses onto the site of another one, and single rows off the site of their address.
 * Of two rows of one address that are different places, the one known later leaves it. "Same" gives way where it would bring together
 * what is "different". A site of several addresses is named after the one whose works were known first.
 */
export async function siteDecisions({ read }: ComputeContext): Promise<ColumnValues> {
  const places = await readPlaces(read);
  const pairs = await readPairs(read, places);
  const different = pairs.filter(({ decision }) => decision === 'different').map(({ rows }) => rows);
  for (const [stays, leaves] of different) {
    if (stays.site !== leaves.site) continue;
    leaves.site = leaves.ownSite;
    leaves.isAlone = true;
    leaves.firstWorksDate = Infinity;
  }
  const root = new Map([...places.values()].map(({ site }) => [site, site]));
  const rootOf = (site: string): string => {
    let up = site;
    while (root.get(up) !== up) up = root.get(up) as string;
    return up;
  };
  for (const { decision, rows } of pairs) {
    const [a, b] = [rootOf(rows[0].site), rootOf(rows[1].site)];
    const joined = (site: string): boolean => site === a || site === b;
    const isRefused = different.some((two) => two.every(({ site }) => joined(rootOf(site))));
    if (decision === 'same' && a !== b && !isRefused) root.set(b, a);
  }
  return movedColumns([...places.values()], rootOf);
}

async function readPlaces(read: ComputeContext['read']): Promise<Map<string, Place>> {
  const { rowCount, texts, numbers } = await read(JudgedPlace, [
    'place_id',
    'address_site_id',
    'own_site_id',
    'known_date',
    'first_works_date',
  ]);
  const day = (column: string, i: number, missing: number): number => {
    const value = numbers[column]?.[i] as number;
    return Number.isNaN(value) ? missing : value;
  };
  const places = new Map<string, Place>();
  for (let i = 0; i < rowCount; i++) {
    const id = texts['place_id']?.[i] as string;
    const ownSite = texts['own_site_id']?.[i] as string;
    const addressSite = texts['address_site_id']?.[i] ?? null;
    places.set(id, {
      id,
      site: addressSite ?? ownSite,
      ownSite,
      hasAddress: addressSite !== null,
      isAlone: addressSite === null,
      knownDate: day('known_date', i, -Infinity),
      firstWorksDate: day('first_works_date', i, Infinity),
    });
  }
  return places;
}

/** Returns the decisions on two known rows, of each the row first that was known first. */
async function readPairs(
  read: ComputeContext['read'],
  places: ReadonlyMap<string, Place>,
): Promise<{ readonly decision: string; readonly rows: readonly [Place, Place] }[]> {
  const { rowCount, texts } = await read(SiteJudgement, ['left_id', 'right_id', 'decision']);
  return Array.from({ length: rowCount }, (_, i) => i).flatMap((i) => {
    const left = places.get(texts['left_id']?.[i] as string);
    const right = places.get(texts['right_id']?.[i] as string);
    if (!left || !right) return [];
    const rows: [Place, Place] = right.knownDate < left.knownDate ? [right, left] : [left, right];
    return [{ decision: texts['decision']?.[i] as string, rows }];
  });
}

function movedColumns(places: readonly Place[], rootOf: (site: string) => string): ColumnValues {
  const isNamedBefore = (a: Place, b: Place): boolean =>
    a.firstWorksDate === b.firstWorksDate ? a.site < b.site : a.firstWorksDate < b.firstWorksDate;
  const sites = new Map<string, { name: Place; isShared: boolean }>();
  for (const place of places) {
    const root = rootOf(place.site);
    const site = sites.get(root);
    const name = site && !isNamedBefore(place, site.name) ? site.name : place;
    sites.set(root, { name, isShared: site !== undefined });
  }
  const moved = new Map<string, readonly [string, string, string]>();
  for (const place of places) {
    const { name, isShared } = sites.get(rootOf(place.site)) as { name: Place; isShared: boolean };
    const stays = place.isAlone ? !place.hasAddress && !isShared : name.site === place.site;
    if (stays) continue;
    const [scope, id] = place.isAlone ? ['row', place.id] : ['address', place.site];
    moved.set(`${scope} ${id}`, [scope, id, name.site] as const);
  }
  const rows = [...moved.keys()].sort().map((key) => moved.get(key) as readonly [string, string, string]);
  return {
    scope_code: rows.map(([scope]) => scope),
    moved_id: rows.map(([, id]) => id),
    site_id: rows.map(([, , site]) => site),
  };
}
