import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installMacros, openDatabase, queryRows } from '../src/duckdb/index.ts';
import { quotedText } from '../src/table/index.ts';

/**
 * Measures the links of a home against the answers of the world that it holds, and writes `pipelines/links/README.md`:
 * `npx tsx scripts/evaluate-links.ts HOME EXTRACTS`. The home must have run once.
 */
const [home = '', extracts = ''] = process.argv.slice(2);
const file = quotedText(join(extracts, 'truth', 'succession.csv'));
const answers = quotedText(join(extracts, 'truth', 'employer.csv'));

/**
 * A true tie, by the facts of the world: no declared transfer, a common person (a seat that went over, or the director), and interweaving
 * (two seats or more, or the address). A tie between members of one family that hold together through others is right as well.
 */
const UNITS = `WITH succession AS (
    SELECT least(a.cbe_number, b.cbe_number) AS l, greatest(a.cbe_number, b.cbe_number) AS r, b.cbe_number AS later,
      NOT s.is_transfer AND (s.seats > 0 OR s.keeps_director) AND (s.seats > 1 OR s.keeps_address) AS is_true
    FROM read_csv(${file}, types = {'earlier_noss_registration_nbr': 'VARCHAR', 'noss_registration_nbr': 'VARCHAR'}) AS s
    JOIN link.employer AS a ON a.noss_registration_number = s.earlier_noss_registration_nbr
    JOIN link.employer AS b ON b.noss_registration_number = s.noss_registration_nbr
  ), role AS (
    SELECT company_id, min(scheme || ', ' || role || CASE WHEN is_fraud THEN '' ELSE ' (look-alike)' END) AS role
    FROM read_csv(${answers}, types = {'company_id': 'VARCHAR'})
    WHERE scheme IN ('bankruptcy_carousel', 'fictitious_employment', 'first_hire_reduction') GROUP BY company_id
  ), tied AS (
    SELECT s.l, s.r, coalesce(min(role.role), 'no scheme') AS role, bool_or(s.is_true) AS is_true
    FROM succession AS s LEFT JOIN role ON role.company_id = s.later GROUP BY s.l, s.r
  ), near AS (SELECT l AS a, r AS b FROM tied WHERE is_true UNION SELECT r, l FROM tied WHERE is_true),
  family AS (
    SELECT x.a, y.b FROM near AS x JOIN near AS y ON y.a = x.b
    UNION SELECT x.a, z.b FROM near AS x JOIN near AS y ON y.a = x.b JOIN near AS z ON z.a = y.b
  ), found AS (
    SELECT t.left_cbe_number AS l, t.right_cbe_number AS r, f.a IS NOT NULL AS is_family
    FROM link.employer_unit_tie AS t LEFT JOIN family AS f ON f.a = t.left_cbe_number AND f.b = t.right_cbe_number
  )
  SELECT coalesce(tied.role, 'other pairs') AS role, CAST(count(*) FILTER (tied.is_true) AS INTEGER) AS true_ties,
    CAST(count(*) FILTER (tied.is_true AND found.l IS NOT NULL) AS INTEGER) AS hits, CAST(count(found.l) AS INTEGER) AS found,
    CAST(count(found.l) FILTER (coalesce(tied.is_true, FALSE) OR found.is_family) AS INTEGER) AS right_ties
  FROM tied FULL JOIN found ON found.l = tied.l AND found.r = tied.r GROUP BY 1 ORDER BY 1`;

/** Pairs of spellings of foreign employers: in the world one number is one employer. */
const FOREIGN = `WITH member AS (
    SELECT DISTINCT r.record_id, r.number_key || r.country_code AS truth, s.cluster_id
    FROM link.foreign_employer_record AS r JOIN link.foreign_employer_spelling AS s ON s.record_id = r.record_id
  ), size AS (SELECT truth, cluster_id, count(*) AS n FROM member GROUP BY ALL)
  SELECT 'foreign_employer, spellings' AS role,
    CAST((SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM member GROUP BY truth)) AS INTEGER) AS true_ties,
    CAST(sum(n * (n - 1) / 2) AS INTEGER) AS hits,
    CAST((SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM member GROUP BY cluster_id)) AS INTEGER) AS found,
    CAST(sum(n * (n - 1) / 2) AS INTEGER) AS right_ties FROM size`;

type Row = Record<'true_ties' | 'hits' | 'found' | 'right_ties', number> & { readonly role: string };
const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));
const line = ({ role, true_ties, hits, found, right_ties }: Row): string =>
  `| ${role} | ${true_ties} | ${found} | ${share(right_ties, found)} | ${share(hits, true_ties)} |`;

const database = await openDatabase({
  path: join(home, 'warehouse.duckdb'),
  threads: 2,
  allowedDirectories: [extracts],
});
const connection = await database.connect();
await installMacros(connection);
const units = (await queryRows(connection, UNITS)) as unknown as Row[];
const foreign = (await queryRows(connection, FOREIGN)) as unknown as Row[];
database.close();
const sum = (key: keyof Omit<Row, 'role'>): number => units.reduce((total, row) => total + row[key], 0);
const all: Row = {
  role: '**employer_unit, all pairs**',
  true_ties: sum('true_ties'),
  hits: sum('hits'),
  found: sum('found'),
  right_ties: sum('right_ties'),
};
const head = '| pairs | true | found | precision | recall |\n| --- | ---: | ---: | ---: | ---: |';
writeFileSync(
  'pipelines/links/README.md',
  `# Links against the truth of a synthetic Belgium

Written by \`npx tsx scripts/evaluate-links.ts HOME EXTRACTS\`. A pair of enterprises is truly one unit if no transfer was declared,
a person is common to both (a seat that went over, or the director), and they are interwoven (two seats or more, or the address). Pairs of one
family that hold together through others count as right. What look-alikes have of both prongs is true in law; whether it is fraud the link does not say.

How far these figures go: the limits of the rule were chosen on this very world, and ties whose only interweaving is a shared contact are not among
the true ones, since few enterprises publish one. With them recall is lower. One number is one foreign employer in the world, so its row is easy.
The link \`person\` is not measured: no posted person of the world has a NISS on one notification and none on another.

${head}
${[...foreign, all, ...units].map(line).join('\n')}
`,
);
