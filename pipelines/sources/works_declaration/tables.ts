import {
  cbeNumber,
  cents,
  clearText,
  clearTextId,
  code,
  date,
  defineTable,
  flag,
  real,
  text,
} from '../../../src/table/index.ts';

/** `0` stands for "not known" where the official messages make the element mandatory. */
const ZERO_IS_UNKNOWN = { '0': '', '000000000': '', '0000000000': '' };

const cbe = (from: string, meaning: string) =>
  cbeNumber({ from, zone: '00014', optional: true, lookup: ZERO_IS_UNKNOWN, meaning });

const avwddt_id = code({
  zone: '00941',
  pattern: '[^,;|"]{1,64}',
  meaning: 'Number of the declaration of works: its ticket, else the reference that the declarant gave it.',
});
const works_contract_id = code({
  zone: '00942',
  pattern: '[^,;|"]{1,70}',
  meaning: 'Number of the contract: the declaration number and letters.',
});
const known_date = date({
  meaning: 'Day from which this is known; the form creation date of an XML message.',
});

export const WorksDeclarationWorks = defineTable({
  schema: 'staging',
  name: 'works_declaration_works',
  grain: 'One row per declaration of works: one site of one declaring contractor.',
  key: ['avwddt_id'],
  columns: {
    avwddt_id,
    sector: code({
      zone: '01093',
      oneOf: ['1', '2', '3'],
      meaning: '1 immovable works, 2 guarding, 3 meat.',
    }),
    declarant_cbe_number: cbe('declarant_company_id', 'CBE number of the contractor who declares.'),
    owner_cbe_number: cbe('owner_company_id', 'CBE number of the client; missing for a private person.'),
    works_global_project_type: code({
      zone: '00920',
      optional: true,
      padTo: 2,
      pattern: '0[1-8]|99',
      meaning:
        '01 building, 02 fitting out, 03 demolition, 04 conversion, 05 repair, 06 finishing, 07 maintenance, 08 cleaning, 99 other.',
    }),
    is_obliged_to_register: flag({
      zone: '01082',
      optional: true,
      meaning: 'Workers must check in: the works are above the Checkin@Work threshold.',
    }),
    street: text({ zone: '00517', optional: true, meaning: 'Street of the site.' }),
    house_number: text({
      from: 'house_nbr',
      zone: '00518',
      optional: true,
      meaning: 'House number of the site.',
    }),
    postal_code: text({ from: 'zip_code', optional: true, meaning: 'Postal code of the site.' }),
    city: text({ optional: true, meaning: 'Municipality of the site, as written.' }),
    latitude: real({
      optional: true,
      min: -90,
      max: 90,
      unit: 'degrees',
      meaning: 'Latitude of the site (WGS 84).',
    }),
    longitude: real({
      optional: true,
      min: -180,
      max: 180,
      unit: 'degrees',
      meaning: 'Longitude of the site (WGS 84).',
    }),
    start_date: date({ zone: '00927', optional: true, meaning: 'First day of the works.' }),
    end_date: date({ zone: '00928', optional: true, meaning: 'Planned last day of the works.' }),
    total_cents: cents({
      from: 'total_amount',
      zone: '00930',
      optional: true,
      meaning: 'Amount that the declarant invoices; the official message gives it in euros.',
    }),
    known_date,
  },
});

export const WorksDeclarationContract = defineTable({
  schema: 'staging',
  name: 'works_declaration_contract',
  grain: "One row per contract on a declared site: the declarant's own and those of the subcontractors.",
  key: ['avwddt_id', 'works_contract_id'],
  columns: {
    avwddt_id,
    works_contract_id,
    principal_cbe_number: cbe('principal_company_id', 'CBE number of who gave the contract.'),
    contractor_cbe_number: cbe('contractor_company_id', 'CBE number of who carries it out.'),
    contractor_foreign_id: text({
      zone: '01186',
      optional: true,
      meaning: 'VAT or foreign number of a contractor without a CBE number.',
    }),
    contractor_denomination_id: clearTextId({
      from: 'contractor_denomination',
      optional: true,
      meaning: 'Pseudonym of the name of the contractor.',
    }),
    contractor_country: code({
      zone: '00523',
      optional: true,
      padTo: 5,
      pattern: '[0-9]{5}|[A-Z]{2}',
      meaning:
        'Country of the contractor: NSSO country code (annex 5, 00150 is Belgium), or ISO 3166 as delivered.',
    }),
    activity_code: code({
      zone: '00934',
      optional: true,
      padTo: 2,
      pattern: '[0-9A-Za-z.]{1,10}',
      meaning: 'First activity of the contractor on the site.',
    }),
    intervention_start_date: date({
      zone: '00932',
      optional: true,
      meaning: 'First day of the intervention.',
    }),
    intervention_end_date: date({ zone: '00933', optional: true, meaning: 'Last day of the intervention.' }),
    amount_cents: cents({ from: 'amount', optional: true, meaning: 'Amount of the contract.' }),
    known_date,
  },
});

export const IdentityWorksDeclarationContract = defineTable({
  schema: 'identity',
  name: 'works_declaration_contract',
  grain: 'One row per contract on a declared site, with the clear name of the contractor.',
  key: ['avwddt_id', 'works_contract_id'],
  columns: {
    avwddt_id,
    works_contract_id,
    contractor_denomination: clearText({
      optional: true,
      meaning: 'Name of the contractor, who may be a natural person.',
    }),
  },
});
