import { describe, expect, it } from 'vitest';
import { messageRows } from '../../../src/testing/index.ts';
import source from './source.ts';

/** Invented numbers throughout: matricule 190000010, CBE 0990000113, NISS with serial 990 and above. */
const message = (content: string, status = '0') => `<?xml version="1.0" encoding="UTF-8"?>
<Dimona xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="Dimona_20231.xsd">
  <Form>
    <Identification>DIMONA</Identification><FormCreationDate>2024-03-01</FormCreationDate>
    <FormCreationHour>14:35:00.000</FormCreationHour><AttestationStatus>${status}</AttestationStatus><TypeForm>SU</TypeForm>
    <Reference><ReferenceType>7</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>employer</ReferenceNbr></Reference>
    <Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>form</ReferenceNbr></Reference>
    ${content}
  </Form>
</Dimona>`;
const FORM = { form_creation_timestamp: '2024-03-01 14:35:00.000', reference_nbr: 'form' };
const PERIOD = '<DimonaPeriodId>999000000171</DimonaPeriodId>';

async function eventOf(content: string, status?: string) {
  const { event } = await messageRows(source, message(content, status));
  return event;
}

describe('a form', () => {
  it('that opens a period gives its dates, worker, employer and features', async () => {
    const event = await eventOf(`<DimonaIn>
      <StartingDate>2024-03-04</StartingDate><StartingHour>1000</StartingHour>
      <EndingDate>2024-03-04</EndingDate><EndingHour>2000</EndingHour><PlannedHoursNbr>8</PlannedHoursNbr>
      <EmployerId><NOSSRegistrationNbr>190000010</NOSSRegistrationNbr><CompanyID>0990000113</CompanyID></EmployerId>
      <NaturalPerson><INSS>85010199093</INSS></NaturalPerson>
      <DimonaFeatures><JointCommissionNbr>322</JointCommissionNbr><WorkerType>STU</WorkerType>
        <UsingEmployer><JointCommissionNbr>302</JointCommissionNbr><UsingEmployerCompanyID>0990000212</UsingEmployerCompanyID></UsingEmployer>
      </DimonaFeatures>
    </DimonaIn>`);
    expect(event).toEqual([
      {
        ...FORM,
        kind: 'in',
        attestation_status: '0',
        noss_registration_nbr: '190000010',
        company_id: '0990000113',
        inss: '85010199093',
        starting_date: '2024-03-04',
        starting_hour: '1000',
        ending_date: '2024-03-04',
        ending_hour: '2000',
        worker_type: 'STU',
        joint_commission_nbr: '322',
        planned_hours_nbr: '8',
        using_company_id: '0990000212',
      },
    ]);
  });

  it('of an employer that is not registered yet gives his provisional number', async () => {
    const event = await eventOf(`<DimonaIn><StartingDate>2024-03-04</StartingDate>
      <EmployerId><ProvisionalNSSONbr>5990000029</ProvisionalNSSONbr></EmployerId>
      <NaturalPerson><WorkerName>X</WorkerName></NaturalPerson></DimonaIn>`);
    expect(event).toMatchObject([{ kind: 'in', provisional_nsso_nbr: '5990000029' }]);
    expect(JSON.stringify(event)).not.toContain('"X"');
  });

  it('that ends, changes or cancels a period names it', async () => {
    const period = { ...FORM, dimona_period_id: '999000000171' };
    const out = await eventOf(
      `<DimonaOut>${PERIOD}<EndingDate>2024-03-08</EndingDate><INSS>85010199093</INSS></DimonaOut>`,
    );
    expect(out).toEqual([
      { ...period, kind: 'out', attestation_status: '0', ending_date: '2024-03-08', inss: '85010199093' },
    ]);
    const update = await eventOf(
      `<DimonaUpdate>${PERIOD}<EndingDate>9999-12-31</EndingDate></DimonaUpdate>`,
      '1',
    );
    expect(update).toEqual([
      { ...period, kind: 'update', attestation_status: '1', ending_date: '9999-12-31' },
    ]);
    const cancel = await eventOf(`<DimonaCancel>${PERIOD}</DimonaCancel>`, '3');
    expect(cancel).toEqual([{ ...period, kind: 'cancel', attestation_status: '3' }]);
  });

  it('of a daily registration gives the status of the registration', async () => {
    const daily = await eventOf(`<DailyRegistrationDeclaration><AttestationStatus>3</AttestationStatus>
      ${PERIOD}<StartingDate>2024-03-05</StartingDate><StartingHour>1000</StartingHour></DailyRegistrationDeclaration>`);
    expect(daily).toMatchObject([{ kind: 'daily', attestation_status: '3', starting_date: '2024-03-05' }]);
  });
});
