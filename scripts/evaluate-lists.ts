import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../src/duckdb/index.ts';
import { wilsonInterval } from '../src/evaluation/index.ts';
import { qualifiedName, quotedText } from '../src/table/index.ts';
import { discoverRooms, type List } from '../src/unit/index.ts';

/**
 * Measures the lists of a home against the answers of its synthetic world, and writes the table of `pipelines/lists/README.md`:
 * `npx tsx scripts/evaluate-lists.ts HOME WORLD WORDS`, where WORDS names the world. The home needs the tables of a night.
 */
interface Question {
  readonly list: string;
  /** Rows of the answers `t` that the list looks for. */
  readonly sought: string;
  /** What a service without the rules would rank by: an expression over the measure `m`. */
  readonly baseline: string;
  readonly baselineWords: string;
  /** Table `m`, one row per key of the subject. @default the list's measure */
  readonly measure?: string;
  /** @default EMPLOYER */
  readonly subject?: Subject;
}

/** What the rows of a list are, and how its candidates `c`, their measure `m` and the answers of the world meet. */
interface Subject {
  readonly answers: keyof typeof ANSWERS;
  /** The id of a candidate in the answers. */
  readonly id: string;
  /** Column that joins candidates and measure. */
  readonly key: 'noss_registration_number' | 'subject_id';
}

/** Files of answers: the id of a row, and what is at stake in it. */
const ANSWERS = {
  employer: { id: 'noss_registration_nbr', cents: 'CAST(amount_cents AS BIGINT)' },
  worker_employer: { id: "noss_registration_nbr || ' ' || inss", cents: '0' },
  site: { id: 'avwddt_id', cents: '0' },
} as const;

const EMPLOYER: Subject = {
  answers: 'employer',
  id: 'c.noss_registration_number',
  key: 'noss_registration_number',
};
const PAIR: Subject = {
  answers: 'worker_employer',
  id: "c.noss_registration_number || ' ' || (SELECT w.niss FROM identity.worker AS w WHERE w.worker_id = m.worker_id)",
  key: 'subject_id',
};
const SITE: Subject = { answers: 'site', id: 'c.subject_id', key: 'subject_id' };

const fraud = (scheme: string) => `t.scheme = '${scheme}' AND t.is_fraud`;
const RECENT = `t.start > CAST(months_before((SELECT day FROM as_of), 12) AS VARCHAR)`;
const QUESTIONS: readonly Question[] = [
  {
    list: 'monthly_sites',
    sought: fraud('dumping_site'),
    baseline: 'm.undeclared_worker_count + m.unposted_worker_count',
    baselineWords: 'most persons without declaration',
    measure: '(SELECT s.avwddt_id AS subject_id, s.* FROM feature.site_month AS s)',
    subject: SITE,
  },
  {
    list: 'bankruptcy_carousel',
    sought: fraud('bankruptcy_carousel'),
    baseline: 'm.lost_cents',
    baselineWords: 'most debts left by predecessors',
    // Its constructions are no employers: those that follow them are judged.
    measure: '(SELECT * FROM ranking.bankruptcy_carousel_measure AS m WHERE m.lead_id IS NOT NULL)',
    subject: { ...EMPLOYER, key: 'subject_id' },
  },
  {
    list: 'payment_risk',
    sought: fraud('payment_default'),
    baseline: 'm.owed_cents',
    baselineWords: 'largest debt',
  },
  {
    list: 'first_hire_reduction',
    sought: fraud('first_hire_reduction'),
    baseline: 'm.reduction_cents',
    baselineWords: 'largest reductions',
  },
  {
    list: 'fictitious_employment',
    sought: fraud('fictitious_employment'),
    baseline: 'm.short_worker_count',
    baselineWords: 'most short employments',
  },
  {
    list: 'undue_benefits',
    sought: fraud('undue_benefits'),
    baseline: 'm.overlap_days',
    baselineWords: 'most days with both',
    subject: PAIR,
  },
  {
    list: 'withholding_obligation',
    sought: fraud('withholding_evasion'),
    baseline: 'm.owing_contract_count',
    baselineWords: 'most contracts with debtors',
  },
  {
    list: 'economic_exploitation',
    sought: fraud('economic_exploitation'),
    baseline: 'm.part_time_count',
    baselineWords: 'most part-timers',
  },
  {
    list: 'regional_target_groups',
    sought: fraud('paper_relocation'),
    baseline: 'm.reduction_cents',
    baselineWords: 'largest reductions',
  },
  {
    list: 'prevention_letters',
    sought: `(t.role IN ('careless', 'careless principal') OR t.role = 'late once' AND ${RECENT})`,
    baseline: 'm.late_hire_count',
    baselineWords: 'most late hirings',
  },
  {
    list: 'unusual_scenarios',
    sought: 't.is_fraud',
    baseline: 'm.hire_count',
    baselineWords: 'most hirings',
    measure:
      '(SELECT * FROM feature.employer_quarter AS q WHERE q.quarter = (SELECT max(quarter) FROM feature.employer_quarter))',
  },
];

