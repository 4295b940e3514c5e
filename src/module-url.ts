import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the compiled program, in the compiled program only: `src/cli/compile.js` writes it in. */
declare const COMPILED_TO: string | undefined;

/** Returns where a source file that is imported by its path can be loaded from: itself, or what it was compiled to. */
export function moduleUrl(file: string): URL {
  if (typeof COMPILED_TO === 'undefined') return pathToFileURL(file);
  const path = relative(join(import.meta.dirname, '..'), file);
  return pathToFileURL(join(COMPILED_TO, path.replace(/\.ts$/, '.js')));
}
