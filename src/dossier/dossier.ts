import type { DuckDBConnection } from '@duckdb/node-api';
import { layout, ordinaryGraph } from '../graph/index.ts';
import type { NetworkView, Purpose } from '../unit/index.ts';
import { constructionFacts, readEvents, readFacts, type EmployerEvent, type Fact } from './facts.ts';
import { readIdentities } from './identities.ts';
import { neighbourhood, type Neighbourhood } from './neighbourhood.ts';
import { readEvidence, type Evidence } from './proofs.ts';
import { findSubject } from './subject.ts';

/** Something that is drawn as a point. */
export interface DossierNode {
  readonly id: string;
  /** Undefined for an employer; the kind of tie for a resource. */
  readonly type?: string;
  /** What a reader sees: the number or pseudonym, and the clear name where the purpose allows it. */
  readonly label: string;
  readonly isRoot: boolean;
  /** From -1 to 1. */
  readonly x: number;
  readonly y: number;
  readonly facts: readonly Fact[];
}

/** All that the files of a dossier are made of. */
export interface Dossier {
  readonly id: string;
  readonly asOf: string;
  readonly view: NetworkView;
  readonly purpose?: Purpose;
  readonly construction: readonly Fact[];
  readonly nodes: readonly DossierNode[];
  readonly part: Neighbourhood;
  readonly evidence: Evidence;
  readonly events: readonly EmployerEvent[];
}

export interface DossierRequest {
  readonly id: string;
  /** Day of the network: that of the run that built it. */
  readonly asOf: string;
  readonly purpose?: Purpose;
  readonly access: { readonly home: string; readonly at: string };
}

/**
 * Returns the dossier of a construction or an employer: its network with all proofs, facts and events. Without a purpose it
 * holds pseudonyms and numbers of enterprises only.
 * @throws UsageError if the network has nobody of that id; DisclosureError if the purpose is incomplete.
 */
export async function readDossier(
  connection: DuckDBConnection,
  view: NetworkView,
  { id, asOf, purpose, access }: DossierRequest,
): Promise<Dossier> {
  const subject = await findSubject(connection, view, id);
  const part = await neighbourhood(connection, view, subject.roots);
  const employers = [...part.employers.keys()];
  const facts = await readFacts(connection, view, employers);
  const names = purpose
    ? await readIdentities(connection, view, part, purpose, access)
    : new Map<string, string>();
  return {
    id,
    asOf,
    view,
    ...(purpose && { purpose }),
    construction: subject.construction === undefined ? [] : await constructionFacts(connection, view, id),
    nodes: placedNodes(part, facts, names),
    part,
    evidence: await readEvidence(connection, view, part),
    events: await readEvents(connection, view, employers, asOf),
  };
}

function placedNodes(
  part: Neighbourhood,
  facts: ReadonlyMap<string, readonly Fact[]>,
  names: ReadonlyMap<string, string>,
): DossierNode[] {
  // An enterprise that is a client of the others may be an employer of the drawing too: it is one node.
  const ids = [...new Set([...part.employers.keys(), ...part.resources])];
  const number = new Map(ids.map((id, i) => [id, i]));
  const numbersOf = (texts: readonly string[]) => Int32Array.from(texts, (id) => number.get(id) ?? -1);
  const left = [...part.ties.map(({ employer }) => employer), ...part.successions.map(({ from }) => from)];
  const right = [...part.ties.map(({ resource }) => resource), ...part.successions.map(({ to }) => to)];
  const { graph } = ordinaryGraph({ left: numbersOf(left), right: numbersOf(right) }, ids.length);
  const { x, y } = layout(graph);
  const typeOf = new Map(part.ties.map(({ resource, type }) => [resource, type]));
  const roots = new Set(part.roots);
  return ids.map((id, i) => {
    const clear = names.get(id);
    const type = part.employers.has(id) ? undefined : typeOf.get(id);
    return {
      id,
      ...(type !== undefined && { type }),
      label: clear === undefined ? id : `${clear} (${id})`,
      isRoot: roots.has(id),
      x: x[i] ?? 0,
      y: y[i] ?? 0,
      facts: facts.get(id) ?? [],
    };
  });
}
