import {
  block,
  element,
  formHead,
  optional,
  reference,
  xmlText,
  type MessageSample,
} from '../../../src/world/index.ts';

const date = (name: string, column: string) => element(name, `CAST(${column} AS VARCHAR)`);

/**
 * A subcontractor as the declarant reports it: the official message names all subcontractors of whatever rank, but not who
 * gave each of them the work. The flat extract keeps the chain.
 */
const subcontractor = block(
  'SubcontractorId',
  optional('CompanyID', 'contractor.cbe_number'),
  optional('VATNbr', 'company.foreign_number'),
  element(
    'Denomination',
    xmlText("written_name(coalesce(contractor.name, company.name), 'contractor name', contract.draw_id)"),
  ),
  block(
    'Address',
    element('Street', xmlText('coalesce(company.street, seat.street)')),
    element('HouseNbr', "coalesce(seat.house_number, '1')"),
    element('ZIPCode', "coalesce(seat.postal_code, '00000')"),
    element('City', xmlText('coalesce(company.city, seat.city)')),
    element('Country', "coalesce(company.country, '00150')"),
  ),
  block(
    'SubcontractorActivityInfo',
    date('InterventionStartDate', 'contract.start_date'),
    date('InterventionEndDate', 'contract.end_date'),
    element('SubcontractorActivity', 'contract.activity_code'),
    block(
      'SubcontractorEmployerId',
      optional('CompanyID', 'contractor.cbe_number'),
      optional('VATNbr', 'company.foreign_number'),
    ),
  ),
);

const form = block(
  'Form',
  formHead('AVWDDT', "office_moment(site.known_date, 'works hour', site.site_id)", '0'),
  reference('1', '2', 'site.avwddt_id'),
  block(
    'WorksGlobalProject',
    element('WorksGlobalProjectSector', 'site.sector'),
    element('IsObligedToRegister', "CASE WHEN site.is_obliged THEN '1' ELSE '0' END"),
    element('WorksGlobalProjectPurpose', "'1'"),
    element('WorksGlobalProjectType', 'CAST(CAST(site.works_type AS INTEGER) AS VARCHAR)'),
    element('WorksGlobalProjectMobilityNotion', "'0'"),
    block(
      'SiteAddress',
      element('Street', xmlText("written_street(address.street, 'site street', site.site_id)")),
      element('HouseNbr', 'written_house(address.house_number, address.box, site.site_id)'),
      element('ZIPCode', 'address.postal_code'),
      element('City', xmlText('written_city(address.city, site.site_id)')),
      element('Country', "'00150'"),
    ),
    block(
      'WorksGlobalProjectOwnerId',
      optional('CompanyID', 'site.owner_cbe_number'),
      optional('IsNaturalPerson', "CASE WHEN site.owner_cbe_number IS NULL THEN '1' END"),
    ),
  ),
  block('WorksContractDeclarantId', element('CompanyID', 'declarant.cbe_number')),
  block(
    'WorksContract',
    element('WorksGlobalProjectType', 'CAST(CAST(site.works_type AS INTEGER) AS VARCHAR)'),
    element('WorksContractTotalCost', 'CAST(site.amount_eur AS VARCHAR)'),
    element('CostPlusContractNotion', "'0'"),
    date('ContractSignatureDate', 'site.start_date'),
    date('WorksContractStartDate', 'site.start_date'),
    date('WorksContractEndDate', 'site.end_date'),
    "coalesce(subcontractor.text, '')",
  ),
);

const messages: readonly MessageSample[] = [
  {
    root: 'AVWDDT',
    schema: 'AVWDDT_20231.xsd',
    replaces: ['works', 'contract'],
    forms: `WITH subcontractor AS (
      SELECT contract.site_id, string_agg(${subcontractor}, '' ORDER BY contract.position) AS text
      FROM world.works_contract AS contract
      LEFT JOIN world.employer AS contractor ON contractor.employer_id = contract.employer_id
      LEFT JOIN world.address AS seat ON seat.address_id = contractor.address_id
      LEFT JOIN world.foreign_company AS company ON company.company_id = contract.company_id
      WHERE contract.level > 1 AND contract.known_date <= snapshot_date()
      GROUP BY contract.site_id
    )
    SELECT world_quarter(site.known_date) AS batch, site.avwddt_id AS subject, CAST(site.known_date AS VARCHAR) AS position, ${form} AS form
    FROM world.site AS site
    JOIN world.employer AS declarant ON declarant.employer_id = site.employer_id
    JOIN world.address AS address ON address.address_id = site.address_id
    LEFT JOIN subcontractor ON subcontractor.site_id = site.site_id
    WHERE site.known_date <= snapshot_date()`,
  },
];

export default messages;
