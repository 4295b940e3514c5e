import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import {
  EmployerDirectoryEmployer,
  EmployerDirectoryServiceProvider,
  EmployerDirectoryTransfer,
} from './tables.ts';

describe('the employer directory extracts', () => {
  it('declare the columns of the contract', () => {
    specExtract(
      source,
      'employer',
      `noss_registration_nbr*, company_id, denomination, language, legal_form, registration_date, end_date,
       nace_code, employer_class, joint_commission_nbr, importance_code, street, house_nbr, post_box, zip_code,
       service_provider_id`,
    );
    specExtract(source, 'service_provider', 'service_provider_id*, name, kind, registration_date');
    specExtract(
      source,
      'transfer',
      'initial_noss_registration_nbr*, final_noss_registration_nbr*, transfer_date*',
    );
  });
});

describe('the employer directory checks', () => {
  const inputs = [EmployerDirectoryEmployer, EmployerDirectoryServiceProvider, EmployerDirectoryTransfer];

  it('count employers that end before they begin, and providers that nobody declared', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [
          EmployerDirectoryEmployer,
          `noss_registration_number | cbe_number | registration_date | end_date   | service_provider_id
           190000013                | 0990000039 | 2020-01-01        | 2019-12-31 | 101
           190000110                | 0990000138 | 2020-01-01        | -          | 102
           190000207                | 0990000237 | 2020-01-01        | 2020-01-01 | -`,
        ],
        [EmployerDirectoryServiceProvider, 'service_provider_id | kind\n101 | recognised'],
        [
          EmployerDirectoryTransfer,
          `initial_noss_registration_number | final_noss_registration_number | transfer_date
           190000013                        | 190000013                      | 2020-01-01`,
        ],
      ],
      expect: { 'warn: employers whose last': 1, 'warn: employers whose service': 1, 'warn: transfers': 1 },
    }));
  it.each([
    [10, {}],
    [11, { 'fail: of a hundred or more employers': 11 }],
  ])('of a hundred employers, %i without a CBE number', (lost, failed) => {
    const lines = Array.from({ length: 100 }, (_, i) => `${i} | ${i < lost ? '-' : '0990000039'}`);
    return specChecks({
      room: import.meta.url,
      inputs,
      given: [[EmployerDirectoryEmployer, ['noss_registration_number | cbe_number', ...lines].join('\n')]],
      expect: { 'warn: employers without a CBE': lost, ...failed },
    });
  });
});
