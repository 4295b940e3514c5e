import { DuckDBInstance, version, type DuckDBConnection } from '@duckdb/node-api';
import { HomeError } from '../errors.ts';
import { quotedText } from '../table/index.ts';
import { wrapDuckDbError } from './errors.ts';

export interface DatabaseOptions {
  /** File of the warehouse, or `:memory:`. */
  readonly path: string;
  /** @default 2 */
  readonly threads?: number;
  /** Folders that SQL may read and write; nothing else on the disk exists for it. @default none */
  readonly allowedDirectories?: readonly string[];
  /** Where queries that exceed the memory spill; must be inside an allowed folder. @default none */
  readonly tempDirectory?: string;
  /** For example `4GB`. @default DuckDB's: 80 % of the machine */
  readonly memoryLimit?: string;
  /** A local `httpfs` extension file: DuckDB writes encrypted files only with it. @default none */
  readonly httpfsExtension?: string;
  /** 64 hexadecimal characters; asks for an encrypted warehouse and temp files, needs `httpfsExtension`. */
  readonly encryptionKey?: string;
}

export interface Database {
  /** Opens one more connection to the same database. */
  connect(): Promise<DuckDBConnection>;
  /** Closes the connections too: one that is left open keeps the file until the garbage is collected. */
  close(): void;
}

const SEALED_AT_CREATION = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
} as const;

/**
 * How the warehouse is written: as the pinned DuckDB writes best, not as its oldest readers need it. Texts are then
 * compressed by one method instead of the better of two, which takes a third less time and room.
 */
const STORAGE = { storage_compatibility_version: 'latest' } as const;

/**
 * Returns a database that can read and write in the allowed folders only, load no extension and change no setting.
 * The settings are made in the one order that DuckDB respects: extensions at creation, then time zone and temp folder,
 * then the allowed folders, then external access off, then the lock.
 * @throws HomeError when the file is locked by another process, damaged, from a newer DuckDB, or can not be encrypted.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const instance = await DuckDBInstance.create(options.encryptionKey ? ':memory:' : options.path, {
    ...SEALED_AT_CREATION,
    ...STORAGE,
    threads: String(options.threads ?? 2),
    ...(options.memoryLimit && { memory_limit: options.memoryLimit }),
  }).catch((error: unknown) => {
    throw wrapDuckDbError(error, 'open the warehouse');
  });
  const connection = await instance.connect();
  try {
    for (const statement of settingSql(options)) await connection.run(statement);
    await encrypt(connection, options);
    for (const statement of sealingSql(options)) await connection.run(statement);
  } catch (error) {
    instance.closeSync();
    throw wrapDuckDbError(error, 'seal the database');
  } finally {
    connection.closeSync();
  }
  const attached = options.encryptionKey !== undefined;
  const opened: DuckDBConnection[] = [];
  return {
    connect: async () => {
      const connection = await instance.connect();
      opened.push(connection);
      if (attached) await connection.run('USE warehouse');
      return connection;
    },
    close: () => {
      for (const connection of opened) connection.closeSync();
      instance.closeSync();
    },
  };
}

const settingSql = ({ tempDirectory }: DatabaseOptions): string[] => [
  "SET GLOBAL TimeZone = 'UTC'",
  'SET preserve_insertion_order = false',
  ...(tempDirectory === undefined ? [] : [`SET temp_directory = ${quotedText(tempDirectory)}`]),
];

/** Loads the operator's extension and attaches the warehouse with its key, if there is one. */
async function encrypt(connection: DuckDBConnection, options: DatabaseOptions): Promise<void> {
  const { path, httpfsExtension, encryptionKey } = options;
  const run = async (statement: string, fact: string) => {
    await connection.run(statement).catch(() => {
      throw new HomeError({
        place: 'encryption of the warehouse',
        fact,
        expectation: `the signed httpfs extension of DuckDB ${version()}, and the key with which the warehouse was made`,
        effect: 'nothing was read or changed',
        next: 'see "Operating it" in the README; without both settings the warehouse is not encrypted',
      });
    });
  };
  if (httpfsExtension !== undefined)
    await run(`LOAD ${quotedText(httpfsExtension)}`, 'the httpfs extension can not be loaded');
  if (encryptionKey === undefined) return;
  await run('SET temp_file_encryption = true', 'temporary files can not be encrypted');
  await run(
    `ATTACH ${quotedText(path)} AS warehouse (ENCRYPTION_KEY ${quotedText(encryptionKey)})`,
    'DuckDB can not open the warehouse with this key, or not without the httpfs extension',
  );
}

function sealingSql(options: DatabaseOptions): string[] {
  const folders = (options.allowedDirectories ?? []).map(quotedText).join(', ');
  return [
    `SET allowed_directories = [${folders}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}
