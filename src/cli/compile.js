import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/vigie');
/** Packages that look for files beside their own. */
const EXTERNAL = ['@duckdb/node-bindings', '@polyglot-sql/sdk', 'prettier'];
const PROGRAM = ['src', 'pipelines', 'models'];
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';
const A_DAY = 24 * 60 * 60 * 1000;

/**
 * Returns the folder of the program compiled from the sources as they are, named after their content: a start then reads a few
 * files instead of some hundred that pass a loader one by one. `undefined` where nothing can be written, or where a source
 * does not compile: then the program runs from its sources. Other folders at the top can be compiled with it.
 */
export async function compiledProgram(others = []) {
  const paths = [...PROGRAM, ...others].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true })
      .filter((path) => /(?<!\.test)\.[jt]s$/.test(path))
      .map((path) => join(ROOT, top, path)),
  );
  const sources = new Map(paths.sort().map((path) => [path, readFileSync(path, 'utf8')]));
  const packages = readFileSync(join(ROOT, 'package-lock.json'));
  const hash = createHash('sha256')
    .update(JSON.stringify([...sources]))
    .update(packages)
    .digest('hex');
  const folder = join(CACHE, hash.slice(0, 16));
  if (existsSync(folder)) return folder;
  const scratch = `${folder}.${process.pid}`;
  try {
    await compile(sources, scratch, folder);
    renameSync(scratch, folder);
    forgetOlder(folder);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    if (process.env.VIGIE_DEBUG_SQL !== undefined) console.error(error);
  }
  return existsSync(folder) ? folder : undefined;
}

/** The command line, the benches, threads, and what is imported by its path, a room for example, are files of their own at the same place. */
async function compile(sources, outdir, folder) {
  const isEntry = ([path, text]) =>
    /\/(cli\/main|worker|scripts\/bench(\/\w+)?)\.ts$/.test(path) || /^export default /m.test(text);
  const entryPoints = [...sources].filter(isEntry).map(([path]) => path);
  const esbuild = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild');
  /** Files that stand beside a source are found where they are. */
  const load = ({ path }) => {
    const contents = (sources.get(path) ?? '')
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
    return { contents, loader: 'ts' };
  };
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir,
    outbase: '.',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    banner: { js: REQUIRE },
    define: { COMPILED_TO: JSON.stringify(folder) },
    plugins: [{ name: 'places', setup: (build) => build.onLoad({ filter: /\.ts$/ }, load) }],
  });
}

/** A process that started from an older program may still need its files for a while. */
function forgetOlder(folder) {
  const age = (other) => statSync(folder).mtimeMs - statSync(other).mtimeMs;
  for (const other of readdirSync(CACHE).map((name) => join(CACHE, name)))
    if (age(other) > A_DAY) rmSync(other, { recursive: true });
}
