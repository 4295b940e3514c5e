import { code, date, defineTable, text } from '../../../src/table/index.ts';

const source_code = (side: string) =>
  code({
    oneOf: ['limosa', 'works_contract', 'works_declaration', 'cbe'],
    meaning: `Source of the ${side} row.`,
  });
const source_key = (side: string) =>
  text({ meaning: `Key of the ${side} row in its source, as the link shows it.` });

export const MatchDecision = defineTable({
  schema: 'staging',
  name: 'match_decision',
  grain: 'One row per decision of an analyst on two rows of sources.',
  key: ['link_code', 'left_source_code', 'left_key', 'right_source_code', 'right_key', 'known_date'],
  notes:
    'Who is left and who is right means nothing. The newest decision on two rows counts; of two of one day, "different".',
  columns: {
    link_code: code({
      oneOf: ['person', 'foreign_employer', 'site_address'],
      meaning: 'What is judged: the posted person, the employer of another country, the place of work.',
    }),
    left_source_code: source_code('left'),
    left_key: source_key('left'),
    right_source_code: source_code('right'),
    right_key: source_key('right'),
    decision_code: code({ oneOf: ['same', 'different'], meaning: 'What was decided.' }),
    known_date: date({ notInFuture: true, meaning: 'Day of the decision.' }),
  },
});
