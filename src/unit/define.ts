import type { ColumnValues, TableColumns } from '../columns/index.ts';
import type { Table } from '../table/index.ts';
import type { MessageMapping } from '../xml/index.ts';
import type { MatchRecords } from './match.ts';
import type { NetworkView } from './network-view.ts';

/**
 * The kinds of room and how each declares itself. A room is a folder whose main file (`source.ts`, `link.ts`,
 * `features.ts`, `network.ts`, `model.ts`, `list.ts`, `reports.ts`) default-exports what one of these functions returns.
 */

/** The rooms that hold SQL steps, in the order of the flow. */
export const ROOM_KINDS = ['source', 'link', 'features', 'network', 'model', 'list', 'reports'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

/** The parameters that a step may use as `$name`; the run gives their values. */
export const PARAMETERS = {
  /** DATE: nothing known later may be read. */
  as_of_date: 'DATE',
  /** VARCHAR: the last quarter that ended before the as-of date, `2024Q1`. */
  quarter: 'VARCHAR',
} as const;
export type ParameterName = keyof typeof PARAMETERS;

/** Why clear identities are read, and on which legal ground; written to the access log at each read. */
export interface Purpose {
  readonly reason: string;
  readonly legalBasis: string;
}

/** What a computed step may use: its declared inputs, the parameters of the run, and the fitted models of the home. */
export interface ComputeContext {
  readonly parameters: Readonly<Record<ParameterName, string>>;
  /** Threads of the run; they may not change a byte of the result. */
  readonly threads: number;
  /** Folder of the fitted models; absent where a step is only probed. */
  readonly modelsDir?: string;
  /**
   * Returns columns of a declared input in memory, rows in the order of its key.
   * @throws ContractError for a table that the step does not declare.
   */
  readonly read: (table: Table, columns: readonly string[]) => Promise<TableColumns>;
}

/** One step that fills one table: a SELECT in `<table>.sql` of the room, a computation, or records matched. */
export interface Step {
  readonly table: Table;
  /** The tables that the step reads; a SELECT is bound in a catalog that holds nothing else. */
  readonly inputs: readonly Table[];
  /**
   * Numbers that SQL cannot give: a propagation, the scores of a forest. Takes the place of the SELECT and returns all
   * columns of the table. The same inputs give the same columns; sets and joins stay in the steps before it.
   */
  readonly compute?: (context: ComputeContext) => ColumnValues | Promise<ColumnValues>;
  /**
   * Who is who: the SELECT gives records (`record_id` and the columns to compare) and the table, made by
   * `matchedTable`, takes their groups. The records themselves are not kept.
   */
  readonly match?: MatchRecords;
  /** Files below the folder of fitted models on which the computation depends; one that is absent is allowed. */
  readonly modelFiles?: readonly string[];
  /** Needed where an input stands in the schema `identity`; only links may declare one. */
  readonly purpose?: Purpose;
}

/** One table of an extracts folder. */
export interface ExtractTable {
  /** Where the rows go: a table of the schema `staging`. */
  readonly table: Table;
  /** Stem of the flat files: `<source>/<extract>.parquet`, `.csv` or `<extract>/**.parquet`. */
  readonly extract: string;
  /** Where the clear identifiers of the same rows go: same key, columns read from the same extract. */
  readonly identity?: Table<'identity'>;
  /**
   * `append`: files add rows, a key is delivered once. `supersede`: a later delivery of a key replaces the earlier one
   * if `versionColumn` is later. `snapshot`: each file replaces the table. `entity_update`: a full file
   * replaces the table, an update deletes by entity and then inserts.
   * @default 'append'
   */
  readonly delivery?: 'append' | 'supersede' | 'snapshot' | 'entity_update';
  /** For `supersede`: the column that orders the versions of one key. Absent: the order of delivery. */
  readonly versionColumn?: string;
  /** The sender's own published CSV format, where it takes the place of the flat extract. */
  readonly official?: OfficialFormat;
}

/** A published CSV format: the header is the `from` of the columns; identifiers may be dotted. */
export interface OfficialFormat {
  /** Stem: `<file>.csv` in a full delivery, `<file>_delete.csv` and `<file>_insert.csv` in an update. */
  readonly file: string;
  readonly dateFormat: 'dd-mm-yyyy';
  /** For `entity_update`: the column by which an update deletes; its header is the only one of `<file>_delete.csv`. */
  readonly entityColumn?: string;
}

export interface Source {
  readonly kind: 'source';
  readonly name: string;
  /** Who sends it, in words. */
  readonly sender: string;
  /** Official document and version. */
  readonly reference: string;
  /** A source of our own facts: its flat files stand in the room itself and are always loaded. @default false */
  readonly isBuiltIn?: boolean;
  readonly extracts: readonly ExtractTable[];
  /** Official XML messages that carry the same facts; each maps elements to the flat extracts above. */
  readonly messages?: readonly MessageMapping[];
  /**
   * SQL that runs on the rows of messages after typing and before staging, on the tables `incoming.<extract>`; it fills
   * the columns in `assigns`, which the messages themselves do not carry.
   */
  readonly beforeStaging?: {
    readonly assigns: readonly string[];
    readonly statements: () => readonly string[];
    /**
     * When they are needed: a query that counts the rows of `incoming.<extract>` for which they do anything. If it gives
     * zero, the rows of the other extracts go straight to staging, without a table between.
     */
    readonly neededFor: { readonly extract: string; readonly countSql: () => string };
  };
  /** Tables derived inside the source, after loading. */
  readonly steps?: readonly Step[];
  /** Where the results of visits come in: they judge the lists, and keep a visited subject off the next ones. */
  readonly feedback?: Feedback;
}

/**
 * The staging tables that hold inspection cases and their results, both filled by extracts of the source. A case has
 * `case_id`, `service_code`, `phenomenon_code`, `noss_registration_number`, `cbe_number`, `avwddt_id`, `opened_date`,
 * `visit_date`, `closed_date`, `origin_code` and `list_row_id`; a result has `case_id`, `outcome_code`,
 * `infringement_codes`, `workers_concerned_count`, `regularised_cents`, `outcome_date` and `known_date`.
 */
export interface Feedback {
  readonly visit: Table;
  readonly result: Table;
}

interface StepRoom<K extends RoomKind> {
  readonly kind: K;
  readonly name: string;
  /** One sentence: what the room answers. */
  readonly answers: string;
  readonly steps: readonly Step[];
}

export type Link = StepRoom<'link'>;
export type Features = StepRoom<'features'>;
/** A network may say how a dossier shows it. */
export interface Network extends StepRoom<'network'> {
  readonly view?: NetworkView;
}

/** What a room of reports may use to write its files. */
export interface ReportsContext {
  readonly parameters: Readonly<Record<ParameterName, string>>;
  /**
   * Returns the rows of a table that the room builds or names in `names`, in the order of its key.
   * @throws ContractError for any other table.
   */
  readonly rows: (table: Table) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Files for readers of their own, who are no inspectors: a report per service provider. */
export interface Reports extends StepRoom<'reports'> {
  /** Tables of clear names that the files show; each read is logged. */
  readonly names: readonly Table<'identity'>[];
  readonly purpose: Purpose;
  /** Returns the text of each file by its path below `reports/<room>/`; the same tables give the same texts. */
  readonly files: (context: ReportsContext) => Promise<Readonly<Record<string, string>>>;
}

type Without<T> = Omit<T, 'kind'>;

/** Returns a source: what a sender delivers and the staging tables that it fills. */
export const defineSource = (source: Without<Source>): Source => ({ kind: 'source', ...source });
/** Returns a link: who is who across sources. */
export const defineLink = (link: Without<Link>): Link => ({ kind: 'link', ...link });
/** Returns a feature group: what is known about a subject at the as-of date. */
export const defineFeatures = (features: Without<Features>): Features => ({ kind: 'features', ...features });
/** Returns a network: who is connected to whom. */
export const defineNetwork = (network: Without<Network>): Network => ({ kind: 'network', ...network });

/** Returns a room of reports. */
export const defineReports = (reports: Without<Reports>): Reports => ({ kind: 'reports', ...reports });

/** A scheduled job: which lists it builds and publishes, when, and as of which day. */
export interface Job {
  readonly kind: 'job';
  readonly name: string;
  readonly answers: string;
  /** Names of the lists that it publishes; empty: it builds and checks everything and publishes nothing. */
  readonly lists: readonly string[];
  /** Names of the rooms of reports that it writes. @default none */
  readonly reports?: readonly string[];
  /** Names of the models that it fits again before anything else; each replaces its champion only if it is better. */
  readonly fits?: readonly string[];
  /** Whether it loads what is new in the extracts folder first. */
  readonly loads: boolean;
  /** Cron expression, Brussels time. */
  readonly cron: string;
  /**
   * The as-of date where the command gives none, derived from the data and never from a clock:
   * `last_known_date` is the newest day about which an extract speaks, `month_start` the first day of that month.
   */
  readonly asOf: 'last_known_date' | 'month_start';
}

/** Returns a job. */
export const defineJob = (job: Without<Job>): Job => ({ kind: 'job', ...job });
