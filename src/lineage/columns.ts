import type { Table } from '../table/index.ts';
import { qualifiedName } from '../table/index.ts';
import { isNode, isQuery, nameOf, nodes, parseStep, partsOf, setOperationOf, type Node } from './ast.ts';
import { NO_ORIGIN, asCondition, mergeOrigins, originOf, outputName } from './origin.ts';
import type { Origin, Relation, Remark, Scope } from './origin.ts';

/** Where one output column comes from; base columns are `schema.table.column`, sorted. */
export interface ColumnLineage {
  readonly column: string;
  /** Their content flows into the column. */
  readonly values: readonly string[];
  /** They decide which rows and which branches count: filters, joins, groups, CASE tests, windows. */
  readonly conditions: readonly string[];
}

export interface StepLineage {
  readonly columns: readonly ColumnLineage[];
  readonly remarks: readonly Remark[];
}

interface Context {
  readonly bases: ReadonlyMap<string, Relation>;
  readonly ctes: ReadonlyMap<string, Relation>;
  readonly outer?: Scope | undefined;
  readonly remark: (remark: Remark) => void;
}

/**
 * Returns the lineage of each output column of a SELECT, in the order of the SELECT list.
 * `tables` are the declared inputs; a name that none of them has is reported as a remark `unknown-column`.
 * A column which is both value and condition is listed in both.
 * @throws ContractError when the text is not one SELECT.
 */
export function stepLineage(sql: string, tables: readonly Table[], place?: string): StepLineage {
  const remarks: Remark[] = [];
  const relation = resolveQuery(parseStep(sql, place), {
    bases: new Map(tables.map((table) => [qualifiedName(table), baseRelation(table)])),
    ctes: new Map(),
    remark: (remark) => remarks.push(remark),
  });
  const columns = relation.columns.map(([column, origin]) => ({
    column,
    values: [...origin.values].sort(),
    conditions: [...new Set([...origin.conditions, ...relation.conditions])].sort(),
  }));
  return { columns, remarks };
}

/** Returns the lineage of each output column of a SELECT; see {@link stepLineage}. */
export function columnLineage(sql: string, tables: readonly Table[]): readonly ColumnLineage[] {
  return stepLineage(sql, tables).columns;
}

function baseRelation(table: Table): Relation {
  const origin = (name: string, type: string): Origin => ({
    values: new Set([`${qualifiedName(table)}.${name}`]),
    conditions: new Set(),
    type: type === 'DOUBLE' || type === 'DATE' ? type : undefined,
  });
  const columns = Object.entries(table.columns).map(
    ([name, { type }]) => [name, origin(name, type)] as const,
  );
  return { columns, conditions: new Set() };
}

function resolveQuery(node: Node, context: Context): Relation {
  const subquery = partsOf(node, 'subquery');
  if (subquery) return renamed(resolveQuery(subquery['this'] as Node, context), subquery['column_aliases']);
  const operation = setOperationOf(node);
  const parts = operation ?? partsOf(node, 'select') ?? {};
  const inside = withCtes(parts['with'], context);
  if (operation) return resolveSetOperation(node, operation, inside);
  const rows = partsOf(node, 'values');
  return rows ? resolveValues(rows, inside) : resolveSelect(parts, inside);
}

function withCtes(clause: unknown, context: Context): Context {
  if (!isNode(clause)) return context;
  const ctes = new Map(context.ctes);
  for (const cte of nodes(clause['ctes'])) {
    const name = nameOf(cte['alias']) ?? '';
    const body = cte['this'] as Node;
    const resolve = (): Relation => renamed(resolveQuery(body, { ...context, ctes }), cte['columns']);
    const operation = setOperationOf(body);
    if (clause['recursive'] === true && operation) {
      ctes.set(name, renamed(resolveQuery(operation['left'] as Node, { ...context, ctes }), cte['columns']));
      for (let size = -1; size !== sizeOf(ctes.get(name));) {
        size = sizeOf(ctes.get(name));
        ctes.set(name, resolve());
      }
    } else ctes.set(name, resolve());
  }
  return { ...context, ctes };
}

/** Sets only grow from one pass over a recursive CTE to the next, so an unchanged size is the fixed point. */
function sizeOf(relation: Relation | undefined): number {
  return (relation?.columns ?? []).reduce(
    (sum, [, { values, conditions }]) => sum + values.size + conditions.size,
    relation?.conditions.size ?? 0,
  );
}

function renamed(relation: Relation, names: unknown): Relation {
  const aliases = nodes(names).map((name) => nameOf(name));
  if (aliases.length === 0) return relation;
  return { ...relation, columns: relation.columns.map(([name, origin], i) => [aliases[i] ?? name, origin]) };
}

