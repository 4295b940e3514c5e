import { findingTable } from '../contradiction/tables.ts';

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
