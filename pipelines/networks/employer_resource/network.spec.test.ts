import { describe, expect, it } from 'vitest';
import type { TableColumns } from '../../../src/columns/index.ts';
import { specStep } from '../../../src/testing/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { EmployerAddress } from '../../links/employer_address/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { CbeContact } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaDeclaration, DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { constructionGroups } from './constructions.ts';
import {
  ConstructionMember,
  ConstructionTie,
  EmployerLink,
  EmployerLinkEvidence,
  EmployerLinkType,
  EmployerState,
  EmployerSuccession,
  RingWorker,
  WorkerRing,
} from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30' };
const [A, B, C] = ['190000013', '190000112', '190000211'];

describe('what ties employers', () => {
  const evidence = (mandates: string, periods: string, expected: string) =>
    specStep({
      room,
      table: EmployerLinkEvidence,
      inputs: [
        Employer,
        EmployerAddress,
        PersonMutation,
        DimonaPeriod,
        MandateFunction,
        DmfaOccupation,
        DmfaDeclaration,
        WorksDeclarationContract,
        WithholdingPayment,
        CbeContact,
      ],
      given: [
        [
          Employer,
          `noss_registration_number | cbe_number
           ${A} | 0990000024
           ${B} | 0990000123`,
        ],
        [PersonMutation, 'worker_id | valid_worker_id\nP8 | P9'],
        [
          MandateFunction,
          `cbe_number | worker_id | function_code | begin_date | end_date | known_date\n${mandates}`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at\n${periods}`,
        ],
      ],
      params,
      expect: `noss_registration_number | resource_id | begin_date | end_date\n${expected}`,
    });
  const made = 'false | 2024-01-01 06:00:00';
  const none = `9 | ${A} | P7 | OTH | 2020-01-01 | - | ${made}`;

  it('is a worker who was at both, under the NISS that is valid now, but no student', () =>
    evidence(
      '',
      `1 | ${A} | P8 | OTH | 2022-01-01 | 2023-12-31 | ${made}
       2 | ${B} | P9 | -   | 2024-01-05 | 2024-12-31 | ${made}
       3 | ${A} | P3 | STU | 2023-07-01 | 2023-07-31 | ${made}
       4 | ${B} | P3 | STU | 2023-08-01 | 2023-08-31 | ${made}`,
      `${A} | worker:P9 | 2022-01-01 | 2023-12-31
       ${B} | worker:P9 | 2024-01-05 | -`,
    ));
  it('is not a Dimona made after the as-of date', () =>
    evidence(
      '',
      `1 | ${A} | P1 | OTH | 2022-01-01 | - | ${made}
       2 | ${B} | P1 | OTH | 2024-01-05 | - | false | 2024-05-02 06:00:00`,
      '',
    ));
  it('is the version of a mandate that was known, and not one known later', () =>
    evidence(
      `0990000024 | P1 | 10002 | 2020-01-01 | -          | 2020-01-05
       0990000024 | P1 | 10002 | 2020-01-01 | 2024-02-01 | 2024-02-05
       0990000123 | P1 | 10002 | 2024-01-01 | -          | 2024-01-05
       0990000123 | P2 | 10002 | 2024-01-01 | -          | 2024-05-05
       0990000024 | P2 | 10002 | 2020-01-01 | -          | 2020-01-05`,
      none,
      `${A} | mandate:P1 | 2020-01-01 | 2024-02-01
       ${B} | mandate:P1 | 2024-01-01 | -`,
    ));
});

describe('a link', () => {
  it('halves twelve months after its end, and a hub ties nobody', () =>
    specStep({
      room,
      table: EmployerLink,
      inputs: [EmployerLinkType, EmployerLinkEvidence],
      given: [
        [EmployerLinkType, 'resource_type_code | most_employers | is_scored\naddress | 2 | true'],
        [
          EmployerLinkEvidence,
          `noss_registration_number | resource_id | source_key | resource_type_code | begin_date | end_date
           ${A} | address:1 | 1 | address | 2020-01-01 | 2023-05-01
           ${B} | address:1 | 1 | address | 2021-01-01 | -
           ${A} | address:2 | 1 | address | 2020-01-01 | -
           ${B} | address:2 | 1 | address | 2020-01-01 | -
           ${C} | address:2 | 1 | address | 2020-01-01 | -`,
        ],
      ],
      params,
      expect: `noss_registration_number | resource_id | end_date | edge_weight | shared_employer_count
               ${A} | address:1 | 2023-05-01 | 0.5 | 2
               ${B} | address:1 | -          | 1   | 2`,
    }));
});

describe('a succession', () => {
  const succession = (
    dead: string,
    edges: string,
    transfers: string,
    expected: string,
    columns = 'successor_registration_number | gap_days | moved_worker_count | mandate_count | honest_code',
  ) =>
    specStep({
      room,
      table: EmployerSuccession,
      inputs: [EmployerLink, EmployerState, EmployerDirectoryTransfer],
      given: [
        [
          EmployerState,
          `noss_registration_number | registration_date | stop_date | stop_known_date | stop_code | nace_code | owed_cents | worker_count
           ${A} | 2020-01-01 | ${dead}
           ${B} | 2023-12-01 | - | - | - | 81210 | 0 | 4`,
        ],
        [
          EmployerLink,
          `noss_registration_number | resource_id | resource_type_code | begin_date | end_date\n${edges}`,
        ],
        [
          EmployerDirectoryTransfer,
          `initial_noss_registration_number | final_noss_registration_number | transfer_date\n${transfers}`,
        ],
      ],
      params,
      expect: `${columns}\n${expected}`,
    });
  const bankrupt = '2024-01-10 | 2024-01-15 | bankruptcy | 81210 | 500000 | 4';
  const moved = `${A} | worker:P1 | worker | 2022-01-01 | 2023-12-31
     ${B} | worker:P1 | worker | 2024-01-02 | -
     ${A} | worker:P2 | worker | 2022-01-01 | 2023-12-31
     ${B} | worker:P2 | worker | 2024-01-02 | -`;

  it('shows the workers who went over and how long before the end the successor stood ready', () =>
    succession(bankrupt, moved, '', `${B} | -40 | 2 | 0 | -`));
  it('shows a mandate held in both', () =>
    succession(
      bankrupt,
      `${A} | mandate:P3 | mandate | 2020-01-01 | -
       ${B} | mandate:P3 | mandate | 2023-12-01 | -`,
      '',
      `${B} | -40 | 0 | 1 | -`,
    ));
  it('names a declared transfer', () =>
    succession(bankrupt, moved, `${A} | ${B} | 2024-01-10`, `${B} | -40 | 2 | 0 | declared_transfer`));
  it('does not know a transfer of a later day', () =>
    succession(bankrupt, moved, `${A} | ${B} | 2024-05-10`, `${B} | -40 | 2 | 0 | -`));
  it('names an end that left nothing open', () =>
    succession(
      '2024-01-10 | 2024-01-10 | stopped | 81210 | 0 | 4',
      moved,
      '',
      `${B} | -40 | 2 | 0 | nothing_owed`,
    ));
  it('names one worker of many who found other work', () =>
    succession(
      '2024-01-10 | 2024-01-15 | bankruptcy | 81210 | 500000 | 9',
      `${A} | worker:P1 | worker | 2022-01-01 | 2023-12-31
       ${B} | worker:P1 | worker | 2024-01-02 | -`,
      '',
      `${B} | -40 | 1 | 0 | ordinary_mobility`,
    ));
  it('names an address alone', () =>
    succession(
      bankrupt,
      `${A} | address:1 | address | 2020-01-01 | 2024-01-10
       ${B} | address:1 | address | 2023-12-01 | -`,
      '',
      `${B} | -40 | 0 | 0 | address_only`,
    ));
});

describe('a ring of workers', () => {
  it('is told with the largest part of the workers that one of the others shares; who has nobody left has no part', () =>
    specStep({
      room,
      table: WorkerRing,
      inputs: [ConstructionTie, ConstructionMember],
      given: [
        [
          ConstructionTie,
          `noss_registration_number | other_registration_number | tie_code | shared_worker_count
           ${A} | ${B} | ring | 3
           ${A} | ${C} | ring | 4`,
        ],
        [
          ConstructionMember,
          `noss_registration_number | construction_id | worker_count
           ${A} | C1 | 8
           ${B} | C1 | 2
           ${C} | C1 | 0`,
        ],
      ],
      params,
      expect: `noss_registration_number | ring_partner_count | shared_worker_count | ring_worker_share
               ${A} | 2 | 4 | 0.5
               ${B} | 1 | 3 | 1
               ${C} | 1 | 4 | -`,
    }));
});

describe('who moves in a ring', () => {
  it('are those whom both employers of a tie share, at each of them; a succession is no ring', () =>
    specStep({
      room,
      table: RingWorker,
      inputs: [ConstructionTie, EmployerLink],
      given: [
        [
          ConstructionTie,
          `noss_registration_number | other_registration_number | tie_code
           ${A} | ${B} | ring
           ${A} | ${C} | succession`,
        ],
        [
          EmployerLink,
          `noss_registration_number | resource_id | resource_type_code
           ${A} | worker:P1  | worker
           ${B} | worker:P1  | worker
           ${A} | worker:P2  | worker
           ${C} | worker:P2  | worker
           ${A} | mandate:P3 | mandate
           ${B} | mandate:P3 | mandate`,
        ],
      ],
      params,
      expect: `noss_registration_number | worker_id
               ${A} | P1
               ${B} | P1`,
    }));
});

describe('a construction', () => {
  const day = (text: string): number => Date.parse(text) / 86_400_000;
  type Row = readonly [from: string, to: string, tie: string, known: string];
  const groups = async (rows: readonly Row[]) => {
    const sorted = [...rows].sort();
    const columns: TableColumns = {
      rowCount: rows.length,
      texts: {
        noss_registration_number: sorted.map(([from]) => from),
        other_registration_number: sorted.map(([, to]) => to),
        tie_code: sorted.map(([, , tie]) => tie),
      },
      numbers: { known_date: Float64Array.from(sorted, ([, , , known]) => day(known)) },
    };
    const read = (table: typeof ConstructionTie) => {
      expect(table).toBe(ConstructionTie);
      return Promise.resolve(columns);
    };
    const context = { parameters: { as_of_date: '2024-04-30', quarter: '2024Q1' }, threads: 1, read };
    return constructionGroups(context as unknown as ComputeContext);
  };
  const first: Row = ['190000211', '190000112', 'succession', '2023-05-01'];
  const second: Row = ['190000112', '190000013', 'succession', '2024-04-10'];

  it('is named after its oldest tie, and keeps the name as it grows', async () => {
    const grown = await groups([first, second]);
    expect(grown).toMatchObject({
      noss_registration_number: ['190000013', '190000112', '190000211'],
      founder_registration_number: ['190000211', '190000211', '190000211'],
      earlier_founder_registration_number: [null, '190000211', '190000211'],
    });
    expect([...(grown['generation'] as Int32Array)]).toEqual([3, 2, 1]);
  });
  it('that grows together with an older one takes its name', async () => {
    const other: Row = ['190000310', '190000419', 'succession', '2022-01-01'];
    const bridge: Row = ['190000211', '190000310', 'kin', '2024-04-20'];
    const { founder_registration_number, earlier_founder_registration_number } = await groups([
      first,
      other,
      bridge,
    ]);
    expect(new Set(founder_registration_number as string[])).toEqual(new Set(['190000310']));
    expect(earlier_founder_registration_number).toEqual(['190000211', '190000211', '190000310', '190000310']);
  });
  it('whose ties form a circle has chains that end', async () => {
    const back: Row = ['190000112', '190000211', 'succession', '2024-01-01'];
    const { generation } = await groups([first, back]);
    expect(Math.max(...(generation as Int32Array))).toBeLessThanOrEqual(50);
  });
});
