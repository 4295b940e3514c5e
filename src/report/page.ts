import { chart, Plot } from '../chart/index.ts';
import { html, pageText, table, type Markup } from '../html/index.ts';
import type { HitRate } from '../feedback/index.ts';
import { COMMON_EXCLUSIONS, type Ranker } from '../ranking/index.ts';
import type { List } from '../unit/index.ts';
import type { ListChange, SourceLoad } from './data.ts';
import { DISTRICTS } from './districts.ts';
import { guardTable, rankedBy, titleOf, withheldLists, type StoppedGuard } from './ranked-by.ts';
import { REPORT_LANGUAGES, word, type ReportLanguage, type Word } from './words.ts';

/** What a run says of one of its lists. */
export interface ReportedList {
  readonly list: List;
  readonly period: string;
  readonly ranker: Ranker;
  readonly targets: number;
  readonly districts: readonly {
    readonly district: string;
    readonly eligible: number;
    readonly chosen: number;
    readonly excluded: Readonly<Record<string, number>>;
  }[];
}

/** All that stands on the report of a run; no row of a person, no clock. */
export interface Report {
  readonly job: string;
  readonly asOf: string;
  readonly quarter: string;
  readonly loads: readonly SourceLoad[];
  readonly notDelivered: readonly string[];
  readonly findings: readonly { readonly room: string; readonly sentence: string; readonly count: number }[];
  readonly lists: readonly ReportedList[];
  readonly changes: readonly ListChange[];
  readonly rates: readonly HitRate[];
  /** Every list of the project: a withheld one has a title too. */
  readonly declared: readonly List[];
  readonly withheld: readonly StoppedGuard[];
}

const STYLE = `
.languages { display: flex; gap: .5rem; margin-bottom: 1rem; }
.languages button { font: inherit; padding: .3rem .8rem; border: 1px solid var(--accent); background: #fff; color: var(--accent); cursor: pointer; }
.languages button[aria-pressed="true"] { background: var(--accent); color: #fff; }
@media print { .languages { display: none; } }`;

/** Without script all languages stand below one another; with it, one at a time. */
const SCRIPT = `
const sections = [...document.querySelectorAll('[data-language]')];
const buttons = [...document.querySelectorAll('.languages button')];
function show(language) {
  for (const section of sections) section.hidden = section.dataset.language !== language;
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === language));
  document.documentElement.lang = language;
}
for (const button of buttons) button.addEventListener('click', () => show(button.value));
document.querySelector('.languages').hidden = false;
show('fr');`;

/** Returns the report of a run as one page that needs no network, in French, Dutch and English. */
export function reportPage(report: Report): string {
  const title = `vigie · ${report.job} · ${report.asOf}`;
  const buttons = REPORT_LANGUAGES.map(
    (language) =>
      html`<button type="button" value="${language}" lang="${language}">${word('language', language)}</button>`,
  );
  const body = html`<nav class="languages" aria-label="Langue / Taal / Language" hidden>${buttons}</nav>
${REPORT_LANGUAGES.map((language) => section(report, language))}`;
  return pageText({ language: 'fr', title, body, style: STYLE, script: SCRIPT });
}

function section(report: Report, language: ReportLanguage): Markup {
  const say = (name: Word) => word(name, language);
  return html`<div data-language="${language}" lang="${language}">
<h1>${say('title')} : ${report.job}</h1>
<p>${say('asOf')} ${report.asOf}, ${say('quarter')} ${report.quarter}. <span class="soft">${say('proposal')}</span></p>
<h2>${say('lists')}</h2>
${report.lists.map((list) => listSection(list, report, language))}
${withheldLists(report.withheld, report.declared, language)}
${guardTable(report.withheld, report.declared, language)}
<h2>${say('hitRates')}</h2>
${rateSection(report.rates, language)}
<h2>${say('loads')}</h2>
${table(say('loads'), report.loads, [
  { title: say('source'), value: ({ source }) => source },
  { title: say('files'), value: ({ files }) => files, isNumber: true },
  { title: say('refused'), value: ({ refused }) => refused, isNumber: true },
  { title: say('read'), value: ({ read }) => read, isNumber: true },
  { title: say('staged'), value: ({ staged }) => staged, isNumber: true },
  { title: say('rejected'), value: ({ rejected }) => rejected, isNumber: true },
])}
<p>${say('notDelivered')} : ${report.notDelivered.join(', ') || say('none')}</p>
${
  report.findings.length > 0 &&
  table(say('warnings'), report.findings, [
    { title: say('source'), value: ({ room }) => room },
    { title: say('warning'), value: ({ sentence }) => html`<span lang="en">${sentence}</span>` },
    { title: say('count'), value: ({ count }) => count, isNumber: true },
  ])
}
</div>`;
}

