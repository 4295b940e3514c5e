import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import { qualifiedName, quotedIdentifier } from '../table/index.ts';
import type { Labels, Language, List, ListModel, ModelFeature, ScoreExplanation } from '../unit/index.ts';
import { euroText, wholeNumberText } from './sentence.ts';

/** Sentences of one row: more say less. */
const MOST_REASONS = 3;

const INTRODUCTION: Labels = { fr: 'Selon le modèle :', nl: 'Volgens het model:', de: 'Laut Modell:' };
const YES: Labels = { fr: 'oui', nl: 'ja', de: 'ja' };
const NO: Labels = { fr: 'non', nl: 'nee', de: 'nein' };
const NOT_KNOWN: Labels = { fr: 'inconnu', nl: 'onbekend', de: 'unbekannt' };

/** One reason of a model for one row. */
export interface ModelReason {
  readonly feature: ModelFeature;
  /** The value, as the model saw it; NULL: not known. */
  readonly value: string | null;
}

/** What the model that ranks a list says of one row. */
export interface ModelWords {
  /** What its codes mean: a quadrant, a step. */
  readonly says: readonly Labels[];
  /** Strongest first, one per theme. */
  readonly reasons: readonly ModelReason[];
}

/** Returns what the model says of each chosen row of a list, by row. */
export async function readModelWords(
  connection: DuckDBConnection,
  list: List,
  model: ListModel,
  explanations: readonly ScoreExplanation[],
): Promise<Map<string, ModelWords>> {
  const place = `publication of ${list.name}`;
  const words = new Map<string, { says: Labels[]; reasons: ModelReason[] }>();
  for (const row of await queryRows(connection, saysSql(list, model), {}, place))
    words.set(String(row['row_id']), { says: saysOf(row, model), reasons: [] });
  const reasons =
    explanations.length === 0
      ? []
      : await queryRows(connection, reasonsSql(list, model, explanations), {}, place);
  for (const row of reasons) {
    const feature = explanations[Number(row['explanation'])]?.features.find(
      ({ name }) => name === row['feature_name'],
    );
    if (!feature) throw unknownCode(list, 'a feature that the model does not declare');
    const value = row['value_text'];
    words
      .get(String(row['row_id']))
      ?.reasons.push({ feature, value: typeof value === 'string' ? value : null });
  }
  return words;
}

/** Returns the sentences of a model in one language; empty where it says nothing. */
export function modelText({ says, reasons }: ModelWords, language: Language): string {
  const sentences = [
    ...says.map((text) => text[language]),
    ...reasons.map((reason) => reasonSentence(reason, language)),
  ];
  return sentences.length === 0 ? '' : [INTRODUCTION[language], ...sentences].join(' ');
}

/** Returns the sentence of one reason; amounts in euro, shares in per cent, flags as yes or no. */
export function reasonSentence({ feature, value }: ModelReason, language: Language): string {
  return feature.sentence[language].replace('{value}', () => valueText(feature.name, value, language));
}

function valueText(name: string, value: string | null, language: Language): string {
  if (value === null) return NOT_KNOWN[language];
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  if (/_cents$/.test(name)) return euroText(number, language);
  if (/_share$/.test(name)) return `${Math.round(100 * number)} %`;
  if (/^(is|has)_/.test(name)) return (number === 0 ? NO : YES)[language];
  if (Number.isInteger(number)) return wholeNumberText(number, language);
  return String(Math.round(number * 100) / 100).replace('.', ',');
}

function saysOf(row: SqlRow, { says = {} }: ListModel): Labels[] {
  return Object.entries(says).flatMap(([column, texts]) => {
    const code = row[column];
    if (code === null) return [];
    const text = texts[String(code)];
    if (text === undefined) throw unknownCode({ name: column }, 'a code without words');
    return text === null ? [] : [text];
  });
}

function saysSql(list: List, { score, key, says = {} }: ListModel): string {
  const columns = ['t.row_id', ...Object.keys(says).map((column) => `s.${quotedIdentifier(column)}`)];
  return `SELECT ${columns.join(', ')} FROM ${qualifiedName(list.target)} AS t
    INNER JOIN ${qualifiedName(score)} AS s ON s.subject_id = t.${key} ORDER BY t.row_id`;
}

/** The strongest reason of each theme; where several models explain, the strongest of each come first. */
function reasonsSql(list: List, { key }: ListModel, explanations: readonly ScoreExplanation[]): string {
  const reasons = explanations.map(
    ({ reason }, i) =>
      `SELECT ${i} AS explanation, r.subject_id, r.feature_name, r.theme_code, r.reason_rank, r.value_text FROM ${qualifiedName(reason)} AS r`,
  );
  return `
    WITH told AS (
      SELECT r.* FROM (${reasons.join(' UNION ALL ')}) AS r
      QUALIFY row_number() OVER (PARTITION BY r.subject_id, r.theme_code ORDER BY r.reason_rank, r.explanation, r.feature_name) = 1
    )
    SELECT t.row_id, r.explanation, r.feature_name, r.value_text
    FROM ${qualifiedName(list.target)} AS t INNER JOIN told AS r ON r.subject_id = t.${key}
    QUALIFY row_number() OVER (PARTITION BY t.row_id ORDER BY r.reason_rank, r.explanation, r.feature_name) <= ${MOST_REASONS}
    ORDER BY t.row_id, r.reason_rank, r.explanation, r.feature_name`;
}

function unknownCode({ name }: { readonly name: string }, fact: string): ContractError {
  return new ContractError({
    place: `model words of ${name}`,
    fact: `the scores hold ${fact}`,
    expectation: 'words for each code and feature',
    effect: 'the list was not published',
    next: 'declare the words beside the model of the list',
  });
}
