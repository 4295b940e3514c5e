import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../src/duckdb/index.ts';

/**
 * Measures the lists of the last night of a home against the answers of its synthetic world, and writes
 * `pipelines/lists/README.md`: `npx tsx scripts/evaluate-lists.ts HOME WORLD WORDS`, where WORDS names the world.
 */
interface Question {
  readonly list: string;
  /** Rows of the answers that the list looks for. */
  readonly sought: string;
  /** What a service without the rules would rank by: an expression over the candidates' measure `m`. */
  readonly baseline: string;
  readonly baselineWords: string;
  /** Answers, candidates and measure of a list of sites; those of employers otherwise. */
  readonly subject?: Subject;
}

/** By which key the answers, the candidates and their measure meet. */
interface Subject {
  readonly answers: 'employer' | 'site';
  readonly answerKey: string;
  readonly candidateKey: string;
  /** Table of the measure and its key; by default the list's own. */
  readonly measure?: readonly [table: string, key: string];
}

const EMPLOYER: Subject = {
  answers: 'employer',
  answerKey: 'noss_registration_nbr',
  candidateKey: 'noss_registration_number',
};
const SITE: Subject = {
  answers: 'site',
  answerKey: 'avwddt_id',
  candidateKey: 'subject_id',
  measure: ['feature.site_month', 'avwddt_id'],
};

const fraud = (scheme: string) => `t.scheme = '${scheme}' AND t.is_fraud = 'true'`;
const QUESTIONS: readonly Question[] = [
  {
    list: 'monthly_sites',
    sought: fraud('dumping_site'),
    baseline: 'm.undeclared_worker_count + m.unposted_worker_count',
    baselineWords: 'most persons without declaration',
    subject: SITE,
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
    sought: `t.role IN ('late once', 'careless', 'careless principal')`,
    baseline: 'm.late_hire_count',
    baselineWords: 'most late hirings',
  },
];

/** Counts at capacity: rows chosen by score against as many rows by the baseline in each district. */
function sqlOf({ list, sought, baseline, subject = EMPLOYER }: Question): string {
  const { answers, answerKey, candidateKey } = subject;
  const [measure, measureKey] = subject.measure ?? [`ranking.${list}_measure`, candidateKey];
  return `
  WITH answer AS (
    SELECT t.${answerKey} AS id, bool_or(${sought}) AS is_sought,
      bool_or(t.is_lookalike = 'true') AS is_lookalike, max(CAST(t.amount_cents AS BIGINT)) FILTER (WHERE ${sought}) AS cents
    FROM answers_${answers} AS t WHERE t.start <= (SELECT CAST(max(read_date) AS VARCHAR) FROM feature.employer_account) GROUP BY ALL
  ),
  eligible AS (
    SELECT c.subject_id, c.judicial_district, ${baseline} AS baseline, coalesce(a.is_sought, FALSE) AS is_sought
    FROM ranking.${list}_candidate AS c
    INNER JOIN ${measure} AS m ON m.${measureKey} = c.${candidateKey}
    LEFT JOIN answer AS a ON a.id = c.${candidateKey}
    WHERE c.exclusion_code IS NULL AND c.judicial_district IS NOT NULL
  ),
  chosen AS (
    SELECT t.judicial_district, coalesce(a.is_sought, FALSE) AS is_sought,
      NOT coalesce(a.is_sought, FALSE) AND coalesce(a.is_lookalike, FALSE) AS is_lookalike, coalesce(a.cents, 0) AS cents
    FROM ranking.${list} AS t LEFT JOIN answer AS a ON a.id = t.${candidateKey} WHERE t.arm = 'score'
  ),
  seat AS (SELECT judicial_district, count(*) AS seats FROM chosen GROUP BY ALL),
  simple AS (
    SELECT e.is_sought FROM eligible AS e INNER JOIN seat AS s ON s.judicial_district = e.judicial_district
    QUALIFY row_number() OVER (PARTITION BY e.judicial_district ORDER BY e.baseline DESC, e.subject_id) <= s.seats
  )
  SELECT (SELECT count(*) FROM chosen) AS row_count, (SELECT count(*) FROM chosen WHERE is_sought) AS hit_count,
    (SELECT count(*) FROM chosen WHERE is_lookalike) AS lookalike_count,
    (SELECT count(*) FROM eligible WHERE is_sought) AS sought_count, (SELECT count(*) FROM eligible) AS eligible_count,
    (SELECT count(*) FROM simple WHERE is_sought) AS simple_count,
    (SELECT coalesce(sum(cents), 0) FROM chosen) AS cents`;
}

const percent = (part: unknown, whole: unknown) =>
  Number(whole) === 0 ? '–' : `${((100 * Number(part)) / Number(whole)).toFixed(1)} %`;

function line(question: Question, row: SqlRow): string {
  const cells = [
    `\`${question.list}\``,
    row['row_count'],
    percent(row['hit_count'], row['row_count']),
    percent(row['simple_count'], row['row_count']),
    question.baselineWords,
    percent(row['sought_count'], row['eligible_count']),
    percent(row['hit_count'], row['sought_count']),
    row['lookalike_count'],
    Math.round(Number(row['cents']) / 100).toLocaleString('en-US'),
  ];
  return `| ${cells.map(String).join(' | ')} |`;
}

const [home, world, words] = process.argv.slice(2);
if (!home || !world || !words || !existsSync(join(world, 'truth/employer.csv')))
  throw new Error('give a home with a night, the folder of its world, and the words that name it');
const database = await DuckDBInstance.create(join(home, 'warehouse.duckdb'), { access_mode: 'READ_ONLY' });
const connection = await database.connect();
for (const [answers, columns] of [
  ['employer', '*'],
  ['site', '*, NULL AS amount_cents'],
] as const) {
  const file = join(world, `truth/${answers}.csv`);
  await connection.run(
    `CREATE TEMP TABLE answers_${answers} AS SELECT ${columns} FROM read_csv('${file}', all_varchar = true)`,
  );
}
/** What `simulate-year.ts` wrote below the table. */
const [, year] =
  /\n(<!-- year -->[^]*<!-- \/year -->)/.exec(readFileSync('pipelines/lists/README.md', 'utf8')) ?? [];
const lines: string[] = [];
for (const question of QUESTIONS) {
  const [row] = await queryRows(connection, sqlOf(question));
  if (row) lines.push(line(question, row));
}
connection.closeSync();
database.closeSync();
writeFileSync(
  'pipelines/lists/README.md',
  `# The lists against the answers of a synthetic world

Generated by \`npx tsx scripts/evaluate-lists.ts\` on ${words}: one night, rows chosen by score.
Found: part of the rows that are the sought ones. Baseline: the same number of rows in each district by one simple figure.
Recall: part of the sought among the eligible. Look-alikes: honest or other constructions among the false positives.
\`undue_benefits\` (pairs of persons), \`flash_controls\` (a draw) and \`unusual_scenarios\` (nothing is sought) are not measured here.

| list | rows | found | baseline | baseline ranks by | sought in the population | recall | look-alikes | EUR at stake found |
| ---- | ---- | ----- | -------- | ----------------- | ------------------------ | ------ | ----------- | ------------------ |
${lines.join('\n')}
${year === undefined ? '' : `\n${year}\n`}`,
);
