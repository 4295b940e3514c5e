import { cbeNumber, clearText, code, date, defineTable, nssoNumber, text, workerId } from '../table/index.ts';
import type { Labels, NetworkView } from '../unit/index.ts';
import type { Dossier } from './dossier.ts';

/** A network of two kinds of tie for the tests of this folder. */

const same = (word: string): Labels => ({ fr: word, nl: word, de: word });
const noss_registration_number = nssoNumber({ meaning: 'Matricule.' });

export const Employer = defineTable({
  schema: 'link',
  name: 'example_employer',
  grain: 'One row per matricule.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    cbe_number: cbeNumber({ meaning: 'Enterprise.' }),
    registration_date: date({ meaning: 'First day.', optional: true }),
  },
});

export const Procedure = defineTable({
  schema: 'staging',
  name: 'example_procedure',
  grain: 'One row per procedure.',
  key: ['noss_registration_number', 'opening_date'],
  columns: {
    noss_registration_number,
    opening_date: date({ meaning: 'Opening.' }),
    known_date: date({ meaning: 'Known.' }),
  },
});

export const Proofs = defineTable({
  schema: 'network',
  name: 'example_proof',
  grain: 'One row per employer, resource and source row.',
  key: ['noss_registration_number', 'resource_id', 'source_table', 'source_key'],
  columns: {
    noss_registration_number,
    resource_id: text({ meaning: 'Resource.', personal: 'pseudonym' }),
    tie_code: code({ meaning: 'Kind.' }),
    begin_date: date({ meaning: 'First day.', optional: true }),
    end_date: date({ meaning: 'Last day.', optional: true }),
    source_table: text({ meaning: 'Table.' }),
    source_key: text({ meaning: 'Key.' }),
  },
});

export const Resources = defineTable({
  schema: 'network',
  name: 'example_resource',
  grain: 'One row per resource.',
  key: ['resource_id'],
  columns: {
    resource_id: text({ meaning: 'Resource.' }),
    is_hub: { ...code({ meaning: 'Hub.' }), type: 'BOOLEAN' },
  },
});

export const Period = defineTable({
  schema: 'staging',
  name: 'example_period',
  grain: 'One row per period.',
  key: ['period_id', 'version_code'],
  columns: {
    period_id: text({ meaning: 'Period.' }),
    version_code: code({ meaning: 'Version.' }),
    worker_id: workerId({ meaning: 'Worker.' }),
  },
});

export const Succession = defineTable({
  schema: 'network',
  name: 'example_succession',
  grain: 'One row per pair.',
  key: ['noss_registration_number', 'successor_number'],
  columns: {
    noss_registration_number,
    successor_number: nssoNumber({ meaning: 'Successor.' }),
    death_date: date({ meaning: 'End.' }),
  },
});

export const Member = defineTable({
  schema: 'network',
  name: 'example_member',
  grain: 'One row per employer.',
  key: ['noss_registration_number'],
  columns: { noss_registration_number, construction_id: text({ meaning: 'Construction.' }) },
});

export const Construction = defineTable({
  schema: 'network',
  name: 'example_construction',
  grain: 'One row per construction.',
  key: ['construction_id'],
  columns: { construction_id: text({ meaning: 'Construction.' }), kind_code: code({ meaning: 'Kind.' }) },
});

export const Name = defineTable({
  schema: 'identity',
  name: 'example_name',
  grain: 'One row per matricule.',
  key: ['noss_registration_number'],
  columns: { noss_registration_number, denomination: clearText({ meaning: 'Name.', optional: true }) },
});

export const TABLES = [
  Employer,
  Procedure,
  Proofs,
  Resources,
  Period,
  Succession,
  Member,
  Construction,
  Name,
];

export const VIEW: NetworkView = {
  employerColumn: 'noss_registration_number',
  employers: Employer,
  proofs: Proofs,
  typeColumn: 'tie_code',
  types: { worker: same('Travailleur'), unit: same('Unité') },
  resources: { table: Resources, hubColumn: 'is_hub' },
  sources: [{ table: Period, key: ['period_id'] }],
  facts: [{ table: Employer, columns: { registration_date: same('Depuis') } }],
  events: [{ table: Procedure, date: 'opening_date', title: same('Faillite') }],
  successions: { table: Succession, to: 'successor_number', date: 'death_date' },
  constructions: { members: Member, facts: { table: Construction, columns: { kind_code: same('Sorte') } } },
  names: { table: Name, column: 'denomination' },
  purposes: { case_file: { reason: 'file of a case', legalBasis: 'example, art. 1' } },
};

/** Returns a dossier of 500 nodes and 3 000 ties that nobody has, at places on circles. */
export function largeDossier(): Dossier {
  const employers = Array.from({ length: 125 }, (_, i) => `E${i}`);
  const resources = Array.from({ length: 375 }, (_, i) => `R${i}`);
  const type = (resource: number): string => (resource % 5 === 0 ? 'unit' : 'worker');
  const ties = resources.flatMap((resource, r) =>
    Array.from({ length: 8 }, (_, k) => ({
      employer: `E${(r * 7 + k * 13) % 125}`,
      resource,
      type: type(r),
      begin: `20${10 + ((r + k) % 14)}-03-01`,
      end: k === 0 ? '2022-12-31' : null,
      proofCount: 1,
    })),
  );
  const proofs = ties.map((tie, i) => ({
    ...tie,
    sourceTable: 'staging.example_period',
    sourceKey: `K${i}`,
  }));
  const rows = proofs.map(
    (p) =>
      [
        `${p.sourceTable}\n${p.sourceKey}\n${p.resource}`,
        [{ file: 'example.csv', cells: { period_id: p.sourceKey, worker_id: p.resource } }],
      ] as const,
  );
  const circle = (i: number, count: number, radius: number) => ({
    x: radius * Math.cos((2 * Math.PI * i) / count),
    y: radius * Math.sin((2 * Math.PI * i) / count),
  });
  return {
    id: 'E0',
    asOf: '2024-04-30',
    view: VIEW,
    construction: [],
    nodes: [
      ...employers.map((id, i) => ({ id, label: id, isRoot: i === 0, ...circle(i, 125, 1), facts: [] })),
      ...resources.map((id, i) => ({
        id,
        type: type(i),
        label: id,
        isRoot: false,
        ...circle(i, 375, 0.6),
        facts: [],
      })),
    ],
    part: {
      roots: ['E0'],
      employers: new Map(employers.map((id, i) => [id, i === 0 ? 0 : 1])),
      resources,
      ties,
      successions: [{ from: 'E0', to: 'E1', date: '2023-05-01' }],
      leftOut: { employers: 0, resources: 0 },
    },
    evidence: { proofs, rows: new Map(rows) },
    events: [{ date: '2023-05-01', employer: 'E0', title: same('Faillite'), detail: null }],
  };
}
