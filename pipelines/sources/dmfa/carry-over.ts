import { quotedIdentifier, qualifiedName, type Table } from '../../../src/table/index.ts';
import { DECLARATION_KEY } from './columns.ts';
import {
  DmfaContribution,
  DmfaDeclaration,
  DmfaDeduction,
  DmfaOccupation,
  DmfaRemuneration,
  DmfaService,
  DmfaUpdateAction,
  DmfaWorkerRecord,
} from './tables.ts';

/**
 * Versions of declarations that come as messages.
 *
 * An original is a whole declaration. A modification (DmfAUpdate) holds only the worker records that it touches; it
 * becomes a whole version too: the records of the version before that it does not touch are carried over. A record
 * changes hands between two sets of events: a version defines it (an original, or action 1 or 3 of a modification) or
 * removes it (action 0, or the last situation that a modification replaces); an original removes all others. A record
 * belongs to a version if the last event up to that version defines it, and its rows are those of the defining version.
 * No version is built from another that was built, so any number of modifications is one pass.
 */

/** Extracts whose rows belong to a worker record. */
const RECORD_TABLES: Readonly<Record<string, Table>> = {
  worker_record: DmfaWorkerRecord,
  occupation: DmfaOccupation,
  service: DmfaService,
  remuneration: DmfaRemuneration,
  contribution: DmfaContribution,
  deduction: DmfaDeduction,
};
const VERSIONED_TABLES: Readonly<Record<string, Table>> = {
  declaration: DmfaDeclaration,
  ...RECORD_TABLES,
  update_action: DmfaUpdateAction,
};

const EMPLOYER_QUARTER = DECLARATION_KEY.filter((name) => name !== 'version_number');
const RECORD = ['worker_id', 'employer_class', 'worker_code'];

const columns = (alias: string, names: readonly string[]) =>
  names.map((name) => `${alias}.${name}`).join(', ');
const same = (left: string, right: string, names: readonly string[]) =>
  names.map((name) => `${left}.${name} = ${right}.${name}`).join(' AND ');

/**
 * Returns the statements that give the rows of `incoming.<extract>` their version numbers and add the rows that are
 * carried over, in the order in which they must run.
 *
 * Expects typed rows as in staging, `version_number` 1 for an original and NULL for a modification, `_form` (sorts
 * forms by their creation), `file_id`, `_position`, `_column` and `_rule` (NULL for a fit row). The first form of a
 * declaration continues the highest version in staging. Carried rows have no file, position and form. Rows of a form
 * whose declaration was rejected are rejected by the rule `declaration_rejected`. A modification gives no net amount:
 * it is that of the last version that gave one, plus the change of contributions minus deductions since.
 */
export function carryOverStatements(): string[] {
  return [
    formSql(),
    ...Object.keys(VERSIONED_TABLES).flatMap((extract) => [rejectOrphansSql(extract), numberSql(extract)]),
    carriedSql(),
    ...Object.entries(RECORD_TABLES).map(([extract, table]) => insertCarriedSql(extract, table)),
    netAmountSql(),
    'DROP TABLE incoming.carried',
    'DROP TABLE incoming.form',
  ];
}

/**
 * Returns the query that counts the forms that are more than the first version of a declaration: modifications, rejected
 * ones, and declarations that came before. Without one the statements change nothing.
 */
export function formsToFoldSql(): string {
  return `SELECT count(*) FROM (
      SELECT d._rule, d.version_number, count(*) OVER (PARTITION BY ${columns('d', EMPLOYER_QUARTER)}) AS form_count,
        EXISTS (SELECT 1 FROM staging.dmfa_declaration AS s WHERE ${same('s', 'd', EMPLOYER_QUARTER)}) AS is_staged
      FROM incoming.declaration AS d
    ) AS f
    WHERE f._rule IS NOT NULL OR f.version_number IS NULL OR f.form_count > 1 OR f.is_staged`;
}

