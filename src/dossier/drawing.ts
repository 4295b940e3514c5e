import { html, type Markup } from '../html/index.ts';
import type { Dossier, DossierNode } from './dossier.ts';

/** Colours that people with any colour vision tell apart (Okabe and Ito, 2008); employers are black. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a7a00'] as const;

/** Returns the colour of each kind of tie, in the order of their declaration. */
export function typeColours(types: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(types.map((type, i) => [type, COLOURS[i % COLOURS.length] ?? COLOURS[0]]));
}

const HALF = 500;
const at = (value: number): number => Math.round(value * HALF * 0.95 * 10) / 10;

/** Returns the network as a still picture: for print, and for a browser that cannot draw the moving one. */
export function drawing(dossier: Dossier, colours: Readonly<Record<string, string>>, title: string): Markup {
  const place = new Map(dossier.nodes.map((node, index) => [node.id, { node, index }]));
  const line = (from: string, to: string, colour: string, extra: Markup): Markup => {
    const [a, b] = [place.get(from)?.node, place.get(to)?.node];
    if (!a || !b) return html``;
    return html`<line x1="${at(a.x)}" y1="${at(a.y)}" x2="${at(b.x)}" y2="${at(b.y)}" stroke="${colour}"${extra}/>`;
  };
  const ties = dossier.part.ties.map((tie) =>
    line(
      tie.employer,
      tie.resource,
      colours[tie.type] ?? '#777',
      html`${tie.end !== null && html` class="ended"`}`,
    ),
  );
  const arrows = dossier.part.successions.map((succession) =>
    line(succession.from, succession.to, '#000', html` stroke-width="2.5" marker-end="url(#arrow)"`),
  );
  return html`<svg id="still" xmlns="http://www.w3.org/2000/svg" viewBox="-520 -520 1040 1040" role="img" aria-label="${title}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="14" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
<g stroke-width="1.2">${ties}${arrows}</g>
<g>${dossier.nodes.map((node, i) => point(node, i, colours))}</g></svg>`;
}

function point(node: DossierNode, index: number, colours: Readonly<Record<string, string>>): Markup {
  const [x, y] = [at(node.x), at(node.y)];
  const tooltip = html`<title>${node.label}</title>`;
  if (node.type !== undefined) {
    return html`<circle cx="${x}" cy="${y}" r="4" fill="${colours[node.type] ?? '#777'}" data-node="${index}">${tooltip}</circle>`;
  }
  const size = node.isRoot ? 9 : 6;
  return html`<g data-node="${index}"><rect x="${x - size}" y="${y - size}" width="${2 * size}" height="${2 * size}" fill="${node.isRoot ? '#b00020' : '#1b2733'}">${tooltip}</rect><text x="${x + size + 2}" y="${y + 3}" font-size="9">${node.label}</text></g>`;
}
