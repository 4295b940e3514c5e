import type { DuckDBConnection } from '@duckdb/node-api';
import { runSql } from '../duckdb/index.ts';
import {
  cents,
  code,
  date,
  defineTable,
  integer,
  qualifiedName,
  quotedText,
  real,
  text,
} from '../table/index.ts';
import {
  EVIDENCE_KINDS,
  PHENOMENA,
  SEVERITIES,
  SUBJECT_TYPES,
  subjectTypeSql,
  type List,
} from '../unit/index.ts';

/** Every finding of every list in one table and one codification, chosen for a visit or not. */
export const Signal = defineTable({
  schema: 'ranking',
  name: 'signal',
  grain: 'One row per list, subject and detector that found something.',
  key: ['list', 'subject_id', 'detector_code'],
  columns: {
    list: code({ meaning: 'List whose detector found it.' }),
    subject_type: code({ meaning: 'What the subject is.', oneOf: SUBJECT_TYPES }),
    subject_id: text({ meaning: 'The subject; for a site its works declaration.' }),
    group_id: text({ meaning: 'Subjects of one group share one visit.' }),
    detector_code: code({ meaning: 'Rule that found it.' }),
    detector_version: code({ meaning: 'Version of the score that the rule is part of.' }),
    as_of_date: date({ meaning: 'Day as of which it was found.' }),
    phenomenon_code: code({ meaning: 'Phenomenon, in the common codes.', oneOf: Object.keys(PHENOMENA) }),
    evidence_kind_code: code({ meaning: 'What kind of fact proves it.', oneOf: Object.keys(EVIDENCE_KINDS) }),
    severity_code: code({ meaning: 'How much it says by itself.', oneOf: Object.keys(SEVERITIES) }),
    points: integer({ meaning: 'Points that it gives.', unit: 'points', min: 1 }),
    evidence_count: integer({ meaning: 'What was counted.', unit: 'count' }),
    evidence_cents: cents({ meaning: 'Amount that the evidence adds up to.', optional: true }),
    probability: real({
      meaning: 'Probability that a visit of the subject finds an infringement.',
      unit: 'share',
      min: 0,
      max: 1,
    }),
    expected_cents: cents({ meaning: 'Amount that a visit of the subject is expected to regularise.' }),
  },
});

/** Builds {@link Signal} from the candidates and reasons of the lists of a run. */
export async function writeSignals(
  connection: DuckDBConnection,
  lists: readonly List[],
  asOfDate: string,
): Promise<void> {
  const columns = Object.entries(Signal.columns).map(
    ([name, { type }]) => `CAST(s.${name} AS ${type}) AS ${name}`,
  );
  const signals = lists.filter(({ reasons }) => reasons.length > 0).map(signalsSql);
  if (signals.length === 0) return;
  await runSql(
    connection,
    `CREATE OR REPLACE TABLE ${qualifiedName(Signal)} AS
     SELECT ${columns.join(', ')} FROM (${signals.join('\nUNION ALL\n')}) AS s`,
    { as_of_date: asOfDate },
    qualifiedName(Signal),
  );
}

function signalsSql(list: List): string {
  const codes = list.reasons.map((reason) => {
    const values = [reason.code, reason.phenomenon ?? list.phenomenon, reason.evidence, reason.severity];
    return `(${values.map(quotedText).join(', ')})`;
  });
  return `
    SELECT ${quotedText(list.name)} AS list, ${subjectTypeSql(list, 'c')} AS subject_type, r.subject_id, c.group_id,
      r.reason_code AS detector_code, ${quotedText(list.modelVersion)} AS detector_version, $as_of_date AS as_of_date,
      k.phenomenon_code, k.evidence_kind_code, k.severity_code, r.points, r.evidence_count, r.evidence_cents,
      c.probability, c.expected_cents
    FROM ${qualifiedName(list.reason)} AS r
    INNER JOIN ${qualifiedName(list.candidate)} AS c ON c.subject_id = r.subject_id
    INNER JOIN (VALUES ${codes.join(', ')}) AS k (reason_code, phenomenon_code, evidence_kind_code, severity_code)
      ON k.reason_code = r.reason_code`;
}
