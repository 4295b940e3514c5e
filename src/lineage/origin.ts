import { isNode, isQuery, kindOf, nameOf, partsOf, type Node } from './ast.ts';

/**
 * Where an expression comes from. `values` are the base columns whose content flows into it; `conditions` are those
 * that only decide: CASE tests, FILTER, OVER, WHERE, JOIN, GROUP BY. Names are `schema.table.column`.
 */
export interface Origin {
  readonly values: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
  /** Known only where it matters: sums of DOUBLE are unstable, differences of DATE are not portable. */
  readonly type?: 'DOUBLE' | 'DATE' | undefined;
}

/** A table, CTE or subquery: the origin of each column, and the columns that decide which rows it has. */
export interface Relation {
  /** Name and origin in order; a name may occur twice until a list of column names renames it. */
  readonly columns: readonly (readonly [string, Origin])[];
  readonly conditions: ReadonlySet<string>;
}

/** What an expression can see: relations by alias, names of the SELECT list, and the query around it. */
export interface Scope {
  readonly relations: Map<string, Relation>;
  readonly aliases: Map<string, Origin>;
  readonly outer?: Scope | undefined;
}

/** Facts that the walk meets and the lint reports. */
export interface Remark {
  readonly rule: 'float-sum' | 'date-minus-date' | 'alias-reuse' | 'unknown-column';
  readonly name: string;
  readonly line: number | undefined;
}

export interface ExpressionContext {
  readonly scope: Scope;
  readonly resolveQuery: (node: Node, outer: Scope) => Relation;
  readonly remark: (remark: Remark) => void;
}

export const NO_ORIGIN: Origin = { values: new Set(), conditions: new Set() };

/** Returns all origins as one; the type is that of the first which has one. */
export function mergeOrigins(origins: readonly Origin[]): Origin {
  return {
    values: new Set(origins.flatMap((origin) => [...origin.values])),
    conditions: new Set(origins.flatMap((origin) => [...origin.conditions])),
    type: origins.find((origin) => origin.type !== undefined)?.type,
  };
}

/** Returns the same base columns, all of them as conditions. */
export function asCondition(origin: Origin): Origin {
  return { values: new Set(), conditions: new Set([...origin.values, ...origin.conditions]) };
}

/** Parts of an expression that decide but do not flow into it. */
const DECIDING_PARTS: ReadonlySet<string> = new Set(['filter', 'order_by', 'over', 'condition', 'operand']);
const UNSTABLE_OVER_DOUBLE: ReadonlySet<string> = new Set([
  ...[
    'sum',
    'avg',
    'stddev',
    'stddev_pop',
    'stddev_samp',
    'variance',
    'var_pop',
    'var_samp',
    'corr',
    'covar_pop',
  ],
  ...['covar_samp', 'regr_slope', 'fsum', 'kahan_sum', 'product'],
]);
/** Expressions that keep the type DATE of what they contain. */
const DATE_KEEPING: ReadonlySet<string> = new Set(['this', 'coalesce', 'min', 'max', 'paren', 'if_func']);

/** Returns where an expression comes from. */
export function originOf(value: unknown, context: ExpressionContext): Origin {
  if (Array.isArray(value)) return mergeOrigins(value.map((item) => originOf(item, context)));
  if (!isNode(value)) return NO_ORIGIN;
  if (isQuery(value)) return scalarOrigin(context.resolveQuery(value, context.scope));
  const kind = kindOf(value);
  const parts = value[kind];
  if (!isNode(parts) || Object.keys(value).length > 1) return partsOrigin(value, context);
  switch (kind) {
    case 'column':
      return columnOrigin(parts, context);
    case 'exists':
    case 'in':
    case 'any':
    case 'all':
      return asCondition(partsOrigin(parts, context));
    case 'case':
      return caseOrigin(parts, context);
    case 'cast':
    case 'try_cast':
      return { ...originOf(parts['this'], context), type: castType(parts['to']) };
    default:
      return typed(kind, parts, context);
  }
}

