import type { DuckDBConnection } from '@duckdb/node-api';
import { gzipSync, strToU8 } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';

/** One delivery that must be refused, or partly refused, in a documented way. All identifiers are invented. */
export interface BrokenDelivery {
  readonly name: string;
  /** What the loader must answer: the rule and the exit code. */
  readonly rule: string;
  readonly exitCode: 0 | 10 | 11 | 12;
  /** Path below the case, `<source>/<file>`, to content. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

const NSSO = '191234529';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const dimonaForm = (reference: string) =>
  `<Form><Identification>DIMONA</Identification><FormCreationDate>2024-02-01</FormCreationDate>` +
  `<FormCreationHour>07:30:00.000</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>` +
  `<Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>${reference}</ReferenceNbr></Reference>` +
  `<DimonaIn><StartingDate>2024-02-02</StartingDate><EmployerId><NOSSRegistrationNbr>${NSSO}</NOSSRegistrationNbr></EmployerId>` +
  `<NaturalPerson><INSS>85010199093</INSS></NaturalPerson>` +
  `<DimonaFeatures><JointCommissionNbr>XXX</JointCommissionNbr><WorkerType>OTH</WorkerType></DimonaFeatures></DimonaIn></Form>\n`;
const dimona = (forms: string, root = 'Dimona', prolog = '') =>
  `${HEAD}${prolog}<${root} ${XSI}>\n${forms}</${root}>\n`;
const goodDimona = dimona(dimonaForm('123456789002'));

const enforcement = (...rows: string[]) =>
  `noss_registration_nbr,step_date,step_code,amount\n${rows.join('\n')}\n`;
const goodRow = `${NSSO},2024-02-10,reminder,125000`;
const unemployment = (inss: string) =>
  'inss,period_start_date,period_end_date,benefit_code,daily_amount,last_noss_registration_nbr,known_date\n' +
  `${inss},2024-01-02,,U1,5200,${NSSO},2024-01-20\n`;

/** Nested entities: ten lines that would expand to gigabytes. */
const expansion = `<!DOCTYPE Dimona [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghi']
  .map((name, i) => `<!ENTITY ${name} "${`&${[...'abcdefghi'][i]};`.repeat(10)}">`)
  .join('')}]>\n`;

const inLatin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

/** 60 MB of blanks between two forms, in about 60 KB. */
const bomb = () =>
  gzipSync(strToU8(dimona(dimonaForm('123456789002') + ' '.repeat(60_000_000))), {
    level: 9,
    mtime: new Date(1980, 0, 1),
  });

/** Official messages that are not what they say. */
function brokenMessages(): readonly BrokenDelivery[] {
  return [
    {
      name: 'wrong_root',
      rule: 'wrong_root',
      exitCode: 10,
      files: { 'dimona/wrong_root.xml': dimona(dimonaForm('123456789002'), 'Dimonas') },
    },
    {
      name: 'truncated_xml',
      rule: 'truncated',
      exitCode: 10,
      files: { 'dimona/truncated.xml': goodDimona.slice(0, -120) },
    },
    {
      name: 'entity_expansion',
      rule: 'doctype',
      exitCode: 10,
      files: { 'dimona/expansion.xml': dimona('<Form>&i;</Form>\n', 'Dimona', expansion) },
    },
    {
      name: 'not_utf8',
      rule: 'not_utf8',
      exitCode: 10,
      files: { 'dimona/latin1.xml': inLatin1(goodDimona.replace('TypeForm>SU', 'TypeForm>Sé')) },
    },
    { name: 'gzip_bomb', rule: 'expansion_limit', exitCode: 10, files: { 'dimona/bomb.xml.gz': bomb() } },
    {
      name: 'delivered_twice',
      rule: 'already_loaded: nothing changes',
      exitCode: 0,
      files: { 'dimona/first.xml': goodDimona, 'dimona/second.xml': goodDimona },
    },
  ];
}

/** Flat files with a wrong header or with rows that break a rule. */
function brokenFlatFiles(): readonly BrokenDelivery[] {
  return [
    {
      name: 'csv_lost_column',
      rule: 'the header lacks amount',
      exitCode: 11,
      files: {
        'account/enforcement.csv': `noss_registration_nbr,step_date,step_code\n${NSSO},2024-02-10,reminder\n`,
      },
    },
    {
      name: 'csv_swapped_columns',
      rule: 'the columns stand in another order than declared',
      exitCode: 11,
      files: { 'account/enforcement.csv': `noss_registration_nbr,step_code,step_date,amount\n${goodRow}\n` },
    },
    {
      name: 'unknown_code',
      rule: 'unknown_code',
      exitCode: 12,
      files: { 'account/enforcement.csv': enforcement(goodRow, `${NSSO},2024-03-01,threat,125000`) },
    },
    {
      name: 'duplicate_key',
      rule: 'duplicate_key',
      exitCode: 12,
      files: { 'account/enforcement.csv': enforcement(goodRow, goodRow) },
    },
    {
      name: 'bad_niss',
      rule: 'niss_check_digit',
      exitCode: 12,
      files: { 'benefit/unemployment.csv': unemployment('85010199094') },
    },
    {
      name: 'negative_amount',
      rule: 'negative',
      exitCode: 12,
      files: { 'account/enforcement.csv': enforcement(`${NSSO},2024-02-10,reminder,-1`) },
    },
    {
      name: 'future_date',
      rule: 'in_future',
      exitCode: 12,
      files: { 'account/enforcement.csv': enforcement(`${NSSO},2999-01-01,reminder,125000`) },
    },
    { name: 'empty_folder', rule: 'empty_folder', exitCode: 10, files: { 'account/.gitkeep': '' } },
  ];
}

/** Returns the broken deliveries, one for each refusal that the loader knows, except the one that needs a database to write. */
export const brokenDeliveries = (): readonly BrokenDelivery[] => [...brokenMessages(), ...brokenFlatFiles()];

/** Text in place of an amount: the file that only a database can write. */
const PARQUET_CASE = {
  name: 'parquet_other_type',
  rule: 'amount is VARCHAR, not BIGINT',
  exitCode: 11,
} as const;

/** Writes the broken deliveries, `<dir>/<case>/<source>/<file>`, and a table of what each must give. */
export async function writeBroken(connection: DuckDBConnection, dir: string): Promise<void> {
  const cases = brokenDeliveries();
  for (const { name, files } of cases) {
    for (const [file, content] of Object.entries(files)) {
      const path = join(dir, name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
  const parquet = join(dir, PARQUET_CASE.name, 'account', 'enforcement.parquet');
  mkdirSync(dirname(parquet), { recursive: true });
  await runSql(
    connection,
    `COPY (SELECT '${NSSO}' AS noss_registration_nbr, DATE '2024-02-10' AS step_date, 'reminder' AS step_code, '1250.00' AS amount)
     TO ${quotedText(parquet)} (FORMAT parquet)`,
  );
  const rows = [...cases, PARQUET_CASE].map(
    ({ name, rule, exitCode }) => `| \`${name}\` | ${rule} | ${exitCode} |`,
  );
  const text = `# Broken deliveries\n\nOne folder per refusal, made by \`npm run samples\`. Exit codes: 10 file refused, 11 header or type, 12 rows rejected.\n\n| case | expected | exit code |\n|---|---|---|\n${rows.sort().join('\n')}\n`;
  writeFileSync(join(dir, 'README.md'), text);
}