function listSection(
  { list, period, ranker, targets, districts }: ReportedList,
  { changes, withheld }: Report,
  language: ReportLanguage,
): Markup {
  const say = (name: Word) => word(name, language);
  const title = titleOf(list, language);
  const change = changes.find((candidate) => candidate.list === list.name);
  const excluded = new Map<string, number>();
  for (const district of districts)
    for (const [code, count] of Object.entries(district.excluded))
      excluded.set(code, (excluded.get(code) ?? 0) + count);
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  return html`<section><h3>${title}, ${period} : ${targets}</h3>
${rankedBy(ranker, list, withheld, language)}
${tileMap(districts, `${say('mapAlt')}, ${title} ${period}`, language)}
${table(`${title} ${period}`, districts, [
  { title: say('district'), value: ({ district }) => districtName(district, language) },
  { title: say('eligible'), value: ({ eligible }) => eligible, isNumber: true },
  { title: say('chosen'), value: ({ chosen }) => chosen, isNumber: true },
  { title: say('excluded'), value: (row) => sum(row.excluded), isNumber: true },
])}
${
  excluded.size > 0 &&
  table(say('exclusions'), [...excluded].sort(), [
    {
      title: say('reason'),
      value: ([code]) => `${code}: ${(list.exclusions[code] ?? COMMON_EXCLUSIONS[code])?.[language] ?? ''}`,
    },
    { title: say('count'), value: ([, count]) => count, isNumber: true },
  ])
}
<p>${say('changes')} : ${
    change?.previous
      ? `${change.previous.period} v${change.previous.version} : ${change.added} ${say('added')}, ${change.kept} ${say('kept')}, ${change.gone} ${say('gone')}.`
      : say('noPrevious')
  }</p></section>`;
}

function districtName(code: string, language: ReportLanguage): string {
  if (code === '') return word('unknown', language);
  return DISTRICTS.find((district) => district.code === code)?.labels[language] ?? code;
}

/** One tile per district; a district that the map does not know is in the table below it. */
function tileMap(districts: ReportedList['districts'], alt: string, language: ReportLanguage): Markup {
  const chosen = new Map(districts.map(({ district, chosen }) => [district, chosen]));
  const tiles = DISTRICTS.map(({ code, column, row, labels }) => {
    return { column, row, name: labels[language], count: chosen.get(code) ?? 0 };
  });
  const most = Math.max(1, ...tiles.map(({ count }) => count));
  return chart(alt, {
    width: 620,
    height: 300,
    margin: 4,
    x: { axis: null, type: 'band', padding: 0.05 },
    y: { axis: null, type: 'band', padding: 0.08 },
    color: { type: 'linear', domain: [0, most], range: ['#e8f0f8', '#7fb2de'] },
    marks: [
      Plot.cell(tiles, { x: 'column', y: 'row', fill: 'count', rx: 6 }),
      Plot.text(tiles, { x: 'column', y: 'row', text: 'name', dy: -14, fill: '#1b2733', fontSize: 13 }),
      Plot.text(tiles, {
        x: 'column',
        y: 'row',
        text: ({ count }: { count: number }) => String(count),
        dy: 12,
        fill: '#1b2733',
        fontSize: 22,
        fontWeight: 'bold',
      }),
    ],
  });
}

function rateSection(rates: readonly HitRate[], language: ReportLanguage): Markup {
  const say = (name: Word) => word(name, language);
  if (rates.length === 0) return html`<p>${say('noResults')}</p>`;
  const judged = rates.filter(({ rate }) => !Number.isNaN(rate));
  const bars = judged.map(({ group, rate, interval }) => ({ group, rate, ...interval }));
  return html`${
    bars.length > 0 &&
    chart(say('rateAlt'), {
      width: 620,
      marginLeft: 160,
      x: { domain: [0, 1], label: say('rate'), tickFormat: '.0%', grid: true },
      y: { label: null, type: 'point' },
      marks: [
        Plot.ruleY(bars, { y: 'group', x1: 'low', x2: 'high', stroke: '#5a6875', strokeWidth: 3 }),
        Plot.dot(bars, { y: 'group', x: 'rate', fill: '#0b5cad', r: 6 }),
      ],
    })
  }
${table(say('hitRates'), rates, [
  { title: say('group'), value: ({ group }) => group },
  { title: say('issued'), value: ({ issued }) => issued, isNumber: true },
  { title: say('hits'), value: ({ outcomes }) => outcomes.hit, isNumber: true },
  { title: say('clear'), value: ({ outcomes }) => outcomes.no_infringement, isNumber: true },
  { title: say('pending'), value: ({ pending }) => pending, isNumber: true },
  { title: say('rate'), value: ({ rate }) => percent(rate), isNumber: true },
  { title: say('interval'), value: ({ interval }) => `${percent(interval.low)} – ${percent(interval.high)}` },
  {
    title: say('random'),
    value: ({ random }) => (random.rows === 0 ? '–' : percent(random.share)),
    isNumber: true,
  },
  {
    title: say('euro'),
    value: ({ regularisedCents }) => (regularisedCents / 100).toFixed(2),
    isNumber: true,
  },
])}`;
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);
