import { describe, expect, it } from 'vitest';
import type { TableColumns } from '../../../src/arrow/index.ts';
import { specStep } from '../../../src/testing/index.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { employerNetwork } from './employer-network.ts';
import network from './network.ts';
import { EmployerKnownCase, EmployerResource, EmployerResourceEdge } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };
const [A, B, C] = ['0990000014', '0990000113', '0990000212'];

describe('the ties of employers', () => {
  const tied = (given: Parameters<typeof specStep>[0]['given'], expected: string) =>
    specStep({
      room,
      table: EmployerResourceEdge,
      inputs: [
        DimonaPeriod,
        MandateFunction,
        WorksDeclarationContract,
        DmfaOccupation,
        EmployerDeclaration,
        Employer,
        PersonMutation,
      ],
      given,
      params,
      expect: expected,
    });

  it('join employers of one worker, also under a replaced NISS; who stayed with one employer ties nobody', () =>
    tied(
      [
        [
          DimonaPeriod,
          `dimona_period_id | cbe_number | worker_id | starting_date | ending_date | is_cancelled
           D1 | ${A} | P00000000001 | 2022-01-01 | 2023-05-31 | false
           D2 | ${B} | P00000000002 | 2023-06-01 | 2024-06-30 | false
           D3 | ${A} | P00000000003 | 2023-06-01 | - | false
           D4 | ${B} | P00000000003 | 2023-06-01 | - | true
           D5 | ${B} | P00000000003 | 2024-05-01 | - | false`,
        ],
        [PersonMutation, 'worker_id | valid_worker_id\nP00000000001 | P00000000002'],
      ],
      `cbe_number | resource_id  | tie_code | begin_date | end_date   | source_key
       ${A}       | P00000000002 | worker   | 2022-01-01 | 2023-05-31 | D1
       ${B}       | P00000000002 | worker   | 2023-06-01 | -          | D2`,
    ));

  it('join a director and a worker who are one person, by the version known at the as-of date', () =>
    tied(
      [
        [
          MandateFunction,
          `cbe_number | worker_id | function_code | begin_date | end_date | known_date
           ${A} | P00000000001 | 10002 | 2020-01-01 | - | 2020-01-05
           ${A} | P00000000001 | 10002 | 2020-01-01 | 2024-03-01 | 2024-03-05
           ${A} | P00000000001 | 10002 | 2020-01-01 | 2024-04-01 | 2024-05-05`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | cbe_number | worker_id | starting_date | is_cancelled
           D1 | ${B} | P00000000001 | 2024-03-02 | false`,
        ],
      ],
      `cbe_number | tie_code | end_date
       ${A}       | mandate  | 2024-03-01
       ${B}       | worker   | -`,
    ));

  it('join contractors of one client and employers of one establishment unit', () =>
    tied(
      [
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | intervention_start_date | known_date
           W1 | 1A | ${C} | ${A} | 2024-01-01 | 2024-01-01
           W1 | 1B | ${C} | ${B} | 2024-02-01 | 2024-01-01
           W1 | 1C | ${C} | ${C} | 2024-02-01 | 2024-01-01
           W2 | 1A | ${A} | ${B} | 2024-02-01 | 2024-05-01`,
        ],
        [
          DmfaOccupation,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | establishment_unit_number
           190000013 | 2023Q4 | false | 1 | P00000000001 | 2990000011
           190000013 | 2023Q4 | false | 1 | P00000000002 | 2990000011
           190000112 | 2024Q1 | false | 1 | P00000000003 | 2990000011`,
        ],
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number
           190000013 | 2023Q4 | false | 1
           190000112 | 2024Q1 | false | 1`,
        ],
        [Employer, `noss_registration_number | cbe_number\n190000013 | ${A}\n190000112 | ${B}`],
      ],
      `cbe_number | resource_id | tie_code           | begin_date | end_date
       ${A}       | ${C}        | client             | 2024-01-01 | -
       ${B}       | ${C}        | client             | 2024-02-01 | -
       ${A}       | 2990000011  | establishment_unit | 2023-10-01 | 2023-12-31
       ${B}       | 2990000011  | establishment_unit | 2024-01-01 | 2024-03-31`,
    ));
});

