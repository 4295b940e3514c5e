import { MultiDirectedGraph } from 'graphology';
import gexf from 'graphology-gexf';
import { html } from '../html/index.ts';
import { csvText } from '../publication/index.ts';
import type { Dossier } from './dossier.ts';

type Attributes = Readonly<Record<string, string>>;
interface Exported {
  readonly nodes: readonly { readonly id: string; readonly attributes: Attributes }[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly attributes: Attributes }[];
}

/**
 * Returns the files for other programs, by name: the network as GraphML and GEXF, and nodes, ties, every proof and the events
 * as CSV. Missing days are empty.
 */
export function exchangeFiles(dossier: Dossier): Readonly<Record<string, string>> {
  const exported = exportedGraph(dossier);
  const { part, nodes, evidence, events } = dossier;
  return {
    'network.graphml': graphml(exported),
    'network.gexf': gexfText(exported),
    'nodes.csv': csvText(
      ['id', 'kind', 'label', 'is_root', 'facts'],
      nodes.map((node) => [
        node.id,
        node.type ?? 'employer',
        node.label,
        String(node.isRoot),
        node.facts.map(({ title, value }) => `${title.fr}=${value}`).join('; '),
      ]),
    ),
    'ties.csv': csvText(
      ['employer', 'resource', 'type', 'begin_date', 'end_date', 'proof_count'],
      part.ties.map((tie) => [tie.employer, tie.resource, tie.type, tie.begin, tie.end, tie.proofCount]),
    ),
    'proofs.csv': csvText(
      ['employer', 'resource', 'type', 'begin_date', 'end_date', 'source_table', 'source_key'],
      evidence.proofs.map((p) => [
        p.employer,
        p.resource,
        p.type,
        p.begin,
        p.end,
        p.sourceTable,
        p.sourceKey,
      ]),
    ),
    'successions.csv': csvText(
      ['employer', 'successor', 'date'],
      part.successions.map(({ from, to, date }) => [from, to, date]),
    ),
    'events.csv': csvText(
      ['date', 'employer', 'event_fr', 'event_nl', 'detail'],
      events.map(({ date, employer, title, detail }) => [date, employer, title.fr, title.nl, detail]),
    ),
  };
}

function exportedGraph({ nodes, part }: Dossier): Exported {
  return {
    nodes: nodes.map(({ id, type, label }) => ({ id, attributes: { label, kind: type ?? 'employer' } })),
    links: [
      ...part.ties.map(({ employer, resource, type, begin, end }) => ({
        from: employer,
        to: resource,
        attributes: { type, begin: begin ?? '', end: end ?? '' },
      })),
      ...part.successions.map(({ from, to, date }) => ({
        from,
        to,
        attributes: { type: 'succession', begin: date ?? '', end: '' },
      })),
    ],
  };
}

function graphml({ nodes, links }: Exported): string {
  const data = (attributes: Attributes) =>
    Object.entries(attributes).map(
      ([key, value]) => value !== '' && html`<data key="${key}">${value}</data>`,
    );
  const key = (name: string, side: string) =>
    html`<key id="${name}" for="${side}" attr.name="${name}" attr.type="string"/>\n`;
  return html`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${key('label', 'node')}${key('kind', 'node')}${key('type', 'edge')}${key('begin', 'edge')}${key('end', 'edge')}<graph edgedefault="directed">
${nodes.map(({ id, attributes }) => html`<node id="${id}">${data(attributes)}</node>\n`)}${links.map(({ from, to, attributes }, i) => html`<edge id="e${i}" source="${from}" target="${to}">${data(attributes)}</edge>\n`)}</graph>
</graphml>
`.text;
}

function gexfText({ nodes, links }: Exported): string {
  const graph = new MultiDirectedGraph();
  for (const { id, attributes } of nodes) graph.addNode(id, attributes);
  for (const [i, { from, to, attributes }] of links.entries())
    graph.addDirectedEdgeWithKey(`e${i}`, from, to, attributes);
  return `${gexf.write(graph)}\n`;
}
