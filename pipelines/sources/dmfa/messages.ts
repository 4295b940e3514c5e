import type { BlockMapping, MessageMapping, ValuePath } from '../../../src/xml/index.ts';

/** How the official messages DmfAOriginal and DmfAUpdate become rows of the flat extracts. */

/** The names by which an original and a modification call the same blocks. */
interface Names {
  readonly declaration: string;
  readonly person: string;
  readonly workerRecord: string;
  readonly occupation: string;
}

type Columns = Readonly<Record<string, ValuePath>>;

/** Elements of a block, column by column. */
function elements(columns: Readonly<Record<string, string>>): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, child]) => [name, { child }]));
}

function keysOf(names: Names, version: Columns) {
  const { declaration, person, workerRecord, occupation } = names;
  const declarationKey: Columns = {
    noss_registration_nbr: { of: declaration, child: 'NOSSRegistrationNbr' },
    quarter: { of: declaration, child: 'Quarter' },
    trusteeship: { of: declaration, child: 'Trusteeship' },
    ...version,
  };
  const workerRecordKey: Columns = {
    ...declarationKey,
    inss: { of: person, child: 'INSS' },
    employer_class: { of: workerRecord, child: 'EmployerClass' },
    worker_code: { of: workerRecord, child: 'WorkerCode' },
  };
  const occupationKey: Columns = {
    ...workerRecordKey,
    occupation_sequence_nbr: { of: occupation, child: 'OccupationSequenceNbr' },
  };
  return { declarationKey, workerRecordKey, occupationKey };
}

const DEDUCTION = elements({
  deduction_code: 'DeductionCode',
  deduction_calculation_basis: 'DeductionCalculationBasis',
  deduction_amount: 'DeductionAmount',
  deduction_right_starting_date: 'DeductionRightStartingDate',
});

function declarationBlock(root: string, names: Names, declarationKey: Columns): BlockMapping[] {
  const columns: Columns = {
    ...declarationKey,
    ...elements({ company_id: 'CompanyID', net_owed_amount: 'NetOwedAmount' }),
    form_creation_date: { of: 'Form', child: 'FormCreationDate' },
    known_date: { of: 'Form', child: 'FormCreationDate' },
  };
  return [
    { element: 'Form', within: root },
    { element: names.declaration, within: 'Form', extract: 'declaration', columns },
    { element: names.person, within: names.declaration },
  ];
}

function workerRecordColumns(workerRecordKey: Columns): Columns {
  return {
    ...workerRecordKey,
    ...elements({
      noss_quarter_starting_date: 'NOSSQuarterStartingDate',
      noss_quarter_ending_date: 'NOSSQuarterEndingDate',
      border: 'Border',
    }),
  };
}

function occupationBlocks(names: Names, occupationKey: Columns): BlockMapping[] {
  const { workerRecord, occupation } = names;
  const line = (element: string, extract: string, columns: Columns): BlockMapping => {
    return { element, within: occupation, extract, columns: { ...occupationKey, ...columns } };
  };
  const columns = {
    ...occupationKey,
    ...elements({
      occupation_starting_date: 'OccupationStartingDate',
      occupation_ending_date: 'OccupationEndingDate',
      joint_commission_nbr: 'JointCommissionNbr',
      working_days_system: 'WorkingDaysSystem',
      contract_type: 'ContractType',
      ref_mean_working_hours: 'RefMeanWorkingHours',
      mean_working_hours: 'MeanWorkingHours',
      worker_status: 'WorkerStatus',
      reorganisation_measure: 'ReorganisationMeasure',
      employment_promotion: 'EmploymentPromotion',
      retired: 'Retired',
      local_unit_id: 'LocalUnitID',
      using_company_id: 'UsingEmployer/UsingEmployerCompanyID',
    }),
  };
  const service = elements({
    service_sequence_nbr: 'ServiceSequenceNbr',
    service_code: 'ServiceCode',
    service_nbr_days: 'ServiceNbrDays',
    service_nbr_hours: 'ServiceNbrHours',
  });
  const remuneration = elements({
    remun_sequence_nbr: 'RemunSequenceNbr',
    remun_code: 'RemunCode',
    bonus_payment_frequency: 'BonusPaymentFrequency',
    remun_amount: 'RemunAmount',
  });
  return [
    { element: occupation, within: workerRecord, extract: 'occupation', columns },
    line('Service', 'service', service),
    line('Remun', 'remuneration', remuneration),
    line('OccupationDeduction', 'deduction', DEDUCTION),
  ];
}

