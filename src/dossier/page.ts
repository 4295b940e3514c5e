import { html, jsonMarkup, pageText, type Markup } from '../html/index.ts';
import { LANGUAGES, type Labels, type Language } from '../unit/index.ts';
import { browserScript } from './bundle.ts';
import type { Dossier } from './dossier.ts';
import { drawing, typeColours } from './drawing.ts';
import { byTie, rowKey, shownProofs, type Proof } from './proofs.ts';
import { said, spokenTable, WORDS } from './words.ts';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
};

const STYLE = `
.t { display: none; } html[lang=fr] .t[lang=fr], html[lang=nl] .t[lang=nl], html[lang=de] .t[lang=de] { display: inline; }
body { max-width: 90rem; } button, input, select { font: inherit; }
.bar { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center; margin: .5rem 0; }
fieldset { border: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 0; }
.swatch { display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin-right: .3em; }
#view { display: grid; grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr); gap: 1rem; }
#stage { position: relative; height: 38rem; border: 1px solid var(--line); } #still { width: 100%; height: 100%; }
#moving { display: none; position: absolute; inset: 0; } .has-webgl #moving { display: block; } .has-webgl #still { display: none; }
#still line { opacity: .75; } #still .ended { opacity: .3; } #still .hidden { display: none; } #still .chosen { stroke: #000; stroke-width: 3; }
#still [data-node] { cursor: pointer; }
#side { height: 38rem; overflow: auto; } #nodes { width: 100%; } #side table { font-size: .85rem; }
#until { width: 22rem; max-width: 60vw; } details { border-top: 1px solid var(--line); padding: .2rem 0; }
.cells { overflow-wrap: anywhere; font-size: .8rem; }
#annexes { content-visibility: auto; contain-intrinsic-size: auto 60rem; }
@page { size: A4; margin: 15mm; }
@media (max-width: 60rem) { #view { grid-template-columns: minmax(0, 1fr); } }
@media print { .screen, #moving, #side { display: none !important; } #view { display: block; } .has-webgl #still { display: block; }
  #stage { height: 170mm; border: 0; } #annexes { content-visibility: visible; } .scroll { overflow: visible; } table { font-size: 8pt; width: 100%; } td { overflow-wrap: anywhere; } thead { display: table-header-group; } }
`;

/**
 * Returns the dossier as one page that needs no network: for a screen with a drawing that moves, a slider over time, filters
 * and the source rows of each tie; on paper with a still drawing and the same tables. The same dossier gives the same bytes.
 */
export async function dossierPage(dossier: Dossier, language: Language): Promise<string> {
  const colours = typeColours(Object.keys(dossier.view.types));
  const title = `${WORDS.dossier[language]} ${dossier.id} · ${dossier.asOf}`;
  const body = html`${heading(dossier)}
${controls(dossier, colours)}
<div id="view"><div id="stage" tabindex="0" role="application" aria-label="${WORDS.drawing[language]}">
${drawing(dossier, colours, WORDS.drawing[language])}<div id="moving"></div></div>
<div id="side" class="screen"><label>${said(WORDS.search)} <input id="search" type="search"></label>
<select id="nodes" size="8" aria-label="${WORDS.nodes[language]}"></select>
<div id="node" aria-live="polite"><p class="soft">${said(WORDS.choose)}</p></div></div></div>
${annexes(dossier)}
<script type="application/json" id="data">${jsonMarkup(pageData(dossier, colours))}</script>`;
  return pageText({ language, title, body, style: STYLE, script: await browserScript() });
}

function heading({ id, asOf, purpose, construction, part }: Dossier): Markup {
  const { employers, resources } = part.leftOut;
  return html`<div class="bar screen" role="group" aria-label="language">${LANGUAGES.map((code) => html`<button data-language="${code}" lang="${code}">${LANGUAGE_NAMES[code]}</button>`)}</div>
<h1>${said(WORDS.dossier)} ${id}</h1>
<p>${said(WORDS.asOf)} ${asOf}. ${part.employers.size} ${said(WORDS.employers)}, ${part.ties.length} ${said(WORDS.ties)}.
${employers + resources > 0 && html`${said(WORDS.leftOut)}: ${employers} ${said(WORDS.employers)}, ${resources} ${said(WORDS.resource)}.`}</p>
<p class="soft">${said(WORDS.caution)}<br>
${purpose ? html`${said(WORDS.clear)} ${purpose.reason} · ${purpose.legalBasis}` : said(WORDS.pseudonyms)}</p>
${construction.length > 0 && html`<ul>${construction.map(({ title, value }) => html`<li>${said(title)}: ${value}</li>`)}</ul>`}`;
}

