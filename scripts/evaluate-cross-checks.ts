import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openDatabase, queryNumber, queryRows } from '../src/duckdb/index.ts';
import { quotedText } from '../src/table/index.ts';
import { PROJECT_ROOT } from '../src/unit/index.ts';
import { CROSS_CHECKS } from '../pipelines/features/contradiction/checks.ts';
import { factSql } from './cross-check-facts.ts';
import { markdownTable } from './markdown.ts';

/**
 * `npx tsx scripts/evaluate-cross-checks.ts WAREHOUSE TRUTH`: writes the part "Cross-checks" of `pipelines/features/README.md`, precision
 * and recall of each check against the answers of a synthetic world, after a night on it. An evaluation from outside: no pipeline
 * opens the answers.
 */

const README = join(PROJECT_ROOT, 'pipelines/features/README.md');
const BEGIN = '<!-- cross-checks -->';
const END = '<!-- /cross-checks -->';

/** What the world plants that a check should find. */
interface Planted {
  readonly answers: 'employer' | 'site' | 'worker_employer';
  /** Schemes, separated by `|`. */
  readonly schemes: string;
  /** Parts that count, separated by `|`. @default all */
  readonly role?: string;
  /** Whether look-alikes do what the sentence says as well, so that they count as planted. */
  readonly withLookalikes?: boolean;
}
const employer = (schemes: string): Planted => ({ answers: 'employer', schemes });
const site: Planted = { answers: 'site', schemes: 'dumping_site' };
const benefit = (role: string): Planted => ({ answers: 'worker_employer', schemes: 'undue_benefits', role });
const PLANTED: Readonly<Record<string, Planted>> = {
  work_while_unemployed: benefit('works while unemployed'),
  work_while_unfit: benefit('works while unfit'),
  presence_without_dimona: site,
  presence_without_limosa: site,
  presence_after_posting: site,
  posting_without_presence: site,
  works_not_declared: employer('withholding_evasion'),
  invoice_without_withholding: employer('withholding_evasion'),
  contract_without_withholding: employer('withholding_evasion'),
  unit_moved_on_paper: employer('paper_relocation'),
  first_hire_rank_contradicted: employer('first_hire_reduction'),
  contributions_not_paid: {
    ...employer('payment_default|bankruptcy_carousel|fictitious_employment'),
    role: 'will not pay|cannot pay|struggles|dying|ring|single|short-lived',
    withLookalikes: true,
  },
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
function comparisonSql(code: string, planted: Planted, truthDir: string): string {
  const { answers, schemes, role = '.*', withLookalikes = false } = planted;
  const [ours, theirs] = KEYS[answers];
  const isPlanted = withLookalikes ? 'TRUE' : "t.is_fraud = 'true'";
  const roleColumn = answers === 'site' ? "''" : "coalesce(t.role, '')";
  return `
    WITH found AS (
      SELECT DISTINCT ${ours} AS key FROM feature.contradiction AS f LEFT JOIN identity.worker AS w ON w.worker_id = f.worker_id
      WHERE f.check_code = ${quotedText(code)} AND ${ours} IS NOT NULL
    ), answer AS (
      SELECT ${theirs} AS key, bool_or(${isPlanted}) AS is_planted,
        bool_or(t.is_lookalike = 'true') AS is_lookalike, bool_or(${isPlanted}
          AND coalesce(t."end", '9999') >= window_first AND t.start <= as_of) AS is_current
      FROM read_csv(${quotedText(join(truthDir, `${answers}.csv`))}, all_varchar = true) AS t,
        (SELECT CAST(max(known_date) AS VARCHAR) AS as_of,
          CAST(max(known_date) - INTERVAL ${answers === 'site' ? 3 : 12} MONTH AS VARCHAR) AS window_first FROM feature.contradiction)
      WHERE t.scheme IN (${schemes.split('|').map(quotedText).join(', ')}) AND regexp_full_match(${roleColumn}, ${quotedText(role)}) GROUP BY ALL
    )
    SELECT CAST(count(f.key) AS INTEGER) AS found, CAST(count(*) FILTER (WHERE f.key IS NOT NULL AND a.is_planted) AS INTEGER) AS hits,
      CAST(count(*) FILTER (WHERE f.key IS NOT NULL AND a.is_lookalike AND NOT a.is_planted) AS INTEGER) AS lookalikes,
      CAST(count(*) FILTER (WHERE a.is_current) AS INTEGER) AS planted,
      CAST(count(*) FILTER (WHERE a.is_current AND f.key IS NOT NULL) AS INTEGER) AS current_hits
    FROM found AS f FULL JOIN answer AS a ON a.key = f.key`;
}

/** Returns the table of all checks that found something or should have. */
export async function evaluateCrossChecks(warehouse: string, truthDir: string): Promise<string> {
  const folders = [dirname(resolve(warehouse)), dirname(resolve(truthDir))];
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
    const options = readFileSync(join(truthDir, 'options.json'), 'utf8');
    const { seed } = JSON.parse(options) as { readonly seed: number };
    const rows: string[][] = [];
    const share = (part: number, whole: number): string => (whole === 0 ? '' : (part / whole).toFixed(2));
    const numbers = new Map(counts.map(({ check_code, n }) => [String(check_code), Number(n)]));
    for (const { code } of CROSS_CHECKS.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
      const total = numbers.get(code) ?? 0;
      const fact = total > 0 ? factSql(code, dirname(resolve(truthDir))) : undefined;
      const facts = fact === undefined ? undefined : await queryNumber(connection, fact, { code });
      const planted = PLANTED[code];
      const head = [code, String(total), facts === undefined ? '' : share(facts, total)];
      if (!planted) {
        rows.push([...head, '', total === 0 ? 'not seen' : 'nothing', '', '', '', '']);
        continue;
      }
      const [row = {}] = await queryRows(connection, comparisonSql(code, planted, resolve(truthDir)));
      const [found = 0, hits = 0, lookalikes = 0, current = 0, currentHits = 0] =
        Object.values(row).map(Number);
      const name = [planted.schemes, planted.role].filter(Boolean).join(': ').replaceAll('|', ', ');
      rows.push([
        ...head,
        String(found),
        name,
        String(current),
        share(hits, found),
        String(lookalikes),
        share(currentHits, current),
      ]);
    }
    const header = [
      'check',
      'contradictions',
      'true',
      'subjects',
      'planted as',
      'planted subjects',
      'precision',
      'look-alikes',
      'recall',
    ];
    return `A world of ${matricules} matricules (seed ${seed}):\n\n${markdownTable(header, rows)}`;
  } finally {
    database.close();
  }
}

