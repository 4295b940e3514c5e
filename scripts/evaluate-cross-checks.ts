import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openDatabase, queryNumber, queryRows } from '../src/duckdb/index.ts';
import { quotedText } from '../src/table/index.ts';
import { PROJECT_ROOT } from '../src/unit/index.ts';
import { markdownTable } from './markdown.ts';

/**
 * `npx tsx scripts/evaluate-cross-checks.ts WAREHOUSE TRUTH`: writes the part "Cross-checks" of `pipelines/features/README.md`, precision
 * and recall of each check against the answers of a synthetic world, after a night on it. An evaluation from outside: no pipeline
 * opens the answers.
 */

const README = join(PROJECT_ROOT, 'pipelines/features/README.md');
const BEGIN = '<!-- cross-checks -->';
const END = '<!-- /cross-checks -->';

/** What the world plants that a check should find: the answers, the parts that count, and the key of both sides. */
const PLANTED: Readonly<Record<string, readonly [answers: string, scheme: string, role: string]>> = {
  work_while_unemployed: ['worker_employer', 'undue_benefits', 'works while unemployed'],
  work_while_unfit: ['worker_employer', 'undue_benefits', 'works while unfit'],
  double_full_time: ['worker_employer', 'fictitious_employment', '%'],
  presence_without_dimona: ['site', 'dumping_site', '%'],
  presence_without_limosa: ['site', 'dumping_site', '%'],
  presence_after_posting: ['site', 'dumping_site', '%'],
  posting_without_presence: ['site', 'dumping_site', '%'],
  works_not_declared: ['employer', 'withholding_evasion', '%'],
  invoice_without_withholding: ['employer', 'withholding_evasion', '%'],
  contract_without_withholding: ['employer', 'withholding_evasion', '%'],
  unit_moved_on_paper: ['employer', 'paper_relocation', '%'],
  first_hire_rank_contradicted: ['employer', 'first_hire_reduction', '%'],
  contributions_not_paid: ['employer', 'payment_default', '%'],
};
const KEYS = {
  employer: ['f.noss_registration_number', 't.noss_registration_nbr'],
  site: ['f.avwddt_id', 't.avwddt_id'],
  worker_employer: [
    "w.niss || ' ' || f.noss_registration_number",
    "t.inss || ' ' || t.noss_registration_nbr",
  ],
} as const;

/** Returns the counts of one check: subjects found, frauds among them, look-alikes among them, frauds to find. */
function comparisonSql(code: string, truthDir: string): string {
  const [answers = 'employer', scheme = '', role = '%'] = PLANTED[code] ?? [];
  const [ours, theirs] = KEYS[answers as keyof typeof KEYS];
  const roleColumn = answers === 'site' ? "''" : "coalesce(t.role, '')";
  return `
    WITH found AS (
      SELECT DISTINCT ${ours} AS key FROM feature.contradiction AS f LEFT JOIN identity.worker AS w ON w.worker_id = f.worker_id
      WHERE f.check_code = ${quotedText(code)} AND ${ours} IS NOT NULL
    ), answer AS (
      SELECT ${theirs} AS key, bool_or(t.is_fraud = 'true') AS is_fraud,
        bool_or(t.is_lookalike = 'true') AS is_lookalike, bool_or(t.is_fraud = 'true'
          AND coalesce(t."end", '9999') >= window_first AND t.start <= as_of) AS is_current
      FROM read_csv(${quotedText(join(truthDir, `${answers}.csv`))}, all_varchar = true) AS t,
        (SELECT CAST(max(known_date) AS VARCHAR) AS as_of,
          CAST(max(known_date) - INTERVAL ${answers === 'site' ? 3 : 12} MONTH AS VARCHAR) AS window_first FROM feature.contradiction)
      WHERE t.scheme = ${quotedText(scheme)} AND ${roleColumn} LIKE ${quotedText(role)} GROUP BY ALL
    )
    SELECT CAST(count(f.key) AS INTEGER) AS found, CAST(count(*) FILTER (WHERE f.key IS NOT NULL AND a.is_fraud) AS INTEGER) AS hits,
      CAST(count(*) FILTER (WHERE f.key IS NOT NULL AND a.is_lookalike AND NOT a.is_fraud) AS INTEGER) AS lookalikes,
      CAST(count(*) FILTER (WHERE a.is_current) AS INTEGER) AS planted,
      CAST(count(*) FILTER (WHERE a.is_current AND f.key IS NOT NULL) AS INTEGER) AS current_hits
    FROM found AS f FULL JOIN answer AS a ON a.key = f.key`;
}

/** Returns the table of all checks that found something or should have. */
export async function evaluateCrossChecks(warehouse: string, truthDir: string): Promise<string> {
  const folders = [dirname(resolve(warehouse)), resolve(truthDir)];
  const database = await openDatabase({ path: warehouse, threads: 2, allowedDirectories: folders });
  try {
    const connection = await database.connect();
    const counts = await queryRows(
      connection,
      'SELECT check_code, CAST(count(*) AS INTEGER) AS n FROM feature.contradiction GROUP BY check_code ORDER BY check_code',
    );
    const matricules = await queryNumber(
      connection,
      'SELECT count(*) FROM link.employer',
      {},
      'link.employer',
    );
    const rows: string[][] = [];
    const share = (part: number, whole: number): string => (whole === 0 ? '' : (part / whole).toFixed(2));
    const numbers = new Map(counts.map(({ check_code, n }) => [String(check_code), Number(n)]));
    for (const code of [...new Set([...numbers.keys(), ...Object.keys(PLANTED)])].sort()) {
      const total = String(numbers.get(code) ?? 0);
      if (!PLANTED[code]) {
        rows.push([code, total, '', 'not planted', '', '', '', '']);
        continue;
      }
      const [row = {}] = await queryRows(connection, comparisonSql(code, resolve(truthDir)));
      const [found = 0, hits = 0, lookalikes = 0, planted = 0, current = 0] = Object.values(row).map(Number);
      const [, scheme, role] = PLANTED[code];
      const name = role === '%' ? scheme : `${scheme}: ${role}`;
      rows.push([
        code,
        total,
        String(found),
        name,
        String(planted),
        share(hits, found),
        String(lookalikes),
        share(current, planted),
      ]);
    }
    const header = [
      'check',
      'contradictions',
      'subjects',
      'planted as',
      'planted subjects',
      'precision',
      'look-alikes',
      'recall',
    ];
    return `A world of ${matricules} matricules:\n\n${markdownTable(header, rows)}`;
  } finally {
    database.close();
  }
}

const [warehouse, truthDir] = process.argv.slice(2);
if (warehouse !== undefined && truthDir !== undefined) {
  const old = existsSync(README) ? readFileSync(README, 'utf8') : `# features\n\n${BEGIN}\n${END}\n`;
  const part = `${BEGIN}\n\n## Cross-checks\n\nAgainst the answers of a synthetic world, by \`scripts/evaluate-cross-checks.ts\`. Subjects are sites, employers, or workers at an employer. Planted subjects are frauds of the scheme that run in the window of the check; a scheme leaves several kinds of trace, so no single check can find all of it. Where nothing is planted the world holds negligence only.\n\n${await evaluateCrossChecks(warehouse, truthDir)}\n${END}`;
  const text = old.includes(BEGIN)
    ? old.replace(new RegExp(`${BEGIN}[^]*${END}`), () => part)
    : `${old}\n${part}\n`;
  writeFileSync(README, await format(text, { ...(await resolveConfig(README)), parser: 'markdown' }));
}