function controls({ view, part, asOf }: Dossier, colours: Readonly<Record<string, string>>): Markup {
  const used = new Set(part.ties.map(({ type }) => type));
  const boxes = Object.entries(view.types)
    .filter(([type]) => used.has(type))
    .map(
      ([type, labels]) =>
        html`<label><input type="checkbox" name="type" value="${type}" checked><span class="swatch" style="background:${colours[type]}"></span>${said(labels)}</label>`,
    );
  return html`<h2>${said(WORDS.network)}</h2>
<div class="bar"><fieldset><legend>${said(WORDS.type)}</legend>${boxes}</fieldset>
<label class="screen">${said(WORDS.until)} <output id="day">${asOf}</output><br><input id="until" type="range" min="0" max="0" value="0"></label>
<p id="notice" class="soft screen" hidden>${said(WORDS.fallback)} <button id="move" type="button">${said(WORDS.moving)}</button></p></div>`;
}

function annexes(dossier: Dossier): Markup {
  const { nodes, part, events, view, evidence } = dossier;
  const label = new Map(nodes.map((node) => [node.id, node.label]));
  const name = (id: string): string => label.get(id) ?? id;
  const proofsOf = byTie(evidence.proofs);
  const sources = (employer: string, resource: string, type: string): string =>
    shownProofs(proofsOf.get(`${employer}\n${resource}\n${type}`) ?? [])
      .map(({ sourceTable, sourceKey }) => `${sourceTable} ${sourceKey}`)
      .join('; ');
  const kind = (type: string): Labels => view.types[type] ?? { nl: type, fr: type, de: type };
  const employers = nodes.filter(({ type }) => type === undefined);
  return html`<div id="annexes"><h2>${said(WORDS.timeline)}</h2>
${spokenTable(
  WORDS.timeline,
  [WORDS.day, WORDS.employer, WORDS.event],
  events.map((event) => [
    event.date,
    name(event.employer),
    html`${said(event.title)}${event.detail !== null && ` (${event.detail})`}`,
  ]),
)}
<h2>${said(WORDS.employers)}</h2>
${spokenTable(
  WORDS.employers,
  [WORDS.employer, WORDS.facts],
  employers.map((node) => [
    node.label,
    node.facts.map(({ title, value }, i) => html`${i > 0 && ' · '}${said(title)}: ${value}`),
  ]),
)}
${
  part.successions.length > 0 &&
  html`<h2>${said(WORDS.succession)}</h2>${spokenTable(
    WORDS.succession,
    [WORDS.day, WORDS.employer, WORDS.employer],
    part.successions.map(({ from, to, date }) => [date, name(from), name(to)]),
  )}`
}
<h2>${said(WORDS.ties)}</h2>
${spokenTable(
  WORDS.ties,
  [WORDS.employer, WORDS.type, WORDS.resource, WORDS.begin, WORDS.end, WORDS.proofs],
  part.ties.map((tie) => [
    name(tie.employer),
    said(kind(tie.type)),
    name(tie.resource),
    tie.begin,
    tie.end,
    `${tie.proofCount}: ${sources(tie.employer, tie.resource, tie.type)}`,
  ]),
)}</div>`;
}

/** What the script of the page reads: nodes and rows once, ties by their numbers. */
function pageData(dossier: Dossier, colours: Readonly<Record<string, string>>): unknown {
  const number = new Map(dossier.nodes.map(({ id }, i) => [id, i]));
  const proofsOf = byTie(dossier.evidence.proofs);
  const proof = (p: Proof) => ({
    table: p.sourceTable,
    key: p.sourceKey,
    begin: p.begin,
    end: p.end,
    rows: dossier.evidence.rows.get(rowKey(p)) ?? [],
  });
  return {
    asOf: dossier.asOf,
    words: WORDS,
    types: Object.entries(dossier.view.types).map(([code, labels]) => ({
      code,
      labels,
      colour: colours[code],
    })),
    nodes: dossier.nodes.map(({ label, type, isRoot, x, y, facts }) => ({
      label,
      type,
      isRoot,
      x,
      y,
      facts,
    })),
    ties: dossier.part.ties.map(({ employer, resource, type, begin, end, proofCount }) => ({
      from: number.get(employer),
      to: number.get(resource),
      type,
      begin,
      end,
      proofCount,
      proofs: shownProofs(proofsOf.get(`${employer}\n${resource}\n${type}`) ?? []).map(proof),
    })),
    successions: dossier.part.successions.map(({ from, to, date }) => ({
      from: number.get(from),
      to: number.get(to),
      begin: date,
    })),
  };
}
