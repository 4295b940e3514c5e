import { compiledProgram } from '../src/cli/compile.js';

// Benches measure the program as it is used: compiled.
const folder = await compiledProgram(['scripts']);
if (folder === undefined) (await import('tsx/esm/api')).register();
await import(folder === undefined ? './bench.ts' : `${folder}/scripts/bench.js`);
