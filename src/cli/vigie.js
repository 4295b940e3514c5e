#!/usr/bin/env node
import { compiledProgram } from './compile.js';

// What a bug shows is then said in the places of the sources.
if (process.env.VIGIE_DEBUG_SQL !== undefined) process.setSourceMapsEnabled(true);
const folder = await compiledProgram();
if (folder === undefined) (await import('tsx/esm/api')).register();
const { main } = await import(folder === undefined ? './main.ts' : `${folder}/src/cli/main.js`);
process.exitCode = await main(process.argv);