describe('a shared resource', () => {
  it('counts its employers, and is a hub above forty', () => {
    const edges = Array.from({ length: 41 }, (_, i) => `E${i} | R1 | K${i} | 2024-01-01`);
    return specStep({
      room,
      table: EmployerResource,
      inputs: [EmployerResourceEdge],
      given: [
        [
          EmployerResourceEdge,
          `cbe_number | resource_id | source_key | begin_date\n${edges.join('\n')}
           E1 | R2 | K1 | 2024-02-01
           E2 | R2 | K1 | 2023-02-01
           E2 | R2 | K2 | 2024-02-01`,
        ],
      ],
      params,
      expect: `resource_id | employer_count | is_hub | first_begin_date
               R1          | 41             | true   | 2024-01-01
               R2          | 2              | false  | 2023-02-01`,
    });
  });
});

describe('a known case', () => {
  it('is a hit or a bankruptcy that was known at the as-of date', () =>
    specStep({
      room,
      table: EmployerKnownCase,
      inputs: [Employer, InspectionCase, InspectionOutcome, InsolvencyProcedure],
      given: [
        [
          InspectionCase,
          `case_id | cbe_number | noss_registration_number\nI1 | ${A} | -\nI2 | - | 190000112\nI3 | ${C} | -`,
        ],
        [
          InspectionOutcome,
          `case_id | outcome_code | known_date\nI1 | hit | 2024-01-02\nI2 | hit | 2024-05-02\nI3 | no_infringement | 2024-01-02`,
        ],
        [
          InsolvencyProcedure,
          `cbe_number | procedure_code | opening_date | known_date
           ${B} | bankruptcy | 2024-02-01 | 2024-02-05
           ${C} | judicial_reorganisation | 2024-02-01 | 2024-02-05`,
        ],
        [Employer, `noss_registration_number | cbe_number\n190000112 | ${B}`],
      ],
      params,
      expect: `cbe_number | fraud_known_date | bankruptcy_known_date
               ${A}       | 2024-01-02       | -
               ${B}       | -                | 2024-02-05`,
    }));
});

describe('the network of an employer', () => {
  const TODAY = 19_843; // 2024-04-30
  const columns = (
    texts: Record<string, readonly string[]>,
    numbers: Record<string, readonly number[]>,
  ): TableColumns => ({
    rowCount: Object.values(texts)[0]?.length ?? 0,
    texts,
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([name, values]) => [name, Float64Array.from(values)]),
    ),
  });
  const inputs = (fraudDays: readonly number[]) =>
    new Map([
      [EmployerResource.name, columns({ resource_id: ['H', 'R1', 'R2'] }, { is_hub: [1, 0, 0] })],
      [
        EmployerResourceEdge.name,
        columns(
          { cbe_number: ['A', 'A', 'A', 'B', 'B', 'C'], resource_id: ['H', 'R1', 'R2', 'R1', 'R2', 'H'] },
          { end_date: [NaN, NaN, TODAY - 365, NaN, NaN, NaN] },
        ),
      ],
      [
        EmployerKnownCase.name,
        columns(
          { cbe_number: fraudDays.map(() => 'A') },
          { fraud_known_date: fraudDays, bankruptcy_known_date: fraudDays.map(() => NaN) },
        ),
      ],
    ]);
  const computed = (fraudDays: readonly number[]) => {
    const tables = inputs(fraudDays);
    return employerNetwork({
      parameters: params,
      threads: 1,
      read: (table) => Promise.resolve(tables.get(table.name) ?? columns({}, {})),
    });
  };

  it('leaves hubs out, and who is tied by them alone', async () => {
    const { cbe_number, resource_count, biclique_fraud_share, fraud_quadrangle_count } = await computed([
      TODAY,
    ]);
    expect(cbe_number).toEqual(['A', 'B']);
    expect([...Array.from(resource_count as Int32Array)]).toEqual([2, 2]);
    expect(Array.from(biclique_fraud_share as Float64Array)).toEqual([0, 1]);
    expect(Array.from(fraud_quadrangle_count as Float64Array)).toEqual([0, 1]);
  });

  it('exposes nobody while no fraud is known', async () => {
    expect(Array.from((await computed([]))['exposure_score'] as Float64Array)).toEqual([0, 0]);
  });

  it('declares each column that it computes', async () => {
    const declared = network.steps.find(({ compute }) => compute !== undefined)?.table.columns ?? {};
    expect(Object.keys(await computed([TODAY]))).toEqual(Object.keys(declared));
  });
});
