import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { clearText, code, date, defineTable, integer, text, workerId, type Table } from '../table/index.ts';
import { checkConformity, drawFinding, type Finding } from './conformity.ts';
import { inventedRows } from './conformity-probe.ts';
import { agreementFindings, tableFindings } from './conformity-tables.ts';
import { defineFeatures, defineLink, defineModel, defineSource, discoverRooms, type Room } from './index.ts';

const rooms = await discoverRooms();
const found = await checkConformity(rooms);

/** Findings about a room, and about its tables where they disagree with those of another room. */
function about(room: Room): string[] {
  const title = `${room.kind} ${room.name}`;
  return found.filter(({ place }) => place === title || place.startsWith(`${title},`)).map(drawFinding);
}

describe('every room keeps the rules of the house', () => {
  test.each(rooms.map((room) => [`${room.kind} ${room.name}`, room] as const))('%s', (_, room) => {
    expect(about(room)).toEqual([]);
  });

  test('all rooms together', () => {
    const own = new Set(rooms.flatMap(about));
    expect(found.map(drawFinding).filter((line) => !own.has(line))).toEqual([]);
  });
});

const root = mkdtempSync(join(tmpdir(), 'vigie-conformity-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const Visit = defineTable({
  schema: 'staging',
  name: 'diary_visit',
  grain: 'One row per visit.',
  key: ['visit_id'],
  columns: {
    visit_id: code({ meaning: 'The visit.', pattern: '.+' }),
    site_id: code({ meaning: 'The site visited.', pattern: '.+' }),
    worker_id: workerId({ meaning: 'The worker met, if any.', optional: true }),
    known_date: date({ meaning: 'Day on which the visit was known.' }),
  },
});
const VisitName = defineTable({
  schema: 'identity',
  name: 'diary_visit',
  grain: 'One row per visit.',
  key: ['visit_id'],
  columns: {
    visit_id: code({ meaning: 'The visit.', pattern: '.+' }),
    met_name: clearText({ meaning: 'Name of the person met.' }),
  },
});
const SiteVisit = defineTable({
  schema: 'feature',
  name: 'site_visit',
  grain: 'One row per site.',
  key: ['site_id'],
  columns: {
    site_id: code({ meaning: 'The site visited.', pattern: '.+' }),
    visit_count: integer({ meaning: 'Visits known at the as-of date.', unit: 'visits' }),
  },
});
const GOOD = `-- One row per site.
SELECT
  v.site_id,
  CAST(COUNT(*) AS INTEGER) AS visit_count
FROM
  staging.diary_visit AS v
WHERE
  v.known_date <= $as_of_date
GROUP BY
  v.site_id
`;

interface Fixture {
  readonly sql?: string;
  readonly table?: Table;
  readonly inputs?: readonly Table[];
  readonly kind?: 'features' | 'link' | 'model';
  readonly files?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}

let fixtures = 0;

/** Returns the checks that a source and one room after it break; the room is good but for what the fixture changes. */
async function checksBroken(fixture: Fixture): Promise<readonly string[]> {
  return [...new Set((await findingsOf(fixture)).map(({ check }) => check))];
}

async function findingsOf(fixture: Fixture): Promise<readonly Finding[]> {
  const { kind = 'features', table = SiteVisit, inputs = [Visit], sql = GOOD } = fixture;
  const base = join(root, String((fixtures += 1)));
  const main = { features: 'features.ts', link: 'link.ts', model: 'model.ts' }[kind];
  const all: Record<string, string> = {
    'diary/source.ts': '',
    'diary/NOTES.md': '',
    'diary/source.spec.test.ts': '',
    [`visits/${main}`]: '',
    'visits/room.spec.test.ts': '',
    [`visits/${table.name}.sql`]: sql,
    ...fixture.files,
  };
  for (const [file, content] of Object.entries(all)) {
    if (fixture.without?.includes(file)) continue;
    mkdirSync(join(base, file, '..'), { recursive: true });
    writeFileSync(join(base, file), content);
  }
  const extracts = [{ table: Visit, extract: 'visit', identity: VisitName }];
  const diary = defineSource({ name: 'diary', sender: 'the diary', reference: 'none', extracts });
  const room = {
    name: 'visits',
    answers: 'How often was a site visited?',
    steps: [{ table, inputs, purpose: { reason: 'a test', legalBasis: 'none' } }],
  };
  const definition = { features: defineFeatures, link: defineLink, model: defineModel }[kind](room);
  return checkConformity([
    { kind: 'source', name: 'diary', dir: join(base, 'diary'), definition: diary },
    { kind, name: 'visits', dir: join(base, 'visits'), definition },
  ]);
}

