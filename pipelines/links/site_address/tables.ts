import { code, date, defineTable, integer, text } from '../../../src/table/index.ts';

const siteId = text({ meaning: 'Opaque identifier of the physical site.' });

export const BilingualStreet = defineTable({
  schema: 'link',
  name: 'bilingual_street',
  grain: 'One row per postal code and street name that has a name in another language.',
  key: ['postal_code', 'street_key'],
  notes:
    'Pairs come from CBE addresses, which give both languages, and from declarations that write both. A pair is needed once for the whole street.',
  columns: {
    postal_code: code({ meaning: 'Belgian postal code.' }),
    street_key: text({ meaning: 'Comparable form of one of the names.' }),
    canonical_key: text({ meaning: 'The form that stands for all names of the street.' }),
  },
});

export const SiteWorks = defineTable({
  schema: 'link',
  name: 'site_works',
  grain: 'One row per declaration of works known at the as-of date.',
  key: ['avwddt_id'],
  notes:
    'Without a house number, declarations meet only if they agree on coordinates (about 100 m) or on the owner; without a street, never.',
  columns: {
    avwddt_id: text({ meaning: 'Declaration of works.' }),
    site_id: siteId,
    postal_code: code({ meaning: 'Postal code of the site, without a country.', optional: true }),
    street_key: text({ meaning: 'Comparable form of the street.', optional: true }),
    house_key: text({ meaning: 'House number without box; NULL: none given.', optional: true }),
  },
});

export const SitePosting = defineTable({
  schema: 'link',
  name: 'site_posting',
  grain: 'One row per Limosa notification known at the as-of date whose place of work is a declared site.',
  key: ['limosa_id'],
  notes: 'By address alone, house number included: a notification without one meets no site.',
  columns: {
    limosa_id: text({ meaning: 'Limosa notification.' }),
    site_id: siteId,
  },
});

export const Site = defineTable({
  schema: 'link',
  name: 'site',
  grain: 'One row per physical site of declared works.',
  key: ['site_id'],
  notes: 'A site whose postal code is unknown stays, without district; a warning counts them.',
  columns: {
    site_id: siteId,
    works_count: integer({ meaning: 'Declarations of works at this place.', unit: 'declarations', min: 1 }),
    first_known_date: date({ meaning: 'Day on which the first of them became known.' }),
    street: text({ meaning: 'Street as its newest declaration writes it.', optional: true }),
    house_number: text({ meaning: 'House number as its newest declaration writes it.', optional: true }),
    postal_code: code({ meaning: 'Postal code.', optional: true }),
    nis_code: code({ meaning: 'Municipality at the as-of date.', optional: true, pattern: '[0-9]{5}' }),
    municipality_nl: text({ meaning: 'Municipality in Dutch, or as declared.', optional: true }),
    municipality_fr: text({ meaning: 'Municipality in French, or as declared.', optional: true }),
    municipality_de: text({ meaning: 'Municipality in German; French where there is none.', optional: true }),
    judicial_district: code({ meaning: 'Judicial district at the as-of date.', optional: true }),
    languages: code({ meaning: 'Languages of the lists of the district.', optional: true }),
  },
});