function resolveSetOperation(node: Node, parts: Node, context: Context): Relation {
  const left = resolveQuery(parts['left'] as Node, context);
  const right = resolveQuery(parts['right'] as Node, context);
  const conditions = new Set([...left.conditions, ...right.conditions]);
  const others = right.columns.map(([, origin]) => origin);
  if (node['union'] === undefined) {
    for (const name of asCondition(mergeOrigins(others)).conditions) conditions.add(name);
    return { columns: left.columns, conditions };
  }
  const columns = left.columns.map(
    ([name, origin], i) => [name, mergeOrigins([origin, others[i] ?? NO_ORIGIN])] as const,
  );
  return { columns, conditions };
}

function resolveValues(parts: Node, context: Context): Relation {
  const scope: Scope = { relations: new Map(), aliases: new Map(), outer: context.outer };
  const rows = nodes(parts['expressions']).map((row) => nodes(row['expressions']));
  const columns = (rows[0] ?? []).map(
    (_, i) => [`col${i}`, mergeOrigins(rows.map((row) => expressionOrigin(row[i], scope, context)))] as const,
  );
  return { columns, conditions: new Set() };
}

function expressionOrigin(value: unknown, scope: Scope, context: Context): Origin {
  return originOf(value, {
    scope,
    remark: context.remark,
    resolveQuery: (node, outer) => resolveQuery(node, { ...context, outer }),
  });
}

function resolveSelect(parts: Node, context: Context): Relation {
  const scope: Scope = { relations: new Map(), aliases: new Map(), outer: context.outer };
  const deciding: Origin[] = [];
  const addJoins = (joins: unknown): void => {
    for (const join of nodes(joins)) {
      addSource(join['this']);
      deciding.push(expressionOrigin(join['on'], scope, context));
      for (const name of nodes(join['using']))
        deciding.push(expressionOrigin({ column: { name } }, scope, context));
    }
  };
  const addSource = (source: unknown): void => {
    const joined = partsOf(source, 'joined_table');
    if (joined) {
      addSource(joined['left']);
      addJoins(joined['joins']);
    } else if (isNode(source)) addRelation(source, scope, context);
  };
  for (const source of nodes((parts['from'] as Node | undefined)?.['expressions'])) addSource(source);
  addJoins(parts['joins']);

  const columns = nodes(parts['expressions']).flatMap((projection) =>
    projectedColumns(projection, scope, context),
  );
  for (const clause of [
    'where_clause',
    'group_by',
    'having',
    'qualify',
    'windows',
    'order_by',
    'distinct_on',
  ]) {
    deciding.push(expressionOrigin(parts[clause], scope, context));
  }
  const conditions = new Set([...scope.relations.values()].flatMap((relation) => [...relation.conditions]));
  for (const name of asCondition(mergeOrigins(deciding)).conditions) conditions.add(name);
  return { columns, conditions };
}

function addRelation(source: Node, scope: Scope, context: Context): void {
  const table = partsOf(source, 'table');
  const name = nameOf(table?.['name']) ?? '';
  const schema = nameOf(table?.['schema']);
  if (table) {
    const known = schema === undefined ? context.ctes.get(name) : context.bases.get(`${schema}.${name}`);
    if (!known)
      context.remark({ rule: 'unknown-column', name: schema ? `${schema}.${name}` : name, line: undefined });
    const relation = known ?? { columns: [], conditions: new Set() };
    scope.relations.set(nameOf(table['alias']) ?? name, renamed(relation, table['column_aliases']));
    return;
  }
  if (isQuery(source)) {
    const alias = nameOf(partsOf(source, 'subquery')?.['alias']) ?? `subquery${scope.relations.size}`;
    const lateral = partsOf(source, 'subquery')?.['lateral'] === true;
    const outer = lateral ? { ...scope, relations: new Map(scope.relations) } : context.outer;
    scope.relations.set(alias, resolveQuery(source, { ...context, outer }));
    return;
  }
  // A table function, `unnest(...) AS u(item)`: each of its columns comes from its arguments.
  const parts = partsOf(source, 'alias') ?? {};
  const origin = expressionOrigin(parts['this'] ?? source, scope, context);
  const alias = nameOf(parts['alias']) ?? `function${scope.relations.size}`;
  const names = nodes(parts['column_aliases']).map((column) => nameOf(column) ?? '');
  const columns = (names.length > 0 ? names : [alias]).map((column) => [column, origin] as const);
  scope.relations.set(alias, { columns, conditions: asCondition(origin).conditions });
}

function projectedColumns(projection: Node, scope: Scope, context: Context): Relation['columns'] {
  const star = partsOf(projection, 'star');
  if (star) {
    const except = new Set(nodes(star['except']).map((name) => nameOf(name)));
    const only = nameOf(star['table']);
    const relations = [...scope.relations].filter(([alias]) => only === undefined || only === alias);
    return relations.flatMap(([, relation]) => relation.columns.filter(([name]) => !except.has(name)));
  }
  const alias = partsOf(projection, 'alias');
  const origin = expressionOrigin(alias ? alias['this'] : projection, scope, context);
  const name = outputName(projection) ?? 'unnamed';
  if (alias) scope.aliases.set(name, origin);
  return [[name, origin]];
}
