import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ContractError } from '../errors.ts';
import { moduleUrl } from '../module-url.ts';
import type { Features, Job, Link, Network, Reports, RoomKind, Source, Step } from './define.ts';
import type { List } from './list.ts';
import type { Model } from './model.ts';

export type RoomDefinition = Source | Link | Features | Network | Model | List | Reports;

/** A room that was found: its declaration and its folder. */
export interface Room {
  readonly kind: RoomKind;
  readonly name: string;
  readonly dir: string;
  readonly definition: RoomDefinition;
}

/** Where each kind of room stands below the root of the project, and its main file. */
export const ROOM_PLACES: Readonly<Record<RoomKind, { readonly folder: string; readonly file: string }>> = {
  source: { folder: 'pipelines/sources', file: 'source.ts' },
  link: { folder: 'pipelines/links', file: 'link.ts' },
  features: { folder: 'pipelines/features', file: 'features.ts' },
  network: { folder: 'pipelines/networks', file: 'network.ts' },
  model: { folder: 'models', file: 'model.ts' },
  list: { folder: 'pipelines/lists', file: 'list.ts' },
  // What a reader gets stands in one place, be it a list to visit or a report.
  reports: { folder: 'pipelines/lists', file: 'reports.ts' },
};

/** The root of the project: the folder that holds `pipelines/` and `models/`. */
export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/**
 * Returns the rooms of some kinds (by default all) below `root`, in the order of the flow, then by name. Each kind that a
 * command can do without makes it start sooner.
 * @throws ContractError for a folder without its main file, a wrong default export or a name that is not the folder's.
 */
export async function discoverRooms(
  root = PROJECT_ROOT,
  kinds: readonly RoomKind[] = Object.keys(ROOM_PLACES) as RoomKind[],
): Promise<Room[]> {
  const rooms: Room[] = [];
  for (const kind of kinds) {
    const place = ROOM_PLACES[kind];
    for (const dir of subfolders(join(root, place.folder))) {
      if (isOfOtherKind(dir, kind)) continue;
      const definition = (await importDefault(join(dir, place.file))) as RoomDefinition | undefined;
      const fact =
        definition?.kind !== kind
          ? `its ${place.file} does not default-export a ${kind}`
          : definition.name !== basename(dir)
            ? 'the name that it declares is not the name of its folder'
            : undefined;
      if (fact !== undefined || definition === undefined)
        throw misplaced(`${place.folder}/${basename(dir)}`, fact);
      rooms.push({ kind, name: definition.name, dir, definition });
    }
  }
  return rooms;
}

/** Returns all jobs of `pipelines/jobs/*.ts` below `root`, by name. */
export async function discoverJobs(root = PROJECT_ROOT): Promise<Job[]> {
  const dir = join(root, 'pipelines/jobs');
  const files = existsSync(dir)
    ? readdirSync(dir).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
    : [];
  const jobs: Job[] = [];
  for (const file of files.sort()) {
    const job = (await importDefault(join(dir, file))) as Job | undefined;
    if (job?.kind !== 'job' || `${job.name}.ts` !== file) {
      throw misplaced(`pipelines/jobs/${file}`, 'it does not default-export a job of the same name');
    }
    jobs.push(job);
  }
  return jobs;
}

/** Returns the steps of a room with the path of their SELECT; where a step is computed, no file stands there. */
export function stepsOf(room: Room): readonly (Step & { readonly sqlFile: string })[] {
  const steps = room.definition.steps ?? [];
  return steps.map((step) => ({ ...step, sqlFile: join(room.dir, `${step.table.name}.sql`) }));
}

/** Two kinds may share a folder; the main file tells which one a room is of. A room without any is of the first. */
function isOfOtherKind(dir: string, kind: RoomKind): boolean {
  const places = Object.entries(ROOM_PLACES).filter(([, { folder }]) => folder === ROOM_PLACES[kind].folder);
  const owner = places.find(([, { file }]) => existsSync(join(dir, file))) ?? places[0];
  return owner?.[0] !== kind;
}

function subfolders(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(dir, entry.name))
    .sort();
}

async function importDefault(file: string): Promise<unknown> {
  if (!existsSync(file)) return undefined;
  return ((await import(moduleUrl(file).href)) as { default?: unknown }).default;
}

function misplaced(place: string, fact = 'it has no main file'): ContractError {
  return new ContractError({
    place,
    fact,
    expectation: 'one folder per room, with its main file and the same name',
    effect: 'no run can be planned',
    next: 'rename the folder or complete the declaration; the README has a recipe per kind',
  });
}
