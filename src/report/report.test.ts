import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { HitRate } from '../feedback/index.ts';
import type { List } from '../unit/index.ts';
import { reportPage, type Report } from './index.ts';

const RATE: HitRate = {
  group: '2024-05',
  issued: 60,
  outcomes: { hit: 40, no_infringement: 10, closed: 2, not_found: 1, already_treated: 0, refused: 0 },
  pending: 7,
  rate: 0.8,
  interval: { low: 0.67, high: 0.888 },
  pendingRange: { low: 0.7, high: 0.82 },
  scoreRate: 0.85,
  random: { share: 0.1, rows: 3, effectiveRows: 3, low: 0, high: 0.6 },
  lift: 8.5,
  regularisedCents: 12345,
};
const LIST = {
  name: 'example',
  title: { fr: 'À visiter', nl: 'Te bezoeken', de: 'Zu besuchen' },
  exclusions: { ended: { fr: 'terminé', nl: 'voorbij', de: 'vorbei', en: 'over' } },
} as unknown as List;
const GUARD = { model: 'example', guard: 'drift', name: 'age_months', value: 0.558, limit: 0.25 };
const REPORT: Report = {
  job: 'nightly',
  asOf: '2024-05-15',
  quarter: '2024Q1',
  loads: [{ source: 'dmfa', files: 3, refused: 1, read: 10, staged: 9, rejected: 1 }],
  notDelivered: ['limosa'],
  findings: [{ room: 'source dmfa', sentence: 'rows <b>twice</b>', count: 2 }],
  lists: [
    {
      list: LIST,
      period: '2024-06',
      ranker: { code: 'points_stopped', version: 'points-1' },
      targets: 12,
      districts: [
        { district: 'liege', eligible: 20, chosen: 8, excluded: { ended: 3 } },
        { district: 'namur', eligible: 4, chosen: 4, excluded: {} },
      ],
    },
  ],
  changes: [{ list: 'example', previous: { period: '2024-05', version: 2 }, added: 5, kept: 7, gone: 3 }],
  rates: [RATE],
  declared: [LIST, { ...LIST, name: 'networks', title: { ...LIST.title, fr: 'Réseaux' } }],
  withheld: [
    { ...GUARD, list: 'example', effect: 'model' },
    { ...GUARD, list: 'networks', effect: 'list' },
  ],
};

describe('the report of a run', () => {
  it('has equal bytes for equal content and escapes what it is given', () => {
    const text = reportPage(REPORT);
    expect(reportPage(REPORT)).toBe(text);
    expect(text).not.toContain('<b>twice');
    expect(text).not.toMatch(/(src|href)="http/);
  });

  it('says in each language what ranked a list, which was withheld and why subjects were left out', () => {
    const text = reportPage(REPORT).replace(/<[^>]+>/g, '');
    expect(text).toContain(
      'Classée par les points : un garde-fou arrête le modèle (points-1). example, garde-fous qui disent stop : 1.',
    );
    expect(text).toContain('Ranked by the points: a guard stops the model (points-1)');
    expect(text).toContain('Réseaux : liste retenue');
    expect(text).toContain('networks : list withheld');
    for (const words of ['terminé', 'voorbij', 'over']) expect(text).toContain(`ended: ${words}`);
    expect(reportPage({ ...REPORT, withheld: [] })).not.toContain('garde-fous');
  });

  const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    existsSync,
  );
  if (browserPath === undefined) console.warn('SKIPPED: no Chromium, the report was opened in no browser');
  it.skipIf(browserPath === undefined)(
    'works in a browser: three languages by keyboard, pictures with words, contrast, no network',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vigie-report-'));
      const path = join(folder, 'index.html');
      writeFileSync(path, reportPage(REPORT));
      const browser = await chromium.launch({
        executablePath: browserPath as string,
        args: [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--no-first-run',
        ],
      });
      try {
        const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
        const problems: string[] = [];
        page.on('pageerror', (error) => problems.push(error.message));
        page.on('console', (message) => problems.push(message.text()));
        page.on('request', (request) => {
          if (!request.url().startsWith('file:')) problems.push(request.url());
        });
        await page.goto(pathToFileURL(path).href);
        const heading = () => page.locator('h1:visible').allInnerTexts();
        expect(await heading()).toEqual(['Rapport de traitement : nightly']);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(await heading()).toEqual(['Verwerkingsverslag : nightly']);
        expect(await page.locator('html').getAttribute('lang')).toBe('nl');
        await page.getByRole('button', { name: 'English' }).click();
        expect(await heading()).toEqual(['Run report : nightly']);
        const pictures = page.locator('[role=img]:visible');
        expect(await pictures.count()).toBe(2);
        for (const picture of await pictures.all())
          expect((await picture.getAttribute('aria-label'))?.length).toBeGreaterThan(20);
        await expect(page.locator('td:visible', { hasText: '67.0 % – 88.8 %' }).count()).resolves.toBe(1);
        expect(await page.locator('table:visible caption').count()).toBe(
          await page.locator('table:visible').count(),
        );
        // 4.5 to 1 asks for a luminance below .183 on white; the palest text of the page is `.soft`.
        const colour = await page
          .locator('.soft:visible')
          .first()
          .evaluate((node) => {
            return (
              globalThis as unknown as { getComputedStyle(n: unknown): { color: string } }
            ).getComputedStyle(node).color;
          });
        const [r = 255, g = 255, b = 255] = (colour.match(/\d+/g) ?? []).map(
          (part) => (Number(part) / 255) ** 2.2,
        );
        expect(0.2126 * r + 0.7152 * g + 0.0722 * b).toBeLessThan(0.183);
        expect(problems).toEqual([]);
      } finally {
        await browser.close();
        rmSync(folder, { recursive: true });
      }
    },
  );
});