/** One row per form: its declaration, its version and the version in staging that it continues. */
function formSql(): string {
  return `CREATE TABLE incoming.form AS
    WITH base AS (
      SELECT ${columns('s', EMPLOYER_QUARTER)}, max(s.version_number) AS version_number
      FROM staging.dmfa_declaration AS s
      GROUP BY ${columns('s', EMPLOYER_QUARTER)}
    )
    SELECT d.file_id, d._form, ${columns('d', EMPLOYER_QUARTER)}, d.version_number IS NULL AS is_update,
      b.version_number AS base_version,
      CAST(coalesce(b.version_number, 0) + row_number() OVER (
        PARTITION BY ${columns('d', EMPLOYER_QUARTER)} ORDER BY d._form, d.file_id
      ) AS INTEGER) AS version_number
    FROM incoming.declaration AS d
    LEFT JOIN base AS b ON ${same('b', 'd', EMPLOYER_QUARTER)}
    WHERE d._rule IS NULL`;
}

function rejectOrphansSql(extract: string): string {
  return `UPDATE incoming.${extract} AS n SET _column = '', _rule = 'declaration_rejected'
    FROM (SELECT d.file_id, d._form FROM incoming.declaration AS d WHERE d._rule IS NOT NULL) AS r
    WHERE n._rule IS NULL AND n.file_id = r.file_id AND n._form = r._form`;
}

/** Most forms are first versions and keep their number: only the others are rewritten. */
function numberSql(extract: string): string {
  return `UPDATE incoming.${extract} AS n SET version_number = f.version_number
    FROM (SELECT * FROM incoming.form WHERE is_update OR version_number > 1) AS f
    WHERE n.file_id = f.file_id AND n._form = f._form`;
}

/** One row per modification and worker record that it leaves alone, with the version that defined the record. */
function carriedSql(): string {
  return `CREATE TABLE incoming.carried AS
    WITH ordered_form AS (
      SELECT f.*, coalesce(max(CASE WHEN NOT f.is_update THEN f.version_number END) OVER (
          PARTITION BY ${columns('f', EMPLOYER_QUARTER)} ORDER BY f.version_number
        ), f.base_version, 1) AS first_version
      FROM incoming.form AS f
    ),
    update_form AS (SELECT o.* FROM ordered_form AS o WHERE o.is_update),
    declaration AS (
      SELECT DISTINCT ${columns('f', EMPLOYER_QUARTER)}, f.base_version FROM update_form AS f
    ),
    event AS (
      SELECT ${columns('w', [...DECLARATION_KEY, ...RECORD])}, TRUE AS is_defined
      FROM staging.dmfa_worker_record AS w
      JOIN declaration AS d ON ${same('w', 'd', EMPLOYER_QUARTER)} AND w.version_number = d.base_version
      UNION
      SELECT ${columns('w', [...DECLARATION_KEY, ...RECORD])}, TRUE AS is_defined
      FROM incoming.worker_record AS w
      WHERE w._rule IS NULL
      UNION
      SELECT ${columns('a', DECLARATION_KEY)}, a.worker_id, coalesce(a.last_employer_class, a.employer_class),
        coalesce(a.last_worker_code, a.worker_code), FALSE AS is_defined
      FROM incoming.update_action AS a
      WHERE a._rule IS NULL AND a.update_action <> '9'
    ),
    last_event AS (
      SELECT ${columns('f', EMPLOYER_QUARTER)}, f.version_number, ${columns('e', RECORD)},
        e.version_number AS from_version, e.is_defined
      FROM update_form AS f
      JOIN event AS e ON ${same('e', 'f', EMPLOYER_QUARTER)}
        AND e.version_number BETWEEN f.first_version AND f.version_number
      QUALIFY row_number() OVER (
        PARTITION BY ${columns('f', DECLARATION_KEY)}, ${columns('e', RECORD)}
        ORDER BY e.version_number DESC, e.is_defined DESC
      ) = 1
    )
    SELECT ${columns('l', [...DECLARATION_KEY, ...RECORD])}, l.from_version
    FROM last_event AS l
    WHERE l.is_defined AND l.from_version < l.version_number`;
}

