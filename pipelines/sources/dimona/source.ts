import { defineSource } from '../../../src/unit/index.ts';
import { DimonaEvent, DimonaPeriod, DimonaPeriodDelivery } from './tables.ts';
import { DIMONA_MESSAGES } from './messages.ts';

export default defineSource({
  name: 'dimona',
  sender: 'Employers and their service providers; the personnel file of the NSSO',
  reference: 'Dimona schema 2023/1 and PersonnelFileConsultationAnswer 2022/3',
  messages: DIMONA_MESSAGES,
  extracts: [
    {
      extract: 'period',
      table: DimonaPeriodDelivery,
      delivery: 'supersede',
      versionColumn: 'last_update_at',
    },
    { extract: 'event', table: DimonaEvent },
  ],
  steps: [{ table: DimonaPeriod, inputs: [DimonaEvent, DimonaPeriodDelivery] }],
});