function scalarOrigin(relation: Relation): Origin {
  const columns = mergeOrigins(relation.columns.map(([, origin]) => origin));
  return { ...columns, conditions: new Set([...columns.conditions, ...relation.conditions]) };
}

function partsOrigin(parts: Node, context: ExpressionContext): Origin {
  return mergeOrigins(
    Object.entries(parts).map(([name, part]) => {
      const origin = originOf(part, context);
      return DECIDING_PARTS.has(name) ? asCondition(origin) : origin;
    }),
  );
}

function caseOrigin(parts: Node, context: ExpressionContext): Origin {
  const whens = (parts['whens'] ?? []) as readonly (readonly [unknown, unknown])[];
  return mergeOrigins([
    asCondition(originOf(parts['operand'], context)),
    ...whens.flatMap(([test, result]) => [asCondition(originOf(test, context)), originOf(result, context)]),
    originOf(parts['else_'], context),
  ]);
}

function castType(to: unknown): Origin['type'] {
  const name = isNode(to) ? String(to['data_type']) : '';
  if (name === 'double' || name === 'float' || name === 'real') return 'DOUBLE';
  return name === 'date' ? 'DATE' : undefined;
}

function typed(kind: string, parts: Node, context: ExpressionContext): Origin {
  const origin = partsOrigin(parts, context);
  const name = aggregateName(kind, parts);
  if (UNSTABLE_OVER_DOUBLE.has(name) && origin.type === 'DOUBLE') {
    context.remark({ rule: 'float-sum', name, line: firstLine(parts) });
  }
  if (kind === 'sub' && [parts['left'], parts['right']].every((side) => isDate(side, context))) {
    context.remark({ rule: 'date-minus-date', name: '-', line: firstLine(parts) });
  }
  if (kind === 'div') return { ...origin, type: 'DOUBLE' };
  if (kind === 'count') return { ...origin, type: undefined };
  return origin.type === 'DATE' && !DATE_KEEPING.has(kind) ? { ...origin, type: undefined } : origin;
}

function aggregateName(kind: string, parts: Node): string {
  const name = kind === 'aggregate_function' || kind === 'function' ? parts['name'] : kind;
  return String(name).toLowerCase();
}

function isDate(side: unknown, context: ExpressionContext): boolean {
  return originOf(side, { ...context, remark: () => undefined }).type === 'DATE';
}

/** Returns the line of the first name with a place in the text. */
export function firstLine(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.map(firstLine).find((line) => line !== undefined);
  if (!isNode(value)) return undefined;
  const span = value['span'];
  if (isNode(span) && typeof span['line'] === 'number') return span['line'];
  return Object.values(value)
    .map(firstLine)
    .find((line) => line !== undefined);
}

function columnOrigin(parts: Node, context: ExpressionContext): Origin {
  const name = nameOf(parts['name']) ?? '';
  const alias = nameOf(parts['table']);
  for (let scope: Scope | undefined = context.scope; scope !== undefined; scope = scope.outer) {
    const relations = alias === undefined ? [...scope.relations.values()] : [scope.relations.get(alias)];
    const found = relations.flatMap(
      (relation) => relation?.columns.filter(([column]) => column === name) ?? [],
    );
    if (found.length > 0) return mergeOrigins(found.map(([, origin]) => origin));
    const named = alias === undefined ? scope.aliases.get(name) : undefined;
    if (named !== undefined) {
      context.remark({ rule: 'alias-reuse', name, line: firstLine(parts) });
      return named;
    }
  }
  context.remark({ rule: 'unknown-column', name, line: firstLine(parts) });
  return NO_ORIGIN;
}

/** Returns the name that a projection gives its column, or undefined for an unnamed expression. */
export function outputName(projection: Node): string | undefined {
  return nameOf(partsOf(projection, 'alias')?.['alias']) ?? nameOf(partsOf(projection, 'column')?.['name']);
}
