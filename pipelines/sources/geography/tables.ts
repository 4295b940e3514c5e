import { code, date, defineTable, flag, text } from '../../../src/table/index.ts';

const validFrom = date({
  meaning: 'First day on which the row is true; 2019-01-01 stands for "2019 or before".',
});
const validTo = date({ meaning: 'Last day on which the row is true; 9999-12-31 while it still is.' });

export const GeographyMunicipality = defineTable({
  schema: 'staging',
  name: 'geography_municipality',
  grain: 'One row per municipality (NIS code) and period of validity.',
  key: ['nis_code', 'valid_from_date'],
  notes:
    '581 municipalities until 2024-12-31, 565 from 2025-01-01. The district of 46030 (with former 11056) is assumed.',
  columns: {
    nis_code: code({ pattern: '[0-9]{5}', meaning: 'NIS code of the municipality.' }),
    valid_from_date: validFrom,
    valid_to_date: validTo,
    name_fr: text({ meaning: 'Name in French, or the only official name.' }),
    name_nl: text({ meaning: 'Name in Dutch, or the only official name.' }),
    name_de: text({
      optional: true,
      meaning: 'Name in German, for the nine German-speaking municipalities.',
    }),
    region: code({ oneOf: ['flanders', 'brussels', 'wallonia'], meaning: 'Region.' }),
    judicial_district: code({ meaning: 'Judicial district that covers the municipality.' }),
  },
});

export const GeographyPostalCode = defineTable({
  schema: 'staging',
  name: 'geography_postal_code',
  grain: 'One row per postal code, municipality that it serves and period of validity.',
  key: ['postal_code', 'nis_code', 'valid_from_date'],
  notes: 'On each day a postal code has exactly one main municipality.',
  columns: {
    postal_code: code({ pattern: '[0-9]{4}', meaning: 'Belgian postal code.' }),
    nis_code: code({ pattern: '[0-9]{5}', meaning: 'NIS code of the municipality.' }),
    valid_from_date: validFrom,
    valid_to_date: validTo,
    is_main: flag({
      meaning: 'The municipality to which the postal code is attributed when nothing else is known.',
    }),
  },
});

export const GeographyJudicialDistrict = defineTable({
  schema: 'staging',
  name: 'geography_judicial_district',
  grain: 'One row per judicial district since 2014-04-01.',
  key: ['judicial_district'],
  columns: {
    judicial_district: code({ meaning: 'Short name: antwerpen, brussel, liege…' }),
    name_fr: text({ meaning: 'Name in French.' }),
    name_nl: text({ meaning: 'Name in Dutch.' }),
    name_de: text({ meaning: 'Name in German.' }),
    list_languages: code({
      oneOf: ['nl', 'fr', 'de', 'nl|fr'],
      meaning: 'Languages in which the inspectors of the district receive their lists, separated by `|`.',
    }),
  },
});

export const GeographyNaceRiskSector = defineTable({
  schema: 'staging',
  name: 'geography_nace_risk_sector',
  grain: 'One row per NACE version and five-digit activity of a sector at risk.',
  key: ['nace_version', 'nace_code'],
  notes: 'The pairing of 2008 and 2025 codes is our reading.',
  columns: {
    nace_version: code({ oneOf: ['2008', '2025'], meaning: 'Version of NACE-BEL.' }),
    nace_code: code({ pattern: '[0-9]{5}', meaning: 'Activity.' }),
    sector: code({ meaning: 'Sector at risk: construction, cleaning, horeca…' }),
    activity: code({ meaning: 'Part of the sector: roofing, painting, car_wash…' }),
    label_fr: text({ meaning: 'Label of the part in French, ours.' }),
    label_nl: text({ meaning: 'Label of the part in Dutch, ours.' }),
  },
});

export const GeographyJointCommitteeSector = defineTable({
  schema: 'staging',
  name: 'geography_joint_committee_sector',
  grain: 'One row per joint committee that points to a sector at risk.',
  key: ['joint_commission_number'],
  columns: {
    joint_commission_number: code({
      pattern: '[0-9]{3}(\\.[0-9]{2})?',
      meaning: 'Joint committee, `124` or `149.01`.',
    }),
    sector: code({ meaning: 'Sector at risk, as in the NACE table.' }),
  },
});

export const GeographyCountry = defineTable({
  schema: 'staging',
  name: 'geography_country',
  grain: 'One row per country.',
  key: ['country_code'],
  columns: {
    country_code: code({
      pattern: '[0-9]{5}',
      meaning: 'NSSO country code, annex 5: five digits, 00150 = Belgium.',
    }),
    iso2_code: code({ pattern: '[A-Z]{2}', meaning: 'ISO 3166-1 alpha-2 code.' }),
    name_fr: text({ meaning: 'Name in French.' }),
    name_nl: text({ meaning: 'Name in Dutch.' }),
    is_eea: flag({ meaning: 'Member of the European Economic Area today.' }),
  },
});
