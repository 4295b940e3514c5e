import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  integer,
  nssoNumber,
  text,
  workerId,
} from '../../../src/table/index.ts';

const contradiction_id = text({
  meaning: 'Opaque identifier of check and case: the same in every run that finds it again.',
  personal: 'pseudonym',
});

const contradiction = {
  contradiction_id,
  check_code: code({ meaning: 'Which cross-check found it.' }),
  subject_type: code({ meaning: 'What it is about.', oneOf: ['employer', 'site', 'worker_employer'] }),
  subject_id: text({
    meaning:
      'Employer: matricule, else CBE number. Site: declaration of works. Worker: pseudonym, blank, matricule or CBE number.',
    personal: 'pseudonym',
  }),
  noss_registration_number: nssoNumber({ meaning: 'Matricule that answers for it.', optional: true }),
  cbe_number: cbeNumber({ meaning: 'Enterprise that answers for it.', optional: true }),
  worker_id: workerId({ meaning: 'Worker concerned, under the NISS that is valid now.', optional: true }),
  avwddt_id: text({ meaning: 'Declaration of works concerned.', optional: true }),
  first_date: date({ meaning: 'First day of the contradiction.' }),
  last_date: date({ meaning: 'Last day of the contradiction, as far as known.' }),
  evidence_count: integer({ meaning: 'What was counted: days, hours, workers…', unit: 'count', min: 0 }),
  evidence_base_count: integer({ meaning: 'Out of how many.', unit: 'count', optional: true, min: 0 }),
  amount_cents: cents({ meaning: 'Amount that the contradiction concerns.', optional: true }),
  known_date: date({ meaning: 'Day on which the last of the contradicting facts became known.' }),
} as const;

const source = {
  source_table: text({ meaning: 'Table of the warehouse that holds the row.' }),
  source_key: text({
    meaning: 'Key of the row, its parts separated by blanks; workers by pseudonym.',
    personal: 'pseudonym',
  }),
} as const;

/** Returns the declaration of what one cross-check finds: the contradictions, repeated for each row that proves them. */
export const findingTable = <const N extends string>(name: N, notes?: string) =>
  defineTable({
    schema: 'feature',
    name,
    grain: 'One row per contradiction of this check and source row that proves it.',
    key: ['contradiction_id', 'source_table', 'source_key'],
    ...(notes !== undefined && { notes }),
    columns: { ...contradiction, ...source },
  });

export const ContradictionFinding = findingTable('contradiction_finding', 'All checks, one under the other.');

export const Contradiction = defineTable({
  schema: 'feature',
  name: 'contradiction',
  grain: 'One row per contradiction between declarations, of all cross-checks.',
  key: ['contradiction_id'],
  notes: 'What each check means, on which law it rests and how it reads is in checks.ts, by check_code.',
  columns: contradiction,
});

export const ContradictionEvidence = defineTable({
  schema: 'feature',
  name: 'contradiction_evidence',
  grain: 'One row per contradiction and source row that proves it.',
  key: ['contradiction_id', 'source_table', 'source_key'],
  columns: { contradiction_id, ...source },
});
