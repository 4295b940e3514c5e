import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { chart, Plot } from '../chart/index.ts';
import { html, pageText, table, type Markup } from '../html/index.ts';
import { bitsOf, levelName } from '../matching/index.ts';
import type { LabMatch } from './match.ts';

/** Pairs of each kind that the report shows. */
const EXAMPLES = 6;

/**
 * Returns the report of a match as one page that needs no network: weights, histogram, waterfalls of examples and their
 * values side by side. It shows clear values of the compared tables and belongs to the person who compared them.
 */
export async function matchReport(
  connection: DuckDBConnection,
  found: LabMatch,
  title: string,
): Promise<string> {
  const examples: Markup[] = [];
  for (const pair of await examplePairs(connection, found))
    examples.push(await example(connection, found, pair));
  return pageText({
    language: 'en',
    title: `Match of ${title}`,
    body: [
      html`<h1>Match of ${title}</h1>`,
      html`<p class="soft">This page shows values of the compared records. Keep it where they may be seen.</p>`,
      summary(found),
      html`<h2>What each clue says</h2>`,
      weights(found),
      weightTable(found),
      html`<h2>Candidates</h2>`,
      rules(found),
      histogram(found),
      html`<h2>Clusters</h2>`,
      sizes(found),
      html`<h2>Examples</h2><p>Pairs just over the threshold, pairs spread over all weights, and the surest ones.</p>`,
      examples,
    ],
    style: 'details { margin: .5rem 0; } summary { cursor: pointer; } .same { color: var(--soft); }',
  });
}

const share = (value: number | null) => (value === null ? '–' : value.toFixed(4));

function summary({ result, quality, truth, config }: LabMatch): Markup {
  const { counts, guard, estimate } = result;
  const facts: (readonly [string, string])[] = [
    ['Records', counts.right > 0 ? `${counts.left} left, ${counts.right} right` : String(counts.left)],
    ['Candidate pairs', String(result.candidates)],
    ['Share of matches among all pairs', estimate.lambda.toExponential(3)],
    ['Threshold', `${config.threshold} (${bitsOf(config.threshold).toFixed(2)} bits)`],
    ['Pairs kept', String(result.pairs)],
    ['Clusters', String(result.clusters)],
    ['Largest cluster', `${guard.largest} records (${guard.largestBefore} before the guard)`],
    ['Components split by the guard', String(guard.split)],
    ['Records that nothing can link', String(quality.unlinkable)],
    ['Clues without training', estimate.untrained.map((i) => result.clues[i]?.name).join(', ') || 'none'],
  ];
  const scores = truth
    ? Object.entries(truth).map(([name, { precision, recall, f1 }]) => ({ name, precision, recall, f1 }))
    : [];
  return html`${table('What was found', facts, [
    { title: 'Fact', value: ([name]) => name },
    { title: 'Value', value: ([, value]) => value },
  ])}${
    scores.length > 0 &&
    table('Against the truth', scores, [
      { title: 'Of', value: ({ name }) => name },
      { title: 'Precision', value: ({ precision }) => share(precision), isNumber: true },
      { title: 'Recall', value: ({ recall }) => share(recall), isNumber: true },
      { title: 'F1', value: ({ f1 }) => share(f1), isNumber: true },
    ])
  }`;
}

function levelsOfClues({ result }: LabMatch) {
  return result.clues.flatMap((clue, i) =>
    [...(result.estimate.clues[i] ?? [])]
      .map(({ m, u }, at) => ({
        clue: clue.name,
        level: levelName(clue, at + 1),
        m,
        u,
        bits: Math.log2(m / u),
        at,
      }))
      .reverse(),
  );
}

function weights(found: LabMatch): Markup {
  const rows = levelsOfClues(found).map((row) => ({ ...row, name: `${row.clue}: ${row.level}` }));
  return chart('Match weight of each level in bits: right speaks for one and the same, left against', {
    marginLeft: 260,
    width: 900,
    height: 40 + rows.length * 18,
    x: { label: 'bits', grid: true },
    y: { label: null, domain: rows.map(({ name }) => name) },
    marks: [
      Plot.barX(rows, {
        x: 'bits',
        y: 'name',
        fill: (row: { bits: number }) => (row.bits < 0 ? '#b2182b' : '#2166ac'),
      }),
      Plot.ruleX([0]),
    ],
  });
}

function weightTable(found: LabMatch): Markup {
  return table('Chance of each level among matches (m) and among others (u)', levelsOfClues(found), [
    { title: 'Clue', value: ({ clue }) => clue },
    { title: 'Level', value: ({ level }) => level },
    { title: 'm', value: ({ m }) => m.toPrecision(3), isNumber: true },
    { title: 'u', value: ({ u }) => u.toPrecision(3), isNumber: true },
    { title: 'Bits', value: ({ bits }) => bits.toFixed(2), isNumber: true },
  ]);
}

