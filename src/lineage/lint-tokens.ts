import { sqlTokens, type Token } from './ast.ts';
import {
  CLOCKS_AND_DICE,
  LIST_AGGREGATES,
  ORDERED_WINDOWS,
  PORTABLE_FUNCTIONS,
  TRAPS,
  UNORDERED_AGGREGATES,
} from './functions.ts';

/** One thing that a step does against the rules, with what to do instead. */
export interface SqlFinding {
  readonly rule: string;
  readonly line: number;
  readonly advice: string;
}

/** Words that stand before a parenthesis without being a function. */
const NO_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'all and any array as between by case decimal else except exists filter from group having in intersect interval is ' +
    'join lateral like materialized not numeric on or over partition qualify recursive rows range select some then ' +
    'union using values varchar when where with within'
  ).split(' '),
);
/** Types of DuckDB that Trino has not. */
const FOREIGN_TYPES: ReadonlySet<string> = new Set(
  'hugeint uhugeint ubigint uinteger usmallint utinyint timestamp_s timestamp_ms timestamp_ns bitstring'.split(
    ' ',
  ),
);

interface Call {
  readonly name: string;
  readonly line: number;
  /** The tokens between its parentheses. */
  readonly inside: readonly Token[];
  /** The tokens after its closing parenthesis. */
  readonly after: readonly Token[];
}

/** Returns what the words of a SQL text do against the rules: functions, clocks, types, literals. */
export function lintTokens(sql: string, macros: readonly string[]): SqlFinding[] {
  const tokens = sqlTokens(sql);
  const own = new Set(macros);
  return [
    ...callsOf(tokens).flatMap((call) => lintCall(call, own, tokens)),
    ...tokens.flatMap((token, i) => lintWord(token, tokens[i + 1])),
  ];
}

function isOpen(token: Token | undefined): boolean {
  return token?.kind === 'L_PAREN';
}

function closingIndex(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    if (tokens[i]?.kind === 'L_PAREN') depth += 1;
    if (tokens[i]?.kind === 'R_PAREN') depth -= 1;
    if (depth === 0) return i;
  }
  return tokens.length;
}

function callsOf(tokens: readonly Token[]): Call[] {
  return tokens.flatMap((token, i): Call[] => {
    const name = token.text.toLowerCase();
    if (!isOpen(tokens[i + 1]) || !/^[a-z_][a-z0-9_]*$/.test(name) || NO_FUNCTIONS.has(name)) return [];
    if (token.kind === 'STRING' || tokens[i - 1]?.text.toLowerCase() === 'as') return [];
    const close = closingIndex(tokens, i + 1);
    const [after, next] = [tokens[close + 1]?.text.toLowerCase(), tokens[close + 2]?.text.toLowerCase()];
    const isColumnList = after === 'as' && (next === '(' || next === 'materialized' || next === 'not');
    // `FROM values AS v (a, b)` without AS is caught by the alias rule.
    if (isColumnList) return [];
    return [{ name, line: token.line, inside: tokens.slice(i + 2, close), after: tokens.slice(close + 1) }];
  });
}

/** Is there an ORDER BY directly between these parentheses, by something that is not a number? */
function hasOrder(inside: readonly Token[]): boolean {
  let depth = 0;
  return inside.some((token, i) => {
    if (token.kind === 'L_PAREN') depth += 1;
    if (token.kind === 'R_PAREN') depth -= 1;
    const isOrder = depth === 0 && /^order( by)?$/i.test(token.text);
    return isOrder && inside.slice(i + 1).find((next) => !/^by$/i.test(next.text))?.kind !== 'NUMBER';
  });
}

function lintCall(call: Call, macros: ReadonlySet<string>, tokens: readonly Token[]): SqlFinding[] {
  const { name, line } = call;
  const found = (rule: string, advice: string): SqlFinding[] => [{ rule, line, advice }];
  if (CLOCKS_AND_DICE.has(name) || macros.has(name)) return [];
  if (UNORDERED_AGGREGATES.has(name)) {
    return found(
      'unordered',
      `${name}() depends on the order of rows; use MIN, MAX or row_number() = 1 over a full order`,
    );
  }
  if (name.startsWith('approx_')) return found('approximate', `${name}() differs from run to run`);
  if (LIST_AGGREGATES.has(name) && !hasOrder(call.inside)) {
    return found('unordered', `${name}() needs an ORDER BY inside its parentheses that ends in the key`);
  }
  const trap = TRAPS[name];
  if (trap !== undefined) return found('portable', `${name}(): ${trap}`);
  if (!PORTABLE_FUNCTIONS.has(name)) {
    return found(
      'portable',
      `${name}() is not in the common subset; put it behind a macro of src/duckdb/macros.sql`,
    );
  }
  if (name === 'date_diff' && call.inside[0]?.text.toLowerCase() !== 'day') {
    return found(
      'portable',
      "date_diff counts crossed borders in DuckDB and full periods in Trino; only 'day' is the same",
    );
  }
  if (ORDERED_WINDOWS.has(name) && !isWindowOrdered(call.after, tokens)) {
    return found('unordered', `${name}() needs OVER (… ORDER BY …) with an order that ends in the key`);
  }
  return [];
}

function isWindowOrdered(after: readonly Token[], tokens: readonly Token[]): boolean {
  const over = after.findIndex((token) => token.text.toLowerCase() === 'over');
  const next = after[over + 1];
  if (over < 0 || !next) return false;
  if (isOpen(next)) return hasOrder(after.slice(over + 2, over + 1 + closingIndex(after.slice(over + 1), 0)));
  const definition = tokens.findIndex(
    (token, i) =>
      token.text === next.text && tokens[i + 1]?.text.toLowerCase() === 'as' && isOpen(tokens[i + 2]),
  );
  return definition >= 0 && hasOrder(tokens.slice(definition + 3, closingIndex(tokens, definition + 2)));
}

function lintWord(token: Token, next: Token | undefined): SqlFinding[] {
  const { line } = token;
  const word = token.text.toLowerCase();
  if (token.kind === 'STRING') {
    return /^\d{9,13}$/.test(token.text.replace(/[\s./-]/g, ''))
      ? [
          {
            rule: 'identifier',
            line,
            advice: 'a literal looks like an identifier of a person or employer; use a table',
          },
        ]
      : [];
  }
  if (FOREIGN_TYPES.has(word))
    return [{ rule: 'portable', line, advice: `${word.toUpperCase()} is a type of DuckDB only` }];
  const isClock =
    CLOCKS_AND_DICE.has(word) && (isOpen(next) || word.startsWith('current_') || word.startsWith('local'));
  return isClock
    ? [{ rule: 'clock', line, advice: `${word}: no clock and no dice; the date is $as_of_date` }]
    : [];
}
