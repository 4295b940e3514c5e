/** Text that is markup already: {@link html} leaves it as it is. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template of {@link html}; `undefined`, `null` and `false` leave nothing. */
export type Content = Markup | string | number | undefined | null | false | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function rendered(content: Content): string {
  if (content === undefined || content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(rendered).join('');
  return String(content).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Tag of a template: returns markup in which every value is escaped, but for values that are {@link Markup}. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + rendered(contents[index])).join(''));
}

/** Returns a text of our own as markup, unescaped: style sheets, scripts, finished SVG. Never a text of a row. */
export function markup(text: string): Markup {
  return new Markup(text);
}

/** Returns data for a `<script type="application/json">` element, so that no text of the data can end the element. */
export function jsonMarkup(data: unknown): Markup {
  return new Markup(JSON.stringify(data).replaceAll('<', '\\u003c'));
}
