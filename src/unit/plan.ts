import { ContractError } from '../errors.ts';
import { qualifiedName, type Schema } from '../table/index.ts';
import type { RoomKind, Step } from './define.ts';
import { stepsOf, type Room } from './discover.ts';

/** A step in its place: the room that owns it and the file of its SELECT. */
export interface PlannedStep extends Step {
  readonly room: Room;
  readonly sqlFile: string;
}

/** The schema that each kind of room writes, and the schemas it may read. */
const FLOW: Readonly<Record<RoomKind, { readonly writes: Schema; readonly reads: readonly Schema[] }>> = {
  source: { writes: 'staging', reads: ['staging'] },
  link: { writes: 'link', reads: ['staging', 'link', 'identity'] },
  features: { writes: 'feature', reads: ['staging', 'link', 'feature'] },
  network: { writes: 'network', reads: ['staging', 'link', 'feature', 'network'] },
  model: { writes: 'score', reads: ['staging', 'feature', 'network', 'score'] },
  reports: {
    writes: 'ranking',
    reads: ['staging', 'link', 'feature', 'network', 'score', 'ranking'],
  },
  list: { writes: 'ranking', reads: ['staging', 'link', 'feature', 'network', 'score', 'ranking'] },
};

/**
 * Returns all steps of the rooms in an order in which every input is built before it is read; between independent
 * steps the order of the rooms and of their declarations decides, so the plan is the same every time.
 * @throws ContractError for a schema against the flow, two writers of one table, an input that nobody writes, or a circle.
 */
export function planSteps(rooms: readonly Room[]): PlannedStep[] {
  const steps = rooms.flatMap((room) => stepsOf(room).map((step) => ({ ...step, room })));
  const writers = new Map<string, PlannedStep>();
  for (const step of steps) {
    const name = qualifiedName(step.table);
    checkFlow(step);
    if (writers.has(name)) throw broken(step, `a second room writes ${name}`, 'one writer per table');
    writers.set(name, step);
  }
  const delivered = new Set(rooms.flatMap(deliveredTables));
  const ordered: PlannedStep[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (step: PlannedStep): void => {
    const name = qualifiedName(step.table);
    if (state.get(name) === 'done') return;
    if (state.get(name) === 'open')
      throw broken(step, 'its inputs form a circle', 'steps that can be ordered');
    state.set(name, 'open');
    for (const input of step.inputs.map(qualifiedName)) {
      const writer = writers.get(input);
      if (writer) visit(writer);
      else if (!delivered.has(input))
        throw broken(step, `nobody writes its input ${input}`, 'inputs of rooms');
    }
    state.set(name, 'done');
    ordered.push(step);
  };
  steps.forEach(visit);
  return ordered;
}

/** Returns the tables that loading fills for a source: staging, identity, and the register of workers. */
export function deliveredTables(room: Room): string[] {
  if (room.definition.kind !== 'source') return [];
  return room.definition.extracts
    .flatMap(({ table, identity }) => [table, ...(identity ? [identity] : [])])
    .map(qualifiedName)
    .concat('identity.worker');
}

/** Returns the steps that the given tables need, the tables' own steps included, in plan order. */
export function neededSteps(plan: readonly PlannedStep[], targets: readonly string[]): PlannedStep[] {
  const needed = new Set(targets);
  for (const step of [...plan].reverse()) {
    if (needed.has(qualifiedName(step.table))) {
      for (const input of step.inputs) needed.add(qualifiedName(input));
    }
  }
  return plan.filter((step) => needed.has(qualifiedName(step.table)));
}

function checkFlow(step: PlannedStep): void {
  const { writes, reads } = FLOW[step.room.kind];
  if (step.table.schema !== writes) {
    throw broken(step, `it writes schema ${step.table.schema}`, `a ${step.room.kind} writes ${writes}`);
  }
  const against = step.inputs.find((input) => !reads.includes(input.schema));
  if (against) {
    throw broken(step, `it reads ${qualifiedName(against)}`, `a ${step.room.kind} reads ${reads.join(', ')}`);
  }
  if (step.inputs.some((input) => input.schema === 'identity') && !step.purpose) {
    throw broken(step, 'it reads clear identities without a purpose', 'a declared purpose and legal basis');
  }
}

function broken(step: PlannedStep, fact: string, expectation: string): ContractError {
  return new ContractError({
    place: `${step.room.kind} ${step.room.name}, ${qualifiedName(step.table)}`,
    fact,
    expectation,
    effect: 'no run can be planned',
    next: 'correct the declaration of the room',
  });
}
