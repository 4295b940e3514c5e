import { it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { CbeAddress, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { IdentityPersonRegister, PersonRegister } from '../../sources/person/tables.ts';
import { WorkerHome } from './tables.ts';

it('pairs a worker with the enterprise of a unit at the home that was known, in either language, boxes aside', () =>
  specStep({
    room: import.meta.url,
    table: WorkerHome,
    inputs: [IdentityPersonRegister, PersonRegister, CbeAddress, CbeEstablishment],
    given: [
      [
        IdentityPersonRegister,
        `worker_id | street | house_number | known_date
         P1 | Hoogstraat | 12 bus 2 | 2020-01-01
         P2 | Hoogstraat | 14 | 2020-01-01
         P3 | Nieuwstraat | 1 | 2020-01-01
         P3 | Hoogstraat | 12 | 2024-05-10`,
      ],
      [
        PersonRegister,
        `worker_id | postal_code | known_date
         P1 | 1000 | 2020-01-01
         P2 | 1000 | 2020-01-01
         P3 | 1000 | 2020-01-01
         P3 | 1000 | 2024-05-10`,
      ],
      [
        CbeAddress,
        `entity_number | type_of_address | postal_code | street_nl | street_fr | house_number
         2990000056 | BAET | 1000 | Hoogstraat | Rue Haute | 12`,
      ],
      [CbeEstablishment, 'establishment_unit_number | cbe_number\n2990000056 | 0990000024'],
    ],
    params: { as_of_date: '2024-04-30' },
    expect: 'worker_id | cbe_number\nP1 | 0990000024',
  }));
