import { cbeNumber, code, date, defineTable, real, text } from '../../../src/table/index.ts';
import { decisionTable, matchedTable } from '../../../src/unit/index.ts';

const source_code = code({
  oneOf: ['limosa', 'works_contract', 'cbe'],
  meaning: 'The source: Limosa, a contract of declared works, the CBE.',
});
const source_key = text({ meaning: 'Key of the row in the source.' });

export const ForeignEmployerRecord = defineTable({
  schema: 'link',
  name: 'foreign_employer_record',
  grain: 'One row per row of a source that names an employer of another country.',
  key: ['source_code', 'source_key'],
  columns: {
    source_code,
    source_key,
    record_id: text({
      personal: 'pseudonym',
      meaning: 'Number, name and country as written: equal ones are one record.',
    }),
    number_key: text({ meaning: 'Number without country and signs.', optional: true }),
    country_code: code({ meaning: 'Country, NSSO code, or as delivered.', optional: true }),
    first_known_date: date({
      meaning: 'Day on which the row was first received; NULL: the register gives none.',
      optional: true,
    }),
  },
});

export const ForeignEmployerDecision = decisionTable(
  'foreign_employer_decision',
  'One row per two spellings of foreign employers on which an analyst had decided at the as-of date.',
);

export const ForeignEmployerSpelling = matchedTable(
  'foreign_employer_spelling',
  'One row per number, name and country as written: which of them are one employer.',
);

export const ForeignEmployer = defineTable({
  schema: 'link',
  name: 'foreign_employer',
  grain: 'One row per row of a source that names an employer of another country.',
  key: ['source_code', 'source_key'],
  notes:
    'Weight, probability and clues are those of the nearest other spelling of the same employer; NULL where it has one spelling.',
  columns: {
    source_code,
    source_key,
    foreign_employer_id: text({ meaning: 'The employer; the same on all its spellings.' }),
    cbe_number: cbeNumber({ meaning: 'Its CBE number, if exactly one is known.', optional: true }),
    weight: real({ meaning: 'Match weight.', unit: 'bits', optional: true }),
    probability: real({ meaning: 'Probability.', unit: 'share', min: 0, max: 1, optional: true }),
    clues: text({ meaning: 'Each clue with its level and weight in bits.', optional: true }),
  },
});
