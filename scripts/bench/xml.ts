import { closeSync, createReadStream, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SaxesParser } from 'saxes';
import dmfa from '../../pipelines/sources/dmfa/source.ts';
import { installMacros, openDatabase } from '../../src/duckdb/index.ts';
import { loadExtracts } from '../../src/extract/index.ts';
import { messageForms } from '../../src/extract/message-parts.ts';
import type { Room } from '../../src/unit/index.ts';
import { cbeCheckDigits, nissCheckDigits, nssoCheckDigits } from '../../src/identifiers/index.ts';
import { convertMessages, type MessageFile } from '../../src/xml/index.ts';
import type { BenchResult } from '../bench.ts';

/**
 * Of 300 MB a tenth of the time is paid once (threads that start and warm up, tables of less than a row group, which a commit
 * writes alone); 2000 shows that memory does not grow with the file.
 */
const MEGABYTES = (process.env['VIGIE_BENCH_MB'] ?? '300,1000').split(',').map(Number);

const ROUNDS = Number(process.env['VIGIE_BENCH_ROUNDS'] ?? 3);

function element(name: string, text: string | number): string {
  return `<${name}>${text}</${name}>\n`;
}

function workerRecord(code: string, contributions: readonly string[]): string {
  const services = ['001', '002', '050'].map((service, index) => {
    const days = element('ServiceNbrDays', '06000') + element('ServiceNbrHours', '0045600');
    return `<Service>\n${element('ServiceSequenceNbr', index + 1)}${element('ServiceCode', service)}${days}</Service>\n`;
  });
  const remunerations = ['001', '002'].map((remun, index) => {
    const codes = element('RemunSequenceNbr', index + 1) + element('RemunCode', remun);
    return `<Remun>\n${codes}${element('RemunAmount', '00000812345')}</Remun>\n`;
  });
  const amounts = contributions.map((contribution) => {
    const codes = element('ContributionWorkerCode', contribution) + element('ContributionType', 0);
    const basis = element('ContributionCalculationBasis', '00000812345');
    return `<WorkerContribution>\n${codes}${basis}${element('ContributionAmount', '00000211209')}</WorkerContribution>\n`;
  });
  return `<WorkerRecord>
${element('EmployerClass', '024')}${element('WorkerCode', code)}${element('NOSSQuarterStartingDate', '2024-01-01')}
${element('NOSSQuarterEndingDate', '2024-03-31')}${element('Border', 0)}<Occupation>
${element('OccupationSequenceNbr', '01')}${element('OccupationStartingDate', '2021-05-03')}
${element('JointCommissionNbr', '124')}${element('WorkingDaysSystem', 500)}${element('ContractType', 0)}
${element('RefMeanWorkingHours', 4000)}${element('Retired', 0)}${element('LocalUnitID', '2990000087')}
${services.join('')}${remunerations.join('')}<OccupationDeduction>
${element('DeductionCode', '3000')}${element('DeductionAmount', '00000045000')}</OccupationDeduction>
</Occupation>
${amounts.join('')}</WorkerRecord>
`;
}

function form(number: number): string {
  const matricule = String(1_900_000 + (number % 90_000));
  const cbe = String(9_900_000 + (number % 90_000)).padStart(8, '0');
  const persons = Array.from({ length: 8 }, (_, index) => {
    const base = `${String(50 + (number % 49))}${String(1 + (index % 12)).padStart(2, '0')}15${990 + index}`;
    const inss = `${base}${nissCheckDigits(base, 1900)}`;
    const record = workerRecord('015', ['015', '256', '810', '855', '859']);
    return `<NaturalPerson>\n${element('NaturalPersonSequenceNbr', index + 1)}${element('INSS', inss)}${record}</NaturalPerson>\n`;
  });
  return `<Form>
${element('Identification', 'DMFA')}${element('FormCreationDate', '2024-04-20')}${element('FormCreationHour', '08:45:00.000')}
${element('AttestationStatus', 0)}${element('TypeForm', 'SU')}<EmployerDeclaration>
${element('Quarter', 20241)}${element('NOSSRegistrationNbr', matricule + nssoCheckDigits(matricule))}${element('Trusteeship', 0)}
${element('CompanyID', cbe + cbeCheckDigits(cbe))}${element('NetOwedAmount', '000000001234567')}
${persons.join('')}</EmployerDeclaration>
</Form>
`;
}

/** Writes one message of about so many bytes, whose forms are numbered from `first` on: no two of less than 90 000 are alike. */
export function writeMessages(path: string, bytes: number, first: number): void {
  const file = openSync(path, 'w');
  writeSync(file, '<?xml version="1.0" encoding="UTF-8"?>\n<DmfAOriginal>\n');
  for (let number = first, written = 0; written < bytes; number++) written += writeSync(file, form(number));
  writeSync(file, '</DmfAOriginal>\n');
  closeSync(file);
}

