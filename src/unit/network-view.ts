import type { Table } from '../table/index.ts';
import type { Purpose } from './define.ts';
import type { Labels } from './list.ts';

/** A table and what its columns are called for a reader; amounts in cents are shown in euro. */
export interface ShownTable {
  readonly table: Table;
  readonly columns: Readonly<Record<string, Labels>>;
}

/** A day in the life of an employer. */
export interface ShownEvent {
  readonly table: Table;
  /** Its DATE column; rows without a date are no event. */
  readonly date: string;
  readonly title: Labels;
  /** A column whose value is shown after the title, for example the kind of procedure. */
  readonly detail?: string;
}

/** What a delivered or derived row is found by: the columns that the parts of `source_key`, separated by `|`, stand for. */
export interface ShownSource {
  readonly table: Table;
  /** A list of columns means the first of them that is not NULL. */
  readonly key: readonly (string | readonly string[])[];
}

/**
 * How a network is shown in a dossier: which of its tables hold what. Tables that name an employer do so in
 * `employerColumn`, those of a network by matricule or by CBE number, never both.
 */
export interface NetworkView {
  readonly employerColumn: 'noss_registration_number' | 'cbe_number';
  /** Matricules with their CBE number: `noss_registration_number`, `cbe_number`. */
  readonly employers: Table;
  /**
   * One row per employer, resource and source row that ties them: `resource_id`, `begin_date`, `end_date`, `source_table`,
   * `source_key`. A resource may be written `kind:key`.
   */
  readonly proofs: Table;
  /** Column of `proofs` with the kind of tie, and what each kind is called. */
  readonly typeColumn: string;
  readonly types: Readonly<Record<string, Labels>>;
  /** Only resources of this table are drawn, without those whose `hubColumn` is true. */
  readonly resources: { readonly table: Table; readonly hubColumn?: string };
  readonly sources: readonly ShownSource[];
  /** What is known about an employer; each has the employer column. */
  readonly facts: readonly ShownTable[];
  readonly events: readonly ShownEvent[];
  /** Employers that followed one another: from the employer column to `to`, on the day `date`. */
  readonly successions?: { readonly table: Table; readonly to: string; readonly date: string };
  /** Groups of employers: `construction_id` and the employer column; and what is known about a group. */
  readonly constructions?: { readonly members: Table; readonly facts: ShownTable };
  /** Clear names of employers, by matricule. */
  readonly names: { readonly table: Table; readonly column: string };
  /** For what a dossier may show clear names and numbers of persons, by the word that the command takes. */
  readonly purposes: Readonly<Record<string, Purpose>>;
}
