import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { zipSync, type Zippable } from 'fflate';
import { DisclosureError } from '../errors.ts';
import { csvText } from './csv.ts';
import type { TARGET_COLUMNS } from './files.ts';
import { stableJson, type Json } from './manifest.ts';

type TargetColumn = (typeof TARGET_COLUMNS)[number];

/** A service outside the NSSO that may ask for targets, and what its task needs. */
export interface Partner {
  readonly label: string;
  /** The ground on which the NSSO may answer it. */
  readonly legalBasis: string;
  /** Columns of `targets.csv` that it receives; all others are left out. */
  readonly columns: readonly TargetColumn[];
}

const WHERE = ['subject_type', 'street', 'house_number', 'postal_code', 'municipality'] as const;
const WHO = ['subject_id', 'cbe_number', 'name'] as const;
const ISSUE = ['row_id', 'list', 'period', 'judicial_district'] as const;
const WHY = ['reason_text_fr', 'reason_text_nl', 'legal_basis'] as const;

/**
 * The partners of the single point of contact. Scores, ranks and amounts that only steer the NSSO's own visits go to nobody: a
 * partner gets who, where and why, as far as its task needs them (data minimisation, GDPR art. 5(1)(c)).
 */
export const PARTNERS: Readonly<Record<string, Partner>> = {
  tax: {
    label: 'Federal Public Service Finance',
    legalBasis: 'Law of 15 January 1990 (Crossroads Bank), art. 15; Social Criminal Code, art. 54',
    columns: [...ISSUE, ...WHO, 'noss_registration_number', ...WHY, 'expected_amount_eur'],
  },
  justice: {
    label: 'Labour prosecutor',
    legalBasis: 'Code of Criminal Procedure, art. 29; Social Criminal Code, art. 54 and 56',
    columns: [...ISSUE, ...WHO, 'noss_registration_number', ...WHERE, ...WHY, 'last_inspection_date'],
  },
  police: {
    label: 'Police',
    legalBasis: 'Social Criminal Code, art. 55 and 59',
    columns: [...ISSUE, 'name', ...WHERE],
  },
  inspectorate: {
    label: 'Other social inspectorate',
    legalBasis: 'Social Criminal Code, art. 54 and 55',
    columns: [...ISSUE, ...WHO, 'noss_registration_number', ...WHERE, ...WHY, 'last_inspection_date'],
  },
};

export interface ExchangeOptions {
  /** Text of the list's `targets.csv`. */
  readonly targets: string;
  readonly partner: string;
  /** Why the partner asks: its file, its question. */
  readonly reason: string;
  readonly runId: string;
  /** Only these judicial districts. @default all */
  readonly districts?: readonly string[];
}

export interface Exchange {
  /** The package, a zip: equal input gives equal bytes. */
  readonly zip: Uint8Array;
  readonly sha256: string;
  readonly rowCount: number;
  readonly legalBasis: string;
}

/** Returns the package of a list for a partner: the rows and columns that its task allows, and a manifest with their hash. */
export function exchangePackage(options: ExchangeOptions): Exchange {
  const partner = PARTNERS[options.partner];
  if (!partner) throw unknownPartner();
  const { columns, label, legalBasis } = partner;
  const rows = parse(options.targets, { columns: true }) as Readonly<Record<string, string>>[];
  const wanted = rows.filter(
    (row) => options.districts === undefined || options.districts.includes(row['judicial_district'] ?? ''),
  );
  const table = csvText(
    columns,
    wanted.map((row) => columns.map((column) => row[column] ?? '')),
  );
  const manifest: Json = {
    partner: label,
    reason: options.reason,
    legalBasis,
    runId: options.runId,
    rows: wanted.length,
    columns: [...columns],
    files: { 'targets.csv': sha256(table) },
  };
  const files: Zippable = { 'targets.csv': encoded(table), 'manifest.json': encoded(stableJson(manifest)) };
  const zip = zipSync(files, { mtime: new Date(1980, 0, 1) });
  return { zip, sha256: sha256(zip), rowCount: wanted.length, legalBasis };
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function unknownPartner(): DisclosureError {
  return new DisclosureError({
    place: 'option --partner',
    fact: 'no agreement with a partner of that name is declared',
    expectation: Object.keys(PARTNERS).join(', '),
    effect: 'nothing was disclosed',
    next: 'name a declared partner, or declare what the law allows it to receive',
  });
}
