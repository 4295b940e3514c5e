import { cbeNumber, defineTable, workerId } from '../../../src/table/index.ts';

export const WorkerHome = defineTable({
  schema: 'link',
  name: 'worker_home',
  grain: 'One row per worker and enterprise whose seat or unit stands at the home of the worker.',
  key: ['worker_id', 'cbe_number'],
  notes:
    'By exact address without box; an address with more than forty enterprises ties nobody. No address is kept.',
  columns: {
    worker_id: workerId({ meaning: 'Worker.' }),
    cbe_number: cbeNumber({ meaning: 'Enterprise with a seat or unit at the same address.' }),
  },
});
