import { appendFileSync, chmodSync, existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DisclosureError } from '../errors.ts';
import type { Purpose } from '../unit/define.ts';

/** Who asks to read the schema `identity`. */
export interface IdentityReader {
  readonly kind: string;
  /** Name of the room, for the message. */
  readonly name?: string;
  readonly purpose?: Purpose;
}

/** One read of clear identities. It names tables and counts rows; it never holds what was read. */
export interface Access extends Purpose {
  /** Account that asked. @default the account of the process */
  readonly who?: string;
  /** What asked: a room, a list, a command. */
  readonly reader?: string;
  readonly tables: readonly string[];
  readonly rowCount: number;
  /** Moment, ISO, UTC; given by the command, which owns the clock. */
  readonly at?: string;
}

/** The rooms that may read clear identities: links, and publication where an inspector must know whom to visit. */
const READERS: ReadonlySet<string> = new Set(['link', 'publication']);

/** @throws DisclosureError unless the reader is a link or publication and says why and on which legal ground it reads. */
export function assertMayReadIdentity(reader: IdentityReader): void {
  const place = reader.name === undefined ? reader.kind : `${reader.kind} ${reader.name}`;
  if (!READERS.has(reader.kind)) {
    throw refused(place, 'it reads the schema identity', 'only links and publication read clear identities');
  }
  if (!isComplete(reader.purpose)) {
    throw refused(
      place,
      'it reads the schema identity without a purpose',
      'a reason and a legal basis, both in words',
    );
  }
}

/**
 * Appends one line to `<home>/access.jsonl` (mode 0600): who read which clear identities, why and how many.
 * @throws DisclosureError without a reason, a legal basis or a table; the caller must not read then.
 */
export function logAccess(home: string, access: Access): void {
  if (!isComplete(access) || access.tables.length === 0) {
    throw refused('access log', 'an access without a reason, a legal basis or a table', 'all three');
  }
  const path = join(home, 'access.jsonl');
  const { at, reader, reason, legalBasis, tables, rowCount } = access;
  const line = { ...(at !== undefined && { at }), who: access.who ?? account(), ...(reader && { reader }) };
  const isNew = !existsSync(path);
  appendFileSync(path, `${JSON.stringify({ ...line, reason, legalBasis, tables, rowCount })}\n`, {
    mode: 0o600,
  });
  if (isNew) chmodSync(path, 0o600);
}

const isComplete = (purpose: Purpose | undefined): boolean =>
  purpose !== undefined && purpose.reason.trim() !== '' && purpose.legalBasis.trim() !== '';

/** In a container the account may have a number only. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

function refused(place: string, fact: string, expectation: string): DisclosureError {
  return new DisclosureError({
    place,
    fact,
    expectation,
    effect: 'no identity was read',
    next: 'declare the purpose in the room, or read the pseudonyms',
  });
}
