import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The part of esbuild that is used. */
interface Bundler {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: readonly { text: string }[] }>;
}

const here = createRequire(import.meta.url);

/** The bundler is that of tsx, which runs this program: no package of its own, and its version is locked with it. */
const bundler = createRequire(here.resolve('tsx'))('esbuild') as Bundler;

/** Packages whose code stands in the page; their licences want the notice with it. */
const BUNDLED = ['sigma', 'graphology', 'graphology-utils'] as const;

/** Returns the script of the page with all that it needs and the licences of others; the same packages give the same text. */
export async function browserScript(): Promise<string> {
  const { outputFiles } = await bundler.build({
    entryPoints: [join(import.meta.dirname, 'browser.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    platform: 'browser',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    banner: { js: `/*!\n${BUNDLED.map(notice).join('\n')}*/` },
  });
  return outputFiles.map(({ text }) => text).join('');
}

function notice(name: string): string {
  let folder = dirname(here.resolve(name));
  while (!folder.endsWith(name)) folder = dirname(folder);
  return `${name}:\n${readFileSync(join(folder, 'LICENSE.txt'), 'utf8').replaceAll('*/', '')}`;
}
