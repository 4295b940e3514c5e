import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../errors.ts';
import type { Language, List } from '../unit/index.ts';
import { filledSentence } from './sentence.ts';

const KEYS_SHOWN = 10;

/**
 * Returns the evidence of one row of a published list as lines of text: the target, each reason with its points, its
 * sentence and the first keys of the source rows behind it. It reads the files of the run, so that any past run can be
 * explained; workers appear by pseudonym, no name is shown.
 * @throws UsageError when no list of the run has the row.
 */
export function explainRow(options: {
  readonly runDir: string;
  readonly rowId: string;
  readonly lists: readonly List[];
  /** @default 'fr' */
  readonly language?: Language;
}): string[] {
  const { runDir, rowId, lists, language = 'fr' } = options;
  for (const list of lists) {
    const target = rowsOf(join(runDir, 'lists', list.name, 'targets.csv'), rowId)[0];
    if (target) return [...targetLines(target, list), ...reasonLines(runDir, rowId, list, language)];
  }
  throw new UsageError({
    place: 'explain',
    fact: 'no list of the run has this row',
    expectation: 'a row_id of targets.csv',
    effect: 'nothing was shown',
    next: 'look the row up in the run that published it (`vigie runs`)',
  });
}

type Line = Readonly<Record<string, string>>;

function rowsOf(path: string, rowId: string): Line[] {
  if (!existsSync(path)) return [];
  const rows = parse(readFileSync(path), { columns: true, bom: true }) as Line[];
  return rows.filter((row) => row['row_id'] === rowId);
}

function targetLines(target: Line, list: List): string[] {
  const place = [target['street'], target['house_number']].filter(Boolean).join(' ');
  return [
    `${list.name} ${target['period']}, ${target['judicial_district']}, rank ${target['rank']} (${target['row_id']})`,
    `${target['subject_type']} ${target['subject_id']}: ${place}, ${target['postal_code']} ${target['municipality']}`,
    `score ${target['score']}, probability ${target['probability']}, expected EUR ${target['expected_amount_eur']}, ${target['model_version']}`,
  ];
}

function reasonLines(runDir: string, rowId: string, list: List, language: Language): string[] {
  const reasons = rowsOf(join(runDir, 'ledger', `${list.name}_reasons.csv`), rowId);
  const evidence = rowsOf(join(runDir, 'ledger', `${list.name}_evidence.csv`), rowId);
  if (reasons.length === 0) return [`  ${list.withoutReason[language]}`];
  return reasons.flatMap((reason) => {
    const rule = list.reasons.find(({ code }) => code === reason['reason_code']);
    const numbers = {
      count: Number(reason['evidence_count']),
      base: optionalNumber(reason['evidence_base_count']),
      cents: optionalNumber(reason['evidence_cents']),
    };
    const sentence = rule ? filledSentence(rule.sentence[language], numbers, language) : '';
    const proofs = evidence.filter((row) => row['reason_code'] === reason['reason_code']);
    return [
      `  +${reason['points']} ${reason['reason_code']}: ${sentence}`,
      ...(rule ? [`     ${rule.legalBasis[language]}`] : []),
      ...proofs.slice(0, KEYS_SHOWN).map((row) => `     ${row['source_table']} ${row['source_key']}`),
      ...(proofs.length > KEYS_SHOWN ? [`     and ${proofs.length - KEYS_SHOWN} more`] : []),
    ];
  });
}

function optionalNumber(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}
