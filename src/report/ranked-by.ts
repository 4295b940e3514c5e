import { html, table, type Markup } from '../html/index.ts';
import type { Ranker } from '../ranking/index.ts';
import type { List } from '../unit/index.ts';
import { word, type ReportLanguage } from './words.ts';

/** A guard of a model that says stop, and what follows for a list. */
export interface StoppedGuard {
  readonly list: string;
  /** `list`: it is withheld. `model`: it is ranked by its points. */
  readonly effect: 'list' | 'model';
  readonly model: string;
  readonly guard: string;
  /** The feature or group that the guard watches. */
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

/** Returns the title of a list in the language of the report; there is none in English but its name. */
export const titleOf = (list: List, language: ReportLanguage): string =>
  language === 'en' ? list.name : list.title[language];

function titleOfName(name: string, lists: readonly List[], language: ReportLanguage): string {
  const list = lists.find((candidate) => candidate.name === name);
  return list ? titleOf(list, language) : name;
}

/** Returns the guards that say stop to a list, in words: by which models, and how many. */
function stopsOf(guards: readonly StoppedGuard[], language: ReportLanguage): string {
  const models = [...new Set(guards.map(({ model }) => model))];
  return `${models.join(', ')}, ${word('stops', language)} : ${guards.length}.`;
}

/** Returns the sentence that says what ranked a list: a model, or its points and why. */
export function rankedBy(
  { code, version }: Ranker,
  list: List,
  guards: readonly StoppedGuard[],
  language: ReportLanguage,
): Markup {
  const own = guards.filter((guard) => guard.list === list.name && guard.effect === 'model');
  return html`<p>${word('rankedBy', language)} ${word(code, language)} <span class="soft">(${version})</span>. ${own.length > 0 && stopsOf(own, language)}</p>`;
}

/** Returns the lists that a guard withheld, each with its models. */
export function withheldLists(
  guards: readonly StoppedGuard[],
  lists: readonly List[],
  language: ReportLanguage,
): Markup[] {
  const withheld = guards.filter(({ effect }) => effect === 'list');
  return [...new Set(withheld.map(({ list }) => list))].map((name) => {
    const own = withheld.filter(({ list }) => list === name);
    return html`<section><h3>${titleOfName(name, lists, language)} : ${word('withheld', language)}</h3>
<p>${word('withheldWhy', language)} ${stopsOf(own, language)}</p></section>`;
  });
}

/** Returns the table of the guards that say stop; empty where none does. */
export function guardTable(
  guards: readonly StoppedGuard[],
  lists: readonly List[],
  language: ReportLanguage,
): Markup {
  if (guards.length === 0) return html``;
  return table(word('guards', language), guards, [
    {
      title: word('list', language),
      value: ({ list }) => titleOfName(list, lists, language),
    },
    { title: word('modelName', language), value: ({ model }) => model },
    { title: word('guard', language), value: ({ guard, name }) => html`${guard} <code>${name}</code>` },
    { title: word('value', language), value: ({ value }) => value, isNumber: true },
    { title: word('limit', language), value: ({ limit }) => limit, isNumber: true },
  ]);
}
