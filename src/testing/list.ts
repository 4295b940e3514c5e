import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { filledSentence } from '../publication/index.ts';
import type { Table } from '../table/index.ts';
import { LANGUAGES, type List } from '../unit/index.ts';

/**
 * Expects that the SQL of a list and its words agree: each rule has a sentence that fills in three languages and names a
 * law, each reason has evidence, and each exclusion is explained.
 * @param room - `import.meta.url` of the test: the SQL files stand beside it.
 * @param earlier - SQL files of rules that an earlier room gives points for, without `.sql`, from `room`.
 */
export function expectCompleteList(list: List, room: string, earlier: readonly string[] = []): void {
  const sqlOf = (name: string) => readFileSync(new URL(`./${name}.sql`, room), 'utf8');
  const evidence = sqlOf(list.evidence.name);
  for (const { code, sentence, legalBasis } of list.reasons) {
    expect(evidence, `evidence of ${code}`).toContain(`'${code}'`);
    for (const language of LANGUAGES) {
      expect(legalBasis[language]).toMatch(/\d|XX/);
      expect(filledSentence(sentence[language], { count: 2, base: 5, cents: 100 }, language)).toMatch(
        /^[^{}?]+\.$/,
      );
    }
  }
  const rules = [...earlier, list.reason.name].flatMap((name) =>
    [...sqlOf(name).matchAll(/^ {10}\('([a-z0-9_]+)', ['\d]/gm)].map((match) => match[1]),
  );
  if (rules.length > 0) expect(list.reasons.map(({ code }) => code)).toEqual(rules);
  const given = [...sqlOf(list.candidate.name).matchAll(/THEN '([a-z_]+)'/g)].map((match) => match[1]);
  expect(Object.keys(list.exclusions).sort()).toEqual([...new Set(given)].sort());
}

/** Returns the declared inputs of the step of a list that fills a table. */
export const inputsOf = (list: List, table: Table): readonly Table[] =>
  list.steps.find((step) => step.table === table)?.inputs ?? [];