/** The rankings that are compared; a list without a model has no second one. */
const ORDERS = {
  points: 'c.score DESC, c.expected_cents DESC',
  model: 's.score_rank NULLS LAST, c.score DESC',
  baseline: 'c.baseline DESC',
} as const;

/** Below the probability that a list demands of its model, a seat stays empty. */
function isWorthySql({ model }: List): string {
  if (model?.minimumProbability === undefined || !model.score.columns['probability']) return 'TRUE';
  return `coalesce(s.probability >= ${model.minimumProbability.toFixed(4)}, c.score > 0)`;
}

/** Counts at capacity: as many rows per district as the points fill, by the points, by the model and by the baseline. */
function sqlOf({ list: name, sought, baseline, measure, subject = EMPLOYER }: Question, list: List): string {
  const { answers, id, key } = subject;
  const share = list.randomShare.toFixed(4);
  const capacity = list.capacity.perDistrict;
  const seats = `${capacity} - least(greatest(1, CAST(round(${capacity} * ${share}) AS INTEGER)), ${capacity - 1})`;
  const order = (kind: keyof typeof ORDERS) =>
    `row_number() OVER (PARTITION BY c.judicial_district ORDER BY ${ORDERS[kind]}, c.subject_id)`;
  const score = list.model
    ? `LEFT JOIN ${qualifiedName(list.model.score)} AS s ON s.subject_id = c.${list.model.key}`
    : 'LEFT JOIN (SELECT NULL AS subject_id, NULL AS score_rank) AS s ON FALSE';
  return `
    WITH answer AS (
      SELECT t.id, bool_or(${sought}) AS is_sought, bool_or(t.is_lookalike) AS is_lookalike,
        max(t.cents) FILTER (WHERE ${sought}) AS cents
      FROM answers_${answers} AS t WHERE t.start <= (SELECT CAST(day AS VARCHAR) FROM as_of) GROUP BY ALL
    ),
    eligible AS (
      SELECT c.*, ${baseline} AS baseline, coalesce(a.is_sought, FALSE) AS is_sought,
        coalesce(a.is_lookalike, FALSE) AS is_lookalike, coalesce(a.cents, 0) AS cents,
        least(${seats}, count(*) FILTER (WHERE c.score >= ${list.minimumScore}) OVER (PARTITION BY c.judicial_district)) AS seats
      FROM ranking.${name}_candidate AS c
      INNER JOIN ${measure ?? `ranking.${name}_measure`} AS m ON m.${key} = c.${key}
      LEFT JOIN answer AS a ON a.id = ${id}
      WHERE c.exclusion_code IS NULL AND c.judicial_district IS NOT NULL
    ),
    placed AS (
      SELECT c.*, ${order('points')} <= c.seats AS by_points,
        ${order('model')} <= c.seats AND ${isWorthySql(list)} AS by_model, ${order('baseline')} <= c.seats AS by_baseline
      FROM eligible AS c ${score}
    )
    SELECT count(*) FILTER (WHERE by_points) AS row_count, count(*) FILTER (WHERE by_points AND is_sought) AS points_count,
      count(*) FILTER (WHERE by_model) AS model_row_count, count(*) FILTER (WHERE by_model AND is_sought) AS model_count,
      count(*) FILTER (WHERE by_baseline AND is_sought) AS baseline_count,
      count(*) FILTER (WHERE by_points AND NOT is_sought AND is_lookalike) AS lookalike_count,
      count(*) FILTER (WHERE is_sought) AS sought_count, count(*) AS eligible_count,
      coalesce(sum(cents) FILTER (WHERE by_points), 0) AS cents
    FROM placed`;
}

const percent = (part: unknown, whole: unknown) =>
  Number(whole) === 0 ? '–' : `${((100 * Number(part)) / Number(whole)).toFixed(1)} %`;

function line(question: Question, list: List, row: SqlRow): string {
  const cells = [
    `\`${question.list}\``,
    row['row_count'],
    percent(row['points_count'], row['row_count']),
    list.model ? percent(row['model_count'], row['model_row_count']) : '–',
    percent(row['baseline_count'], row['row_count']),
    question.baselineWords,
    percent(row['sought_count'], row['eligible_count']),
    percent(row['points_count'], row['sought_count']),
    row['lookalike_count'],
    Math.round(Number(row['cents']) / 100).toLocaleString('en-US'),
  ];
  return `| ${cells.map(String).join(' | ')} |`;
}

