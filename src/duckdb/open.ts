import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
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
 * @throws HomeError when the file is locked by another process, damaged or from a newer DuckDB.
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
    for (const statement of sealingSql(options)) await connection.run(statement);
  } catch (error) {
    instance.closeSync();
    throw wrapDuckDbError(error, 'seal the database');
  } finally {
    connection.closeSync();
  }
  const attached = options.encryptionKey !== undefined;
  return {
    connect: async () => {
      const opened = await instance.connect();
      if (attached) await opened.run('USE warehouse');
      return opened;
    },
    close: () => instance.closeSync(),
  };
}

function sealingSql(options: DatabaseOptions): string[] {
  const folders = (options.allowedDirectories ?? []).map(quotedText).join(', ');
  return [
    "SET GLOBAL TimeZone = 'UTC'",
    'SET preserve_insertion_order = false',
    ...(options.tempDirectory ? [`SET temp_directory = ${quotedText(options.tempDirectory)}`] : []),
    ...(options.httpfsExtension ? [`LOAD ${quotedText(options.httpfsExtension)}`] : []),
    ...(options.encryptionKey
      ? [
          'SET temp_file_encryption = true',
          `ATTACH ${quotedText(options.path)} AS warehouse (ENCRYPTION_KEY ${quotedText(options.encryptionKey)})`,
        ]
      : []),
    `SET allowed_directories = [${folders}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}
