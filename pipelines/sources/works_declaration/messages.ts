import type { MessageMapping, ValuePath } from '../../../src/xml/index.ts';

/** How the official message AVWDDT becomes rows of the extracts `works` and `contract`. */

const form = (child: string): ValuePath => ({ of: 'Form', child });
const subcontractor = (child: string): ValuePath => ({ of: 'SubcontractorId', child });

/** The ticket of the declaration, which only a copy by the NSSO carries; else the declarant's own reference. */
const DECLARATION: ValuePath = {
  firstOf: [
    { of: 'Form', child: 'Reference/ReferenceNbr', where: { ReferenceOrigin: '2' } },
    { of: 'Form', child: 'Reference/ReferenceNbr', where: { ReferenceOrigin: '1', ReferenceType: '1' } },
    { of: 'Form', child: 'Reference/ReferenceNbr', where: { ReferenceOrigin: '1' } },
  ],
};
const KNOWN = form('FormCreationDate');
const DECLARANT = form('WorksContractDeclarantId/CompanyID');
const OWNER = form('WorksGlobalProject/WorksGlobalProjectOwnerId/CompanyID');
const START = form('WorksContract/WorksContractStartDate');
const END = form('WorksContract/WorksContractEndDate');
const TOTAL: ValuePath = { euros: form('WorksContract/WorksContractTotalCost') };
const SITE = 'WorksGlobalProject/SiteAddress';

const AVWDDT: MessageMapping = {
  root: 'AVWDDT',
  formOrder: ['FormCreationDate', 'FormCreationHour'],
  blocks: [
    {
      element: 'Form',
      within: 'AVWDDT',
      extract: 'works',
      columns: {
        avwddt_id: DECLARATION,
        sector: form('WorksGlobalProject/WorksGlobalProjectSector'),
        declarant_company_id: DECLARANT,
        owner_company_id: OWNER,
        works_global_project_type: form('WorksGlobalProject/WorksGlobalProjectType'),
        is_obliged_to_register: form('WorksGlobalProject/IsObligedToRegister'),
        street: form(`${SITE}/Street`),
        house_nbr: form(`${SITE}/HouseNbr`),
        zip_code: form(`${SITE}/ZIPCode`),
        city: form(`${SITE}/City`),
        start_date: START,
        end_date: END,
        total_amount: TOTAL,
        known_date: KNOWN,
      },
    },
    {
      element: 'WorksContract',
      within: 'Form',
      extract: 'contract',
      columns: {
        avwddt_id: DECLARATION,
        works_contract_id: { join: [DECLARATION, { letters: 'Form' }], with: '' },
        principal_company_id: OWNER,
        contractor_company_id: DECLARANT,
        intervention_start_date: START,
        intervention_end_date: END,
        amount: TOTAL,
        known_date: KNOWN,
      },
    },
    { element: 'SubcontractorId', within: 'WorksContract' },
    {
      element: 'SubcontractorActivityInfo',
      within: 'SubcontractorId',
      extract: 'contract',
      columns: {
        avwddt_id: DECLARATION,
        works_contract_id: { join: [DECLARATION, { letters: 'Form', startAt: 2 }], with: '' },
        principal_company_id: DECLARANT,
        contractor_company_id: subcontractor('CompanyID'),
        contractor_foreign_id: { firstOf: [subcontractor('VATNbr'), subcontractor('ForeignCompanyID')] },
        contractor_denomination: subcontractor('Denomination'),
        contractor_country: subcontractor('Address/Country'),
        activity_code: { child: 'SubcontractorActivity' },
        intervention_start_date: { child: 'InterventionStartDate' },
        intervention_end_date: { child: 'InterventionEndDate' },
        known_date: KNOWN,
      },
    },
  ],
};

export const WORKS_DECLARATION_MESSAGES: readonly MessageMapping[] = [AVWDDT];
