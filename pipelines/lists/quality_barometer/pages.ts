import { placedParts, type BarometerLanguage, type Domain } from '../../../src/barometer/index.ts';
import { chart, Plot } from '../../../src/chart/index.ts';
import { html, pageText, table, type Markup } from '../../../src/html/index.ts';
import { BAROMETER } from '../../features/provider_quarter/indicators.ts';
import type { BarometerRows, Moved, ProviderRows } from './rows.ts';
import { GRADE_LABELS, SELECTION_LABELS, WORDS, type Word } from './words.ts';

const STYLE = `
.grade { padding: .1rem .5rem; border-radius: .3rem; white-space: nowrap; font-weight: 600; border: 1px solid currentColor; }
.grade.good { color: #12633b; } .grade.less_good { color: #8a5200; } .grade.bad { color: #a1171f; }
@page { size: A4; margin: 15mm; }
@media print { .scroll { overflow: visible; } table { width: 100%; font-size: 8.5pt; } th, td { padding: .15rem .35rem; } }
`;
/** Rows of employers on the page; a printed report stays within some pages. */
const SHOWN = 100;

const PLACES = placedParts(BAROMETER);
const BY_CODE = new Map(PLACES.map((place) => [place.part.code, place]));
const DOMAIN = new Map(BAROMETER.map((domain, position) => [domain.code, { ...domain, position }]));

const label = (domain: Domain, language: BarometerLanguage): string =>
  DOMAIN.get(domain)?.label[language] ?? domain;
const decimal = (value: number, digits: number, language: BarometerLanguage): string =>
  language === 'en' ? value.toFixed(digits) : value.toFixed(digits).replace('.', ',');
const percent = (value: number, language: BarometerLanguage): string =>
  `${decimal(100 * value, 2, language)} %`;
const day = (iso: string): string => iso.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

/** Returns the report of one provider, in its language; it shows no other provider. */
export function providerPage(barometer: BarometerRows, own: ProviderRows): string {
  const { language } = own;
  const say = (word: Word) => WORDS[word][language];
  const title = `${say('title')} · ${own.name}`;
  const body = html`<h1>${title}</h1>
<p>${say('asOf')} ${day(barometer.asOf)}, ${say('cycle')} ${barometer.quarter}. ${own.id}, ${SELECTION_LABELS[own.selection]?.[language]}, ${own.clients} ${say('clients')}, ${say('place')} ${own.rank} ${say('of')} ${barometer.providers.length}.</p>
<p class="soft">${say('method')}</p>
${domainTable(own, language)}
${domainChart(own, language)}
<h2>${say('firstToCorrect')}</h2>
${advice(own, language)}
<h2>${say('employers')}</h2>
${corrections(own, language)}
<h2>${say('indicators')}</h2>
${indicatorTable(own, language)}`;
  return pageText({ language, title, body, style: STYLE });
}

function domainTable(own: ProviderRows, language: BarometerLanguage): Markup {
  const say = (word: Word) => WORDS[word][language];
  const number = (value: number) => decimal(value, 2, language);
  return table(say('title'), inOrder(own.domains), [
    { title: say('domain'), value: ({ domain }) => label(domain, language) },
    {
      title: say('grade'),
      value: (row) => html`<span class="grade ${row.grade}">${GRADE_LABELS[row.grade][language]}</span>`,
    },
    {
      title: say('certainty'),
      value: (row) => `${decimal(100 * row.probability, 0, language)} %`,
      isNumber: true,
    },
    { title: say('index'), value: (row) => number(row.index), isNumber: true },
    { title: say('interval'), value: (row) => `${number(row.low)} – ${number(row.high)}` },
    { title: say('progress'), value: ({ trend }) => progressText(trend, language) },
  ]);
}

function inOrder<R extends { readonly domain: Domain }>(rows: readonly R[]): R[] {
  const position = ({ domain }: R) => DOMAIN.get(domain)?.position ?? 0;
  return [...rows].sort((a, b) => position(a) - position(b));
}

function progressText(trend: Moved | undefined, language: BarometerLanguage): string {
  if (!trend) return WORDS.noProgress[language];
  const word = trend.high < 1 ? 'better' : trend.low > 1 ? 'worse' : 'stable';
  const number = (value: number) => decimal(value, 2, language);
  return `${WORDS[word][language]}: × ${number(trend.ratio)} (${number(trend.low)} – ${number(trend.high)})`;
}

function domainChart(own: ProviderRows, language: BarometerLanguage): Markup {
  const rows = inOrder(own.domains).map((row) => ({ ...row, name: label(row.domain, language) }));
  return chart(WORDS.chart[language], {
    width: 760,
    height: 60 + 34 * rows.length,
    marginLeft: 300,
    x: {
      label: WORDS.index[language],
      domain: [0, Math.max(2, ...rows.map(({ high }) => high))],
      grid: true,
    },
    y: { label: null, domain: rows.map(({ name }) => name) },
    marks: [
      Plot.ruleX([1], { stroke: '#1b2733' }),
      Plot.ruleX([1.5], { stroke: '#a1171f', strokeDasharray: '4 3' }),
      Plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'high', stroke: '#5a6875', strokeWidth: 3 }),
      Plot.dot(rows, { y: 'name', x: 'index', fill: '#0b5cad', r: 6 }),
    ],
  });
}

