import { Dialect, generate, parse, transpile } from '@polyglot-sql/sdk';
import { ContractError } from '../errors.ts';
import { isNode, nameOf, nodes, parseStep, partsOf, sqlTokens, type Node } from './ast.ts';
import { outputName } from './origin.ts';

/**
 * Returns a step as Trino takes it, pretty-printed; parameters stay `$name` and macros stay names of our own, for the
 * operator of the cluster to define. Two things that the SDK leaves alone are rewritten: QUALIFY, which Trino has not,
 * becomes a subquery; GREATEST and LEAST skip NULL as in DuckDB, where Trino's return NULL.
 * @throws ContractError when something cannot be written in Trino.
 */
export function transpileToTrino(sql: string, place = 'SQL'): string {
  const plain = generate([rewritten(parseStep(sql, place))], Dialect.DuckDB);
  const source = plain.sql?.[0];
  if (source === undefined) throw notPortable(place, 'the tree cannot be written as SQL');
  const result = transpile(source, Dialect.DuckDB, Dialect.Trino, {
    pretty: true,
    unsupportedLevel: 'raise',
  });
  const text = result.sql?.[0];
  if (text === undefined) throw notPortable(place, 'a construct has no counterpart in Trino');
  if (!parse(text, Dialect.Trino).success) throw notPortable(place, 'the Trino text cannot be parsed again');
  if (sqlTokens(text).some((token) => token.text.toUpperCase() === 'QUALIFY')) {
    throw notPortable(place, 'QUALIFY is left in the Trino text');
  }
  return text;
}

function notPortable(place: string, fact: string): ContractError {
  return new ContractError({
    place,
    fact,
    expectation: 'SQL in the common subset of DuckDB and Trino',
    effect: 'the step was not used',
    next: 'rewrite it with joins, CTEs and window functions, or put it behind a macro of src/duckdb/macros.sql',
  });
}

/** Returns a copy of the tree without QUALIFY and with GREATEST and LEAST that skip NULL. */
function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (!isNode(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rewritten(part)]));
  const call = partsOf(copy, 'function');
  if (call && /^(greatest|least)$/i.test(String(call['name']))) return skippingNull(call);
  const select = partsOf(copy, 'select');
  const test = (select?.['qualify'] as Node | null | undefined)?.['this'];
  return select && isNode(test) ? { select: qualifiedSelect(select, test) } : copy;
}

/** GREATEST(a, b) is COALESCE(GREATEST(a, b), a, b): where one is NULL, the other is left; more arguments are nested. */
function skippingNull(call: Node): Node {
  const [first = {}, ...others] = nodes(call['args']);
  return others.reduce(
    (a, b) => ({ coalesce: { expressions: [{ function: { ...call, args: [a, b] } }, a, b] } }),
    first,
  );
}

const TEST = 'is_qualified';
const shell = (): Node => {
  const [tree] = (parse(`SELECT 1 FROM (SELECT 1) AS qualified WHERE qualified.${TEST}`, Dialect.DuckDB)
    .ast ?? []) as unknown as readonly Node[];
  return partsOf(tree, 'select') ?? {};
};

function qualifiedSelect(select: Node, test: Node): Node {
  const projections = nodes(select['expressions']);
  const named = new Map(
    projections.flatMap((projection) => {
      const alias = partsOf(projection, 'alias');
      return alias ? [[nameOf(alias['alias']) ?? '', alias['this']] as const] : [];
    }),
  );
  const inner: Node = {
    ...select,
    with: null,
    qualify: null,
    distinct: false,
    expressions: [
      ...projections,
      aliased({ paren: { this: inlined(test, named), trailing_comments: [] } }, TEST),
    ],
  };
  const outer = shell();
  const from = outer['from'] as { readonly expressions: readonly Node[] };
  const subquery = { ...partsOf(from.expressions[0], 'subquery'), this: { select: inner } };
  return {
    ...outer,
    with: select['with'],
    distinct: select['distinct'],
    expressions: projections.map((projection) => columnNode(outputName(projection) ?? '*')),
    from: { ...from, expressions: [{ subquery }] },
  };
}

/** Returns the test with the names of the SELECT list replaced by what they stand for, which Trino asks for. */
function inlined(value: unknown, named: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, named));
  if (!isNode(value)) return value;
  const column = partsOf(value, 'column');
  if (column && !isNode(column['table'])) return named.get(nameOf(column['name']) ?? '') ?? value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inlined(part, named)]));
}

function identifier(name: string): Node {
  return { name, quoted: false, trailing_comments: [] };
}

function columnNode(name: string): Node {
  return {
    column: {
      name: identifier(name),
      table: identifier('qualified'),
      join_mark: false,
      trailing_comments: [],
    },
  };
}

function aliased(expression: Node, name: string): Node {
  return {
    alias: {
      ...{ this: expression, alias: identifier(name), column_aliases: [], alias_explicit_as: true },
      ...{ pre_alias_comments: [], trailing_comments: [] },
    },
  };
}
