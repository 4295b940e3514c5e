import { describe, expect, it } from 'vitest';
import { messageRows, specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import {
  DmfaContribution,
  DmfaDeclaration,
  DmfaOccupation,
  DmfaUpdateAction,
  DmfaWorkerRecord,
} from './tables.ts';

const room = import.meta.url;
const RECORD =
  'noss_registration_nbr*, quarter*, trusteeship*, version_nbr*, inss*, employer_class*, worker_code*';
const OCCUPATION = `${RECORD}, occupation_sequence_nbr*`;
const CONTRACT: Readonly<Record<string, string>> = {
  declaration:
    'noss_registration_nbr*, quarter*, trusteeship*, version_nbr*, company_id, net_owed_amount, form_creation_date, sender_id, known_date',
  worker_record: `${RECORD}, noss_quarter_starting_date, noss_quarter_ending_date, border, code_subjected`,
  occupation: `${OCCUPATION}, occupation_starting_date, occupation_ending_date, joint_commission_nbr, working_days_system, contract_type, ref_mean_working_hours, mean_working_hours, worker_status, reorganisation_measure, employment_promotion, retired, local_unit_id, using_company_id`,
  service: `${OCCUPATION}, service_sequence_nbr*, service_code, service_nbr_days, service_nbr_hours`,
  remuneration: `${OCCUPATION}, remun_sequence_nbr*, remun_code, bonus_payment_frequency, remun_amount`,
  contribution: `${RECORD}, contribution_worker_code*, contribution_type*, contribution_calculation_basis, contribution_amount`,
  deduction: `${OCCUPATION}, deduction_code*, deduction_calculation_basis, deduction_amount, deduction_right_starting_date`,
  correction:
    'noss_registration_nbr*, quarter*, inss*, correction_date*, justification_code, user_quality, faulty_code, notion_22quater, debit_amount, credit_amount',
  anomaly: 'noss_registration_nbr*, quarter*, inss, error_id*, anomaly_class, first_seen_date, resolved_date',
};

describe('the extracts', () => {
  it.each(Object.entries(CONTRACT))('%s has the columns of its contract', (extract, contract) =>
    specExtract(source, extract, contract),
  );
});

/** Invented numbers throughout: matricule 190000010, CBE 0990000113, NISS with serial 990 and above. */
const form = (root: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${root}_20241.xsd">
  <Form>
    <Identification>DMFA</Identification><FormCreationDate>2024-04-20</FormCreationDate>
    <FormCreationHour>08:45:00.000</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>
    ${content}
  </Form>
</${root}>`;
const EMPLOYER = `<Quarter>20241</Quarter><NOSSRegistrationNbr>190000010</NOSSRegistrationNbr>
  <Trusteeship>0</Trusteeship><CompanyID>0990000113</CompanyID>`;
const RECORD_HEAD = `<NOSSQuarterStartingDate>2024-01-01</NOSSQuarterStartingDate>
  <NOSSQuarterEndingDate>2024-03-31</NOSSQuarterEndingDate><Border>0</Border>`;
const occupation = (name: string) => `<${name}>
  <OccupationSequenceNbr>01</OccupationSequenceNbr><OccupationStartingDate>2021-05-03</OccupationStartingDate>
  <JointCommissionNbr>124</JointCommissionNbr><WorkingDaysSystem>500</WorkingDaysSystem>
  <ContractType>0</ContractType><RefMeanWorkingHours>4000</RefMeanWorkingHours><Retired>0</Retired>
  <LocalUnitID>2990000155</LocalUnitID>
  <Service><ServiceSequenceNbr>1</ServiceSequenceNbr><ServiceCode>1</ServiceCode><ServiceNbrDays>06000</ServiceNbrDays></Service>
  <Remun><RemunSequenceNbr>1</RemunSequenceNbr><RemunCode>2</RemunCode>
    <BonusPaymentFrequency>00</BonusPaymentFrequency><RemunAmount>00000812345</RemunAmount></Remun>
  <UsingEmployer><UsingEmployerCompanyID>0990000212</UsingEmployerCompanyID></UsingEmployer>
  <UsingEmployer><UsingEmployerCompanyID>0990000311</UsingEmployerCompanyID></UsingEmployer>
  <OccupationDeduction><DeductionCode>3315</DeductionCode><DeductionAmount>400000</DeductionAmount>
    <DeductionRightStartingDate>2024-01-02</DeductionRightStartingDate></OccupationDeduction>
</${name}>
<WorkerContribution><ContributionWorkerCode>015</ContributionWorkerCode><ContributionType>1</ContributionType>
  <ContributionCalculationBasis>00000877333</ContributionCalculationBasis><ContributionAmount>00000333999</ContributionAmount></WorkerContribution>
<WorkerDeduction><DeductionCode>1</DeductionCode><DeductionAmount>0000001500</DeductionAmount></WorkerDeduction>`;

const key = { noss_registration_nbr: '190000010', quarter: '20241', trusteeship: '0', version_nbr: '1' };
const record = { ...key, inss: '85010199093', employer_class: '024', worker_code: '015' };

describe('an original', () => {
  it('gives the declaration, and the record of a worker with its lines', async () => {
    const xml = form(
      'DmfAOriginal',
      `<EmployerDeclaration>${EMPLOYER}<NetOwedAmount>000000000333999</NetOwedAmount><NaturalPerson>
         <NaturalPersonSequenceNbr>1</NaturalPersonSequenceNbr><INSS>85010199093</INSS>
         <WorkerRecord><EmployerClass>024</EmployerClass><WorkerCode>015</WorkerCode>${RECORD_HEAD}
           ${occupation('Occupation')}</WorkerRecord>
       </NaturalPerson></EmployerDeclaration>`,
    );
    const line = { ...record, occupation_sequence_nbr: '01' };
    expect(await messageRows(source, xml)).toEqual({
      declaration: [
        {
          ...key,
          company_id: '0990000113',
          net_owed_amount: '000000000333999',
          form_creation_date: '2024-04-20',
          known_date: '2024-04-20',
        },
      ],
      worker_record: [
        {
          ...record,
          noss_quarter_starting_date: '2024-01-01',
          noss_quarter_ending_date: '2024-03-31',
          border: '0',
        },
      ],
      occupation: [
        {
          ...line,
          occupation_starting_date: '2021-05-03',
          joint_commission_nbr: '124',
          working_days_system: '500',
          contract_type: '0',
          ref_mean_working_hours: '4000',
          retired: '0',
          local_unit_id: '2990000155',
          using_company_id: '0990000212',
        },
      ],
      service: [{ ...line, service_sequence_nbr: '1', service_code: '1', service_nbr_days: '06000' }],
      remuneration: [
        {
          ...line,
          remun_sequence_nbr: '1',
          remun_code: '2',
          bonus_payment_frequency: '00',
          remun_amount: '00000812345',
        },
      ],
      contribution: [
        {
          ...record,
          contribution_worker_code: '015',
          contribution_type: '1',
          contribution_calculation_basis: '00000877333',
          contribution_amount: '00000333999',
        },
      ],
      deduction: [
        {
          ...line,
          deduction_code: '3315',
          deduction_amount: '400000',
          deduction_right_starting_date: '2024-01-02',
        },
        { ...record, occupation_sequence_nbr: '0', deduction_code: '1', deduction_amount: '0000001500' },
      ],
    });
  });

  it('gives the contribution of a student under its worker code', async () => {
    const xml = form(
      'DmfAOriginal',
      `<EmployerDeclaration>${EMPLOYER}<NaturalPerson><INSS>85010199093</INSS><WorkerRecord>
         <EmployerClass>017</EmployerClass><WorkerCode>840</WorkerCode>${RECORD_HEAD}
         <StudentContribution><StudentRemunAmount>000100000</StudentRemunAmount>
           <StudentContributionAmount>000008130</StudentContributionAmount><StudentHoursNbr>80</StudentHoursNbr>
         </StudentContribution></WorkerRecord></NaturalPerson></EmployerDeclaration>`,
    );
    const { contribution } = await messageRows(source, xml);
    expect(contribution).toEqual([
      {
        ...record,
        employer_class: '017',
        worker_code: '840',
        contribution_worker_code: '840',
        contribution_type: '0',
        contribution_calculation_basis: '000100000',
        contribution_amount: '000008130',
      },
    ]);
  });
});

describe('a modification', () => {
  const update = (action: string, last: string, content: string) =>
    form(
      'DmfAUpdate',
      `<EmployerDeclarationUpdate>${EMPLOYER}<NaturalPersonUpdate><INSS>85010199093</INSS><WorkerRecordUpdate>${last}
         <WorkerRecordUpdateAction><EmployerClass>024</EmployerClass><WorkerCode>015</WorkerCode>
           <UpdateAction>${action}</UpdateAction>${content}</WorkerRecordUpdateAction>
       </WorkerRecordUpdate></NaturalPersonUpdate></EmployerDeclarationUpdate>`,
    );
  const LAST =
    '<LastSituationWR><EmployerClass>024</EmployerClass><WorkerCode>495</WorkerCode></LastSituationWR>';

  it('gives the new record and what it replaces, and leaves the version to loading', async () => {
    const rows = await messageRows(source, update('1', LAST, occupation('OccupationUpdate')));
    expect(Object.keys(rows).sort()).toEqual([
      'contribution',
      'declaration',
      'deduction',
      'occupation',
      'remuneration',
      'service',
      'update_action',
      'worker_record',
    ]);
    expect(rows['update_action']).toMatchObject([
      { last_employer_class: '024', last_worker_code: '495', worker_code: '015', update_action: '1' },
    ]);
    expect(
      Object.values(rows)
        .flat()
        .filter((row) => 'version_nbr' in row),
    ).toEqual([]);
  });

  it.each(['0', '9'])('of action %s gives no record', async (action) => {
    const rows = await messageRows(source, update(action, LAST, occupation('OccupationUpdate')));
    expect(Object.keys(rows).sort()).toEqual(['declaration', 'update_action']);
  });
});

describe('checks', () => {
  const head = 'noss_registration_number | quarter | trusteeship | version_number';
  it('count rows without their declaration or record, and modifications of nothing', () =>
    specChecks({
      room,
      inputs: [DmfaDeclaration, DmfaWorkerRecord, DmfaOccupation, DmfaContribution, DmfaUpdateAction],
      given: [
        [DmfaDeclaration, `${head}\n190000010 | 2024Q1 | false | 1`],
        [DmfaUpdateAction, `${head} | worker_id\n190000010 | 2024Q1 | false | 1 | Pa`],
        [
          DmfaWorkerRecord,
          `${head} | worker_id\n190000010 | 2024Q1 | false | 1 | Pa\n190000010 | 2024Q2 | false | 1 | Pa`,
        ],
        [DmfaOccupation, `${head} | worker_id\n190000010 | 2024Q1 | false | 1 | Pb`],
      ],
      expect: {
        'warn: worker records without their declaration': 1,
        'warn: occupations without their worker record': 1,
        'warn: modifications without an original': 1,
      },
    }));
});
