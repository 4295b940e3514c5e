import { defineLink } from '../../../src/unit/index.ts';
import { CbeAddress, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { LimosaNotification } from '../../sources/limosa/tables.ts';
import { MatchDecision } from '../../sources/match/tables.ts';
import { WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { siteDecisions } from './site-decisions.ts';
import {
  BilingualStreet,
  JudgedPlace,
  PlaceAddress,
  Site,
  SiteCheckin,
  SiteDecision,
  SiteJudgement,
  SitePlace,
  SitePosting,
  SiteUnit,
  SiteWorks,
} from './tables.ts';

export default defineLink({
  name: 'site_address',
  answers:
    'Which declarations, postings, presences and establishment units speak of one physical place, and in which judicial district is it?',
  steps: [
    { table: BilingualStreet, inputs: [CbeAddress, WorksDeclarationWorks] },
    {
      table: PlaceAddress,
      inputs: [WorksDeclarationWorks, LimosaNotification, CbeEstablishment, CbeAddress, BilingualStreet],
    },
    { table: SiteJudgement, inputs: [MatchDecision] },
    { table: JudgedPlace, inputs: [SiteJudgement, PlaceAddress] },
    { table: SiteDecision, inputs: [SiteJudgement, JudgedPlace], compute: siteDecisions },
    { table: SitePlace, inputs: [PlaceAddress, SiteDecision] },
    { table: SiteWorks, inputs: [SitePlace, PlaceAddress] },
    { table: SitePosting, inputs: [SitePlace] },
    { table: SiteUnit, inputs: [SitePlace, CbeEstablishment] },
    { table: SiteCheckin, inputs: [CheckinAtWorkPresence, SiteWorks, SitePosting] },
    {
      table: Site,
      inputs: [
        SiteWorks,
        WorksDeclarationWorks,
        GeographyPostalCode,
        GeographyMunicipality,
        GeographyJudicialDistrict,
      ],
    },
  ],
});
