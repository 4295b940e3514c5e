import { readFileSync } from 'node:fs';
import { qualifiedName, type PersonalClass, type Table } from '../table/index.ts';
import { deliveredTables, stepsOf, type Room } from '../unit/index.ts';
import { stepLineage } from './columns.ts';

/** A column of the warehouse and the columns that it is computed from, one step back. */
export interface ColumnNode {
  /** `schema.table.column`. */
  readonly name: string;
  readonly personal: PersonalClass;
  readonly meaning: string;
  /** Columns whose content flows into it; empty for a delivered column. */
  readonly values: readonly string[];
  /** Columns that decide about it. */
  readonly conditions: readonly string[];
}

/** A table of the warehouse and the tables that its step reads. */
export interface TableNode {
  readonly name: string;
  readonly table: Table;
  readonly room: Room;
  /** Declared inputs of its step, sorted; empty for a delivered table. */
  readonly inputs: readonly string[];
}

/** The lineage of the whole warehouse. Keys are `schema.table` and `schema.table.column`, in the order of the flow. */
export interface LineageGraph {
  readonly tables: ReadonlyMap<string, TableNode>;
  readonly columns: ReadonlyMap<string, ColumnNode>;
}

/** The delivered columns behind one column, sorted, with those of the clear and the pseudonymous personal classes apart. */
export interface Trace {
  readonly column: ColumnNode;
  readonly values: readonly ColumnNode[];
  /** Columns that decide on the way and are not already values. */
  readonly conditions: readonly ColumnNode[];
}

/**
 * Returns the lineage of all tables of the rooms; the SELECTs are read from the folders of the rooms.
 * @throws ContractError for a step that cannot be parsed.
 */
export function buildLineage(rooms: readonly Room[], readSql = readText): LineageGraph {
  const tables = new Map<string, TableNode>();
  const columns = new Map<string, ColumnNode>();
  const addTable = (table: Table, room: Room, inputs: readonly Table[], sql?: string): void => {
    const name = qualifiedName(table);
    tables.set(name, { name, table, room, inputs: inputs.map(qualifiedName).sort() });
    const lineage = sql === undefined ? [] : stepLineage(sql, inputs, name).columns;
    const byColumn = new Map(lineage.map((entry) => [entry.column, entry]));
    for (const [column, { personal, meaning }] of Object.entries(table.columns)) {
      const { values = [], conditions = [] } = byColumn.get(column) ?? {};
      columns.set(`${name}.${column}`, { name: `${name}.${column}`, personal, meaning, values, conditions });
    }
  };
  for (const room of rooms) {
    for (const table of loadedTables(room)) addTable(table, room, []);
    for (const { table, inputs, sqlFile, compute, match } of stepsOf(room)) {
      addTable(table, room, inputs, (compute ?? match) ? undefined : readSql(sqlFile));
      if (compute ?? match) addComputed(columns, table, inputs);
    }
  }
  // Tables that loading keeps for all sources, such as the register of workers, belong to no room: they stand with a reader.
  for (const room of rooms) {
    for (const input of stepsOf(room).flatMap(({ inputs }) => inputs)) {
      if (!tables.has(qualifiedName(input))) addTable(input, room, []);
    }
  }
  return { tables, columns };
}

/** A computation may use anything that it reads: every column may carry a text of that name, every input decides. */
function addComputed(columns: Map<string, ColumnNode>, table: Table, inputs: readonly Table[]): void {
  const read = inputs.flatMap((input) =>
    Object.keys(input.columns).map((column) => ({ column, name: `${qualifiedName(input)}.${column}` })),
  );
  for (const [column, { personal, meaning }] of Object.entries(table.columns)) {
    const name = `${qualifiedName(table)}.${column}`;
    const values = read.filter((each) => each.column === column).map((each) => each.name);
    const conditions = read.filter((each) => each.column !== column).map((each) => each.name);
    columns.set(name, { name, personal, meaning, values, conditions });
  }
}

function readText(file: string): string {
  return readFileSync(file, 'utf8');
}

/** Returns the tables that loading fills for a room, as declared. */
export function loadedTables(room: Room): Table[] {
  if (room.definition.kind !== 'source') return [];
  const names = new Set(deliveredTables(room));
  return room.definition.extracts
    .flatMap(({ table, identity }) => [table, ...(identity ? [identity] : [])])
    .filter((table) => names.has(qualifiedName(table)));
}

/**
 * Returns the delivered columns behind a column, through all steps.
 * A column which is nowhere declared gives undefined.
 */
export function traceColumn(graph: LineageGraph, name: string): Trace | undefined {
  const column = graph.columns.get(name);
  if (!column) return undefined;
  const values = leaves(graph, [name], (node) => node.values);
  const onTheWay = new Set([name, ...reached(graph, [name], (node) => node.values)]);
  const deciding = [...onTheWay].flatMap((each) => graph.columns.get(each)?.conditions ?? []);
  const conditions = leaves(graph, deciding, (node) => [...node.values, ...node.conditions]);
  const isValue = new Set(values.map((node) => node.name));
  return { column, values, conditions: conditions.filter((node) => !isValue.has(node.name)) };
}

function reached(
  graph: LineageGraph,
  from: readonly string[],
  parents: (node: ColumnNode) => readonly string[],
): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const node = graph.columns.get(name);
    if (node) open.push(...parents(node));
  }
  return seen;
}

/** The delivered columns among those reached: a constant of a step, such as a label, is no leaf. */
function leaves(
  graph: LineageGraph,
  from: readonly string[],
  parents: (node: ColumnNode) => readonly string[],
): ColumnNode[] {
  const delivered = (node: ColumnNode): boolean =>
    graph.tables.get(node.name.slice(0, node.name.lastIndexOf('.')))?.inputs.length === 0;
  return [...reached(graph, from, parents)]
    .sort()
    .map((name) => graph.columns.get(name))
    .filter((node) => node !== undefined)
    .filter(delivered);
}
