import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { buildLineage, traceColumn, type ColumnNode, type LineageGraph } from '../lineage/index.ts';
import { discoverRooms } from '../unit/index.ts';

interface FlowOptions {
  readonly columns?: string | true;
  readonly dot?: true;
}

/** Returns the command that prints the graph of tables, or the origin of columns. */
export function flowCommand(
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Command {
  return new Command('flow')
    .description('the graph of tables, and what each column is made of')
    .option(
      '--columns [name]',
      'delivered columns behind TABLE or TABLE.COLUMN, with those about persons; all if no name',
    )
    .option('--dot', 'the graph of tables for Graphviz')
    .action(async (options: FlowOptions) => {
      const graph = buildLineage(await discoverRooms());
      if (options.columns !== undefined) {
        write(drawColumns(graph, options.columns === true ? undefined : options.columns));
      } else write(options.dot ? drawDot(graph) : drawTables(graph));
    });
}

/** Returns the tables by kind and room in the order of the flow, each with the tables that it reads. */
export function drawTables(graph: LineageGraph): string {
  const lines: string[] = [];
  let heading = '';
  for (const { name, room, inputs } of graph.tables.values()) {
    const next = `${room.kind} ${room.name}`;
    if (next !== heading) lines.push(...(heading === '' ? [] : ['']), next);
    heading = next;
    lines.push(`  ${name}`, ...inputs.map((input) => `    ← ${input}`));
  }
  return `${lines.join('\n')}\n`;
}

/** Returns the graph of tables in the DOT language, one cluster per kind of room. */
export function drawDot(graph: LineageGraph): string {
  const nodes = [...graph.tables.values()];
  const kinds = [...new Set(nodes.map(({ room }) => room.kind))];
  const clusters = kinds.map((kind) => {
    const names = nodes.filter(({ room }) => room.kind === kind).map(({ name }) => `    "${name}";`);
    return [`  subgraph "cluster_${kind}" {`, `    label="${kind}";`, ...names, '  }'].join('\n');
  });
  const edges = nodes.flatMap(({ name, inputs }) => inputs.map((input) => `  "${input}" -> "${name}";`));
  return `${['digraph vigie {', '  rankdir=LR;', '  node [shape=box];', ...clusters, ...edges, '}'].join('\n')}\n`;
}

/**
 * Returns for each column of a table, or for one column, the delivered columns that flow into it and those that decide.
 * `name` may leave out the schema where that is clear; without a name, all computed columns are drawn.
 * @throws UsageError for a name that nothing has.
 */
export function drawColumns(graph: LineageGraph, name?: string): string {
  const tableOf = (column: string): string => column.slice(0, column.lastIndexOf('.'));
  const wanted = [...graph.columns.keys()].filter((column) =>
    name === undefined
      ? (graph.tables.get(tableOf(column))?.inputs.length ?? 0) > 0
      : [column, tableOf(column)].some((full) => full === name || full.slice(full.indexOf('.') + 1) === name),
  );
  if (wanted.length === 0) throw unknownName(name ?? '');
  return wanted.map((column) => drawColumn(graph, column)).join('\n');
}

function drawColumn(graph: LineageGraph, name: string): string {
  const trace = traceColumn(graph, name);
  if (!trace) return '';
  const computed = trace.column.values.length + trace.column.conditions.length > 0;
  const part = (title: string, columns: readonly ColumnNode[]): string[] =>
    columns.length === 0 ? [] : [`  ${title}`, ...columns.map((column) => `    ${labelled(column)}`)];
  return [
    labelled(trace.column),
    `  ${trace.column.meaning}`,
    ...(computed ? part('made of', trace.values) : ['  delivered, or a constant of its step']),
    ...part('decided by', trace.conditions),
    '',
  ].join('\n');
}

function labelled({ name, personal }: ColumnNode): string {
  return personal === 'none' ? name : `${name} (${personal})`;
}

function unknownName(name: string): UsageError {
  return new UsageError({
    place: `--columns ${name}`,
    fact: 'no table or column has this name',
    expectation: 'TABLE or TABLE.COLUMN, with or without the schema',
    effect: 'nothing was drawn',
    next: '`vigie flow` lists the tables',
  });
}
