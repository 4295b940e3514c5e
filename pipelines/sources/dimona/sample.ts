import {
  block,
  element,
  formHead,
  optional,
  optionalBlock,
  reference,
  type MessageSample,
} from '../../../src/world/index.ts';

/** Forms refer to an employer and a worker in the same way. */
const inss = element('INSS', 'period.inss');
const employer = block(
  'EmployerId',
  element('NOSSRegistrationNbr', 'period.nsso_number'),
  element('CompanyID', 'period.cbe_number'),
);

/** The period number, which the NSSO gives on acceptance, stands as the sender's reference: flat and XML give the same ids. */
const entry = block(
  'Form',
  formHead('DIMONA', 'period.creation_at', '0'),
  reference('1', '1', 'period.dimona_period_id'),
  block(
    'DimonaIn',
    element('StartingDate', 'CAST(period.start_date AS VARCHAR)'),
    optional('StartingHour', 'period.start_hour'),
    optional(
      'EndingDate',
      "CASE WHEN period.worker_type IN ('STU', 'FLX') THEN CAST(period.end_date AS VARCHAR) END",
    ),
    optional('PlannedHoursNbr', 'CAST(period.planned_hours AS VARCHAR)'),
    employer,
    block('NaturalPerson', inss),
    block(
      'DimonaFeatures',
      element('JointCommissionNbr', 'period.dimona_joint_commission'),
      element('WorkerType', 'period.worker_type'),
      optionalBlock('UsingEmployer', element('UsingEmployerCompanyID', 'period.using_cbe_number')),
    ),
  ),
);

const exit = block(
  'Form',
  formHead('DIMONA', 'period.out_at', '0'),
  block(
    'DimonaOut',
    element('DimonaPeriodId', 'period.dimona_period_id'),
    element('EndingDate', 'CAST(period.end_date AS VARCHAR)'),
    inss,
    employer,
  ),
);

const cancellation = block(
  'Form',
  formHead('DIMONA', 'period.cancel_at', '3'),
  block('DimonaCancel', element('DimonaPeriodId', 'period.dimona_period_id'), inss, employer),
);

function formsOf(form: string, moment: string, rank: number, condition: string): string {
  return `SELECT
      CASE WHEN ${moment} < first_date() THEN 'before' ELSE world_quarter(${moment}) END AS batch,
      period.nsso_number AS subject,
      strftime(${moment}, '%Y%m%d%H%M%S') || '${rank}' || period.dimona_period_id AS position,
      ${form} AS form
    FROM period WHERE ${condition}`;
}

const messages: readonly MessageSample[] = [
  {
    root: 'Dimona',
    schema: 'Dimona_20231.xsd',
    replaces: ['period'],
    forms: `WITH period AS (
      SELECT dimona.*, employer.nsso_number, employer.cbe_number, person.niss AS inss
      FROM world.dimona_period AS dimona
      JOIN world.employer AS employer ON employer.employer_id = dimona.employer_id
      JOIN world.person AS person ON person.worker = dimona.worker
    )
    ${formsOf(entry, 'period.creation_at', 1, 'true')}
    UNION ALL
    ${formsOf(exit, 'period.out_at', 2, 'period.out_at IS NOT NULL AND period.end_date IS NOT NULL')}
    UNION ALL
    ${formsOf(cancellation, 'period.cancel_at', 3, 'period.cancel_at IS NOT NULL')}`,
  },
];

export default messages;
