import { defineTable, workerId } from '../../../src/table/index.ts';

export const PersonMutation = defineTable({
  schema: 'link',
  name: 'person_mutation',
  grain: 'One row per worker whose NISS had been replaced at the as-of date.',
  key: ['worker_id'],
  notes: 'Chains of up to four replacements are followed to their end.',
  columns: {
    worker_id: workerId({ meaning: 'Pseudonym of the outdated NISS.' }),
    valid_worker_id: workerId({ meaning: 'Pseudonym of the NISS that is valid now.' }),
  },
});