function insertCarriedSql(extract: string, table: Table): string {
  const names = Object.keys(table.columns);
  const values = names.map((name) => (name === 'version_number' ? 'c.version_number' : `r.${name}`));
  const from = (rows: string, condition: string) =>
    `SELECT ${values.join(', ')} FROM ${rows} AS r
     JOIN incoming.carried AS c ON ${same('c', 'r', [...EMPLOYER_QUARTER, ...RECORD])}
       AND c.from_version = r.version_number ${condition}`;
  return `INSERT INTO incoming.${extract} (${names.map(quotedIdentifier).join(', ')})
    ${from(qualifiedName(table), '')}
    UNION ALL
    ${from(`incoming.${extract}`, 'WHERE r._rule IS NULL')}`;
}

/** Net amount and CBE number of the modifications. */
function netAmountSql(): string {
  const versions = `
    SELECT ${columns('s', DECLARATION_KEY)}, s.net_owed_cents, s.cbe_number FROM staging.dmfa_declaration AS s
    JOIN (SELECT DISTINCT ${columns('f', EMPLOYER_QUARTER)}, f.base_version FROM incoming.form AS f) AS b
      ON ${same('s', 'b', EMPLOYER_QUARTER)} AND s.version_number = b.base_version
    UNION ALL
    SELECT ${columns('d', DECLARATION_KEY)}, d.net_owed_cents, d.cbe_number
    FROM incoming.declaration AS d WHERE d._rule IS NULL`;
  return `UPDATE incoming.declaration AS n
    SET net_owed_cents = x.net_owed_cents + x.later_cents, cbe_number = coalesce(n.cbe_number, x.cbe_number)
    FROM (
      WITH version AS (${versions}),
      line AS (${linesSql()}),
      total AS (
        SELECT ${columns('v', DECLARATION_KEY)}, v.net_owed_cents, v.cbe_number,
          CAST(coalesce(sum(l.cents), 0) AS BIGINT) AS cents
        FROM version AS v LEFT JOIN line AS l ON ${same('l', 'v', DECLARATION_KEY)}
        GROUP BY ${columns('v', DECLARATION_KEY)}, v.net_owed_cents, v.cbe_number
      )
      SELECT ${columns('f', DECLARATION_KEY)}, p.net_owed_cents, p.cbe_number, t.cents - p.cents AS later_cents
      FROM incoming.form AS f
      JOIN total AS t ON ${same('t', 'f', DECLARATION_KEY)}
      JOIN total AS p ON ${same('p', 'f', EMPLOYER_QUARTER)} AND p.version_number < f.version_number
        AND p.net_owed_cents IS NOT NULL
      WHERE f.is_update
      QUALIFY row_number() OVER (
        PARTITION BY ${columns('f', DECLARATION_KEY)} ORDER BY p.version_number DESC
      ) = 1
    ) AS x
    WHERE n._rule IS NULL AND ${same('n', 'x', DECLARATION_KEY)}`;
}

/** Contributions, and deductions as negative amounts, of the declarations at hand. */
function linesSql(): string {
  const line = (rows: string, cents: string, condition: string) =>
    `SELECT ${columns('r', DECLARATION_KEY)}, ${cents} AS cents FROM ${rows} AS r WHERE ${condition}`;
  const declared = `EXISTS (SELECT 1 FROM incoming.form AS f WHERE f.is_update AND ${same('f', 'r', EMPLOYER_QUARTER)})`;
  return [
    line('staging.dmfa_contribution', 'r.contribution_cents', declared),
    line('staging.dmfa_deduction', '-r.deduction_cents', declared),
    line('incoming.contribution', 'r.contribution_cents', `r._rule IS NULL AND ${declared}`),
    line('incoming.deduction', '-r.deduction_cents', `r._rule IS NULL AND ${declared}`),
  ].join(' UNION ALL ');
}