async function parseAlone(path: string): Promise<void> {
  const parser = new SaxesParser();
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) parser.write(String(chunk));
  parser.close();
}

/** Seconds on the clock, and of all processors: the latter tell more where others share the machine. */
interface Lap {
  readonly clock: number;
  readonly processor: number;
}

async function lapOf(work: () => Promise<unknown>): Promise<Lap> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const clock = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / 1e6 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? 0;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
}

const columnsOf = Object.fromEntries(
  dmfa.extracts.map(({ extract, table }) => {
    return [extract, Object.entries(table.columns).map(([name, column]) => column.read.from ?? name)];
  }),
);

const formsOf = Object.fromEntries(
  dmfa.extracts.map((extract) => [extract.extract, Object.fromEntries(messageForms(extract))]),
);

/** Loads the messages into a new warehouse on disk: types, checks, pseudonyms, duplicates and ledger included. */
async function stage(folder: string, workers: number): Promise<void> {
  const home = mkdtempSync(join(folder, 'home-'));
  const database = await openDatabase({
    path: join(home, 'warehouse.duckdb'),
    threads: 2,
    memoryLimit: '600MB',
    allowedDirectories: [folder],
    tempDirectory: home,
  });
  const connection = await database.connect();
  await installMacros(connection);
  const room: Room = { kind: 'source', name: dmfa.name, dir: '', definition: dmfa };
  const report = await loadExtracts({
    connection,
    rooms: [room],
    extractsDir: join(folder, 'extracts'),
    tempDir: home,
    receivedDate: '2024-12-31',
    pads: { inner: "unhex('36')", outer: "unhex('5c')" },
    workers,
  });
  await connection.run('CHECKPOINT');
  database.close();
  rmSync(home, { recursive: true });
  if (report.files.some(({ status }) => status !== 'loaded'))
    throw new Error('a message of the bench was refused');
}

/**
 * How fast official messages become rows, against what the XML parser alone needs for the same bytes. The messages have
 * invented identifiers, stand in a temporary folder and are deleted. A speed of 0.6 is 0.6 times the parser alone.
 */
export async function run(): Promise<BenchResult> {
  const rows: Record<string, string | number>[] = [];
  for (const megabytes of MEGABYTES) rows.push(...(await compared(megabytes)));
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  return { title: `Official XML to rows (medians of ${ROUNDS}; peak of the process ${peak} MB)`, rows };
}

async function compared(megabytes: number): Promise<Record<string, string | number>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-xml-'));
  try {
    const files: MessageFile[] = [0, 1].map((part) => ({
      fileId: `f${part}`,
      path: join(folder, 'extracts/dmfa', `${part}.xml`),
    }));
    mkdirSync(join(folder, 'extracts/dmfa'), { recursive: true });
    for (const [part, { path }] of files.entries()) writeMessages(path, (megabytes * 1e6) / 2, part * 45_000);
    const convert = (workers: number) => async () => {
      const out = mkdtempSync(join(folder, 'out-'));
      const options = { workers, formsOf };
      const results = await convertMessages(files, dmfa.messages ?? [], out, columnsOf, options);
      rmSync(out, { recursive: true });
      if (results.some(({ failure }) => failure)) throw new Error('a message of the bench was refused');
    };
    const readers: Readonly<Record<string, () => Promise<unknown>>> = {
      'parser alone': async () => {
        for (const { path } of files) await parseAlone(path);
      },
      'to rows, one thread': convert(1),
      'to rows, two threads': convert(2),
      'to staged rows, one thread': () => stage(folder, 1),
      'to staged rows, two threads': () => stage(folder, 2),
    };
    const rounds: Record<string, Lap>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const laps: Record<string, Lap> = {};
      for (const [reader, read] of Object.entries(readers)) laps[reader] = await lapOf(read);
      rounds.push(laps);
    }
    const of = (reader: string, kind: keyof Lap) => rounds.map((laps) => laps[reader]?.[kind] ?? 0);
    const speed = (reader: string, kind: keyof Lap) => {
      const alone = of('parser alone', kind);
      return median(of(reader, kind).map((time, round) => (alone[round] ?? 0) / time)).toFixed(2);
    };
    return Object.keys(readers).map((reader) => ({
      reader,
      megabytes,
      seconds: median(of(reader, 'clock')).toFixed(2),
      speed: speed(reader, 'clock'),
      'processor seconds': median(of(reader, 'processor')).toFixed(2),
      'processor speed': speed(reader, 'processor'),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
