import { cbeNumber, code, date, defineTable } from '../../../src/table/index.ts';

export const InsolvencyProcedure = defineTable({
  schema: 'staging',
  name: 'insolvency_procedure',
  grain: 'One row per enterprise, opening day of a procedure and day on which this version became known.',
  key: ['cbe_number', 'opening_date', 'known_date'],
  notes: 'Versions stay: the latest known on the as-of date counts. Published some days after the judgment.',
  columns: {
    cbe_number: cbeNumber({ from: 'company_id', meaning: 'Enterprise under the procedure.' }),
    procedure_code: code({
      oneOf: ['bankruptcy', 'judicial_reorganisation', 'voluntary_liquidation'],
      meaning: 'Kind of procedure.',
    }),
    opening_date: date({ notInFuture: true, meaning: 'Day of the opening judgment or decision.' }),
    closing_date: date({ optional: true, meaning: 'Day on which the procedure closed.' }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was published.' }),
  },
});
