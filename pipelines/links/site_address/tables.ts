import {
  cbeNumber,
  code,
  date,
  defineTable,
  establishmentUnitNumber,
  flag,
  integer,
  text,
} from '../../../src/table/index.ts';
import { decisionTable } from '../../../src/unit/index.ts';

const siteId = text({ meaning: 'Opaque identifier of the physical site.' });
const source_code = code({
  oneOf: ['works_declaration', 'limosa', 'cbe'],
  meaning: 'Source of the row: declared works, notification of a posting, establishment unit.',
});
const source_key = text({
  meaning: 'Key of the row in its source: declaration of works, notification or establishment unit number.',
});

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

export const PlaceAddress = defineTable({
  schema: 'link',
  name: 'place_address',
  grain: 'One row per row of a source that names a place where somebody works, known at the as-of date.',
  key: ['source_code', 'source_key'],
  notes:
    'Without a house number, declarations of works meet only if they agree on coordinates (about 100 m) or on the owner; without a street, never. A notification or a unit without street or house number has no site of an address.',
  columns: {
    source_code,
    source_key,
    address_site_id: text({ meaning: 'Opaque identifier of the site of the address alone.', optional: true }),
    postal_code: code({ meaning: 'Postal code, without a country.', optional: true }),
    street_key: text({
      meaning: 'Comparable form of the street, one for its names in all languages.',
      optional: true,
    }),
    house_key: text({ meaning: 'House number without box.', optional: true }),
    known_date: date({
      meaning: 'Day from which the row was known; the first day of an establishment unit.',
      optional: true,
    }),
  },
});

export const SiteJudgement = decisionTable(
  'site_judgement',
  'One row per two rows of sources on whose place an analyst had decided at the as-of date, by the newest decision.',
);

export const JudgedPlace = defineTable({
  schema: 'link',
  name: 'judged_place',
  grain: 'One row per row of a source that a decision of an analyst names, known at the as-of date.',
  key: ['place_id'],
  columns: {
    place_id: text({ meaning: 'Source and key of the row.' }),
    address_site_id: text({ meaning: 'Site of its address.', optional: true }),
    own_site_id: text({ meaning: 'The site that it would be on its own.' }),
    known_date: date({ meaning: 'Day from which the row was known.', optional: true }),
    first_works_date: date({
      meaning: 'Day from which works were known at its address; NULL: none are.',
      optional: true,
    }),
  },
});

export const SiteDecision = defineTable({
  schema: 'link',
  name: 'site_decision',
  grain: 'One row per address, or single row of a source, that decisions of analysts put onto another site.',
  key: ['scope_code', 'moved_id'],
  columns: {
    scope_code: code({ oneOf: ['address', 'row'], meaning: 'Whether all of an address moves, or one row.' }),
    moved_id: text({ meaning: 'Site of the address; or source and key of the row.' }),
    site_id: siteId,
  },
});

export const SitePlace = defineTable({
  schema: 'link',
  name: 'site_place',
  grain:
    'One row per row of a source whose place of work is known as a physical site: by its address, or by what analysts decided.',
  key: ['source_code', 'source_key'],
  notes:
    'All places, also those without declared works; only sites with works stand in `site` and can come on a list.',
  columns: {
    source_code,
    source_key,
    site_id: siteId,
    has_works: flag({ meaning: 'Works are declared at the site.' }),
    is_decided: flag({ meaning: 'Decisions of analysts moved it there.' }),
  },
});

export const SiteWorks = defineTable({
  schema: 'link',
  name: 'site_works',
  grain: 'One row per declaration of works known at the as-of date.',
  key: ['avwddt_id'],
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
  notes: 'A notification without a house number meets no site, unless an analyst says so.',
  columns: {
    limosa_id: text({ meaning: 'Limosa notification.' }),
    site_id: siteId,
  },
});

export const SiteUnit = defineTable({
  schema: 'link',
  name: 'site_unit',
  grain: 'One row per establishment unit that stands at a declared site on the as-of date.',
  key: ['establishment_unit_number'],
  notes:
    'The CBE shows the present only: a run of a past day knows the units of today that had begun by then.',
  columns: {
    establishment_unit_number: establishmentUnitNumber({ meaning: 'Establishment unit.' }),
    site_id: siteId,
    cbe_number: cbeNumber({ meaning: 'Enterprise that runs it.' }),
  },
});

export const SiteCheckin = defineTable({
  schema: 'link',
  name: 'site_checkin',
  grain: 'One row per place number of Checkin@Work that presences known at the as-of date name.',
  key: ['work_place_id'],
  notes:
    'A presence carries no address. A number that no declaration bears is placed by the notifications of the posted persons present: two at least, two thirds of one site.',
  columns: {
    work_place_id: text({ meaning: 'Place number: the declaration of works, where one bears it.' }),
    site_id: text({ meaning: 'Opaque identifier of the physical site; NULL: unknown.', optional: true }),
    found_code: code({
      oneOf: ['declaration', 'postings', 'none'],
      meaning:
        'What tells the site: the declaration of that number, the notifications of those present, nothing.',
    }),
    registration_count: integer({ meaning: 'Presences registered.', unit: 'registrations', min: 1 }),
    first_date: date({ meaning: 'First day of presence.' }),
    last_date: date({ meaning: 'Last day of presence; it may lie ahead.' }),
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
