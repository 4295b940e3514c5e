import { ContractError } from '../errors.ts';

/** Returns the error of columns that are no graph: counts only, never an id. */
export function badGraph(fact: string, expectation: string, next: string): ContractError {
  return new ContractError({ place: 'graph', fact, expectation, effect: 'nothing was computed', next });
}
