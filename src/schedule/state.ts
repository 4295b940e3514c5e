import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { HomeError } from '../errors.ts';

/** What became of a job when its time last came. */
export interface LastRun {
  /** ISO, UTC: the moment for which it was scheduled. */
  readonly scheduledAt: string;
  /** Exit code; NULL: nothing was run, the schedule began here. */
  readonly exitCode: number | null;
}

/** By job. */
export type ScheduleState = Readonly<Record<string, LastRun>>;

/**
 * Returns the state of a schedule; empty where it never ran.
 * @throws HomeError for a file that is no state.
 */
export function readState(path: string): ScheduleState {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ScheduleState;
  } catch {
    throw new HomeError({
      place: 'state of the schedule',
      fact: 'the file is damaged',
      expectation: 'the JSON that the scheduler wrote',
      effect: 'no job was run',
      next: 'delete the file: the schedule then begins anew, and catches nothing up',
    });
  }
}

/** Writes JSON in one step: a reader, or the next start after a crash, sees the old or the new content. */
export function writeJson(path: string, content: unknown): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
