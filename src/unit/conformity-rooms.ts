import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { qualifiedName } from '../table/index.ts';
import type { Finding } from './conformity-finding.ts';
import { ROOM_PLACES, stepsOf, type List, type Room } from './index.ts';

/** SQL of a room that is no step: its checks, and how the invented world writes its sample. */
const OTHER_SQL = /^(checks|sample.*)\.sql$/;

/** Returns what the folder and the declaration of a room do against the rules. */
export function roomFindings(room: Room): Finding[] {
  const place = `${room.kind} ${room.name}`;
  const files = existsSync(room.dir) ? readdirSync(room.dir) : [];
  const steps = stepsOf(room).flatMap(({ table, compute }) => (compute ? [] : [`${table.name}.sql`]));
  const findings: Finding[] = [];
  const add = (check: string, sentence: string): void => void findings.push({ place, check, sentence });
  if (basename(room.dir) !== room.name) add('folder', `it stands in the folder ${basename(room.dir)}`);
  if (!files.includes(ROOM_PLACES[room.kind].file)) add('folder', `it has no ${ROOM_PLACES[room.kind].file}`);
  for (const file of steps) if (!files.includes(file)) add('sql', `${file} is missing`);
  const known = new Set(steps);
  for (const file of files.filter((name) => name.endsWith('.sql'))) {
    if (!known.has(file) && !OTHER_SQL.test(file)) add('sql', `${file} belongs to no declared table`);
  }
  if (!files.some((file) => file.endsWith('.spec.test.ts'))) add('spec', 'it has no *.spec.test.ts');
  if (room.kind === 'source' && !files.includes('NOTES.md'))
    add('notes', 'it has no NOTES.md on its document and quirks');
  if (room.kind === 'model' && !existsSync(join(room.dir, 'card.md'))) add('card', 'it has no card.md');
  if (room.definition.kind === 'list')
    for (const sentence of listGaps(room.definition)) add('list', sentence);
  return findings;
}

/** What a list lacks for an inspector: reasons in three languages with their legal basis, and built tables. */
function listGaps(list: List): string[] {
  const built = new Set(list.steps.map(({ table }) => qualifiedName(table)));
  const tables = [list.candidate, list.reason, list.evidence].map(qualifiedName);
  const codes = list.reasons.map(({ code }) => code);
  return [
    ...tables.filter((name) => !built.has(name)).map((name) => `no step builds ${name}`),
    ...(list.reasons.length === 0 ? ['it gives no reason'] : []),
    ...codes
      .filter((code, i) => codes.indexOf(code) !== i)
      .map((code) => `the reason ${code} is declared twice`),
    ...list.reasons.flatMap(({ code, sentence, legalBasis }) => [
      ...Object.entries(sentence).flatMap(([language, text]) =>
        text.trim() === '' ? [`the reason ${code} has no sentence in ${language}`] : [],
      ),
      ...Object.entries(legalBasis).flatMap(([language, text]) =>
        text.trim() === '' ? [`the reason ${code} has no legal basis in ${language}`] : [],
      ),
    ]),
    ...(list.purpose.legalBasis.trim() === '' ? ['its purpose has no legal basis'] : []),
  ];
}
