import { redactedFields, type Fields } from './fields.ts';

/** A finding that somebody should look at; it stops nothing. */
export interface Issue {
  readonly level: 'warn' | 'error';
  /** What happened, as a word with dots: `load.check_digit`. */
  readonly event: string;
  readonly fields: Fields;
  /** How often the same finding came. */
  readonly count: number;
}

export interface Issues {
  add(level: Issue['level'], event: string, fields?: Fields): void;
  /** Returns the findings: errors first, then by event and fields, whatever the order of their arrival. */
  list(): readonly Issue[];
  /** Returns the text of `issues.json`: one finding per entry, two blanks of indentation, a newline at the end. */
  toJson(): string;
}

/** Returns an empty collection of the warnings and errors of a run; equal findings are counted, not repeated. */
export function collectIssues(): Issues {
  const found = new Map<string, Issue>();
  const list = (): readonly Issue[] =>
    [...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, issue]) => issue);
  return {
    add: (level, event, given = {}) => {
      const entries = Object.entries(redactedFields(given)).sort(([a], [b]) => (a < b ? -1 : 1));
      const fields = Object.fromEntries(entries);
      const key = JSON.stringify([level, event, entries]);
      found.set(key, { level, event, fields, count: (found.get(key)?.count ?? 0) + 1 });
    },
    list,
    toJson: () =>
      `${JSON.stringify(
        list().map(({ level, event, count, fields }) => ({ level, event, count, ...fields })),
        null,
        2,
      )}\n`,
  };
}
