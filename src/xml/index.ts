/**
 * How an official XML message becomes rows of flat extracts. A room declares one mapping per message; the reader in
 * this folder knows no message by name.
 */

/** Where a column of a flat row takes its value from. */
export type ValuePath =
  /** Text of a child element of the block: `Quarter`. Nested: `UsingEmployer/UsingEmployerCompanyID` (first one). */
  | { readonly child: string }
  /** Text of a child of an enclosing block: block element name and child path. */
  | { readonly of: string; readonly child: string }
  /** A constant. */
  | { readonly constant: string };

/** One element that gives one row. */
export interface BlockMapping {
  /** Element name, e.g. `WorkerRecord`; it matches below `within` only. */
  readonly element: string;
  /** Name of the enclosing block element, `Form` at the top. */
  readonly within: string;
  /** Stem of the flat extract that receives the row; absent: the block only gives context to blocks inside it. */
  readonly extract?: string;
  /** Flat column name to path. Columns that are not named stay empty. */
  readonly columns?: Readonly<Record<string, ValuePath>>;
}

export interface MessageMapping {
  /** Root element: `DmfAOriginal`. */
  readonly root: string;
  readonly blocks: readonly BlockMapping[];
}
