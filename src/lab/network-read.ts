import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, readNumbers, runSql } from '../duckdb/index.ts';
import { HeaderError, SourceFileError } from '../errors.ts';
import { quotedIdentifier } from '../table/index.ts';
import { fillFromFile, openTableFile } from './table-file.ts';

/** A file of links or restarts: what it must have, what it may have. */
interface Shape {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
  /** Numbers that may be empty: their meaning stands in the help of the command. */
  readonly mayBeEmpty: readonly string[];
}

const EDGES: Shape = {
  ids: ['left', 'right'],
  numbers: ['weight', 'ended_days'],
  mayBeEmpty: ['ended_days'],
};
const RESTARTS: Shape = { ids: ['left'], numbers: ['age_days'], mayBeEmpty: [] };

/** Links as numbers: nodes of each side from 0, in the order of their ids. */
export interface ReadEdges {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** NaN where the file has no such column, or an empty `ended_days`: the link lasts. */
  readonly weight: Float64Array;
  readonly endedDays: Float64Array;
  readonly leftCount: number;
  readonly rightCount: number;
  /** Ids that stand on both sides. */
  readonly sharedIds: number;
  readonly hasEndedDays: boolean;
}

export interface ReadRestarts {
  /** Nodes of the left side. */
  readonly nodes: Int32Array;
  /** NaN where the file has no such column. */
  readonly ageDays: Float64Array;
  /** Rows whose id has no link. */
  readonly notInGraph: number;
  readonly hasAgeDays: boolean;
}

/**
 * Returns the links of a CSV or Parquet file and leaves the ids in the table `node` (side, id, node), numbered by side
 * and id. With `oneMode` both columns name nodes of one kind.
 * @throws HeaderError for a lost column; SourceFileError for a file that is none, has no row, or holds empty ids and
 * numbers that are none or negative.
 */
export async function readEdges(
  connection: DuckDBConnection,
  path: string,
  oneMode: boolean,
): Promise<ReadEdges> {
  const columns = await readFile(connection, 'edge', path, EDGES);
  const place = basename(path);
  if ((await queryNumber(connection, 'SELECT count(*) FROM edge')) === 0) {
    throw refused(place, 'it has no row', 'at least one link');
  }
  const side = (column: string): string => (oneMode ? 'node' : column);
  await runSql(
    connection,
    `CREATE TABLE node AS
     SELECT side, id, CAST(row_number() OVER (PARTITION BY side ORDER BY id) - 1 AS INTEGER) AS node
     FROM (SELECT '${side('left')}' AS side, "left" AS id FROM edge UNION SELECT '${side('right')}', "right" FROM edge)`,
  );
  const count = (name: string): Promise<number> =>
    queryNumber(connection, `SELECT count(*) FROM node WHERE side = '${name}'`);
  const links = await readNumbers(
    connection,
    `SELECT l.node, r.node, weight, ended_days FROM edge
     JOIN node AS l ON l.side = '${side('left')}' AND l.id = edge."left"
     JOIN node AS r ON r.side = '${side('right')}' AND r.id = edge."right"`,
    { left: 'integer', right: 'integer', weight: 'double', endedDays: 'double' },
  );
  await runSql(connection, 'DROP TABLE edge');
  return {
    ...links,
    leftCount: await count(side('left')),
    rightCount: await count(side('right')),
    sharedIds: oneMode
      ? 0
      : await queryNumber(
          connection,
          "SELECT count(*) FROM node SEMI JOIN node AS r ON r.id = node.id AND r.side = 'right' WHERE node.side = 'left'",
        ),
    hasEndedDays: columns.includes('ended_days'),
  };
}

/** Returns the restarts of a CSV or Parquet file, by the table `node`; errors as {@link readEdges}. */
export async function readRestarts(
  connection: DuckDBConnection,
  path: string,
  oneMode: boolean,
): Promise<ReadRestarts> {
  const columns = await readFile(connection, 'restart', path, RESTARTS);
  const rows = await queryNumber(connection, 'SELECT count(*) FROM restart');
  const { nodes, ageDays } = await readNumbers(
    connection,
    `SELECT node, age_days FROM restart
     JOIN node ON side = '${oneMode ? 'node' : 'left'}' AND id = "left" ORDER BY node, age_days`,
    { nodes: 'integer', ageDays: 'double' },
  );
  return { nodes, ageDays, notInGraph: rows - nodes.length, hasAgeDays: columns.includes('age_days') };
}

/** Reads a file into a table with all columns of its shape, checked; returns the columns that it has. */
async function readFile(
  connection: DuckDBConnection,
  table: string,
  path: string,
  shape: Shape,
): Promise<string[]> {
  const place = basename(path);
  const file = await openTableFile(connection, path);
  const columns = file.columns.map(({ name }) => name);
  const lost = shape.ids.filter((name) => !columns.includes(name));
  if (lost.length > 0) throw wrongHeader(place, lost, shape);
  const ids = shape.ids.map(
    (name) => `CAST(${quotedIdentifier(name)} AS VARCHAR) AS ${quotedIdentifier(name)}`,
  );
  const numbers = shape.numbers.map((name) =>
    columns.includes(name)
      ? `TRY_CAST(${name} AS DOUBLE) AS ${name}, ${name} IS NULL OR CAST(${name} AS VARCHAR) = '' AS no_${name}`
      : `CAST(NULL AS DOUBLE) AS ${name}, NULL AS no_${name}`,
  );
  await fillFromFile(connection, table, file, [...ids, ...numbers].join(', '));
  await assertValues(connection, table, place, shape);
  return columns;
}

async function assertValues(
  connection: DuckDBConnection,
  table: string,
  place: string,
  shape: Shape,
): Promise<void> {
  const rules = [
    ...shape.ids.map((name) => [`coalesce("${name}", '') = ''`, `an empty ${name}`]),
    ...shape.numbers.flatMap((name) => [
      [`${name} IS NULL AND NOT no_${name} OR NOT isfinite(${name})`, `a ${name} that is no number`],
      [`${name} < 0`, `a negative ${name}`],
      ...(shape.mayBeEmpty.includes(name) ? [] : [[`no_${name}`, `an empty ${name}`]]),
    ]),
  ];
  const counts = rules.map(([condition], i) => `count(*) FILTER (WHERE ${condition ?? ''}) AS n${i}`);
  const [row] = await queryRows(connection, `SELECT ${counts.join(', ')} FROM ${table}`);
  const findings = rules.flatMap(([, what], i) => {
    const count = Number(row?.[`n${i}`] ?? 0);
    return count > 0 ? [`${count} rows with ${what ?? ''}`] : [];
  });
  if (findings.length > 0) {
    throw refused(place, findings.join(', '), 'ids, and finite numbers from 0; no end before the beginning');
  }
}

function refused(place: string, fact: string, expectation: string): SourceFileError {
  return new SourceFileError({
    place,
    fact,
    expectation,
    effect: 'nothing was computed or written',
    next: 'correct the file',
  });
}

function wrongHeader(place: string, lost: readonly string[], shape: Shape): HeaderError {
  const optional = shape.numbers.map((name) => `[,${name}]`).join('');
  return new HeaderError({
    place,
    fact: `the header lacks ${lost.join(' and ')}`,
    expectation: `the columns ${shape.ids.join(',')}${optional}, in any order`,
    effect: 'nothing was computed or written',
    next: 'correct the header',
  });
}
