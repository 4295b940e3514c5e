import {
  cents,
  code,
  date,
  defineTable,
  integer,
  nssoNumber,
  quarter,
  text,
  workerId,
} from '../../../src/table/index.ts';
import { findingTable } from '../contradiction/tables.ts';

const region = { oneOf: ['flanders', 'brussels', 'wallonia'] } as const;

export const DeductionRule = defineTable({
  schema: 'feature',
  name: 'deduction_rule',
  grain: 'One row per deduction code of the first hires and the regional target groups.',
  key: ['deduction_code'],
  notes:
    'Codes of other families are not judged. 9300 belongs to the German-speaking Community, inside Wallonia.',
  columns: {
    deduction_code: code({ meaning: 'Deduction code, annex 4.' }),
    region: code({ meaning: 'Region of the establishment unit; NULL: any.', optional: true, ...region }),
    first_quarter: quarter({ meaning: 'First quarter in which it may be used.' }),
    last_quarter: quarter({ meaning: 'Last quarter in which it may be used; 9999Q4 while open.' }),
    hire_rank: integer({ meaning: 'Rank of the first hire.', optional: true, min: 1, max: 6 }),
    first_hire_date: date({ meaning: 'First day of hires that open the right.', optional: true }),
    last_hire_date: date({ meaning: 'Last day of hires that open the right.', optional: true }),
  },
});

export const UnitRegion = defineTable({
  schema: 'feature',
  name: 'unit_region',
  grain: 'One row per seat of an enterprise or establishment unit whose address lies in one known region.',
  key: ['entity_number'],
  columns: {
    entity_number: code({ meaning: 'CBE number of the enterprise, or number of the unit.' }),
    region: code({ meaning: 'Region of the address.', ...region }),
  },
});

export const ClaimedDeduction = defineTable({
  schema: 'feature',
  name: 'claimed_deduction',
  grain: 'One row per deduction of a code with a rule, in the versions in force of the last four quarters.',
  key: ['source_key'],
  columns: {
    source_key: text({ meaning: 'Key of the row in staging.dmfa_deduction.', personal: 'pseudonym' }),
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    quarter: quarter({ meaning: 'Declared quarter.' }),
    occupation_key: text({ meaning: 'Key of the occupation.', personal: 'pseudonym' }),
    worker_id: workerId({ meaning: 'Worker, under the NISS that is valid now.' }),
    deduction_code: code({ meaning: 'Deduction code.' }),
    deduction_cents: cents({ meaning: 'Amount.' }),
    right_starting_date: date({ meaning: 'Hire that opened the right.', optional: true }),
    known_date: date({ meaning: 'Day on which the declaration became known.' }),
  },
});

export const DeductionNotAllowed = findingTable(
  'deduction_not_allowed',
  'Codes without a rule, and units without a known region, are not judged.',
);
export const FirstHireRankContradicted = findingTable(
  'first_hire_rank_contradicted',
  'Looks at the matricule alone; other entities of a technical business unit are found by the link of units.',
);
export const DeclarationMissing = findingTable('declaration_missing');
export const JointCommitteeAgainstActivity = findingTable(
  'joint_committee_against_activity',
  'Manual workers only, and only where both sides lie in a sector at risk.',
);
export const UnitMovedOnPaper = findingTable(
  'unit_moved_on_paper',
  'Homes as registered; commuters across the border of Brussels look alike.',
);
export const BankruptYetDeclaring = findingTable(
  'bankrupt_yet_declaring',
  'Deaths of persons are not compared: no date of death leaves the register.',
);
export const AccountAgainstDeclaration = findingTable('account_against_declaration');
export const ContributionsNotPaid = findingTable(
  'contributions_not_paid',
  'Who cannot pay looks like who will not: the payment model tells them apart.',
);
