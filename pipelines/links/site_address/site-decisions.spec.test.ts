import { describe, expect, it } from 'vitest';
import { parseTextTable, specStep } from '../../../src/testing/index.ts';
import { qualifiedName, type Table } from '../../../src/table/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { MatchDecision } from '../../sources/match/tables.ts';
import { siteDecisions } from './site-decisions.ts';
import { JudgedPlace, PlaceAddress, SiteJudgement } from './tables.ts';

const params = { as_of_date: '2024-04-30' };
const room = import.meta.url;
const DATES = ['known_date', 'first_works_date'];

/** Returns the moves, one text each: scope, what moves, where to. */
async function moves(places: string, judgements: string): Promise<string[]> {
  const given = new Map<Table, string>([
    [JudgedPlace, places],
    [SiteJudgement, judgements],
  ]);
  const read: ComputeContext['read'] = (table, names) => {
    const text = given.get(table);
    if (text === undefined) throw new TypeError(`${qualifiedName(table)} is not given`);
    const { columns, rows } = parseTextTable(text);
    const valuesOf = (name: string) => rows.map((cells) => cells[columns.indexOf(name)] ?? null);
    const day = (value: string | null) => (value === null ? NaN : Date.parse(value) / 86_400_000);
    const texts = names
      .filter((name) => !DATES.includes(name))
      .map((name) => [name, valuesOf(name)] as const);
    const dates = names.filter((name) => DATES.includes(name));
    return Promise.resolve({
      rowCount: rows.length,
      texts: Object.fromEntries(texts),
      numbers: Object.fromEntries(dates.map((name) => [name, Float64Array.from(valuesOf(name), day)])),
    });
  };
  const context = { parameters: { ...params, quarter: '2024Q1' }, threads: 1, read };
  const { scope_code, moved_id, site_id } = (await siteDecisions(context)) as Record<string, string[]>;
  return (moved_id ?? []).map((id, i) => `${scope_code?.[i] ?? ''} ${id} → ${site_id?.[i] ?? ''}`);
}

const PLACES = `place_id             | address_site_id | own_site_id | known_date | first_works_date
                cbe 2990000024       | SC              | S24         | 2010-01-01 | -
                limosa L1            | SB              | S11         | 2024-02-01 | -
                limosa L2            | -               | S12         | 2024-02-02 | -
                limosa L3            | SA              | S13         | 2024-02-03 | 2024-01-02
                works_declaration A1 | SA              | S01         | 2024-01-02 | 2024-01-02
                works_declaration A2 | SD              | S02         | 2023-01-02 | 2023-01-02
                works_declaration A3 | SA              | S03         | 2024-01-03 | 2024-01-02`;
const judged = (...lines: string[]) => ['left_id | right_id | decision', ...lines].join('\n');

describe('decisions of analysts on places', () => {
  it('put an address onto the site whose works were known first, through others too', async () => {
    const same = judged(
      'cbe 2990000024 | limosa L1 | same',
      'limosa L1 | works_declaration A1 | same',
      'works_declaration A1 | works_declaration A2 | same',
    );
    expect(await moves(PLACES, same)).toEqual(['address SA → SD', 'address SB → SD', 'address SC → SD']);
  });
  it('give a row without an address the site of the other, or bring two such rows together', async () => {
    expect(await moves(PLACES, judged('limosa L2 | works_declaration A1 | same'))).toEqual([
      'row limosa L2 → SA',
    ]);
    const two = `${PLACES}\nlimosa L4 | - | S14 | 2024-02-04 | -`;
    expect(await moves(two, judged('limosa L2 | limosa L4 | same'))).toEqual([
      'row limosa L2 → S12',
      'row limosa L4 → S12',
    ]);
  });
  it('take the row known later off the site of its address, and leave the others', async () => {
    expect(await moves(PLACES, judged('works_declaration A1 | works_declaration A3 | different'))).toEqual([
      'row works_declaration A3 → S03',
    ]);
    const with3 = judged(
      'limosa L3 | works_declaration A3 | same',
      'works_declaration A1 | works_declaration A3 | different',
    );
    expect(await moves(PLACES, with3)).toEqual(['row works_declaration A3 → S03']);
  });
  it('that say "different" stand where others would bring the two together', async () => {
    const contrary = judged(
      'limosa L1 | works_declaration A1 | same',
      'limosa L1 | works_declaration A2 | same',
      'works_declaration A1 | works_declaration A2 | different',
    );
    expect(await moves(PLACES, contrary)).toEqual(['address SB → SA']);
  });
  it('wait for a row that is not known yet, and nothing moves without any', async () => {
    expect(await moves(PLACES, judged('limosa L9 | works_declaration A1 | same'))).toEqual([]);
    expect(await moves(PLACES.split('\n')[0] as string, judged())).toEqual([]);
  });
});

describe('what was judged', () => {
  it('is the newest decision known on two rows, on places alone', () =>
    specStep({
      room,
      table: SiteJudgement,
      inputs: [MatchDecision],
      given: [
        [
          MatchDecision,
          `link_code    | left_source_code  | left_key | right_source_code | right_key | decision_code | known_date
           site_address | works_declaration | A1       | limosa            | L1        | different     | 2024-02-01
           site_address | limosa            | L1       | works_declaration | A1        | same          | 2024-03-01
           site_address | limosa            | L1       | works_declaration | A1        | different     | 2024-05-01
           site_address | limosa            | L2       | limosa            | L2        | same          | 2024-03-01
           person       | limosa            | L2       | limosa            | L3        | same          | 2024-03-01`,
        ],
      ],
      params,
      expect: 'left_id | right_id | decision\nlimosa L1 | works_declaration A1 | same',
    }));
  it('has the site of its address and the first day of its works', () =>
    specStep({
      room,
      table: JudgedPlace,
      inputs: [SiteJudgement, PlaceAddress],
      given: [
        [SiteJudgement, judged('limosa L1 | works_declaration A1 | same', 'limosa L2 | limosa L9 | same')],
        [
          PlaceAddress,
          `source_code       | source_key | address_site_id | known_date
           works_declaration | A1         | SA              | 2024-01-02
           works_declaration | A2         | SA              | 2024-01-01
           limosa            | L1         | SB              | 2024-02-01
           limosa            | L2         | -               | 2024-02-02`,
        ],
      ],
      params,
      expect: `place_id             | address_site_id | known_date | first_works_date
               works_declaration A1 | SA              | 2024-01-02 | 2024-01-01
               limosa L1            | SB              | 2024-02-01 | -
               limosa L2            | -               | 2024-02-02 | -`,
    }));
});
