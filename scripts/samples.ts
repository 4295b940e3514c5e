import type { DuckDBConnection } from '@duckdb/node-api';
import { zipSync } from 'fflate';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { queryRows } from '../src/duckdb/index.ts';
import { PROJECT_ROOT } from '../src/unit/index.ts';
import {
  messageSamples,
  readFlatSamples,
  withWorld,
  writeBroken,
  writeFlat,
  writeMessages,
  writeParts,
  writeTruth,
  type FlatSample,
  type MessageTarget,
  type Written,
} from '../src/world/index.ts';

/** Writes `data-samples/`: a small world in mixed shapes, so that every path of the loader is used, and the broken files. */

const SAMPLE = { employers: 300, quarters: 4, seed: 2024 };
const OUT = join(PROJECT_ROOT, 'data-samples');
const EXTRACTS = join(OUT, 'extracts');
const ROOMS = {
  worldDir: join(PROJECT_ROOT, 'pipelines/world'),
  sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
};

/** Sources that send CSV; the others send Parquet. */
const CSV_SOURCES = new Set([
  'account',
  'employer_directory',
  'inspection',
  'insolvency',
  'mandate',
  'withholding',
  'works_declaration',
]);
/** Two quarters of declarations, a part of the employers' Dimona and a part of the sites come as official messages. */
const XML_QUARTERS = "('20232', '20233')";
const FLAT_WHERE: Readonly<Record<string, string>> = {
  'dmfa/declaration': `quarter NOT IN ${XML_QUARTERS}`,
  'dmfa/worker_record': `quarter NOT IN ${XML_QUARTERS}`,
  'dmfa/occupation': `quarter NOT IN ${XML_QUARTERS}`,
  'dmfa/service': `quarter NOT IN ${XML_QUARTERS}`,
  'dmfa/remuneration': `quarter NOT IN ${XML_QUARTERS}`,
  'dmfa/contribution': `quarter NOT IN ${XML_QUARTERS}`,
  'dmfa/deduction': `quarter NOT IN ${XML_QUARTERS}`,
  'dimona/period': "noss_registration_nbr < '197'",
  'works_declaration/works': "avwddt_id >= '9B02'",
  'works_declaration/contract': "avwddt_id >= '9B02'",
};
const MESSAGES: Readonly<Record<string, readonly Omit<MessageTarget, 'dir'>[]>> = {
  dmfa: [
    { compression: 'none', where: "batch = '2023Q2' AND subject < '1908'", name: 'FI.DMFA.plain' },
    { compression: 'gzip', where: "batch = '2023Q2' AND subject >= '1908'", name: 'FI.DMFA.packed' },
    { compression: 'gzip', where: "batch = '2023Q3'", name: 'FI.DMFA.packed' },
  ],
  dimona: [{ compression: 'zip', where: "subject >= '197'" }],
  works_declaration: [
    { compression: 'none', where: "subject < '9B01'", name: 'AVWDDT.plain' },
    { compression: 'gzip', where: "subject >= '9B01' AND subject < '9B02'", name: 'AVWDDT.packed' },
  ],
};

async function writeOne(connection: DuckDBConnection, sample: FlatSample): Promise<Written[]> {
  const { source, extract } = sample;
  const dir = join(EXTRACTS, source);
  if (extract === 'presence' && sample.partedBy !== undefined) {
    return writeParts(connection, { ...sample, partedBy: sample.partedBy }, join(dir, extract));
  }
  const format = sample.isPublishedCsv || CSV_SOURCES.has(source) ? 'csv' : 'parquet';
  const where = FLAT_WHERE[`${source}/${extract}`];
  return [
    await writeFlat(connection, sample, {
      format,
      path: join(dir, `${extract}.${format}`),
      ...(where && { where }),
    }),
  ];
}

/** The CBE sends archives: a full one, and an update of the next day in which three seats get another house number. */
async function packCbe(connection: DuckDBConnection, samples: readonly FlatSample[]): Promise<void> {
  const dir = join(EXTRACTS, 'cbe');
  pack(dir, 'KboOpenData_0001_2024_05_Full.zip');
  const chosen = await queryRows(
    connection,
    `SELECT dotted_cbe(enterprise.cbe_number) AS number FROM world.cbe_enterprise AS enterprise
     WHERE enterprise.type_of_enterprise = '2' ORDER BY shuffle('cbe update', enterprise.employer_id) LIMIT 3`,
  );
  const numbers = chosen.map(({ number }) => String(number)).sort();
  const address = samples.find(({ source, extract }) => source === 'cbe' && extract === 'address');
  const meta = samples.find(({ source, extract }) => source === 'cbe' && extract === 'meta');
  if (!address || !meta) throw new Error('the room cbe shows no addresses');
  const moved = {
    ...address,
    sql: `SELECT * REPLACE ("HouseNumber" || 'B' AS "HouseNumber") FROM (${address.sql})`,
  };
  const where = `"EntityNumber" IN (${numbers.map((number) => `'${number}'`).join(', ')})`;
  await writeFlat(connection, moved, { format: 'csv', path: join(dir, 'address_insert.csv'), where });
  writeFileSync(
    join(dir, 'address_delete.csv'),
    ['"EntityNumber"', ...numbers.map((number) => `"${number}"`), ''].join('\n'),
  );
  const next = {
    ...meta,
    sql: `SELECT * REPLACE (CASE "Variable" WHEN 'ExtractType' THEN 'update' WHEN 'ExtractNumber' THEN '2' ELSE "Value" END AS "Value") FROM (${meta.sql})`,
  };
  await writeFlat(connection, next, { format: 'csv', path: join(dir, 'meta.csv') });
  pack(dir, 'KboOpenData_0002_2024_05_Update.zip');
}

function pack(dir: string, name: string): void {
  const files = readdirSync(dir)
    .filter((file) => file.endsWith('.csv'))
    .sort();
  const content = Object.fromEntries(
    files.map((file) => [file, new Uint8Array(readFileSync(join(dir, file)))]),
  );
  writeFileSync(join(dir, name), zipSync(content, { mtime: new Date(1980, 0, 1) }));
  for (const file of files) rmSync(join(dir, file));
}

function folderBytes(dir: string): number {
  return readdirSync(dir, { withFileTypes: true }).reduce(
    (sum, entry) =>
      sum + (entry.isDirectory() ? folderBytes(join(dir, entry.name)) : statSync(join(dir, entry.name)).size),
    0,
  );
}

for (const part of ['extracts', 'truth', 'broken']) rmSync(join(OUT, part), { recursive: true, force: true });
mkdirSync(EXTRACTS, { recursive: true });
await withWorld(ROOMS, SAMPLE, OUT, async (connection) => {
  const samples = readFlatSamples(ROOMS.sourcesDir);
  const ledger: Written[] = [];
  for (const sample of samples) ledger.push(...(await writeOne(connection, sample)));
  for (const [source, targets] of Object.entries(MESSAGES)) {
    for (const message of await messageSamples(ROOMS.sourcesDir, source)) {
      for (const target of targets) {
        const name = target.name && `${target.name}.${message.root}`;
        await writeMessages(connection, message, {
          ...target,
          dir: join(EXTRACTS, source),
          ...(name && { name }),
        });
      }
    }
  }
  await packCbe(connection, samples);
  await writeTruth(connection, join(OUT, 'truth'), ledger, OUT, SAMPLE);
  await writeBroken(connection, join(OUT, 'broken'));
});
process.stdout.write(`data-samples: ${(folderBytes(OUT) / 2 ** 20).toFixed(1)} MiB\n`);
