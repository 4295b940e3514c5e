/**
 * How long `vigie outcomes` takes for a filled-in list, from the start of the program to its end: read, match with what was
 * issued, load as a delivery. A list of one row beside it tells what the program costs before the first row; the rows themselves
 * are to return in two seconds.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { withSession } from '../../src/cli/session.ts';
import { loadExtracts } from '../../src/extract/index.ts';
import { registerIssue } from '../../src/feedback/index.ts';
import {
  csvText,
  INSPECTOR_COLUMNS,
  inspectorHeader,
  LEDGER_COLUMNS,
  SPREADSHEET_CSV,
  type InspectorColumn,
} from '../../src/publication/index.ts';
import { outputHashes } from '../../src/run/index.ts';
import { discoverRooms } from '../../src/unit/index.ts';
import type { BenchResult } from '../bench.ts';
import { runProgram } from '../run.ts';

const ROWS = 5000;
const ROUNDS = 5;
const LIST = 'monthly_sites';
const PERIOD = '2024-06';
const AS_OF = '2024-05-15';
const REASON =
  'Sur ce chantier, des travailleurs ont été enregistrés sans déclaration à la date de la visite. ';

type Line = Partial<Record<InspectorColumn, string | number>>;

/** A row as it comes back: every second one is a hit. */
const lineOf = (row: number): Line => ({
  ...{ rank: row, place: `Rue d’Essai ${row}`, postal_code: '1000', municipality: 'Bruxelles / Brussel' },
  ...{ subject_id: `W${row}`, reasons: REASON.repeat(3), legal_basis: 'Code pénal social, art. 181' },
  ...{ row_id: `R${row.toString(16).padStart(16, '0')}`, visit_date: '04/06/2024' },
  ...(row % 2 === 0
    ? { outcome_code: 'no_infringement' }
    : {
        ...{ outcome_code: 'hit', infringement_codes: 'DIMONA', workers_concerned_count: 2 },
        regularised_amount: '1500,00',
      }),
});

const FORMS = {
  csv: (rows: (string | number | null)[][]) =>
    Buffer.from(csvText(inspectorHeader(['fr', 'nl']), rows, SPREADSHEET_CSV)),
  xlsx: async (rows: (string | number | null)[][]) =>
    Buffer.from(
      await writeXlsx({ sheets: [{ name: 'Liste', rows: [inspectorHeader(['fr', 'nl']), ...rows] }] }),
    ),
} as const;

/** Returns a line for each form of the file: medians of the rounds of one row and of all, and what the rows cost. */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-feedback-'));
  try {
    await issue(join(folder, 'home'));
    const rows = [];
    for (const form of ['csv', 'xlsx'] as const) {
      const one = await medianOf(folder, form, 1);
      const all = await medianOf(folder, form, ROWS);
      rows.push({
        form,
        'seconds of one row': one.toFixed(2),
        [`seconds of ${ROWS} rows`]: all.toFixed(2),
        'seconds of the rows': (all - one).toFixed(2),
      });
    }
    return { title: `A filled-in list comes back, the whole command (medians of ${ROUNDS})`, rows };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A home that issued one list and was given no extracts: it knows what stands in the rooms, as after any night. */
async function issue(dir: string): Promise<void> {
  const rooms = await discoverRooms();
  await withSession({ home: dir, threads: 2, log: 'json' }, async ({ home, connection, pads }) => {
    const extractsDir = mkdtempSync(join(home.temp, 'none-'));
    await loadExtracts({ connection, rooms, extractsDir, tempDir: home.temp, receivedDate: AS_OF, pads });
    const folder = join(home.runs, 'bench');
    mkdirSync(join(folder, 'ledger'), { recursive: true });
    const values: Record<string, string> = { period: PERIOD, arm: 'score', judicial_district: 'brussel' };
    const rows = Array.from({ length: ROWS }, (_, i) => {
      const { row_id, subject_id } = lineOf(i);
      const own = { ...values, row_id, subject_id, rank: i, group_id: subject_id };
      return LEDGER_COLUMNS.rows.map(
        (name) => (own as Record<string, string | number | undefined>)[name] ?? null,
      );
    });
    writeFileSync(join(folder, 'ledger', `${LIST}.csv`), csvText(LEDGER_COLUMNS.rows, rows));
    const outputs = await outputHashes(folder);
    const lists = [{ list: LIST, period: PERIOD }];
    await registerIssue(connection, { runId: 'bench', asOfDate: AS_OF, lists, outputs });
  });
}

/** Median seconds of the rounds, each in a home that does not know the file yet. */
async function medianOf(folder: string, form: keyof typeof FORMS, count: number): Promise<number> {
  const names = Object.keys(INSPECTOR_COLUMNS) as InspectorColumn[];
  const cells = Array.from({ length: count }, (_, i) => names.map((name) => lineOf(i)[name] ?? null));
  const file = join(folder, `list.${form}`);
  writeFileSync(file, await FORMS[form](cells));
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const home = join(folder, 'round');
    cpSync(join(folder, 'home'), home, { recursive: true });
    const started = performance.now();
    const options = ['--home', home, 'outcomes', file, '--received', '2024-06-10'];
    const { code, output } = await runProgram(process.execPath, ['src/cli/vigie.js', ...options]);
    seconds.push((performance.now() - started) / 1000);
    if (code !== 0 || !output.includes(`${count} results imported`))
      throw new Error(`vigie outcomes ended with ${code}: ${output.slice(-600)}`);
    rmSync(home, { recursive: true });
  }
  return seconds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
}
