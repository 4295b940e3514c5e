import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import { qualifiedName, quotedIdentifier } from '../table/index.ts';
import type { Language, List, Reason, ScoreExplanation } from '../unit/index.ts';
import { modelText, readModelWords, type ModelWords } from './model-words.ts';
import { filledSentence, type Evidence } from './sentence.ts';

/** A reason of one row, with its numbers. */
export interface RowReason extends Evidence {
  readonly rule: Reason;
  readonly points: number;
}

/** A row of a list with all that its files say. */
export interface PublishedRow {
  /** The columns of the list's target table. */
  readonly target: SqlRow;
  readonly languages: readonly Language[];
  /** Public name, if known. */
  readonly name: string | null;
  /** Strongest first. */
  readonly reasons: readonly RowReason[];
  /** Where a model ranks the list and knows the subject. */
  readonly model?: ModelWords;
  /** Other lists of the month that wanted the same target: one visit serves all. */
  readonly sharedWith: readonly List[];
}

/**
 * Returns the chosen rows of a list with names and reasons, by district and rank. Reads clear names: log the access.
 */
export async function readPublishedRows(
  connection: DuckDBConnection,
  list: List,
  more: {
    /** Of the model that ranks; absent: points do. */
    readonly explanations?: readonly ScoreExplanation[];
    /** Lists that wanted the same targets, by group. */
    readonly sharedWith?: ReadonlyMap<string, readonly List[]>;
  } = {},
): Promise<PublishedRow[]> {
  const { explanations, sharedWith } = more;
  const place = `publication of ${list.name}`;
  const targets = await queryRows(connection, targetsSql(list), {}, place);
  const model = explanations && list.model;
  const words = model && (await readModelWords(connection, list, model, explanations));
  const silent = new Set(model?.silences);
  const reasons = (await queryRows(connection, reasonsSql(list), {}, place)).filter(
    (row) => !words?.has(String(row['row_id'])) || !silent.has(String(row['theme_code'])),
  );
  const rules = new Map(list.reasons.map((rule) => [rule.code, rule]));
  const byRow = new Map<string, RowReason[]>();
  for (const row of reasons) {
    const rule = rules.get(String(row['reason_code']));
    if (!rule) throw unknownRule(list);
    const rowId = String(row['row_id']);
    const known = byRow.get(rowId) ?? [];
    byRow.set(rowId, [...known, { rule, ...evidenceOf(row) }]);
  }
  return targets.map(({ public_name, ...target }) => {
    const said = words?.get(String(target['row_id']));
    return {
      target,
      languages: String(target['languages'] ?? 'fr').split('|') as Language[],
      name: typeof public_name === 'string' ? public_name : null,
      reasons: byRow.get(String(target['row_id'])) ?? [],
      ...(said && { model: said }),
      sharedWith: sharedWith?.get(String(target['group_id'])) ?? [],
    };
  });
}

/** Returns the sentences of a row in one language, those of the points before those of the model, or the one of a row without any. */
export function reasonText(row: PublishedRow, list: List, language: Language): string {
  const points = row.reasons.map((r) => filledSentence(r.rule.sentence[language], r, language));
  const model = row.model ? modelText(row.model, language) : '';
  const sentences = [...points, ...(model === '' ? [] : [model])];
  return sentences.length === 0 ? list.withoutReason[language] : sentences.join(' ');
}

/** Returns the codes of the reasons: the rules of the points, then the features of the model. */
export function reasonCodes({ reasons, model }: PublishedRow): string[] {
  return [
    ...reasons.map(({ rule }) => rule.code),
    ...(model?.reasons ?? []).map(({ feature }) => `model_${feature.name}`),
  ];
}

/** Returns the legal bases of the reasons in one language, each once, in the order of the reasons. */
export function legalBasisText(row: PublishedRow, list: List, language: Language): string {
  const bases = row.reasons.map(({ rule }) => rule.legalBasis[language]);
  return bases.length === 0 ? list.legalBasis[language] : [...new Set(bases)].join(' | ');
}

function evidenceOf(row: SqlRow): Evidence & { readonly points: number } {
  const numberOrNull = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {
    points: Number(row['points']),
    count: Number(row['evidence_count']),
    base: numberOrNull('evidence_base_count'),
    cents: numberOrNull('evidence_cents'),
  };
}

function targetsSql(list: List): string {
  const { table, key, column } = list.nameSource;
  const columns = Object.keys(list.target.columns).map((name) => `t.${quotedIdentifier(name)}`);
  return `
    SELECT ${columns.join(', ')}, n.public_name
    FROM ${qualifiedName(list.target)} AS t
    LEFT JOIN (
      SELECT i.${quotedIdentifier(key)} AS name_key, min(i.${quotedIdentifier(column)}) AS public_name
      FROM ${qualifiedName(table)} AS i GROUP BY name_key
    ) AS n ON n.name_key = t.${quotedIdentifier(key)}
    ORDER BY t.judicial_district, t.rank, t.row_id`;
}

function reasonsSql(list: List): string {
  return `
    SELECT t.row_id, r.reason_code, r.theme_code, r.points, r.evidence_count, r.evidence_base_count, r.evidence_cents
    FROM ${qualifiedName(list.target)} AS t
    INNER JOIN ${qualifiedName(list.reason)} AS r ON r.subject_id = t.subject_id
    ORDER BY t.judicial_district, t.rank, r.points DESC, r.reason_code`;
}

function unknownRule(list: List): ContractError {
  return new ContractError({
    place: `list ${list.name}`,
    fact: 'a rule gives points and has no sentence',
    expectation: 'one sentence per rule, in every language',
    effect: 'the list was not published',
    next: 'add the sentence to the reasons of the list',
  });
}
