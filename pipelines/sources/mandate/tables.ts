import { cbeNumber, code, date, defineTable, workerId } from '../../../src/table/index.ts';

export const MandateFunction = defineTable({
  schema: 'staging',
  name: 'mandate_function',
  grain: 'One row per enterprise, holder, function, first day and day on which this version became known.',
  key: ['cbe_number', 'worker_id', 'holder_cbe_number', 'function_code', 'begin_date', 'known_date'],
  notes:
    'The holder is a person or an enterprise, so one of two key columns is NULL. Versions stay: the latest known on the as-of date counts.',
  columns: {
    cbe_number: cbeNumber({ from: 'company_id', meaning: 'Enterprise in which the function is held.' }),
    worker_id: workerId({
      from: 'inss',
      optional: true,
      checkDigit: 'warn',
      meaning: 'Person who holds the function.',
    }),
    holder_cbe_number: cbeNumber({
      from: 'holder_company_id',
      optional: true,
      meaning: 'Enterprise that holds the function.',
    }),
    function_code: code({
      meaning: 'Function, code of the CBE (director, manager, permanent representative).',
    }),
    begin_date: date({ meaning: 'First day of the function.' }),
    end_date: date({ optional: true, meaning: 'Last day of the function.' }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was recorded.' }),
  },
});
