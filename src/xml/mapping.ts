import type { Threads } from '../threads/index.ts';

/**
 * How an official XML message becomes rows of flat extracts. A room declares one mapping per message; the reader in
 * this folder knows no message by name. Mappings are plain data, so that a worker thread can receive them.
 */

/** Where a column of a flat row takes its text from. A value that is not there is the empty text. */
export type ValuePath =
  /** Text of an element below the block, first one: `Quarter`, `UsingEmployer/UsingEmployerCompanyID`. */
  | ElementPath
  | { readonly constant: string }
  /** Number of this block inside the enclosing block `of`, in letters: A for 1, Z for 26, AA for 27. */
  | { readonly letters: string; readonly startAt?: number }
  /** The parts with a text between them; empty if one part is empty. */
  | { readonly join: readonly ValuePath[]; readonly with: string }
  /** The first part that is not empty. */
  | { readonly firstOf: readonly ValuePath[] }
  /** Whole euros, or euros with two decimals, written in cents; any other text stays as it is. */
  | { readonly euros: ValuePath };

export interface ElementPath {
  /** Path below the block. */
  readonly child: string;
  /** Enclosing block to look in. @default the block itself */
  readonly of?: string;
  /**
   * For an element that comes several times (`Reference/ReferenceNbr`): texts that its siblings must have, leading
   * zeros aside (`{ReferenceType: '1'}`).
   */
  readonly where?: Readonly<Record<string, string>>;
}

/** One element that gives one row, or context to the blocks inside it. */
export interface BlockMapping {
  /** Path below the enclosing block: `WorkerRecord`, `LastSituation/Occupation`. The block is called by its last name. */
  readonly element: string;
  /** Name of the enclosing block; the root element for the outermost block. */
  readonly within: string;
  /** Stem of the flat extract that receives the row; absent: the block only gives context. */
  readonly extract?: string;
  /** Flat column name to path. Columns that are not named stay empty. */
  readonly columns?: Readonly<Record<string, ValuePath>>;
  /** The block and the blocks inside it give rows only if this element has one of these texts. */
  readonly when?: { readonly child: string; readonly oneOf: readonly string[] };
}

export interface MessageMapping {
  /** Root element: `DmfAOriginal`. */
  readonly root: string;
  readonly blocks: readonly BlockMapping[];
  /**
   * Elements of the outermost block whose texts order the forms in time: `['FormCreationDate', 'FormCreationHour']`.
   * They begin the text of the column {@link FORM_COLUMN}.
   */
  readonly formOrder?: readonly string[];
}

/**
 * A column that a caller may ask of any extract: a text that all rows of one outermost block (one form) share and
 * that sorts the forms of a file in time, `2022-08-11T09:00:00.000#000000001`.
 */
export const FORM_COLUMN = '_form';

/** Every rule by which a file is refused whole. */
export type RefusalRule =
  | 'wrong_root'
  | 'truncated'
  | 'not_utf8'
  | 'doctype'
  | 'expansion_limit'
  | 'not_well_formed'
  | 'too_deep'
  | 'unreadable';

export interface Failure {
  readonly rule: RefusalRule;
  /** Line of the XML text where the reader stopped. */
  readonly line?: number;
  /** A sentence without any text of the file. */
  readonly detail: string;
}

/** A file to convert. `fileId` is written into every row; a whole number if an extract is written as Parquet. */
export interface MessageFile {
  readonly fileId: string;
  readonly path: string;
}

/** What became of one file. A file with a `failure` has left no row. */
export interface ConvertedFile extends MessageFile {
  readonly root?: string;
  /** Rows written, per extract. */
  readonly rows: Readonly<Record<string, number>>;
  /** Elements without a place in the mapping, by path, with their number. */
  readonly ignored: Readonly<Record<string, number>>;
  readonly failure?: Failure;
}

export interface ConvertOptions {
  /** Threads, this one included. @default the number of processors, and 1 for less than 4 MB in all */
  readonly workers?: number;
  /** The threads to ask, of which some may wait already. @default new ones */
  readonly threads?: Threads;
  /** Bytes that one file may expand to. @default 64 GiB */
  readonly maxExpandedBytes?: number;
  /** Times that a compressed file may grow, looked at beyond the first 10 MB. @default 200 */
  readonly maxRatio?: number;
  /** Extracts whose rows come as Parquet, typed, where all their values have the usual form. @default none */
  readonly formsOf?: FormsOf;
}

/**
 * The kind of a column, and the corrections of its values: what the reader has to know to write a usual value in the form
 * that staging keeps. `text` without more is the text as it stands.
 */
export interface ColumnForm {
  readonly kind: 'text' | 'integer' | 'bigint' | 'date' | 'flag' | 'quarter' | 'cbe' | 'nsso';
  readonly padTo?: number;
  readonly lookup?: Readonly<Record<string, string>>;
}

/** The forms of columns, per extract; a column that is not named is text as it stands. */
export type FormsOf = Readonly<Record<string, Readonly<Record<string, ColumnForm>>>>;

/** The flat columns that each extract has, in the order of the parts. */
export type ColumnsOf = Readonly<Record<string, readonly string[]>>;
