import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/table/index.ts';
import { barometerFiles } from './files.ts';
import {
  QualityBarometerAddressee,
  QualityBarometerCorrection,
  QualityBarometerDomain,
  QualityBarometerMeasure,
  QualityBarometerPart,
  QualityBarometerProvider,
} from './tables.ts';

const NO_TREND = { trend_ratio: null, trend_low: null, trend_high: null, improved_probability: null };
const index = { index_mean: 1.8, index_low: 1.6, index_high: 2 };
const ids = ['900001', '900002'];
const OWN: Readonly<Record<string, (id: string, i: number) => Record<string, unknown>>> = {
  [QualityBarometerProvider.name]: (_, i) => ({ provider_rank: 2 - i, ...index, ...NO_TREND }),
  [QualityBarometerDomain.name]: () => ({
    domain_code: 'priority',
    ...index,
    grade_code: 'bad',
    grade_probability: 0.98,
    trend_ratio: 0.8,
    trend_low: 0.7,
    trend_high: 0.9,
    improved_probability: 0.99,
  }),
  [QualityBarometerPart.name]: () => ({
    sub_indicator_code: 'priority_percentage',
    domain_code: 'priority',
    raw_rate: 0.02,
    adjusted_rate: 0.019,
    shrunk_rate: 0.018,
    low_rate: 0.016,
    high_rate: 0.02,
    reference_rate: 0.01,
    gain: 0.27,
    is_outside: true,
  }),
  [QualityBarometerMeasure.name]: () => ({
    cycle_code: 'current',
    sub_indicator_code: 'priority_percentage',
    failure_count: 200,
    opportunity_count: 10_000,
    largest_share: 0.31,
    capped_client_count: 1,
  }),
  [QualityBarometerCorrection.name]: (_, i) => ({
    noss_registration_number: i === 0 ? '190000013' : '190000112',
    quarter: '2024Q1',
    error_id: '00063-192',
    anomaly_class: 'P',
    worker_count: 3,
    first_seen_date: '2024-04-20',
  }),
  [QualityBarometerAddressee.name]: (_, i) => ({
    is_recognised: true,
    selection_code: 'recognised',
    client_count: 12,
    language: i === 0 ? 'nl' : 'fr',
  }),
};

const files = () =>
  barometerFiles({
    parameters: { as_of_date: '2024-05-15', quarter: '2024Q1' },
    rows: (table: Table) => {
      const own = OWN[table.name];
      if (own && table.schema === 'ranking')
        return Promise.resolve(ids.map((id, i) => ({ sender_id: id, ...own(id, i) })));
      return Promise.resolve(
        table.name.endsWith('service_provider')
          ? ids.map((id, i) => ({ service_provider_id: id, name: ['Alfa <b>', 'Beta'][i] }))
          : [{ noss_registration_number: '190000013', denomination: 'Client of Alfa' }],
      );
    },
  });

describe('the files of the barometer', () => {
  it('give a provider its own rows alone', async () => {
    const all = await files();
    const alfa = Object.entries(all).filter(([path]) => path.startsWith('providers/900001/'));
    expect(alfa).toHaveLength(6);
    for (const [, text] of alfa) expect(text).not.toMatch(/900002|Beta|190000112/);
    expect(all['providers/900002/report.html']).not.toMatch(/Alfa|\b900001\b/);
    expect(all['nsso/ranking.html']).toContain('Beta (900002)');
    expect(all['nsso/domain.csv']?.split('\n')).toHaveLength(4);
  });
  it('are in the language of the provider, the same twice', async () => {
    const all = await files();
    expect(all['providers/900001/report.html']).toContain('<html lang="nl">');
    expect(all['providers/900002/report.html']).toContain('À corriger en premier lieu');
    expect(await files()).toEqual(all);
  });

  const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    existsSync,
  );
  if (browserPath === undefined) console.warn('SKIPPED: no Chromium, the report was opened in no browser');
  it.skipIf(browserPath === undefined)(
    'open in a browser and print to A4: grade, advice and employers, no script and no network',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vigie-barometer-'));
      const path = join(folder, 'report.html');
      writeFileSync(path, (await files())['providers/900001/report.html'] ?? '');
      const browser = await chromium.launch({
        executablePath: browserPath as string,
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
      });
      try {
        const page = await browser.newPage();
        const problems: string[] = [];
        page.on('console', (message) => problems.push(message.text()));
        page.on('request', (request) => {
          if (!request.url().startsWith('file:')) problems.push(request.url());
        });
        await page.goto(pathToFileURL(path).href);
        expect(await page.locator('h1').innerText()).toBe('Kwaliteitsbarometer · Alfa <b>');
        expect(await page.locator('.grade.bad').first().innerText()).toBe('slecht');
        expect(await page.locator('.advice li').count()).toBe(1);
        expect(await page.getByText('Client of Alfa').isVisible()).toBe(true);
        expect(await page.locator('figure').count()).toBe(1);
        expect(await page.getByText('beter: × 0,80 (0,70 – 0,90)').isVisible()).toBe(true);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        expect(problems).toEqual([]);
      } finally {
        await browser.close();
        rmSync(folder, { recursive: true });
      }
    },
    30_000,
  );
});
