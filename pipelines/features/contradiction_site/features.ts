import { defineFeatures } from '../../../src/unit/index.ts';
import {
  ContractWithoutWithholding,
  InvoiceWithoutWithholding,
  PostingWithoutPresence,
  PresenceAfterPosting,
  PresenceAtTwoPlaces,
  PresenceWithoutDimona,
  PresenceWithoutLimosa,
  WorksNotDeclared,
} from './tables.ts';
import { SiteEnterprise, SitePosting, SitePresence } from '../site_month/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { SiteWorks } from '../../links/site_address/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { LimosaPosting } from '../../sources/limosa/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';

export default defineFeatures({
  name: 'contradiction_site',
  answers: 'What contradicts itself on a place of work, and between those who work there?',
  steps: [
    { table: PresenceWithoutDimona, inputs: [SitePresence, Employer, CheckinAtWorkPresence] },
    {
      table: PresenceWithoutLimosa,
      inputs: [SitePresence, PersonMutation, CheckinAtWorkPresence, LimosaPosting],
    },
    {
      table: PresenceAfterPosting,
      inputs: [SitePresence, PersonMutation, CheckinAtWorkPresence, LimosaPosting],
    },
    {
      table: PostingWithoutPresence,
      inputs: [SitePosting, SitePresence, SiteWorks, LimosaPosting, WorksDeclarationWorks],
    },
    { table: PresenceAtTwoPlaces, inputs: [SitePresence, Employer, SiteWorks, CheckinAtWorkPresence] },
    { table: WorksNotDeclared, inputs: [SiteEnterprise, SitePresence, Employer, WorksDeclarationWorks] },
    { table: InvoiceWithoutWithholding, inputs: [Employer, AccountQuarter, WithholdingPayment] },
    {
      table: ContractWithoutWithholding,
      inputs: [Employer, AccountQuarter, WithholdingPayment, WorksDeclarationContract],
    },
  ],
});
