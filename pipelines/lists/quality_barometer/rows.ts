import type { Domain, Grade } from '../../../src/barometer/index.ts';
import type { Table } from '../../../src/table/index.ts';
import type { Language } from '../../../src/unit/index.ts';
import {
  QualityBarometerAddressee,
  QualityBarometerCorrection,
  QualityBarometerDomain,
  QualityBarometerMeasure,
  QualityBarometerPart,
  QualityBarometerProvider,
} from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** How something moved since the last cycle; below 1 it improved. */
export interface Moved {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly improved: number;
}

export interface DomainRow {
  readonly domain: Domain;
  readonly grade: Grade;
  readonly probability: number;
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly trend?: Moved;
}

export interface PartRow {
  readonly code: string;
  readonly domain: Domain;
  readonly failures: number;
  readonly opportunities: number;
  readonly raw: number;
  readonly adjusted: number;
  readonly shrunk: number;
  readonly low: number;
  readonly high: number;
  readonly reference: number;
  readonly effective: number;
  readonly isOutside: boolean;
  readonly gain: number;
  readonly largestShare: number;
  readonly cappedClients: number;
}

export interface CorrectionRow {
  readonly client: string;
  readonly clientName: string;
  readonly quarter: string;
  readonly error: string;
  readonly class: string;
  readonly workers: number;
  readonly since: string;
}

export interface ProviderRows {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly isRecognised: boolean;
  readonly selection: string;
  readonly clients: number;
  readonly rank: number;
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly trend?: Moved;
  readonly domains: readonly DomainRow[];
  readonly parts: readonly PartRow[];
  /** Blocking first, then priority, then the oldest. */
  readonly corrections: readonly CorrectionRow[];
}

export interface BarometerRows {
  readonly asOf: string;
  readonly quarter: string;
  readonly providers: readonly ProviderRows[];
  /** Number of senders by the code of their selection. */
  readonly selection: Readonly<Record<string, number>>;
}

/** Blocking anomalies stop a declaration; priority ones (P, D) are the systemic ones to be corrected first. */
const URGENCY: Readonly<Record<string, number>> = { B: 0, P: 1, D: 1, NP: 2 };

const number = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
const text = (row: Row | undefined, name: string): string => String((row?.[name] ?? '') as string);

/** Returns the rows of the barometer by provider, best first. */
export function rowsOf(
  parameters: Readonly<Record<'as_of_date' | 'quarter', string>>,
  all: ReadonlyMap<Table, readonly Row[]>,
  names: { readonly names: readonly Row[]; readonly clients: readonly Row[] },
): BarometerRows {
  const group = (table: Table) => byProvider(all.get(table) ?? []);
  const domains = group(QualityBarometerDomain);
  const parts = group(QualityBarometerPart);
  const measures = group(QualityBarometerMeasure);
  const corrections = group(QualityBarometerCorrection);
  const addressees = group(QualityBarometerAddressee);
  const providerNames = new Map(
    names.names.map((row) => [text(row, 'service_provider_id'), text(row, 'name')]),
  );
  const clientNames = new Map(
    names.clients.map((row) => [text(row, 'noss_registration_number'), text(row, 'denomination')]),
  );
  const providers = (all.get(QualityBarometerProvider) ?? []).map((row): ProviderRows => {
    const id = text(row, 'sender_id');
    const [addressee] = addressees.get(id) ?? [];
    return {
      id,
      name: providerNames.get(id) || id,
      language: text(addressee, 'language') as Language,
      isRecognised: addressee?.['is_recognised'] === true,
      selection: text(addressee, 'selection_code'),
      clients: number(addressee, 'client_count'),
      rank: number(row, 'provider_rank'),
      ...indexOf(row),
      domains: (domains.get(id) ?? []).map((own) => ({
        domain: text(own, 'domain_code') as Domain,
        grade: text(own, 'grade_code') as Grade,
        probability: number(own, 'grade_probability'),
        ...indexOf(own),
      })),
      parts: (parts.get(id) ?? []).map((own) => partOf(own, measures.get(id) ?? [])),
      corrections: (corrections.get(id) ?? []).map((own) => correctionOf(own, clientNames)).sort(mostUrgent),
    };
  });
  const selection: Record<string, number> = {};
  for (const row of all.get(QualityBarometerAddressee) ?? []) {
    const code = text(row, 'selection_code');
    selection[code] = (selection[code] ?? 0) + 1;
  }
  return {
    asOf: parameters.as_of_date,
    quarter: parameters.quarter,
    providers: providers.sort((a, b) => a.rank - b.rank),
    selection,
  };
}

function byProvider(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = text(row, 'sender_id');
    const own = groups.get(id);
    if (own) own.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

function indexOf(row: Row): { index: number; low: number; high: number; trend?: Moved } {
  const own = {
    index: number(row, 'index_mean'),
    low: number(row, 'index_low'),
    high: number(row, 'index_high'),
  };
  if (row['trend_ratio'] === null) return own;
  return {
    ...own,
    trend: {
      ratio: number(row, 'trend_ratio'),
      low: number(row, 'trend_low'),
      high: number(row, 'trend_high'),
      improved: number(row, 'improved_probability'),
    },
  };
}

function partOf(row: Row, measures: readonly Row[]): PartRow {
  const code = text(row, 'sub_indicator_code');
  const measure = measures.find(
    (each) => text(each, 'sub_indicator_code') === code && text(each, 'cycle_code') === 'current',
  );
  return {
    code,
    domain: text(row, 'domain_code') as Domain,
    failures: number(measure, 'failure_count'),
    opportunities: number(measure, 'opportunity_count'),
    raw: number(row, 'raw_rate'),
    adjusted: number(row, 'adjusted_rate'),
    shrunk: number(row, 'shrunk_rate'),
    low: number(row, 'low_rate'),
    high: number(row, 'high_rate'),
    reference: number(row, 'reference_rate'),
    effective: number(row, 'effective_opportunities'),
    isOutside: row['is_outside'] === true,
    gain: number(row, 'gain'),
    largestShare: number(measure, 'largest_share'),
    cappedClients: number(measure, 'capped_client_count'),
  };
}

function correctionOf(row: Row, names: ReadonlyMap<string, string>): CorrectionRow {
  const client = text(row, 'noss_registration_number');
  return {
    client,
    clientName: names.get(client) ?? '',
    quarter: text(row, 'quarter'),
    error: text(row, 'error_id'),
    class: text(row, 'anomaly_class'),
    workers: number(row, 'worker_count'),
    since: text(row, 'first_seen_date'),
  };
}

function mostUrgent(a: CorrectionRow, b: CorrectionRow): number {
  const order = (row: CorrectionRow) =>
    `${URGENCY[row.class] ?? 3} ${row.since} ${row.client} ${row.quarter} ${row.error}`;
  return order(a) < order(b) ? -1 : 1;
}
