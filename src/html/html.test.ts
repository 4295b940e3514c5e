import { describe, expect, test } from 'vitest';
import { html, jsonMarkup, pageText, table } from './index.ts';

describe('pages', () => {
  test('a text of a row cannot become markup', () => {
    expect(
      html`<p title="${'"x'}">${'<script>alert(1)</script>'}${['a', 1, undefined, false]}</p>`.text,
    ).toBe('<p title="&quot;x">&lt;script&gt;alert(1)&lt;/script&gt;a1</p>');
  });

  test('data in a script element cannot end it', () => {
    expect(jsonMarkup({ name: '</script>' }).text).toBe('{"name":"\\u003c/script>"}');
  });

  test('a page names its language, forbids the network and is the same twice', () => {
    const rows = [{ name: 'A & B', count: 3 }];
    const page = () =>
      pageText({
        language: 'fr',
        title: 'Essai',
        body: [
          table('Chiffres', rows, [
            { title: 'Nom', value: (row) => row.name },
            { title: 'Nombre', value: (row) => row.count, isNumber: true },
          ]),
        ],
      });
    expect(page()).toBe(page());
    expect(page()).toContain('<html lang="fr">');
    expect(page()).toContain("default-src 'none'");
    expect(page()).toContain('A &amp; B');
    expect(page()).not.toMatch(/(?:src|href)="http/);
  });
});
