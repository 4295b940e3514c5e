import {
  block,
  element,
  formHead,
  optional,
  reference,
  type MessageSample,
} from '../../../src/world/index.ts';

const date = (name: string, column: string) => element(name, `CAST(${column} AS VARCHAR)`);
const optionalDate = (name: string, column: string) => optional(name, `CAST(${column} AS VARCHAR)`);
const padded = (name: string, column: string, length: number) =>
  element(name, `lpad(CAST(${column} AS VARCHAR), ${length}, '0')`);
const optionalPadded = (name: string, column: string, length: number) =>
  optional(name, `lpad(CAST(${column} AS VARCHAR), ${length}, '0')`);

const occupationHead = [
  element('OccupationSequenceNbr', "'01'"),
  date('OccupationStartingDate', 'line.occupation_starting_date'),
  optionalDate('OccupationEndingDate', 'line.occupation_ending_date'),
  element('JointCommissionNbr', 'line.joint_commission_nbr'),
  element('WorkingDaysSystem', "'500'"),
  element('ContractType', 'line.contract_type'),
  element('RefMeanWorkingHours', "'3800'"),
  optional('WorkerStatus', 'line.worker_status'),
  optional('MeanWorkingHours', 'CAST(line.mean_working_hours AS VARCHAR)'),
  element('Retired', "'0'"),
];
const occupationTail = [
  "coalesce(service.text, '')",
  "coalesce(remuneration.text, '')",
  "coalesce(occupation_deduction.text, '')",
];
const localUnit = element('LocalUnitID', 'line.local_unit_id');
const contributions = ["coalesce(contribution.text, '')", "coalesce(worker_deduction.text, '')"];

/** Students have a contribution of their own instead of an occupation. */
const studentContribution = block(
  'StudentContribution',
  padded('StudentRemunAmount', 'line.basis_cents', 9),
  padded('StudentContributionAmount', 'line.contribution_cents', 9),
  element(
    'StudentHoursNbr',
    'CAST(CAST(least(999, line.paid_days * line.daily_hours / 100) AS INTEGER) AS VARCHAR)',
  ),
  localUnit,
);

const recordHead = [
  element('EmployerClass', 'line.employer_class'),
  element('WorkerCode', 'line.worker_code'),
  date('NOSSQuarterStartingDate', 'line.noss_quarter_starting_date'),
  date('NOSSQuarterEndingDate', 'line.noss_quarter_ending_date'),
  element('Border', "'0'"),
];

const either = (student: string, ordinary: string) =>
  `CASE WHEN line.is_student THEN ${student} ELSE ${ordinary} END`;
const originalRecord = block(
  'WorkerRecord',
  ...recordHead,
  either(
    studentContribution,
    [block('Occupation', ...occupationHead, localUnit, ...occupationTail), ...contributions].join(' || '),
  ),
);
/** A version number of 11 digits that the NSSO gave to the record; any will do here. */
const recordVersion = element(
  'WorkerRecordVersionNbr',
  "CAST(10000000000 + pick('record version', line.line_id, 80000000000) AS VARCHAR)",
);
const updatedRecord = block(
  'WorkerRecordUpdate',
  block(
    'LastSituationWR',
    element('EmployerClass', 'line.employer_class'),
    element('WorkerCode', 'line.worker_code'),
    recordVersion,
  ),
  block(
    'WorkerRecordUpdateAction',
    ...recordHead,
    element('UpdateAction', "'1'"),
    either(
      studentContribution,
      [block('OccupationUpdate', ...occupationHead, localUnit, ...occupationTail), ...contributions].join(
        ' || ',
      ),
    ),
  ),
);

const personHead = [padded('NaturalPersonSequenceNbr', 'line.person_nbr', 7), element('INSS', 'line.inss')];
const declarationHead = [
  element('Quarter', 'official_quarter(declaration.quarter)'),
  element('NOSSRegistrationNbr', 'employer.nsso_number'),
  element('Trusteeship', "CASE WHEN declaration.is_trusteeship THEN '1' ELSE '0' END"),
  element('CompanyID', 'employer.cbe_number'),
];

const original = block(
  'Form',
  formHead('DMFA', 'declaration.creation_at', '0'),
  reference('1', '1', "employer.nsso_number || '-' || declaration.quarter"),
  block(
    'EmployerDeclaration',
    ...declarationHead,
    padded('NetOwedAmount', 'declaration.owed_cents', 15),
    'person.text',
  ),
);
const update = block(
  'Form',
  formHead('DMFAUPD', 'declaration.creation_at', '1'),
  reference('1', '1', "employer.nsso_number || '-' || declaration.quarter || 'u'"),
  block(
    'EmployerDeclarationUpdate',
    ...declarationHead,
    element(
      'EmployerDeclarationPID',
      "CAST(10000000000 + pick('declaration pid', declaration.draw_id, 80000000000) AS VARCHAR)",
    ),
    'person.text',
  ),
);