function rules({ result }: LabMatch): Markup {
  const rows = result.rules.map(({ rule, pairs }, i) => ({
    rule: rule.join(' and '),
    pairs,
    ...result.estimate.rules[i],
  }));
  return table('Blocking rules', rows, [
    { title: 'Both agree on', value: ({ rule }) => rule },
    { title: 'Pairs', value: ({ pairs }) => pairs, isNumber: true },
    { title: 'Expected matches', value: ({ matches }) => (matches ?? 0).toFixed(0), isNumber: true },
    { title: 'Steps of training', value: ({ steps }) => steps ?? 0, isNumber: true },
  ]);
}

function histogram({ quality, config }: LabMatch): Markup {
  return chart('Candidate pairs by match weight in bits; the line is the threshold', {
    width: 900,
    x: { label: 'bits' },
    y: { label: 'pairs', type: 'sqrt', grid: true },
    marks: [
      Plot.rectY(quality.histogram, {
        x1: 'bits',
        x2: (row: { bits: number }) => row.bits + 1,
        y: 'pairs',
        fill: '#7a8fa6',
      }),
      Plot.ruleX([bitsOf(config.threshold)], { stroke: '#b2182b' }),
    ],
  });
}

function sizes({ quality }: LabMatch): Markup {
  return table('Clusters of more than one record, by size', quality.sizes, [
    { title: 'Records', value: ({ size }) => size, isNumber: true },
    { title: 'Clusters', value: ({ clusters }) => clusters, isNumber: true },
    {
      title: 'Share of their pairs that are linked',
      value: ({ density }) => density.toFixed(3),
      isNumber: true,
    },
  ]);
}

async function examplePairs(connection: DuckDBConnection, { result }: LabMatch): Promise<SqlRow[]> {
  return queryRows(
    connection,
    `WITH placed AS (
      SELECT l, r, left_id, right_id, weight, row_number() OVER (ORDER BY weight, left_id, right_id) AS place,
        count(*) OVER () AS n FROM ${result.into}.pairs WHERE is_match
    )
    SELECT * FROM placed WHERE place <= ${EXAMPLES} OR place > n - ${EXAMPLES}
      OR (place - 1) * ${EXAMPLES} // n <> (place - 2) * ${EXAMPLES} // n ORDER BY place`,
  );
}

/** One pair: values side by side with what each clue adds, and the same as a waterfall. */
async function example(
  connection: DuckDBConnection,
  { result, config }: LabMatch,
  pair: SqlRow,
): Promise<Markup> {
  const { into, clues, counts } = result;
  const params = { left: String(pair['left_id']), right: String(pair['right_id']) };
  const steps = await queryRows(
    connection,
    `SELECT position, clue, level, weight FROM ${into}.waterfall WHERE left_id = $left AND right_id = $right ORDER BY position`,
    params,
  );
  const cells = clues.map((_, i) => `CAST(c${i} AS VARCHAR) AS c${i}`).join(', ');
  const valuesOf = async (side: number, id: string) =>
    (
      await queryRows(connection, `SELECT ${cells} FROM ${into}.record WHERE side = ${side} AND id = $id`, {
        id,
      })
    )[0] ?? {};
  const left = await valuesOf(0, params.left);
  const right = await valuesOf(counts.right > 0 ? 1 : 0, params.right);
  let sum = 0;
  const bars = steps.map((step) => {
    const from = sum;
    sum += Number(step['weight']);
    const clue = String(step['clue']);
    return {
      clue,
      level: String(step['level']),
      weight: Number(step['weight']),
      from,
      to: sum,
      at: Number(step['position']) - 1,
    };
  });
  return html`<details><summary>${params.left} and ${params.right}: ${sum.toFixed(2)} bits</summary>
${table(`Values and clues of ${params.left} and ${params.right}`, bars, [
  { title: 'Clue', value: ({ clue }) => clue },
  { title: params.left, value: ({ at }) => String(left[`c${at}`] ?? '') },
  { title: params.right, value: ({ at }) => String(right[`c${at}`] ?? '') },
  { title: 'Level', value: ({ level }) => level },
  { title: 'Bits', value: ({ weight }) => weight.toFixed(2), isNumber: true },
])}
${waterfall(`How the weight of ${params.left} and ${params.right} comes about`, bars, bitsOf(config.threshold))}</details>`;
}

interface Bar {
  readonly clue: string;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}

function waterfall(title: string, bars: readonly Bar[], threshold: number): Markup {
  return chart(title, {
    marginLeft: 160,
    width: 760,
    height: 50 + bars.length * 22,
    x: { label: 'bits', grid: true },
    y: { label: null, domain: bars.map(({ clue }) => clue) },
    marks: [
      Plot.barX(bars, {
        x1: 'from',
        x2: 'to',
        y: 'clue',
        fill: (bar: Bar) => (bar.weight < 0 ? '#b2182b' : '#2166ac'),
      }),
      Plot.ruleX([threshold], { strokeDasharray: '4 3' }),
    ],
  });
}
