import { defineFeatures } from '../../../src/unit/index.ts';
import {
  ContractorDebt,
  ContractWithoutWithholding,
  InvoiceWithoutWithholding,
  PostingWithoutPresence,
  PresenceAfterPosting,
  PresenceAtTwoPlaces,
  PresenceWithoutDimona,
  PresenceWithoutLimosa,
  UnnotifiedPresence,
  WorksNotDeclared,
} from './tables.ts';
import { SiteEnterprise, SitePosting, SitePresence } from '../site_month/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { SiteWorks } from '../../links/site_address/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { LimosaNotification } from '../../sources/limosa/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';

export default defineFeatures({
  name: 'contradiction_site',
  answers: 'What contradicts itself on a place of work, and between those who work there?',
  steps: [
    { table: PresenceWithoutDimona, inputs: [SitePresence, Employer, CheckinAtWorkPresence] },
    {
      table: UnnotifiedPresence,
      inputs: [SitePresence, PersonMutation, CheckinAtWorkPresence, LimosaNotification],
    },
    { table: PresenceWithoutLimosa, inputs: [UnnotifiedPresence] },
    { table: PresenceAfterPosting, inputs: [UnnotifiedPresence] },
    {
      table: PostingWithoutPresence,
      inputs: [SitePosting, SitePresence, SiteWorks, LimosaNotification, WorksDeclarationWorks],
    },
    { table: PresenceAtTwoPlaces, inputs: [SitePresence, Employer, SiteWorks, CheckinAtWorkPresence] },
    { table: WorksNotDeclared, inputs: [SiteEnterprise, SitePresence, Employer, WorksDeclarationWorks] },
    {
      table: ContractorDebt,
      inputs: [Employer, AccountQuarter, WithholdingPayment, WorksDeclarationContract],
    },
    { table: InvoiceWithoutWithholding, inputs: [Employer, ContractorDebt, WithholdingPayment] },
    {
      table: ContractWithoutWithholding,
      inputs: [Employer, ContractorDebt, WithholdingPayment, WorksDeclarationContract],
    },
  ],
});
