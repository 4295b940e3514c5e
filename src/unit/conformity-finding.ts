import { qualifiedName, type Table } from '../table/index.ts';
import type { Room } from './index.ts';

/** One thing that a room does against the rules. */
export interface Finding {
  /** Room and table, or file. */
  readonly place: string;
  /** Name of the check, one word. */
  readonly check: string;
  readonly sentence: string;
}

/** Returns a finding as one line. */
export function drawFinding({ place, check, sentence }: Finding): string {
  return `${place}: ${sentence} [${check}]`;
}

/** Returns how findings name a table of a room. */
export function placeOf(room: Room, table: Table): string {
  return `${room.kind} ${room.name}, ${qualifiedName(table)}`;
}
