import { PARAMETERS } from '../unit/index.ts';
import type { Table } from '../table/index.ts';
import { isNode, kindOf, nameOf, nodes, parseStep, partsOf, setOperationOf, walk, type Node } from './ast.ts';
import { stepLineage } from './columns.ts';
import { lintTokens, type SqlFinding } from './lint-tokens.ts';
import { firstLine, outputName, type Remark } from './origin.ts';

export type { SqlFinding } from './lint-tokens.ts';

export interface LintOptions {
  /** The macros of `src/duckdb/macros.sql`: names of our own. */
  readonly macros: readonly string[];
  /** The declared inputs; with them the rules that need types and columns are checked too. */
  readonly inputs?: readonly Table[];
  /** Name used in errors. */
  readonly place?: string;
}

/**
 * Returns what a step does against the SQL rules of the house, by line: unstable results, clocks, names without schema,
 * constructs that Trino does not have. Empty means good.
 */
export function forbiddenSql(sql: string, options: LintOptions): SqlFinding[] {
  let root: Node;
  try {
    root = parseStep(sql, options.place);
  } catch (error) {
    const advice = error instanceof Error ? error.message : 'the SQL cannot be parsed';
    return [{ rule: 'parse', line: 1, advice }];
  }
  const remarks = options.inputs ? stepLineage(sql, options.inputs, options.place).remarks : [];
  return [
    ...grain(sql),
    ...lintTokens(sql, options.macros),
    ...lintTree(root),
    ...remarks.map(remarkFinding),
  ].sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1));
}

function grain(sql: string): SqlFinding[] {
  if (/^-- One row /.test(sql)) return [];
  return [
    {
      rule: 'grain',
      line: 1,
      advice: 'begin with the grain as a comment: "-- One row per employer and quarter."',
    },
  ];
}

const REMARK_ADVICE: Readonly<Record<Remark['rule'], (name: string) => string>> = {
  'float-sum': (name) =>
    `${name} over DOUBLE changes with the number of threads; add integers or DECIMAL and divide last`,
  'date-minus-date': () =>
    "a difference of dates is a number in DuckDB only; write date_diff('day', earlier, later)",
  'alias-reuse': (name) =>
    `${name} names an expression of the same SELECT, which Trino cannot see; use a CTE`,
  'unknown-column': (name) => `${name} is in none of the declared inputs`,
};

function remarkFinding({ rule, name, line }: Remark): SqlFinding {
  return { rule, line: line ?? 1, advice: REMARK_ADVICE[rule](name) };
}

function lintTree(root: Node): SqlFinding[] {
  const findings: SqlFinding[] = [];
  const add = (rule: string, at: unknown, advice: string): void => {
    findings.push({ rule, line: firstLine(at) ?? 1, advice });
  };
  const top = setOperationOf(root) ?? partsOf(root, 'select') ?? {};
  if (isNode(top['order_by'])) add('order', top['order_by'], 'order where rows leave SQL, not in a step');
  for (const select of finalSelects(root)) lintFinal(select, add);
  const ctes = new Set<string>();
  walk(root, (node) => {
    for (const cte of nodes(node['ctes'])) {
      ctes.add(nameOf(cte['alias']) ?? '');
      const isRecursive = node['recursive'] === true && setOperationOf(cte['this'] as Node) !== undefined;
      if (isRecursive && nodes(cte['columns']).length === 0) {
        add('recursive', cte, 'name the columns of a recursive CTE: Trino asks for them');
      }
    }
  });
  walk(root, (node) => lintNode(node, ctes, add));
  return findings;
}

type Add = (rule: string, at: unknown, advice: string) => void;

function finalSelects(node: Node): Node[] {
  const operation = setOperationOf(node);
  if (operation) return [operation['left'], operation['right']].flatMap((side) => finalSelects(side as Node));
  const inner = partsOf(node, 'subquery')?.['this'];
  if (isNode(inner)) return finalSelects(inner);
  const select = partsOf(node, 'select');
  return select ? [select] : [];
}

function lintFinal(select: Node, add: Add): void {
  for (const projection of nodes(select['expressions'])) {
    if (partsOf(projection, 'star'))
      add('star', projection, 'list the columns of the final SELECT in declared order');
    else if (outputName(projection) === undefined)
      add('unnamed', projection, 'name every column of the final SELECT');
  }
}

function lintNode(node: Node, ctes: ReadonlySet<string>, add: Add): void {
  const table = partsOf(node, 'table');
  if (table && nameOf(table['name']) !== undefined) lintTable(table, ctes, add);
  if (kindOf(node) === 'parameter') lintParameter(partsOf(node, 'parameter') ?? {}, add);
  const select = partsOf(node, 'select');
  if (select) lintSelect(select, add);
  const operation = setOperationOf(node);
  if (operation?.['by_name'] === true)
    add('portable', operation, 'UNION BY NAME is DuckDB only; list the columns');
}

function lintTable(table: Node, ctes: ReadonlySet<string>, add: Add): void {
  const name = nameOf(table['name']) ?? '';
  if (nameOf(table['schema']) === undefined) {
    if (!ctes.has(name)) add('schema', table, `write schema.table for ${name}`);
  } else if (nameOf(table['alias']) === undefined)
    add('alias', table, `give ${name} an alias: schema.table AS alias`);
  if (nameOf(table['catalog']) !== undefined)
    add('schema', table, `${name}: a step names schemas, not databases`);
}

function lintParameter(parameter: Node, add: Add): void {
  const name = nameOf(parameter) ?? '?';
  if (!Object.hasOwn(PARAMETERS, name)) {
    const known = Object.keys(PARAMETERS).map((parameterName) => `$${parameterName}`);
    add('parameter', parameter, `$${name} is no parameter of a step; known: ${known.join(', ')}`);
  }
}

const DUCKDB_JOINS = /^(asof|positional|.*semi|.*anti)/i;

function lintSelect(select: Node, add: Add): void {
  for (const part of ['limit', 'offset', 'fetch', 'top'] as const) {
    if (isNode(select[part]))
      add('limit', select, 'rank with row_number() over a full order and filter, no LIMIT');
  }
  if (isNode(select['sample'])) add('sample', select, 'sample by a hash of the id, not by SAMPLE');
  if (nodes(select['distinct_on']).length > 0)
    add('portable', select, 'DISTINCT ON is not portable; use row_number()');
  const group = select['group_by'];
  if (isNode(group)) {
    if (group['all'] !== null && group['all'] !== undefined) add('group', select, 'GROUP BY names, not ALL');
    const numbers = nodes(group['expressions']).filter(
      (item) => partsOf(item, 'literal')?.['literal_type'] === 'number',
    );
    if (numbers.length > 0) add('group', select, 'GROUP BY names, not numbers');
  }
  for (const join of nodes(select['joins'])) {
    const kind = String(join['kind']);
    if (DUCKDB_JOINS.test(kind))
      add('portable', join, `${kind.toUpperCase()} JOIN is DuckDB only; use EXISTS or row_number()`);
    if (kind.startsWith('Natural')) add('join', join, 'NATURAL JOIN hides the columns that join; write ON');
  }
  for (const projection of nodes(select['expressions'])) {
    const star = partsOf(projection, 'star');
    if (star && [star['except'], star['replace'], star['rename']].some((part) => nodes(part).length > 0)) {
      add('portable', projection, '* EXCLUDE and * REPLACE are DuckDB only; list the columns');
    }
  }
}
