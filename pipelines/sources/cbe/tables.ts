import {
  cbeNumber,
  clearText,
  clearTextId,
  code,
  date,
  defineTable,
  establishmentUnitNumber,
  text,
} from '../../../src/table/index.ts';

const entityNumber = cbeNumber({
  from: 'EntityNumber',
  meaning: 'Enterprise (first digit 0 or 1), establishment unit (2 to 8) or branch (9).',
});

export const CbeEnterprise = defineTable({
  schema: 'staging',
  name: 'cbe_enterprise',
  grain: 'One row per active enterprise.',
  key: ['cbe_number'],
  notes:
    'The open data hold the present only: no history and no stopped enterprise. Natural persons are there without a seat.',
  columns: {
    cbe_number: cbeNumber({ from: 'EnterpriseNumber', meaning: 'Number of the enterprise.' }),
    status: code({ from: 'Status', meaning: 'AC = active.' }),
    juridical_situation: code({
      from: 'JuridicalSituation',
      optional: true,
      pattern: '[0-9]{3}',
      meaning: 'Juridical situation, category JuridicalSituation of the code table; 000 = normal.',
    }),
    type_of_enterprise: code({
      from: 'TypeOfEnterprise',
      optional: true,
      oneOf: ['0', '1', '2'],
      meaning: '0 = unknown, 1 = natural person, 2 = legal person.',
    }),
    juridical_form: code({
      from: 'JuridicalForm',
      optional: true,
      meaning: 'Legal form, category JuridicalForm of the code table.',
    }),
    juridical_form_cac: code({
      from: 'JuridicalFormCAC',
      optional: true,
      meaning:
        'Legal form as read under the Code of companies and associations, until the statutes are adapted.',
    }),
    start_date: date({ from: 'StartDate', optional: true, meaning: 'First day of the enterprise.' }),
  },
});

export const CbeEstablishment = defineTable({
  schema: 'staging',
  name: 'cbe_establishment',
  grain: 'One row per active establishment unit.',
  key: ['establishment_unit_number'],
  columns: {
    establishment_unit_number: establishmentUnitNumber({
      from: 'EstablishmentNumber',
      meaning: 'Number of the establishment unit.',
    }),
    start_date: date({ from: 'StartDate', optional: true, meaning: 'First day of the establishment unit.' }),
    cbe_number: cbeNumber({ from: 'EnterpriseNumber', meaning: 'Enterprise that runs it.' }),
  },
});

const denominationColumns = {
  entity_number: entityNumber,
  language: code({
    from: 'Language',
    meaning: '0 = unknown, 1 = French, 2 = Dutch, 3 = German, 4 = English.',
  }),
  type_of_denomination: code({
    from: 'TypeOfDenomination',
    meaning: '001 = name, 002 = abbreviation, 003 = commercial name, 004 = name of a branch.',
  }),
  denomination_id: clearTextId({ from: 'Denomination', meaning: 'Pseudonym of the name.' }),
};
const denominationKey = ['entity_number', 'language', 'type_of_denomination', 'denomination_id'] as const;

export const CbeDenomination = defineTable({
  schema: 'staging',
  name: 'cbe_denomination',
  grain: 'One row per entity, language, type and name.',
  key: denominationKey,
  columns: denominationColumns,
});

export const IdentityCbeDenomination = defineTable({
  schema: 'identity',
  name: 'cbe_denomination',
  grain:
    'One row per entity, language, type and name: the clear name, which may be that of a natural person.',
  key: denominationKey,
  columns: { ...denominationColumns, denomination: clearText({ from: 'Denomination', meaning: 'Name.' }) },
});

