import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  integer,
  nssoNumber,
  text,
} from '../../../src/table/index.ts';

export const InspectionCase = defineTable({
  schema: 'staging',
  name: 'inspection_case',
  grain: 'One row per inspection case.',
  key: ['case_id'],
  notes:
    'A later delivery completes a case. Its own dates give the point in time: a visit after the as-of date is not known.',
  columns: {
    case_id: text({ meaning: 'Number of the case.' }),
    service_code: code({ meaning: 'Inspection service.' }),
    phenomenon_code: code({ optional: true, meaning: 'Phenomenon under inspection.' }),
    noss_registration_number: nssoNumber({
      from: 'noss_registration_nbr',
      optional: true,
      meaning: 'Employer by matricule.',
    }),
    cbe_number: cbeNumber({ from: 'company_id', optional: true, meaning: 'Employer by CBE number.' }),
    avwddt_id: text({ optional: true, meaning: 'Declared works visited.' }),
    opened_date: date({ notInFuture: true, meaning: 'Day on which the case was opened.' }),
    visit_date: date({ optional: true, meaning: 'Day of the first visit.' }),
    closed_date: date({ optional: true, meaning: 'Day on which the case was closed.' }),
    origin_code: code({
      optional: true,
      oneOf: ['list', 'complaint', 'own_initiative', 'coordinated'],
      meaning: 'Why the case was opened.',
    }),
    list_row_id: text({ optional: true, meaning: 'Row of our list that led to the case.' }),
  },
});

export const InspectionOutcome = defineTable({
  schema: 'staging',
  name: 'inspection_outcome',
  grain: 'One row per inspection case with a result.',
  key: ['case_id'],
  notes: 'Biased: only what was selected was visited. A later correction replaces the result.',
  columns: {
    case_id: text({ meaning: 'Number of the case.' }),
    outcome_code: code({
      oneOf: ['hit', 'no_infringement', 'closed', 'not_found', 'already_treated', 'refused'],
      meaning: 'Result; `closed` = nothing was left to visit.',
    }),
    infringement_codes: text({ optional: true, meaning: 'Infringements found, separated by `|`.' }),
    workers_concerned_count: integer({
      optional: true,
      min: 0,
      unit: 'workers',
      meaning: 'Workers concerned.',
    }),
    regularised_cents: cents({
      from: 'regularised_amount',
      optional: true,
      meaning: 'Contributions regularised.',
    }),
    outcome_date: date({ optional: true, notInFuture: true, meaning: 'Day of the result.' }),
    known_date: date({
      notInFuture: true,
      meaning: 'Day on which the result was received: no label before it.',
    }),
  },
});