describe('the conformity suite', () => {
  test('lets good rooms pass', async () => {
    expect((await findingsOf({})).map(drawFinding)).toEqual([]);
  });

  test.each<[string, Fixture, string]>([
    ['a SELECT that is not there', { without: ['visits/site_visit.sql'] }, 'sql'],
    ['a SELECT without a table', { files: { 'visits/orphan.sql': 'SELECT 1' } }, 'sql'],
    ['a room without a spec', { without: ['visits/room.spec.test.ts'] }, 'spec'],
    ['a source without notes', { without: ['diary/NOTES.md'] }, 'notes'],
    ['a room without its main file', { without: ['visits/features.ts'] }, 'folder'],
    ['a model without a card', { kind: 'model' }, 'card'],
    ['a model that writes features', { kind: 'model' }, 'plan'],
    ['an input that nobody writes', { inputs: [Visit, SiteVisit, { ...Visit, name: 'ghost' }] }, 'plan'],
    ['an input that is not read', { inputs: [Visit, VisitName] }, 'inputs'],
    ['a table that is not declared', { inputs: [] }, 'inputs'],
    ['a SELECT that does not bind', { sql: GOOD.replace('v.known_date', 'v.unknown_date') }, 'binding'],
    ['a column of another type', { sql: GOOD.replace('AS INTEGER', 'AS BIGINT') }, 'binding'],
    ['SQL that cannot be parsed', { sql: '-- One row per site.\nSELEC' }, 'parse'],
    ['SQL against the rules', { sql: GOOD.replace('COUNT(*)', 'COUNT(any_value(v.visit_id))') }, 'unordered'],
    ['a key that is not unique', { sql: GOOD.replace('v.site_id\n', 'v.site_id,\n  v.visit_id\n') }, 'probe'],
    [
      'a mandatory column that may be NULL',
      { sql: GOOD.replace('CAST(COUNT(*)', 'CAST(NULLIF(COUNT(*), COUNT(*))') },
      'probe',
    ],
    [
      'a choice among equals',
      {
        sql: `-- One row per site.
WITH ranked AS (
  SELECT v.site_id, v.known_date, v.visit_id,
    ROW_NUMBER() OVER (PARTITION BY v.site_id ORDER BY v.known_date) AS place
  FROM staging.diary_visit AS v
)
SELECT r.site_id, CAST(LENGTH(r.visit_id) AS INTEGER) + CAST(SUBSTR(r.visit_id, 2, 1) AS INTEGER) AS visit_count
FROM ranked AS r WHERE r.place = 1 AND r.visit_id LIKE '__'
`,
      },
      'probe',
    ],
    [
      'a broken check',
      { files: { 'visits/checks.sql': '-- fail: never\nSELECT x FROM feature.site_visit' } },
      'checks',
    ],
    [
      'a check of two columns',
      { files: { 'visits/checks.sql': '-- warn: two\nSELECT 1 AS a, 2 AS b' } },
      'checks',
    ],
  ])('finds %s', async (_, fixture, check) => {
    expect(await checksBroken(fixture)).toContain(check);
  });

  test('finds a clear identity outside a link, and a pseudonym that is not called one', async () => {
    const Person = defineTable({
      schema: 'feature',
      name: 'person',
      grain: 'One row per visit.',
      key: ['visit_id'],
      columns: {
        visit_id: code({ meaning: 'The visit.', pattern: '.+' }),
        met: text({ meaning: 'Somebody.', optional: true }),
      },
    });
    const select = (column: string, source: string): string =>
      `-- One row per visit.\nSELECT v.visit_id, LOWER(v.${column}) AS met FROM ${source} AS v\n`;
    const clear = { table: Person, inputs: [VisitName], sql: select('met_name', 'identity.diary_visit') };
    const drawnClear = (await findingsOf(clear)).map(drawFinding).join('\n');
    expect(drawnClear).toContain('met carries the clear identity identity.diary_visit.met_name');
    const hidden = { table: Person, inputs: [Visit], sql: select('worker_id', 'staging.diary_visit') };
    const drawnHidden = (await findingsOf(hidden)).map(drawFinding).join('\n');
    expect(drawnHidden).toContain(
      'met carries staging.diary_visit.worker_id and has the personal class none',
    );
  });
});

describe('declarations', () => {
  const table = (columns: Table['columns'], grain = 'One row per thing.'): Table => ({
    schema: 'feature',
    name: 'thing',
    grain,
    key: [Object.keys(columns)[0] ?? ''],
    columns,
  });

  test.each<[string, Table, string]>([
    ['no grain', table({ a: text({ meaning: 'Text.' }) }, 'Things'), 'grain'],
    ['no meaning', table({ a: text({ meaning: ' ' }) }), 'meaning'],
    ['no unit', table({ hours: integer({ meaning: 'Hours worked.' }) }), 'unit'],
    ['a name that promises another type', table({ seen_date: text({ meaning: 'A day.' }) }), 'name'],
    ['a date without _date', table({ seen: date({ meaning: 'A day.' }) }), 'name'],
    ['a negation', table({ is_not_closed: text({ meaning: 'Open.' }) }), 'name'],
    ['a person without class', table({ worker_id: text({ meaning: 'A worker.' }) }), 'person'],
  ])('with %s are found', (_, declared, check) => {
    expect(tableFindings('here', declared).map((finding) => finding.check)).toContain(check);
  });

  test('that give one name two units are found', () => {
    const hours = table({ worked: integer({ meaning: 'Work.', unit: 'hours' }) });
    const days = table({ worked: integer({ meaning: 'Work.', unit: 'days' }) });
    expect(agreementFindings([hours, days]).map(({ check }) => check)).toEqual(['agreement']);
    expect(agreementFindings([hours, hours])).toEqual([]);
  });
});

test('invented rows respect the key and are the same every time', () => {
  const rows = inventedRows(Visit);
  const keys = rows.map((row) => row.slice(1, row.indexOf(',')));
  expect(rows.length).toBeGreaterThan(3);
  expect(new Set(keys).size).toBe(keys.length);
  expect(inventedRows(Visit)).toEqual(rows);
});
