import { defineFeatures } from '../../../src/unit/index.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { SitePosting as PostingAtSite, SiteWorks } from '../../links/site_address/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { CbeEnterprise } from '../../sources/cbe/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { LimosaNotification, LimosaPosting } from '../../sources/limosa/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import {
  SiteContractor,
  SiteEmployer,
  SiteEnterprise,
  SiteHistory,
  SiteMonth,
  SiteParticipant,
  SitePosting,
  SitePresence,
  SiteReputation,
  SiteWithholding,
} from './tables.ts';

export default defineFeatures({
  name: 'site_month',
  answers: 'What is known of a works site in the three months before the as-of date?',
  steps: [
    { table: SiteParticipant, inputs: [WorksDeclarationWorks, WorksDeclarationContract] },
    {
      table: SitePresence,
      inputs: [CheckinAtWorkPresence, DimonaPeriod, LimosaNotification, PersonMutation, Employer],
    },
    { table: SitePosting, inputs: [LimosaNotification, PostingAtSite] },
    {
      table: SiteContractor,
      inputs: [WorksDeclarationContract, SiteWorks, SiteParticipant, SitePresence, SitePosting],
    },
    { table: SiteEnterprise, inputs: [SiteParticipant, SitePresence] },
    {
      table: SiteEmployer,
      inputs: [
        SiteEnterprise,
        Employer,
        EmployerAccount,
        Insolvency,
        CbeEnterprise,
        InspectionCase,
        InspectionOutcome,
      ],
    },
    {
      table: SiteWithholding,
      inputs: [SiteParticipant, WorksDeclarationContract, WithholdingPayment, AccountQuarter, Employer],
    },
    { table: SiteHistory, inputs: [InspectionCase, InspectionOutcome, SiteWorks] },
    {
      table: SiteReputation,
      inputs: [
        SiteParticipant,
        SitePresence,
        SiteWorks,
        LimosaPosting,
        WorksDeclarationWorks,
        WorksDeclarationContract,
        InspectionCase,
        InspectionOutcome,
      ],
    },
    {
      table: SiteMonth,
      inputs: [
        WorksDeclarationWorks,
        SiteWorks,
        SiteParticipant,
        SitePresence,
        SiteContractor,
        SitePosting,
        SiteEnterprise,
        SiteEmployer,
        SiteWithholding,
        SiteHistory,
      ],
    },
  ],
});
