import { defineLink } from '../../../src/unit/index.ts';
import { CbeAddress } from '../../sources/cbe/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { LimosaPosting } from '../../sources/limosa/tables.ts';
import { WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { BilingualStreet, Site, SitePosting, SiteWorks } from './tables.ts';

export default defineLink({
  name: 'site_address',
  answers:
    'Which declarations and postings speak of one physical place, and in which judicial district is it?',
  steps: [
    { table: BilingualStreet, inputs: [CbeAddress, WorksDeclarationWorks] },
    { table: SiteWorks, inputs: [WorksDeclarationWorks, BilingualStreet] },
    { table: SitePosting, inputs: [LimosaPosting, BilingualStreet, SiteWorks] },
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
