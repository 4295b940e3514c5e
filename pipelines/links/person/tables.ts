import { code, date, defineTable, flag, real, text, workerId } from '../../../src/table/index.ts';
import { decisionTable, matchedTable } from '../../../src/unit/index.ts';

const doubtful = flag({ meaning: 'The number typed belongs to somebody with another birth date.' });

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

export const PostedPersonRecord = defineTable({
  schema: 'link',
  name: 'posted_person_record',
  grain: 'One row per Limosa notification known at the as-of date that names a posted person.',
  key: ['limosa_id'],
  columns: {
    limosa_id: text({ meaning: 'Number of the notification.' }),
    record_id: text({ meaning: 'First notification that names the person in the same way.' }),
    worker_id: workerId({ optional: true, meaning: 'Person by valid NISS, if one was typed that fits.' }),
    is_number_doubtful: doubtful,
    first_known_date: date({ meaning: 'Day on which its first version was received.' }),
  },
});

export const PostedPersonDecision = decisionTable(
  'posted_person_decision',
  'One row per two records of posted persons on which an analyst had decided at the as-of date.',
);

export const PostedPerson = matchedTable(
  'posted_person',
  'One row per posted person as written: which records are one person.',
);

export const PersonMatch = defineTable({
  schema: 'link',
  name: 'person_match',
  grain: 'One row per row of a source without a sure NISS whose person is known by NISS.',
  key: ['source_code', 'source_key'],
  notes:
    'Weight, probability and clues are those of the nearest record of the same person. Presences carry the number of their notification and follow it; mandates carry a NISS and need the mutations alone.',
  columns: {
    source_code: code({ oneOf: ['limosa'], meaning: 'The source.' }),
    source_key: text({ meaning: 'Key of the row in the source: the number of the notification.' }),
    worker_id: workerId({ meaning: 'The person.' }),
    is_number_doubtful: doubtful,
    weight: real({ meaning: 'Match weight.', unit: 'bits', optional: true }),
    probability: real({ meaning: 'Probability.', unit: 'share', min: 0, max: 1, optional: true }),
    clues: text({ meaning: 'Each clue with its level and weight in bits.', optional: true }),
  },
});
