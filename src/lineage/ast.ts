import { Dialect, parse, tokenize } from '@polyglot-sql/sdk';
import { ContractError } from '../errors.ts';

/** A node of the parsed SQL: an object with one key, its kind, whose value holds the parts. */
export type Node = Readonly<Record<string, unknown>>;

/** A word, sign or literal of the SQL text; comments and white space are left out. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

interface RawToken {
  readonly token_type: string;
  readonly text: string;
  readonly span: { readonly line: number };
}

const QUERIES = ['select', 'union', 'except', 'intersect', 'values'] as const;
const SET_OPERATIONS: ReadonlySet<string> = new Set(['union', 'except', 'intersect']);

/**
 * Returns the tree of one SELECT in DuckDB's dialect.
 * @throws ContractError when the text is not exactly one SELECT or set operation in the common subset.
 */
export function parseStep(sql: string, place = 'SQL'): Node {
  const { ast, errorLine } = parse(sql, Dialect.DuckDB);
  const [root, ...others] = (ast ?? []) as readonly unknown[] as readonly Node[];
  if (root === undefined) {
    const line = errorLine === undefined ? '' : ` near line ${errorLine}`;
    throw notOneSelect(place, `the SQL cannot be parsed${line}`);
  }
  if (others.length > 0) throw notOneSelect(place, 'the file holds several statements');
  if (!isQuery(root)) throw notOneSelect(place, `the statement is ${kindOf(root)}`);
  return root;
}

function notOneSelect(place: string, fact: string): ContractError {
  return new ContractError({
    place,
    fact,
    expectation: 'one SELECT in the common subset of DuckDB and Trino',
    effect: 'the step was not used',
    next: 'write the step as one SELECT; functions of DuckDB alone go behind a macro of src/duckdb/macros.sql',
  });
}

/** Returns the words and signs of a SQL text in order. */
export function sqlTokens(sql: string): Token[] {
  // The SDK's types say `tokenType`; its runtime says `token_type`.
  const tokens = (tokenize(sql, Dialect.DuckDB).tokens ?? []) as unknown as readonly RawToken[];
  return tokens.map(({ token_type, text, span }) => ({ kind: token_type, text, line: span.line }));
}

/** Returns the kind of a node: its only key. */
export function kindOf(node: Node): string {
  return Object.keys(node)[0] ?? '';
}

/** Returns the parts of a node of this kind, or undefined for any other kind. */
export function partsOf(node: unknown, kind: string): Node | undefined {
  return isNode(node) ? (node[kind] as Node | undefined) : undefined;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a list of nodes, empty where the part is missing. */
export function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Returns the text of a name part such as `{ name: 'quarter' }`, or undefined. */
export function nameOf(value: unknown): string | undefined {
  return isNode(value) && typeof value['name'] === 'string' ? value['name'] : undefined;
}

/** Is the node a SELECT, a set operation, a VALUES, or one of them in parentheses? */
export function isQuery(node: unknown): node is Node {
  if (!isNode(node)) return false;
  const subquery = partsOf(node, 'subquery');
  return subquery ? isQuery(subquery['this']) : QUERIES.some((kind) => isNode(node[kind]));
}

/** Returns the parts of a set operation, or undefined for any other node. */
export function setOperationOf(node: Node): Node | undefined {
  const kind = kindOf(node);
  return SET_OPERATIONS.has(kind) ? partsOf(node, kind) : undefined;
}

/** Calls `visit` for a value and everything below it, parents first. */
export function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (isNode(value)) {
    visit(value);
    for (const part of Object.values(value)) walk(part, visit);
  }
}

/** Returns the tables that a SELECT reads, `schema.table`, sorted, without the names of its own CTEs. */
export function tablesRead(sql: string, place?: string): string[] {
  const found = new Set<string>();
  walk(parseStep(sql, place), (node) => {
    const table = partsOf(node, 'table');
    const [schema, name] = [nameOf(table?.['schema']), nameOf(table?.['name'])];
    if (schema !== undefined && name !== undefined) found.add(`${schema}.${name}`);
  });
  return [...found].sort();
}
