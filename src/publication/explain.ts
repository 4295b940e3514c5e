import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { html, pageText, table, type Markup } from '../html/index.ts';
import {
  EVIDENCE_KINDS,
  PHENOMENA,
  SEVERITIES,
  type Labels,
  type Language,
  type List,
  type Reason,
} from '../unit/index.ts';
import { OUTCOMES, type OutcomeCode } from './outcome-codes.ts';
import { filledSentence } from './sentence.ts';

/** Keys of evidence that are shown per reason. */
const KEYS_SHOWN = 10;

/** A source row behind a reason: where it came from, and its columns by name. */
export interface SourceRow {
  /** File that delivered it, below its extracts folder; NULL for a derived row. */
  readonly file: string | null;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Proof {
  readonly sourceTable: string;
  readonly sourceKey: string;
  /** Filled in from the warehouse; NULL: not looked up, or not there any more. */
  readonly row: SourceRow | null;
}

export interface ExplainedReason {
  readonly code: string;
  readonly points: number;
  /** The declared rule; absent when today's list does not have it any more. */
  readonly rule?: Reason;
  readonly numbers: { readonly count: number; readonly base: number | null; readonly cents: number | null };
  /** The first keys of the source rows. */
  readonly proofs: readonly Proof[];
  readonly proofCount: number;
}

/** What became of the visit. */
export interface ExplainedOutcome {
  readonly caseId: string;
  readonly serviceCode: string;
  readonly visitDate: string | null;
  readonly outcome: OutcomeCode | null;
  /** From this day on it is a label for models. */
  readonly knownDate: string | null;
}

/** One row of a list, from target to source rows, and forward to its outcome. */
export interface Explanation {
  readonly runId: string;
  readonly list: List;
  /** The line of `targets.csv`. */
  readonly target: Readonly<Record<string, string>>;
  readonly reasons: readonly ExplainedReason[];
  /** What the model that ranked the row said, strongest first; empty where the points ranked. */
  readonly model: readonly Labels[];
  readonly outcomes: readonly ExplainedOutcome[];
}

/**
 * Returns the evidence of one row of a published list, read from the files of the run, so that any past run can be explained;
 * undefined when no list of the run has the row. Workers appear by pseudonym, no name is shown.
 */
export function findExplanation(
  runDir: string,
  runId: string,
  rowId: string,
  lists: readonly List[],
): Explanation | undefined {
  for (const list of lists) {
    const target = rowsOf(join(runDir, 'lists', list.name, 'targets.csv'), rowId)[0];
    if (target)
      return {
        runId,
        list,
        target,
        reasons: reasonsOf(runDir, rowId, list),
        model: modelSentences(runDir, rowId, list),
        outcomes: [],
      };
  }
  return undefined;
}

type Line = Readonly<Record<string, string>>;

function rowsOf(path: string, rowId: string): Line[] {
  if (!existsSync(path)) return [];
  const rows = parse(readFileSync(path), { columns: true, bom: true }) as Line[];
  return rows.filter((row) => row['row_id'] === rowId);
}

function reasonsOf(runDir: string, rowId: string, list: List): ExplainedReason[] {
  const evidence = rowsOf(join(runDir, 'ledger', `${list.name}_evidence.csv`), rowId);
  return rowsOf(join(runDir, 'ledger', `${list.name}_reasons.csv`), rowId).map((reason) => {
    const code = reason['reason_code'] ?? '';
    const rule = list.reasons.find((candidate) => candidate.code === code);
    const proofs = evidence.filter((row) => row['reason_code'] === code);
    return {
      code,
      points: Number(reason['points']),
      ...(rule && { rule }),
      numbers: {
        count: Number(reason['evidence_count']),
        base: optionalNumber(reason['evidence_base_count']),
        cents: optionalNumber(reason['evidence_cents']),
      },
      proofCount: proofs.length,
      proofs: proofs.slice(0, KEYS_SHOWN).map((row) => ({
        sourceTable: row['source_table'] ?? '',
        sourceKey: row['source_key'] ?? '',
        row: null,
      })),
    };
  });
}

function modelSentences(runDir: string, rowId: string, list: List): Labels[] {
  return rowsOf(join(runDir, 'ledger', `${list.name}_model.csv`), rowId).map((row) => ({
    nl: row['sentence_nl'] ?? '',
    fr: row['sentence_fr'] ?? '',
    de: row['sentence_de'] ?? '',
  }));
}

function optionalNumber(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

/** Returns the explanation as lines for a terminal. */
export function explanationLines(explanation: Explanation, language: Language): string[] {
  const { list, target, reasons, model, outcomes } = explanation;
  return [
    `${list.name} ${target['period']}, ${target['judicial_district']}, rank ${target['rank']} (${target['row_id']})`,
    placeOf(target),
    scoreOf(target),
    ...(reasons.length + model.length === 0 ? [`  ${list.withoutReason[language]}`] : []),
    ...reasons.flatMap((reason) => [
      `  +${reason.points} ${reason.code}: ${sentenceOf(reason, language)}`,
      ...(reason.rule ? [`     ${codesOf(reason, reason.rule, list, language)}`] : []),
      ...(reason.rule ? [`     ${reason.rule.legalBasis[language]}`] : []),
      ...reason.proofs.flatMap(({ sourceTable, sourceKey, row }) => [
        `     ${sourceTable} ${sourceKey}${row?.file ? ` (${row.file})` : ''}`,
        ...(row ? [`       ${cellsText(row)}`] : []),
      ]),
      ...(reason.proofCount > KEYS_SHOWN ? [`     and ${reason.proofCount - KEYS_SHOWN} more`] : []),
    ]),
    ...model.map((sentence) => `  ${target['model_version']}: ${sentence[language]}`),
    ...outcomes.map((outcome) => `  → ${outcomeText(outcome, language)}`),
  ];
}

const placeOf = (target: Line): string => {
  const place = [target['street'], target['house_number']].filter(Boolean).join(' ');
  return `${target['subject_type']} ${target['subject_id']}: ${place}, ${target['postal_code']} ${target['municipality']}`;
};
const scoreOf = (target: Line): string =>
  `score ${target['score']}, probability ${target['probability']}, expected EUR ${target['expected_amount_eur']}, ${target['model_version']}${
    target['shared_with'] ? `, shared with ${target['shared_with'].split('|').join(', ')}` : ''
  }`;
const sentenceOf = ({ rule, numbers }: ExplainedReason, language: Language): string =>
  rule ? filledSentence(rule.sentence[language], numbers, language) : '';
const codesOf = (_: ExplainedReason, rule: Reason, list: List, language: Language): string =>
  [
    PHENOMENA[rule.phenomenon ?? list.phenomenon][language],
    EVIDENCE_KINDS[rule.evidence][language],
    SEVERITIES[rule.severity][language],
  ].join(' · ');
const cellsText = ({ cells }: SourceRow): string =>
  Object.entries(cells)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
const outcomeText = (outcome: ExplainedOutcome, language: Language): string => {
  const result = outcome.outcome === null ? '…' : OUTCOMES[outcome.outcome][language];
  const known = outcome.knownDate === null ? '' : `, label from ${outcome.knownDate} on`;
  return `${outcome.serviceCode} ${outcome.caseId}, ${outcome.visitDate ?? '…'}: ${result}${known}`;
};

/** Returns the explanation as one HTML page that needs no network. */
export function explanationPage(explanation: Explanation, language: Language): string {
  const { list, target, reasons, model, outcomes, runId } = explanation;
  const title = `${list.title[language]} ${target['period']} · ${target['row_id']}`;
  const body = html`<h1>${title}</h1>
<p>${placeOf(target)}</p>
<p class="soft">${target['judicial_district']}, ${target['rank']} · ${scoreOf(target)} · ${runId}</p>
${reasons.length + model.length === 0 && html`<p>${list.withoutReason[language]}</p>`}
${reasons.map((reason) => reasonSection(reason, list, language))}
${model.length > 0 && html`<section><h2>${target['model_version']}</h2><ul>${model.map((sentence) => html`<li>${sentence[language]}</li>`)}</ul></section>`}
${outcomes.length > 0 && html`<h2>→</h2><ul>${outcomes.map((outcome) => html`<li>${outcomeText(outcome, language)}</li>`)}</ul>`}`;
  return pageText({ language, title, body });
}

function reasonSection(reason: ExplainedReason, list: List, language: Language): Markup {
  const { rule, proofs, proofCount } = reason;
  return html`<section><h2>+${reason.points} ${sentenceOf(reason, language)}</h2>
${rule && html`<p class="soft">${codesOf(reason, rule, list, language)}<br>${rule.legalBasis[language]}</p>`}
${table(`${reason.code} (${proofs.length} / ${proofCount})`, proofs, [
  { title: 'table', value: ({ sourceTable }) => sourceTable },
  { title: 'key', value: ({ sourceKey }) => sourceKey },
  { title: 'file', value: ({ row }) => row?.file },
  { title: 'row', value: ({ row }) => row && cellsText(row) },
])}</section>`;
}
