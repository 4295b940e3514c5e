import { ContractError } from '../errors.ts';
import { buildLineage, loadedTables, type LineageGraph } from '../lineage/index.ts';
import type { Table } from '../table/index.ts';
import { placeOf, type Finding } from './conformity-finding.ts';
import { forbiddenFindings } from './conformity-forbidden.ts';
import { roomFindings } from './conformity-rooms.ts';
import { probeSteps } from './conformity-probe.ts';
import { bindingFindings, checkFileFindings, personFindings, stepFindings } from './conformity-steps.ts';
import { agreementFindings, tableFindings } from './conformity-tables.ts';
import { planSteps, stepsOf, type PlannedStep, type Room } from './index.ts';

export { drawFinding, type Finding } from './conformity-finding.ts';

/**
 * The conformity suite: what every room must keep, before its author writes a test. Each check is a pure function of
 * declarations and SQL, or runs the steps on small invented rows; none of them needs a delivery.
 */

/**
 * Returns everything that the rooms do against the rules, room by room in the order of the flow; empty means good.
 * Where the rooms cannot be planned, or a step does not bind, the checks that need it are left out.
 */
export async function checkConformity(rooms: readonly Room[]): Promise<Finding[]> {
  const tables = rooms.flatMap(tablesOf);
  const still = [
    ...rooms.flatMap((room) => [
      ...roomFindings(room),
      ...tablesOf(room).flatMap((table) => tableFindings(placeOf(room, table), table)),
      ...stepsOf(room).flatMap((step) => stepFindings(room, step)),
    ]),
    ...agreementFindings(tables),
  ];
  const { plan, findings } = planned(rooms);
  const unbound = await bindingFindings(plan);
  const graph = still.some(({ check }) => check === 'parse' || check === 'sql')
    ? undefined
    : lineageOf(rooms);
  const bad = new Set(unbound.map(({ place }) => place));
  return [
    ...still,
    ...findings,
    ...unbound,
    ...(graph ? [...personFindings(graph), ...forbiddenFindings(rooms, graph)] : []),
    ...(await checkFileFindings(rooms, tables)),
    ...(await probeSteps(plan.filter((step) => !bad.has(placeOf(step.room, step.table))))),
  ];
}

function tablesOf(room: Room): Table[] {
  return [...loadedTables(room), ...stepsOf(room).map(({ table }) => table)];
}

function planned(rooms: readonly Room[]): { plan: readonly PlannedStep[]; findings: Finding[] } {
  try {
    return { plan: planSteps(rooms), findings: [] };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const { place, fact, expectation } = error.parts;
    return { plan: [], findings: [{ place, check: 'plan', sentence: `${fact}; expected: ${expectation}` }] };
  }
}

function lineageOf(rooms: readonly Room[]): LineageGraph | undefined {
  try {
    return buildLineage(rooms);
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}
