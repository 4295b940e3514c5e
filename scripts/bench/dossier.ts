/**
 * How long a dossier of 500 nodes and 3 000 ties takes to open in a browser, until it is drawn and answers, with WebGL in
 * software and without, against an empty page in the same browser.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { chromium } from 'playwright-core';
import { largeDossier } from '../../src/dossier/example.ts';
import { dossierPage } from '../../src/dossier/index.ts';
import type { BenchResult } from '../bench.ts';

const ROUNDS = 5;
const PATH = process.env['VIGIE_CHROMIUM'] ?? '/usr/bin/chromium';
/** Without a graphics card browsers draw the page without WebGL, and lend the processor to a page that asks for it, if told to. */
const WAYS = {
  'WebGL in software': ['--enable-unsafe-swiftshader'],
  'page and WebGL in software': ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  'no WebGL': ['--disable-gpu', '--disable-3d-apis'],
} as const;

/** Returns the median seconds to open each page. */
export async function run(): Promise<BenchResult> {
  const title = `A dossier of 500 nodes and 3 000 ties opens in a browser (medians of ${ROUNDS})`;
  if (!existsSync(PATH)) return { title, rows: [{ browser: `absent: ${PATH}` }] };
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  try {
    const page = await dossierPage(largeDossier(), 'fr');
    const [full, empty] = ['dossier.html', 'empty.html'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    writeFileSync(full, page);
    writeFileSync(empty, '<!doctype html><html data-ready="true"></html>');
    const rows = [];
    for (const [browser, flags] of Object.entries(WAYS)) {
      const [seconds, bare] = [await opened(full, flags), await opened(empty, flags)];
      rows.push({
        browser,
        megabytes: (page.length / 1e6).toFixed(1),
        seconds: seconds.toFixed(2),
        'empty page': bare.toFixed(2),
      });
    }
    return { title, rows };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function opened(path: string, flags: readonly string[]): Promise<number> {
  const browser = await chromium.launch({ executablePath: PATH, args: ['--no-sandbox', ...flags] });
  try {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      const start = performance.now();
      await page.goto(`file://${path}`);
      await page.waitForSelector('html[data-ready]', { state: 'attached' });
      seconds.push((performance.now() - start) / 1000);
      await page.close();
    }
    return seconds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  } finally {
    await browser.close();
  }
}
