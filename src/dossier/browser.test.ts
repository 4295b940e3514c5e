import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeDossier } from './example.ts';
import { dossierPage } from './page.ts';

/** Software drawing, so that a machine without a graphics card has WebGL too. */
const WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const PATH = process.env['VIGIE_CHROMIUM'] ?? '/usr/bin/chromium';
const hasBrowser = existsSync(PATH);
if (!hasBrowser) process.stderr.write(`SKIPPED: the dossier in a browser; there is no ${PATH}\n`);

describe.skipIf(!hasBrowser).each([
  { name: 'a browser with WebGL', flags: WEBGL, hasWebgl: true },
  { name: 'a browser without WebGL', flags: ['--disable-gpu', '--disable-3d-apis'], hasWebgl: false },
])('a dossier of 500 nodes and 3 000 ties in $name', ({ flags, hasWebgl }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-dossier-'));
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const path = join(folder, 'dossier.html');
    writeFileSync(path, await dossierPage(largeDossier(), 'fr'));
    browser = await chromium.launch({ executablePath: PATH, args: ['--no-sandbox', ...flags] });
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request to ${request.url()}`);
    });
    await page.goto(`file://${path}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const shownNodes = () => page.locator('#nodes option').count();

  it('shows the still drawing where there is no graphics card, and the moving one when asked, if it can', async () => {
    const canvases = page.locator('#stage.has-webgl canvas');
    expect(await page.locator('#still').isVisible()).toBe(true);
    expect(await canvases.count()).toBe(0);
    await page.locator('#move').press('Enter');
    expect((await canvases.count()) > 0).toBe(hasWebgl);
    expect(await page.locator('#still').isVisible()).toBe(!hasWebgl);
    expect(await page.locator('#notice').isVisible()).toBe(false);
  }, 60_000);

  it('shows a clicked node with its ties and the rows that prove them', async () => {
    if (hasWebgl) await clickPoint(page, 0);
    else await page.locator('#still [data-node="0"] rect').click();
    expect(await page.locator('#node h3').textContent()).toBe('E0');
    const tie = page.locator('#node details').first();
    await tie.locator('summary').click();
    expect(await tie.locator('.proof code').first().textContent()).toMatch(/^staging\.example_period K\d+$/);
    expect(await tie.locator('.row').first().textContent()).toMatch(
      /^example\.csv: period_id=K\d+, worker_id=R\d+$/,
    );
  }, 60_000);

  it('shows by the slider, moved with keys, what had begun on a day', async () => {
    const all = await shownNodes();
    await page.locator('#until').focus();
    await page.keyboard.press('Home');
    expect(await page.locator('#day').textContent()).toBe('2010-03-31');
    expect(await shownNodes()).toBeLessThan(all);
    await page.keyboard.press('End');
    expect(await page.locator('#day').textContent()).toBe('2024-04-30');
    expect(await shownNodes()).toBe(all);
  }, 60_000);

  it('leaves out a kind of tie', async () => {
    await page.locator('input[value=worker]').press('Space');
    expect(await shownNodes()).toBeLessThan(201);
    await page.locator('input[value=worker]').press('Space');
    expect(await shownNodes()).toBe(500);
  }, 60_000);

  it('finds a node by keyboard, and speaks the language of its reader', async () => {
    await page.locator('#search').fill('R37');
    await page.locator('#nodes').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#node h3').textContent()).toMatch(/^R37/);
    await page.locator('button[data-language=nl]').press('Enter');
    expect(await page.locator('h1').innerText()).toMatch(/^Netwerkdossier/);
    await page.locator('#stage').press('+');
  }, 60_000);

  it('prints on A4 with the still drawing', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#still').isVisible()).toBe(true);
    expect(await page.locator('#side').isVisible()).toBe(false);
    const width = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(width).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: 'screen' });
  }, 60_000);

  it('asks nobody for anything and complains of nothing', () => {
    expect(complaints).toEqual([]);
  });
});

/** Clicks where a node stands on the moving drawing. */
async function clickPoint(page: Page, index: number): Promise<void> {
  const place = await page.evaluate(`(() => { const at = document.getElementById('stage').placeOf(${index});
    const box = document.getElementById('moving').getBoundingClientRect(); return { x: box.x + at.x, y: box.y + at.y }; })()`);
  const { x, y } = place as { x: number; y: number };
  await page.mouse.click(x, y);
}