function workerRecordLines(names: Names, workerRecordKey: Columns): BlockMapping[] {
  const line = (element: string, extract: string, columns: Columns): BlockMapping => {
    return { element, within: names.workerRecord, extract, columns: { ...workerRecordKey, ...columns } };
  };
  const contribution = elements({
    contribution_worker_code: 'ContributionWorkerCode',
    contribution_type: 'ContributionType',
    contribution_calculation_basis: 'ContributionCalculationBasis',
    contribution_amount: 'ContributionAmount',
  });
  const student: Columns = {
    contribution_worker_code: { of: names.workerRecord, child: 'WorkerCode' },
    contribution_type: { constant: '0' },
    ...elements({
      contribution_calculation_basis: 'StudentRemunAmount',
      contribution_amount: 'StudentContributionAmount',
    }),
  };
  return [
    line('WorkerContribution', 'contribution', contribution),
    line('StudentContribution', 'contribution', student),
    line('WorkerDeduction', 'deduction', { occupation_sequence_nbr: { constant: '0' }, ...DEDUCTION }),
  ];
}

const FORM_ORDER = ['FormCreationDate', 'FormCreationHour'];

function originalMapping(): MessageMapping {
  const names: Names = {
    declaration: 'EmployerDeclaration',
    person: 'NaturalPerson',
    workerRecord: 'WorkerRecord',
    occupation: 'Occupation',
  };
  const keys = keysOf(names, { version_nbr: { constant: '1' } });
  const workerRecord: BlockMapping = {
    element: names.workerRecord,
    within: names.person,
    extract: 'worker_record',
    columns: workerRecordColumns(keys.workerRecordKey),
  };
  return {
    root: 'DmfAOriginal',
    formOrder: FORM_ORDER,
    blocks: [
      ...declarationBlock('DmfAOriginal', names, keys.declarationKey),
      workerRecord,
      ...occupationBlocks(names, keys.occupationKey),
      ...workerRecordLines(names, keys.workerRecordKey),
    ],
  };
}

/** A modification writes no version number: loading gives the next one, see `carry-over.ts`. */
function updateMapping(): MessageMapping {
  const names: Names = {
    declaration: 'EmployerDeclarationUpdate',
    person: 'NaturalPersonUpdate',
    workerRecord: 'WorkerRecordUpdateAction',
    occupation: 'OccupationUpdate',
  };
  const keys = keysOf(names, {});
  const action: BlockMapping = {
    element: 'WorkerRecordUpdate',
    within: names.person,
    extract: 'update_action',
    columns: {
      ...keys.declarationKey,
      inss: { of: names.person, child: 'INSS' },
      ...elements({
        last_employer_class: 'LastSituationWR/EmployerClass',
        last_worker_code: 'LastSituationWR/WorkerCode',
      }),
      employer_class: { of: names.workerRecord, child: 'EmployerClass' },
      worker_code: { of: names.workerRecord, child: 'WorkerCode' },
      update_action: { of: names.workerRecord, child: 'UpdateAction' },
    },
  };
  const workerRecord: BlockMapping = {
    element: names.workerRecord,
    within: 'WorkerRecordUpdate',
    extract: 'worker_record',
    columns: workerRecordColumns(keys.workerRecordKey),
    when: { child: 'UpdateAction', oneOf: ['1', '3'] },
  };
  return {
    root: 'DmfAUpdate',
    formOrder: FORM_ORDER,
    blocks: [
      ...declarationBlock('DmfAUpdate', names, keys.declarationKey),
      action,
      workerRecord,
      ...occupationBlocks(names, keys.occupationKey),
      ...workerRecordLines(names, keys.workerRecordKey),
    ],
  };
}

export const DMFA_MESSAGES: readonly MessageMapping[] = [originalMapping(), updateMapping()];
