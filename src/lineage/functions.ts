/**
 * The functions that a step may call besides the macros of `src/duckdb/macros.sql`: same name or transpiled by the SDK,
 * and the same result in DuckDB and Trino. Names that look portable and are not stand in TRAPS with the reason.
 */
export const PORTABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['abs', 'ceil', 'ceiling', 'exp', 'floor', 'ln', 'mod', 'power', 'round', 'sign', 'sqrt'],
  ...[
    'char_length',
    'length',
    'lower',
    'lpad',
    'ltrim',
    'regexp_matches',
    'replace',
    'reverse',
    'rpad',
    'rtrim',
  ],
  ...['split_part', 'starts_with', 'strpos', 'position', 'substr', 'substring', 'trim', 'upper', 'concat_ws'],
  ...['cast', 'try_cast', 'coalesce', 'nullif', 'greatest', 'least', 'if', 'extract'],
  ...['date_diff', 'date_trunc', 'day', 'last_day', 'month', 'quarter', 'year'],
  ...['array_agg', 'avg', 'bool_and', 'bool_or', 'count', 'count_if', 'max', 'min', 'string_agg', 'sum'],
  ...['stddev_pop', 'stddev_samp', 'var_pop', 'var_samp'],
  ...[
    'cume_dist',
    'dense_rank',
    'first_value',
    'lag',
    'last_value',
    'lead',
    'nth_value',
    'ntile',
    'percent_rank',
  ],
  ...['rank', 'row_number', 'unnest'],
]);

/** Aggregates whose result depends on the order of rows: never, a ranked row or MIN and MAX say what is meant. */
export const UNORDERED_AGGREGATES: ReadonlySet<string> = new Set([
  ...[
    'any_value',
    'arbitrary',
    'arg_max',
    'arg_min',
    'argmax',
    'argmin',
    'first',
    'last',
    'max_by',
    'min_by',
    'mode',
  ],
  'reservoir_quantile',
]);

/** Aggregates that are stable only with an ORDER BY inside their parentheses. */
export const LIST_AGGREGATES: ReadonlySet<string> = new Set([
  ...['array_agg', 'group_concat', 'list', 'listagg', 'string_agg'],
]);

/** Window functions whose result depends on the order of rows. */
export const ORDERED_WINDOWS: ReadonlySet<string> = new Set([
  ...[
    'cume_dist',
    'dense_rank',
    'first_value',
    'lag',
    'last_value',
    'lead',
    'nth_value',
    'ntile',
    'percent_rank',
  ],
  ...['rank', 'row_number'],
]);

/** Clocks and dice, with or without parentheses. */
export const CLOCKS_AND_DICE: ReadonlySet<string> = new Set([
  ...[
    'current_date',
    'current_time',
    'current_timestamp',
    'get_current_timestamp',
    'localtime',
    'localtimestamp',
  ],
  ...['now', 'random', 'setseed', 'today', 'transaction_timestamp', 'uuid', 'gen_random_uuid', 'nextval'],
]);

/** Functions that exist in both engines and mean different things. */
export const TRAPS: Readonly<Record<string, string>> = {
  concat: 'DuckDB skips NULL where Trino returns NULL; write a || b, with COALESCE where NULL is expected',
  regexp_extract: "no match is '' in DuckDB and NULL in Trino; put it behind a macro",
  regexp_replace: 'DuckDB replaces the first match, Trino all; put it behind a macro',
  md5: 'text in DuckDB, bytes in Trino; put it behind a macro',
};
