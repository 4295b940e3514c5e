import { describe, expect, it } from 'vitest';
import { messageRows, specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from './tables.ts';

describe('the extracts', () => {
  it('works has the columns of its contract', () =>
    specExtract(
      source,
      'works',
      'avwddt_id*, sector, declarant_company_id, owner_company_id, works_global_project_type, is_obliged_to_register, street, house_nbr, zip_code, city, latitude, longitude, start_date, end_date, total_amount, known_date',
    ));

  it('contract has the columns of its contract', () =>
    specExtract(
      source,
      'contract',
      'avwddt_id*, works_contract_id*, principal_company_id, contractor_company_id, contractor_foreign_id, contractor_denomination, contractor_country, activity_code, intervention_start_date, intervention_end_date, amount, known_date',
    ));
});

/** Invented numbers and names throughout: CBE numbers from 09900001 on. */
const DECLARANT = '0990000113';
const OWNER = '0990000212';
const reference = (origin: number, number: string) =>
  `<Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>${origin}</ReferenceOrigin><ReferenceNbr>${number}</ReferenceNbr></Reference>`;
const subcontractor = (identity: string, activities: string) => `<SubcontractorId>${identity}
  <SubcontractorActivityInfo><InterventionStartDate>2024-05-01</InterventionStartDate>
    <InterventionEndDate>2024-05-31</InterventionEndDate>${activities}
    <SubcontractorEmployerId><CompanyID>0990000410</CompanyID></SubcontractorEmployerId>
  </SubcontractorActivityInfo></SubcontractorId>`;
const message = (references: string, subcontractors = '') => `<?xml version="1.0" encoding="UTF-8"?>
<AVWDDT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="AVWDDT_20231.xsd">
  <Form>
    <Identification>AVWDDT</Identification><FormCreationDate>2024-04-16</FormCreationDate>
    <FormCreationHour>15:39:53.039</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>
    ${references}
    <WorksGlobalProject>
      <WorksGlobalProjectSector>1</WorksGlobalProjectSector><IsObligedToRegister>1</IsObligedToRegister>
      <WorksGlobalProjectPurpose>1</WorksGlobalProjectPurpose><WorksGlobalProjectType>4</WorksGlobalProjectType>
      <SiteAddress><Street>Rue Imaginaire</Street><HouseNbr>11</HouseNbr><ZIPCode>1060</ZIPCode>
        <City>Saint-Gilles</City><Country>150</Country></SiteAddress>
      <WorksGlobalProjectOwnerId><CompanyID>${OWNER}</CompanyID></WorksGlobalProjectOwnerId>
    </WorksGlobalProject>
    <WorksContractDeclarantId><CompanyID>${DECLARANT}</CompanyID></WorksContractDeclarantId>
    <WorksContract>
      <WorksGlobalProjectType>1</WorksGlobalProjectType><WorksContractTotalCost>000000750000</WorksContractTotalCost>
      <WorksContractStartDate>2024-05-01</WorksContractStartDate><WorksContractEndDate>2024-12-31</WorksContractEndDate>
      <ReferenceNbr>contract 1</ReferenceNbr>
      ${subcontractors}
    </WorksContract>
  </Form>
</AVWDDT>`;

describe('a declaration of works', () => {
  it('gives the site, with the amount in cents, and the contract of the declarant with the owner', async () => {
    const dates = { known_date: '2024-04-16' };
    expect(await messageRows(source, message(reference(1, 'mine')))).toEqual({
      works: [
        {
          ...dates,
          avwddt_id: 'mine',
          sector: '1',
          declarant_company_id: DECLARANT,
          owner_company_id: OWNER,
          works_global_project_type: '4',
          is_obliged_to_register: '1',
          street: 'Rue Imaginaire',
          house_nbr: '11',
          zip_code: '1060',
          city: 'Saint-Gilles',
          start_date: '2024-05-01',
          end_date: '2024-12-31',
          total_amount: '00000075000000',
        },
      ],
      contract: [
        {
          ...dates,
          avwddt_id: 'mine',
          works_contract_id: 'mineA',
          principal_company_id: OWNER,
          contractor_company_id: DECLARANT,
          intervention_start_date: '2024-05-01',
          intervention_end_date: '2024-12-31',
          amount: '00000075000000',
        },
      ],
    });
  });

  it('is called by its ticket where the message has one', async () => {
    const rows = await messageRows(source, message(reference(1, 'mine') + reference(2, '9B0000000TEST')));
    expect(rows['works']).toMatchObject([{ avwddt_id: '9B0000000TEST' }]);
  });

  it('gives one contract per subcontractor, Belgian or foreign, with its first activity', async () => {
    const subcontractors = [
      subcontractor('<CompanyID>0990000311</CompanyID>', '<SubcontractorActivity>3</SubcontractorActivity>'),
      subcontractor(
        `<VATNbr>ATU00000000</VATNbr><Denomination>Invented Builders</Denomination>
         <Address><City>Nowhere</City><Country>105</Country></Address>`,
        '<SubcontractorActivity>11</SubcontractorActivity><SubcontractorActivity>12</SubcontractorActivity>',
      ),
      subcontractor('<ForeignCompanyID>ABC001</ForeignCompanyID>', ''),
      subcontractor('<Justification>none</Justification>', ''),
    ];
    const { contract = [] } = await messageRows(
      source,
      message(reference(2, '9B0000000TEST'), subcontractors.join('')),
    );
    const names = [
      'works_contract_id',
      'principal_company_id',
      'contractor_company_id',
      'contractor_foreign_id',
    ];
    const more = ['contractor_denomination', 'contractor_country', 'activity_code'];
    expect(contract.map((row) => [...names, ...more].map((name) => row[name] ?? '-').join(' '))).toEqual([
      `9B0000000TESTB ${DECLARANT} 0990000311 - - - 3`,
      `9B0000000TESTC ${DECLARANT} - ATU00000000 Invented Builders 105 11`,
      `9B0000000TESTD ${DECLARANT} - ABC001 - - -`,
      `9B0000000TESTE ${DECLARANT} - - - - -`,
      `9B0000000TESTA ${OWNER} ${DECLARANT} - - - -`,
    ]);
  });
});

describe('checks', () => {
  it('count contracts without their works and works that end before they start', () =>
    specChecks({
      room: import.meta.url,
      inputs: [WorksDeclarationWorks, WorksDeclarationContract],
      given: [
        [WorksDeclarationWorks, 'avwddt_id | start_date | end_date\nw1 | 2024-05-01 | 2024-04-30'],
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | contractor_foreign_id
           w1 | w1A | X
           w2 | w2A | X
           w1 | w1B | -`,
        ],
      ],
      expect: {
        'warn: contracts without their declaration': 1,
        'warn: works that end': 1,
        'warn: contracts without any number': 1,
      },
    }));
});
