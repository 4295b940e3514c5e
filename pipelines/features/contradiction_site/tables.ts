import {
  cbeNumber,
  cents,
  date,
  defineTable,
  nssoNumber,
  quarter,
  text,
  workerId,
} from '../../../src/table/index.ts';
import { findingTable } from '../contradiction/tables.ts';

export const UnnotifiedPresence = defineTable({
  schema: 'feature',
  name: 'unnotified_presence',
  grain: 'One row per presence of a posted person on a day for which no notification speaks.',
  key: ['presence_registration_id'],
  columns: {
    presence_registration_id: text({ meaning: 'The presence.' }),
    avwddt_id: text({ meaning: 'Declaration of works.' }),
    employer_id: text({ meaning: 'Foreign employer, else enterprise, else `unknown`.' }),
    cbe_number: cbeNumber({ optional: true, meaning: 'Enterprise for which the person checked in.' }),
    person_id: workerId({ meaning: 'The person.' }),
    registration_date: date({ meaning: 'Day of the presence.' }),
    known_date: date({ meaning: 'Day on which the presence and the notification before were known.' }),
    ended_limosa_key: text({
      optional: true,
      meaning: 'Key of the notification that had ended last before the day; NULL: there was none.',
    }),
  },
});

export const ContractorDebt = defineTable({
  schema: 'feature',
  name: 'contractor_debt',
  grain:
    'One row per contractor with debts on the day of an invoice or at an end of a contract, that day, and quarter that was open.',
  key: ['contractor_cbe_number', 'debt_date', 'noss_registration_number', 'quarter'],
  notes: 'Contractors whose debts are not over 2 500 euros in all on the day have no row.',
  columns: {
    contractor_cbe_number: cbeNumber({ meaning: 'The contractor.' }),
    debt_date: date({ meaning: 'The day.' }),
    noss_registration_number: nssoNumber({ meaning: 'Matricule that owes.' }),
    quarter: quarter({ meaning: 'Quarter whose contributions are open and overdue.' }),
    reading_date: date({ meaning: 'Day of the last reading of the account before.' }),
    open_cents: cents({ meaning: 'What is open.' }),
  },
});

export const PresenceWithoutDimona = findingTable(
  'presence_without_dimona',
  'Presences for an enterprise without a matricule are not judged: a self-employed person checks in too.',
);
export const PresenceWithoutLimosa = findingTable(
  'presence_without_limosa',
  'Persons whose notification had ended before the day are a finding of their own.',
);
export const PresenceAfterPosting = findingTable('presence_after_posting');
export const PostingWithoutPresence = findingTable(
  'posting_without_presence',
  'Only on works where presences are registered at all, and only employers of whom nobody ever is.',
);
export const PresenceAtTwoPlaces = findingTable(
  'presence_at_two_places',
  'Presences carry no hours: one such day may be a walk from site to site, three for two enterprises are not.',
);
export const WorksNotDeclared = findingTable(
  'works_not_declared',
  'Enterprises that lend persons to a declared contractor look the same.',
);
export const InvoiceWithoutWithholding = findingTable(
  'invoice_without_withholding',
  'The account is that read last before the invoice; one delivered late may have been unknown to the payer.',
);
export const ContractWithoutWithholding = findingTable(
  'contract_without_withholding',
  'An absent payment is no proof: it may have been paid later, or not at all.',
);