/** What the draw of the flash controls says of the sector, against what is planted there. */
async function drawLine(connection: DuckDBConnection): Promise<string> {
  const [row] = await queryRows(
    connection,
    `WITH planted AS (
       SELECT t.id FROM answers_employer AS t
       WHERE t.is_fraud AND t.start <= (SELECT CAST(day AS VARCHAR) FROM as_of) GROUP BY ALL
     )
     SELECT count(*) AS eligible_count, count(p.id) AS planted_count, count(f.row_id) AS row_count,
       count(p.id) FILTER (WHERE f.row_id IS NOT NULL) AS hit_count,
       min(f.propensity) AS least, max(f.propensity) AS most
     FROM ranking.flash_controls_candidate AS c LEFT JOIN ranking.flash_controls AS f ON f.subject_id = c.subject_id
     LEFT JOIN planted AS p ON p.id = c.noss_registration_number
     WHERE c.exclusion_code IS NULL AND c.judicial_district IS NOT NULL`,
  );
  if (!row || Number(row['row_count']) === 0)
    return 'The plan names no sector for this month: nobody was drawn.';
  const { low, high } = wilsonInterval(Number(row['hit_count']), Number(row['row_count']));
  const [least, most] = [Number(row['least']), Number(row['most'])];
  return `\`flash_controls\` drew ${String(row['row_count'])} of ${String(row['eligible_count'])} employers, each with a chance of ${percent(least, 1)} to ${percent(most, 1)} by district. Of them ${percent(row['hit_count'], row['row_count'])} hold a planted fraud (95 % interval ${percent(low, 1)} to ${percent(high, 1)}); in the sector it is ${percent(row['planted_count'], row['eligible_count'])}.`;
}

const [home, world, words] = process.argv.slice(2);
if (!home || !world || !words || !existsSync(join(world, 'truth/employer.csv')))
  throw new Error('give a home with a night, the folder of its world, and the words that name it');
const database = await DuckDBInstance.create(join(home, 'warehouse.duckdb'), { access_mode: 'READ_ONLY' });
const connection = await database.connect();
await connection.run(`CREATE TEMP TABLE as_of AS SELECT max(read_date) AS day FROM feature.employer_account`);
for (const [answers, { id, cents }] of Object.entries(ANSWERS)) {
  const file = quotedText(join(world, 'truth', `${answers}.csv`));
  await connection.run(
    `CREATE TEMP TABLE answers_${answers} AS
     SELECT ${id} AS id, ${cents} AS cents, f.* REPLACE (is_fraud = 'true' AS is_fraud, is_lookalike = 'true' AS is_lookalike)
     FROM read_csv(${file}, all_varchar = true) AS f`,
  );
}
const rooms = await discoverRooms();
const lists = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
const lines: string[] = [];
for (const question of QUESTIONS) {
  const list = lists.find(({ name }) => name === question.list);
  if (!list) throw new Error(`the list ${question.list} does not exist`);
  const [row] = await queryRows(connection, sqlOf(question, list));
  if (row) lines.push(line(question, list, row));
}
const draw = await drawLine(connection);
connection.closeSync();
database.closeSync();

const README = 'pipelines/lists/README.md';
const MARKS = ['<!-- lists -->', '<!-- /lists -->'] as const;
const table = `${MARKS[0]}

Generated by \`npx tsx scripts/evaluate-lists.ts\` on ${words}: the rows by score at capacity, before lists share their targets.
Points, model, baseline: part of the rows that are the sought ones, by the points of the list, by its model where it declares one, and by
one simple figure; a list that demands a probability of its model leaves seats empty there. Recall: part of the sought among the eligible.
Look-alikes: honest or other constructions among the false positives.

| list | rows | points | model | baseline | baseline ranks by | sought in the population | recall | look-alikes | EUR at stake found |
| ---- | ---- | ------ | ----- | -------- | ----------------- | ------------------------ | ------ | ----------- | ------------------ |
${lines.join('\n')}

${draw}

${MARKS[1]}`;
const before = existsSync(README) ? readFileSync(README, 'utf8') : '';
const [start, end] = [before.indexOf(MARKS[0]), before.indexOf(MARKS[1])];
writeFileSync(
  README,
  start >= 0 && end > start
    ? `${before.slice(0, start)}${table}${before.slice(end + MARKS[1].length)}`
    : `# The lists against the answers of a synthetic world\n\n${table}\n`,
);
