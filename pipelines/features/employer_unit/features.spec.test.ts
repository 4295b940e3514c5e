import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { CbeAddress } from '../../sources/cbe/tables.ts';
import { DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../sources/geography/tables.ts';
import { PersonRegister } from '../../sources/person/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { EmployerUnit } from './tables.ts';

describe('the units of an employer', () => {
  it('have moved away where workers of a year ago are now placed in a region that is not that of their home', () =>
    specStep({
      room: import.meta.url,
      table: EmployerUnit,
      inputs: [
        EmployerDeclaration,
        DmfaOccupation,
        CbeAddress,
        GeographyPostalCode,
        GeographyMunicipality,
        PersonRegister,
      ],
      given: [
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number
           190000013 | 2023Q1 | false | 1
           190000013 | 2024Q1 | false | 1`,
        ],
        [
          DmfaOccupation,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | establishment_unit_number
           190000013 | 2023Q1 | false | 1 | P1 | 2990000013
           190000013 | 2023Q1 | false | 1 | P2 | 2990000013
           190000013 | 2024Q1 | false | 1 | P1 | 2990000112
           190000013 | 2024Q1 | false | 1 | P2 | 2990000112`,
        ],
        [CbeAddress, 'entity_number | postal_code\n2990000013 | 9000\n2990000112 | 1000'],
        [GeographyPostalCode, 'postal_code | nis_code\n9000 | 44021\n1000 | 21004'],
        [GeographyMunicipality, 'nis_code | region\n44021 | flanders\n21004 | brussels'],
        [
          PersonRegister,
          `worker_id | postal_code | known_date
           P1 | 9000 | 2010-01-01
           P2 | 9000 | 2010-01-01
           P2 | 1000 | 2024-02-01
           P1 | 1000 | 2024-06-01`,
        ],
      ],
      params: { as_of_date: '2024-04-30', quarter: '2024Q1' },
      expect: 'placed_worker_count | moved_share | moved_away_share | away_share\n2 | 1 | 0.5 | 0.5',
    }));
});
