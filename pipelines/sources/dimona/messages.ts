import type { BlockMapping, MessageMapping, ValuePath } from '../../../src/xml/index.ts';

/** How the official message Dimona becomes rows of the extract `event`: one row per form. */

const child = (path: string): ValuePath => ({ child: path });

const FORM: Readonly<Record<string, ValuePath>> = {
  form_creation_timestamp: {
    join: [
      { of: 'Form', child: 'FormCreationDate' },
      { of: 'Form', child: 'FormCreationHour' },
    ],
    with: ' ',
  },
  attestation_status: { of: 'Form', child: 'AttestationStatus' },
  reference_nbr: { of: 'Form', child: 'Reference/ReferenceNbr', where: { ReferenceType: '1' } },
};

const EMPLOYER: Readonly<Record<string, ValuePath>> = {
  noss_registration_nbr: child('EmployerId/NOSSRegistrationNbr'),
  provisional_nsso_nbr: child('EmployerId/ProvisionalNSSONbr'),
  company_id: child('EmployerId/CompanyID'),
};

const DATES: Readonly<Record<string, ValuePath>> = {
  starting_date: child('StartingDate'),
  starting_hour: child('StartingHour'),
  ending_date: child('EndingDate'),
  ending_hour: child('EndingHour'),
};

const PLANNED: Readonly<Record<string, ValuePath>> = {
  planned_hours_nbr: child('PlannedHoursNbr'),
  planned_days_nbr: child('PlannedDaysNbr'),
};

const PERIOD: Readonly<Record<string, ValuePath>> = { dimona_period_id: child('DimonaPeriodId') };

function event(element: string, kind: string, columns: Readonly<Record<string, ValuePath>>): BlockMapping {
  return {
    element,
    within: 'Form',
    extract: 'event',
    columns: { kind: { constant: kind }, ...FORM, ...columns },
  };
}

const DIMONA: MessageMapping = {
  root: 'Dimona',
  formOrder: ['FormCreationDate', 'FormCreationHour'],
  blocks: [
    { element: 'Form', within: 'Dimona' },
    event('DimonaIn', 'in', {
      ...EMPLOYER,
      ...DATES,
      ...PLANNED,
      inss: child('NaturalPerson/INSS'),
      joint_commission_nbr: child('DimonaFeatures/JointCommissionNbr'),
      worker_type: child('DimonaFeatures/WorkerType'),
      using_company_id: child('DimonaFeatures/UsingEmployer/UsingEmployerCompanyID'),
    }),
    event('DimonaOut', 'out', {
      ...PERIOD,
      ...EMPLOYER,
      inss: child('INSS'),
      ending_date: child('EndingDate'),
    }),
    event('DimonaUpdate', 'update', { ...PERIOD, ...EMPLOYER, ...DATES, ...PLANNED, inss: child('INSS') }),
    event('DimonaCancel', 'cancel', { ...PERIOD, ...EMPLOYER, inss: child('INSS') }),
    event('DailyRegistrationDeclaration', 'daily', {
      ...PERIOD,
      ...DATES,
      attestation_status: child('AttestationStatus'),
      daily_registration_id: child('DailyRegistrationId'),
    }),
  ],
};

export const DIMONA_MESSAGES: readonly MessageMapping[] = [DIMONA];
