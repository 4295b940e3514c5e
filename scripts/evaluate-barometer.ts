/**
 * How near the barometer comes to the truth of a synthetic world: coverage of the 95 % intervals, "bad" grades of average
 * providers, rank correlation with the true rates. Reads what no room may read.
 *
 *   npx tsx scripts/evaluate-barometer.ts <world>/truth/provider.csv <runs>/<run>/reports/quality_barometer/nsso
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { spearman } from './spearman.ts';

type Row = Readonly<Record<string, string>>;

/** Share of the errors of a world that fall in each class: of its ten error codes three are NP, two P, two D, one each W, B, I. */
const CLASS_SHARE: Readonly<Record<string, number>> = {
  priority_percentage: 2 / 10,
  priority_deduction: 2 / 10,
  other_found: 3 / 10,
  silent_warning: 1 / 10,
  silent_investigation: 1 / 10,
  technical_blocking: 1 / 10,
};

const [truthFile, folder] = process.argv.slice(2);
if (truthFile === undefined || folder === undefined)
  throw new TypeError('give provider.csv of the truth and the folder nsso/ of the reports');
const rowsOf = (path: string): Row[] => parse(readFileSync(path), { columns: true, bom: true });
const number = (row: Row | undefined, name: string): number => Number(row?.[name]);

const truth = new Map(
  rowsOf(truthFile).map((row) => [row['service_provider_id'], number(row, 'error_share')]),
);
const parts = rowsOf(join(folder, 'part.csv')).filter(
  (row) => (row['sub_indicator_code'] ?? '') in CLASS_SHARE,
);
const domains = rowsOf(join(folder, 'domain.csv'));
const providers = rowsOf(join(folder, 'provider.csv'));
const clients = new Map(
  rowsOf(join(folder, 'addressee.csv')).map((row) => [row['sender_id'], number(row, 'client_count')]),
);

const covered = parts.filter((row) => {
  const rate = (truth.get(row['sender_id']) ?? NaN) * (CLASS_SHARE[row['sub_indicator_code'] ?? ''] ?? NaN);
  return number(row, 'low_rate') <= rate && rate <= number(row, 'high_rate');
});
const mean = [...truth.values()].reduce((a, b) => a + b, 0) / truth.size;
const isAverage = (id: string | undefined) => Math.abs((truth.get(id) ?? NaN) / mean - 1) <= 0.25;
const judged = domains.filter((row) => isAverage(row['sender_id']));
const bad = judged.filter((row) => row['grade_code'] === 'bad');
// Payments, lateness and Dimona are the same with every provider of a world: there, each one is average.
const alike = domains.filter((row) =>
  ['technical', 'financial', 'dimona'].includes(row['domain_code'] ?? ''),
);
const alikeBad = alike.filter((row) => row['grade_code'] === 'bad');

const large = providers.filter((row) => (clients.get(row['sender_id']) ?? 0) > 100);
const indexIn = (id: string | undefined, domain: string) =>
  number(
    domains.find((row) => row['sender_id'] === id && row['domain_code'] === domain),
    'index_mean',
  );
const trueRates = large.map((row) => truth.get(row['sender_id']) ?? NaN);
const correlations = ['priority', 'other'].map(
  (domain) =>
    [
      domain,
      spearman(
        trueRates,
        large.map((row) => indexIn(row['sender_id'], domain)),
      ),
    ] as const,
);
const whole = spearman(
  trueRates,
  large.map((row) => number(row, 'index_mean')),
);
const smallest = [...providers]
  .sort((a, b) => (clients.get(a['sender_id']) ?? 0) - (clients.get(b['sender_id']) ?? 0))
  .slice(0, Math.ceil(providers.length / 4));

const lines = [
  `95 % intervals that hold the true rate: ${covered.length} of ${parts.length} (${((100 * covered.length) / parts.length).toFixed(1)} %)`,
  `"bad" among average providers (true rate within a quarter of the mean): ${bad.length} of ${judged.length} grades`,
  `"bad" in domains where all providers are alike: ${alikeBad.length} of ${alike.length} grades`,
  ...correlations.map(
    ([domain, value]) =>
      `rank correlation, domain ${domain}, ${large.length} providers over 100 clients: ${value.toFixed(3)}`,
  ),
  `rank correlation, whole index: ${whole.toFixed(3)}`,
  `ranks of the smallest quarter, of ${providers.length}: ${smallest
    .map((row) => number(row, 'provider_rank'))
    .sort((a, b) => a - b)
    .join(' ')}`,
];
process.stdout.write(`${lines.join('\n')}\n`);