const [warehouse, truthDir] = process.argv.slice(2);
if (warehouse !== undefined && truthDir !== undefined) {
  const old = existsSync(README) ? readFileSync(README, 'utf8') : `# features\n\n${BEGIN}\n${END}\n`;
  const part = `${BEGIN}\n\n## Cross-checks\n\nBy \`scripts/evaluate-cross-checks.ts\`. **True**: the share of the contradictions whose sentence is true of the delivered rows, told by a second route over the files as they were delivered (empty where it has none). **Precision** and **recall** are against the answers of a synthetic world: an inspector who follows a true sentence may still find negligence. Subjects are sites, employers, or workers at an employer. Planted subjects are frauds of the scheme that run in the window of the check; a scheme leaves several kinds of trace, so no single check can find all of it. Of \`contributions_not_paid\` those who cannot pay are planted as well: the sentence says that nothing was paid, not why. Where nothing is planted the world holds negligence; where it holds none of that either the check is **not seen**, and the spec of its room alone proves that it speaks.\n\n${await evaluateCrossChecks(warehouse, truthDir)}\n${END}`;
  const text = old.includes(BEGIN)
    ? old.replace(new RegExp(`${BEGIN}[^]*${END}`), () => part)
    : `${old}\n${part}\n`;
  writeFileSync(README, await format(text, { ...(await resolveConfig(README)), parser: 'markdown' }));
}
