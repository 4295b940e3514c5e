import type { DuckDBConnection } from '@duckdb/node-api';
import { readColumns } from '../columns/index.ts';
import { ContractError } from '../errors.ts';
import { qualifiedName } from '../table/index.ts';
import type { ComputeContext, ParameterName, Step } from './define.ts';

/** Returns what a computed step may use: it reads its declared inputs through the connection and nothing else. */
export function computeContext(
  connection: DuckDBConnection,
  step: Step,
  parameters: Readonly<Record<ParameterName, string>>,
  threads: number,
  modelsDir?: string,
): ComputeContext {
  const declared = new Set(step.inputs.map(qualifiedName));
  return {
    parameters,
    threads,
    ...(modelsDir !== undefined && { modelsDir }),
    read: (table, columns) => {
      if (declared.has(qualifiedName(table))) return readColumns(connection, table, columns);
      throw new ContractError({
        place: qualifiedName(step.table),
        fact: `the computation reads ${qualifiedName(table)}`,
        expectation: `its declared inputs: ${[...declared].sort().join(', ')}`,
        effect: 'the table was not built',
        next: 'declare the input, or read it in a step before',
      });
    },
  };
}
