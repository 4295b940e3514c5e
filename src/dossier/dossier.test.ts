import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, runSql } from '../duckdb/index.ts';
import { DisclosureError, UsageError } from '../errors.ts';
import { createTables, insertTextTable } from '../testing/index.ts';
import { readDossier } from './dossier.ts';
import {
  Construction,
  Employer,
  Member,
  Name,
  Period,
  Procedure,
  Proofs,
  Resources,
  Succession,
} from './example.ts';
import { TABLES, VIEW } from './example.ts';
import { exchangeFiles } from './exchange.ts';
import { allowedPurpose } from './identities.ts';
import { dossierPage } from './page.ts';

const [A, B, C] = ['190000013', '190000112', '190000211'];

describe('a dossier', () => {
  const home = mkdtempSync(join(tmpdir(), 'vigie-dossier-'));
  let connection: DuckDBConnection;
  let close: () => void;

  beforeAll(async () => {
    const database = await openDatabase({ path: ':memory:', threads: 1 });
    close = () => database.close();
    connection = await database.connect();
    await installMacros(connection);
    await createTables(connection, TABLES);
    await runSql(connection, 'CREATE TABLE identity.worker (worker_id VARCHAR, niss VARCHAR)');
    await runSql(connection, "INSERT INTO identity.worker VALUES ('P00000000001', 'CLEAR-1')");
    const proofs = `noss_registration_number | resource_id | tie_code | begin_date | end_date | source_table | source_key
      ${A} | P00000000001 | worker | 2022-01-01 | 2022-12-31 | staging.example_period | K1
      ${A} | P00000000001 | worker | 2023-03-01 | 2023-05-31 | staging.example_period | K2
      ${B} | P00000000001 | worker | 2023-06-01 | - | staging.example_period | K3
      ${A} | HUB | unit | 2022-01-01 | - | staging.example_period | K4
      ${C} | HUB | unit | 2022-01-01 | - | staging.example_period | K5`;
    const given = [
      [
        Employer,
        `noss_registration_number | cbe_number | registration_date\n${A} | 0200065765 | 2020-01-01\n${B} | 0200068636 | -`,
      ],
      [Proofs, proofs],
      [Resources, 'resource_id | is_hub\nP00000000001 | false\nHUB | true'],
      [
        Period,
        'period_id | version_code | worker_id\nK1 | 1 | P00000000002\nK1 | 2 | P00000000002\nK1 | 3 | P00000000001\nK3 | 1 | P00000000001',
      ],
      [
        Procedure,
        `noss_registration_number | opening_date | known_date\n${A} | 2023-05-31 | 2023-06-02\n${B} | 2024-04-29 | 2024-05-02`,
      ],
      [Succession, `noss_registration_number | successor_number | death_date\n${A} | ${B} | 2023-05-31`],
      [Member, `noss_registration_number | construction_id\n${A} | X1\n${B} | X1`],
      [Construction, 'construction_id | kind_code\nX1 | carousel'],
      [Name, `noss_registration_number | denomination\n${A} | Clear Name & <b>`],
    ] as const;
    for (const [table, rows] of given) await insertTextTable(connection, table, rows);
  });
  afterAll(() => {
    close();
    rmSync(home, { recursive: true });
  });

  const dossierOf = (id: string, word?: string) => {
    const purpose = allowedPurpose(VIEW, word);
    const access = { home, at: '2024-04-30' };
    return readDossier(connection, VIEW, { id, asOf: '2024-04-30', ...(purpose && { purpose }), access });
  };

  it('is found by matricule, by CBE number however it is written, and by construction', async () => {
    expect((await dossierOf(A)).part.roots).toEqual([A]);
    expect((await dossierOf('0200.065.765')).part.roots).toEqual([A]);
    const { part, construction } = await dossierOf('X1');
    expect(part.roots).toEqual([A, B]);
    expect(construction.map(({ value }) => value)).toEqual(['carousel']);
  });

  it('refuses an id that the network does not know', () =>
    expect(dossierOf('190000310')).rejects.toBeInstanceOf(UsageError));

  it('puts the proofs of a tie together, and leaves hubs and who is tied by them out', async () => {
    const { part } = await dossierOf(A);
    expect([...part.employers]).toEqual([
      [A, 0],
      [B, 1],
    ]);
    expect(part.ties).toEqual([
      {
        employer: A,
        resource: 'P00000000001',
        type: 'worker',
        begin: '2022-01-01',
        end: '2023-05-31',
        proofCount: 2,
      },
      {
        employer: B,
        resource: 'P00000000001',
        type: 'worker',
        begin: '2023-06-01',
        end: null,
        proofCount: 1,
      },
    ]);
    expect(part.successions).toEqual([{ from: A, to: B, date: '2023-05-31' }]);
  });

  it('shows two source rows of a proof, one that names the resource before others, and names a proof whose row is gone', async () => {
    const { rows, proofs } = (await dossierOf(A)).evidence;
    const versions = (key: string) => rows.get(`staging.example_period\n${key}\nP00000000001`);
    expect(versions('K1')?.map(({ cells }) => cells['version_code'])).toEqual(['1', '3']);
    expect(versions('K2')).toBeUndefined();
    expect(proofs.map(({ sourceKey }) => sourceKey)).toEqual(['K1', 'K2', 'K3']);
  });

  it('tells no event that was known after the as-of date', async () => {
    const { events } = await dossierOf(A);
    expect(events.map(({ date, employer }) => [date, employer])).toEqual([['2023-05-31', A]]);
  });

  it('reads nothing clear without a purpose, and refuses a purpose that the network does not allow', async () => {
    const page = await dossierPage(await dossierOf(A), 'fr');
    expect(page).not.toContain('CLEAR-1');
    expect(page).not.toContain('Clear Name');
    expect(existsSync(join(home, 'access.jsonl'))).toBe(false);
    expect(() => allowedPurpose(VIEW, 'curiosity')).toThrow(DisclosureError);
    expect(() => allowedPurpose(VIEW, 'toString')).toThrow(DisclosureError);
  });

  it('shows names and NISS for an allowed purpose, as text, and writes that to the access log', async () => {
    const page = await dossierPage(await dossierOf(A, 'case_file'), 'nl');
    expect(page).toContain(`Clear Name &amp; &lt;b&gt; (${A})`);
    expect(page).toContain('CLEAR-1 (P00000000001)');
    expect(page).toContain('<html lang="nl">');
    const [line = ''] = readFileSync(join(home, 'access.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(line)).toMatchObject({
      reader: 'dossier',
      legalBasis: 'example, art. 1',
      tables: ['identity.example_name', 'identity.worker'],
      rowCount: 2,
    });
    expect(line).not.toContain('CLEAR');
  });

  it('is the same bytes twice, and carries the licences of the code in it', async () => {
    const page = await dossierPage(await dossierOf('X1'), 'fr');
    expect(await dossierPage(await dossierOf('X1'), 'fr')).toBe(page);
    expect(page).toMatch(/sigma:\s+Copyright/);
    expect(page).not.toMatch(/(?:src|href)=["']?https?:/);
  });

  it('gives other programs the network, every proof and the events', async () => {
    const files = exchangeFiles(await dossierOf(A));
    expect(files['proofs.csv']?.split('\n')).toHaveLength(5);
    expect(files['network.graphml']?.match(/<(?:node|edge) /g)).toHaveLength(3 + 3);
    expect(files['network.gexf']?.match(/<(?:node|edge) /g)).toHaveLength(3 + 3);
    expect(files['events.csv']).toContain(`2023-05-31,${A},Faillite,Faillite,`);
  });
});