/** Only the lines of the quarter that is being written: all quarters at once would not fit the memory. */
const ofBatch = (table: string) =>
  `(getvariable('batch') IS NULL OR ${table}.quarter = official_quarter(getvariable('batch')))`;
const linesOf = (name: string, table: string, order: string, element: string, condition = 'true') =>
  `${name} AS (SELECT ${table}.line_id, string_agg(${element}, '' ORDER BY ${order}) AS text FROM world.dmfa_${table} AS ${table} WHERE ${condition} AND ${ofBatch(table)} GROUP BY ${table}.line_id)`;

const deduction = (name: string) =>
  block(
    name,
    element('DeductionCode', 'deduction.deduction_code'),
    padded('DeductionAmount', 'deduction.deduction_amount', 11),
    optionalDate('DeductionRightStartingDate', 'deduction.deduction_right_starting_date'),
  );

const parts = [
  linesOf(
    'service',
    'service',
    'service.service_sequence_nbr',
    block(
      'Service',
      padded('ServiceSequenceNbr', 'service.service_sequence_nbr', 2),
      element('ServiceCode', 'service.service_code'),
      padded('ServiceNbrDays', 'service.service_nbr_days', 5),
      optionalPadded('ServiceNbrHours', 'service.service_nbr_hours', 7),
    ),
  ),
  linesOf(
    'remuneration',
    'remuneration',
    'remuneration.remun_sequence_nbr',
    block(
      'Remun',
      padded('RemunSequenceNbr', 'remuneration.remun_sequence_nbr', 2),
      element('RemunCode', 'remuneration.remun_code'),
      optionalPadded('BonusPaymentFrequency', 'remuneration.bonus_payment_frequency', 2),
      padded('RemunAmount', 'remuneration.remun_amount', 11),
    ),
  ),
  linesOf(
    'contribution',
    'contribution',
    'contribution.contribution_worker_code',
    block(
      'WorkerContribution',
      element('ContributionWorkerCode', 'contribution.contribution_worker_code'),
      element('ContributionType', 'contribution.contribution_type'),
      padded('ContributionCalculationBasis', 'contribution.contribution_calculation_basis', 11),
      padded('ContributionAmount', 'contribution.contribution_amount', 11),
    ),
  ),
  linesOf(
    'occupation_deduction',
    'deduction',
    'deduction.deduction_code',
    deduction('OccupationDeduction'),
    'deduction.occupation_sequence_nbr > 0',
  ),
  linesOf(
    'worker_deduction',
    'deduction',
    'deduction.deduction_code',
    deduction('WorkerDeduction'),
    'deduction.occupation_sequence_nbr = 0',
  ),
];

function formsSql(version: number, form: string, person: string, record: string, which: string): string {
  return `WITH ${parts.join(',\n')},
    numbered AS (
      SELECT line.*, row_number() OVER (PARTITION BY line.employer_id, line.quarter ORDER BY line.inss, line.worker_code) AS person_nbr
      FROM world.dmfa_line AS line
      WHERE line.version_nbr = ${version} AND ${which} AND ${ofBatch('line')}
    ),
    person AS (
      SELECT line.employer_id, line.quarter, string_agg(${block(person, ...personHead, record)}, '' ORDER BY line.person_nbr) AS text
      FROM numbered AS line
      LEFT JOIN service ON service.line_id = line.line_id
      LEFT JOIN remuneration ON remuneration.line_id = line.line_id
      LEFT JOIN contribution ON contribution.line_id = line.line_id
      LEFT JOIN occupation_deduction ON occupation_deduction.line_id = line.line_id
      LEFT JOIN worker_deduction ON worker_deduction.line_id = line.line_id
      GROUP BY line.employer_id, line.quarter
    )
    SELECT declaration.quarter AS batch, employer.nsso_number AS subject, strftime(declaration.creation_at, '%Y%m%d%H%M%S') AS position, ${form} AS form
    FROM world.declaration AS declaration
    JOIN world.employer AS employer ON employer.employer_id = declaration.employer_id
    JOIN person ON person.employer_id = declaration.employer_id AND person.quarter = official_quarter(declaration.quarter)
    WHERE declaration.version_number = ${version}`;
}

const REPLACED = [
  'declaration',
  'worker_record',
  'occupation',
  'service',
  'remuneration',
  'contribution',
  'deduction',
];

const messages: readonly MessageSample[] = [
  {
    root: 'DmfAOriginal',
    schema: 'DmfAOriginal_20223.xsd',
    replaces: REPLACED,
    forms: formsSql(1, original, 'NaturalPerson', originalRecord, 'true'),
  },
  {
    root: 'DmfAUpdate',
    schema: 'DmfAUpdate_20223.xsd',
    replaces: REPLACED,
    forms: formsSql(2, update, 'NaturalPersonUpdate', updatedRecord, 'line.is_corrected'),
  },
];

export default messages;