export const CbeAddress = defineTable({
  schema: 'staging',
  name: 'cbe_address',
  grain: 'One row per entity and type of address.',
  key: ['entity_number', 'type_of_address'],
  columns: {
    entity_number: entityNumber,
    type_of_address: code({
      from: 'TypeOfAddress',
      oneOf: ['REGO', 'BAET', 'ABBR', 'OBAD'],
      meaning:
        'REGO = seat, BAET = establishment unit, ABBR = branch, OBAD = oldest active establishment unit.',
    }),
    country_nl: text({ from: 'CountryNL', optional: true, meaning: 'Country in Dutch; NULL for Belgium.' }),
    country_fr: text({ from: 'CountryFR', optional: true, meaning: 'Country in French; NULL for Belgium.' }),
    postal_code: code({ from: 'Zipcode', optional: true, meaning: 'Postal code.' }),
    municipality_nl: text({ from: 'MunicipalityNL', optional: true, meaning: 'Municipality in Dutch.' }),
    municipality_fr: text({ from: 'MunicipalityFR', optional: true, meaning: 'Municipality in French.' }),
    street_nl: text({
      from: 'StreetNL',
      optional: true,
      meaning: 'Street in Dutch, or in the only language of the place.',
    }),
    street_fr: text({
      from: 'StreetFR',
      optional: true,
      meaning: 'Street in French, or in the only language of the place.',
    }),
    house_number: text({ from: 'HouseNumber', optional: true, meaning: 'House number.' }),
    box: text({ from: 'Box', optional: true, meaning: 'Box.' }),
    extra_address_info: text({
      from: 'ExtraAddressInfo',
      optional: true,
      meaning: 'Building, floor or other detail.',
    }),
    striking_off_date: date({
      from: 'DateStrikingOff',
      optional: true,
      meaning: 'Day on which the address was struck off.',
    }),
  },
});

const contactColumns = {
  entity_number: entityNumber,
  entity_contact: code({
    from: 'EntityContact',
    meaning: 'ENT = enterprise, EST = establishment unit, BRA = branch.',
  }),
  contact_type: code({ from: 'ContactType', meaning: 'TEL, EMAIL, WEB; FAX was met too.' }),
  value_id: clearTextId({
    from: 'Value',
    meaning: 'Pseudonym of the number or address: equal values can be compared.',
  }),
};
const contactKey = ['entity_number', 'entity_contact', 'contact_type', 'value_id'] as const;

export const CbeContact = defineTable({
  schema: 'staging',
  name: 'cbe_contact',
  grain: 'One row per entity, kind of contact and value.',
  key: contactKey,
  columns: contactColumns,
});

export const IdentityCbeContact = defineTable({
  schema: 'identity',
  name: 'cbe_contact',
  grain: 'One row per entity, kind of contact and value: the clear number or address.',
  key: contactKey,
  columns: {
    ...contactColumns,
    value: clearText({ from: 'Value', meaning: 'Telephone number, mail address or site.' }),
  },
});

export const CbeActivity = defineTable({
  schema: 'staging',
  name: 'cbe_activity',
  grain: 'One row per entity, group, NACE version, activity and classification.',
  key: ['entity_number', 'activity_group', 'nace_version', 'nace_code', 'classification'],
  notes:
    'The same activity is repeated per NACE version. For an employer read group 006 (NSSO) first, then 001 (VAT).',
  columns: {
    entity_number: entityNumber,
    activity_group: code({
      from: 'ActivityGroup',
      pattern: '[0-9]{3}',
      meaning:
        '001 VAT, 002 crafts, 003 other, 004 federal public, 005 local public, 006 NSSO, 007 subsidised education.',
    }),
    nace_version: code({
      from: 'NaceVersion',
      oneOf: ['2003', '2008', '2025'],
      meaning: 'Version of NACE-BEL.',
    }),
    nace_code: code({ from: 'NaceCode', meaning: 'Activity, NACE-BEL.' }),
    classification: code({
      from: 'Classification',
      oneOf: ['MAIN', 'SECO', 'ANCI'],
      meaning: 'Main, secondary or ancillary activity.',
    }),
  },
});

export const CbeBranch = defineTable({
  schema: 'staging',
  name: 'cbe_branch',
  grain: 'One row per branch of a foreign entity.',
  key: ['branch_number'],
  columns: {
    branch_number: cbeNumber({ from: 'Id', meaning: 'Number of the branch; first digit 9.' }),
    start_date: date({ from: 'StartDate', optional: true, meaning: 'First day of the branch.' }),
    cbe_number: cbeNumber({ from: 'EnterpriseNumber', meaning: 'Enterprise to which it belongs.' }),
  },
});

export const CbeCode = defineTable({
  schema: 'staging',
  name: 'cbe_code',
  grain: 'One row per category, code and language.',
  key: ['category', 'code', 'language'],
  columns: {
    category: code({ from: 'Category', meaning: 'Code list: JuridicalForm, Nace2008, TypeOfAddress…' }),
    code: code({ from: 'Code', meaning: 'Code.' }),
    language: code({ from: 'Language', meaning: 'FR, NL, DE or EN.' }),
    description: text({ from: 'Description', optional: true, meaning: 'Label in that language.' }),
  },
});
