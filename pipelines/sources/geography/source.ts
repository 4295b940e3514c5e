import { defineSource } from '../../../src/unit/index.ts';
import {
  GeographyCountry,
  GeographyJointCommitteeSector,
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyNaceRiskSector,
  GeographyPostalCode,
} from './tables.ts';

export default defineSource({
  name: 'geography',
  sender: 'our own facts',
  reference: 'NIS codes of Statbel, law of 1-12-2013 on the judicial districts, annexes of the NSSO',
  isBuiltIn: true,
  extracts: [
    { extract: 'municipality', table: GeographyMunicipality, delivery: 'snapshot' },
    { extract: 'postal_code', table: GeographyPostalCode, delivery: 'snapshot' },
    { extract: 'judicial_district', table: GeographyJudicialDistrict, delivery: 'snapshot' },
    { extract: 'nace_risk_sector', table: GeographyNaceRiskSector, delivery: 'snapshot' },
    { extract: 'joint_committee_sector', table: GeographyJointCommitteeSector, delivery: 'snapshot' },
    { extract: 'country', table: GeographyCountry, delivery: 'snapshot' },
  ],
});