function advice(own: ProviderRows, language: BarometerLanguage): Markup {
  const rows = own.parts
    .filter(({ gain }) => gain >= 0.005)
    .sort((a, b) => b.gain - a.gain || (a.code < b.code ? -1 : 1))
    .slice(0, 5);
  if (rows.length === 0) return html`<p>${WORDS.nothingToGain[language]}</p>`;
  return html`<p class="soft">${WORDS.gainNote[language]}</p><ol class="advice">${rows.map(
    ({ code, domain, gain, shrunk, reference }) =>
      html`<li><strong>${BY_CODE.get(code)?.part.sentence[language]}</strong> ${label(domain, language)}: ${percent(shrunk, language)} (${WORDS.average[language].toLowerCase()} ${percent(reference, language)}). ${WORDS.gain[language]}: ${decimal(gain, 2, language)}.</li>`,
  )}</ol>`;
}

function corrections(own: ProviderRows, language: BarometerLanguage): Markup {
  const say = (word: Word) => WORDS[word][language];
  if (own.corrections.length === 0) return html`<p>${say('noEmployers')}</p>`;
  const shown = own.corrections.slice(0, SHOWN);
  const caption =
    shown.length < own.corrections.length ? `${shown.length} ${say('shown')}` : say('employers');
  return table(caption, shown, [
    { title: say('employer'), value: ({ clientName }) => clientName },
    { title: say('matricule'), value: ({ client }) => client.replace(/^(\d{7})(\d{2})$/, '$1-$2') },
    { title: say('quarter'), value: ({ quarter }) => quarter },
    { title: say('anomaly'), value: ({ error }) => error },
    { title: say('class'), value: (row) => row.class },
    { title: say('workers'), value: ({ workers }) => workers, isNumber: true },
    { title: say('since'), value: ({ since }) => day(since) },
  ]);
}

function indicatorTable(own: ProviderRows, language: BarometerLanguage): Markup {
  const say = (word: Word) => WORDS[word][language];
  const rows = PLACES.flatMap(({ part }) => own.parts.filter(({ code }) => code === part.code));
  const share = (value: number) => percent(value, language);
  return table(say('indicators'), rows, [
    { title: say('domain'), value: ({ domain }) => label(domain, language) },
    { title: say('indicator'), value: ({ code }) => BY_CODE.get(code)?.part.sentence[language] },
    { title: say('counts'), value: (row) => `${row.failures} / ${row.opportunities}`, isNumber: true },
    { title: say('raw'), value: ({ raw }) => share(raw), isNumber: true },
    { title: say('adjusted'), value: ({ adjusted }) => share(adjusted), isNumber: true },
    { title: say('interval'), value: ({ low, high }) => `${share(low)} – ${share(high)}` },
    {
      title: say('average'),
      value: ({ reference, isOutside }) => `${share(reference)}${isOutside ? ` (${say('outside')})` : ''}`,
      isNumber: true,
    },
    {
      title: say('largest'),
      value: ({ largestShare, cappedClients }) =>
        `${decimal(100 * largestShare, 0, language)} %${cappedClients > 0 ? ` (${say('capped')})` : ''}`,
      isNumber: true,
    },
  ]);
}

/** Returns the ranking of all providers for the NSSO, in French and Dutch. */
export function rankingPage(barometer: BarometerRows): string {
  const sections = (['fr', 'nl'] as const).map(
    (language) => html`<section lang="${language}"><h1>${WORDS.ranking[language]}</h1>
<p>${WORDS.asOf[language]} ${day(barometer.asOf)}, ${WORDS.cycle[language]} ${barometer.quarter}.</p>
<p class="soft">${WORDS.method[language]}</p>
${rankingTable(barometer, language)}
${table(WORDS.senders[language], Object.entries(barometer.selection).sort(), [
  { title: WORDS.kind[language], value: ([code]) => SELECTION_LABELS[code]?.[language] ?? code },
  { title: WORDS.count[language], value: ([, count]) => count, isNumber: true },
])}</section>`,
  );
  return pageText({ language: 'fr', title: WORDS.ranking.fr, body: sections, style: STYLE });
}

function rankingTable(barometer: BarometerRows, language: BarometerLanguage): Markup {
  const say = (word: Word) => WORDS[word][language];
  const number = (value: number) => decimal(value, 2, language);
  return table(say('ranking'), barometer.providers, [
    { title: '#', value: ({ rank }) => rank, isNumber: true },
    { title: say('provider'), value: ({ id, name }) => `${name} (${id})` },
    { title: say('kind'), value: ({ selection }) => SELECTION_LABELS[selection]?.[language] },
    { title: say('clients'), value: ({ clients }) => clients, isNumber: true },
    { title: say('index'), value: ({ index }) => number(index), isNumber: true },
    { title: say('interval'), value: ({ low, high }) => `${number(low)} – ${number(high)}` },
    ...BAROMETER.map(({ code, label: domain }) => ({
      title: domain[language],
      value: ({ domains }: ProviderRows) => {
        const own = domains.find((row) => row.domain === code);
        return own
          ? html`<span class="grade ${own.grade}">${GRADE_LABELS[own.grade][language]}</span> ${decimal(100 * own.probability, 0, language)} %`
          : '–';
      },
    })),
    { title: say('progress'), value: ({ trend }) => progressText(trend, language) },
  ]);
}
