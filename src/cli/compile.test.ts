import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { discoverRooms, PROJECT_ROOT, ROOM_PLACES } from '../unit/index.ts';

const { compiledProgram } = (await import(pathToFileURL(join(import.meta.dirname, 'compile.js')).href)) as {
  readonly compiledProgram: () => Promise<string | undefined>;
};

it('compiles the command line, the threads and every room, and does so once for the same sources', async () => {
  const folder = (await compiledProgram()) ?? 'nothing was compiled';
  const rooms = (await discoverRooms()).map(({ dir, kind }) => join(dir, ROOM_PLACES[kind].file));
  const files = ['src/cli/main.ts', 'src/xml/worker.ts', 'src/forest/worker.ts', 'pipelines/jobs/nightly.ts'];
  for (const file of [...files, ...rooms.map((path) => path.slice(PROJECT_ROOT.length + 1))])
    expect(existsSync(join(folder, file.replace(/ts$/, 'js'))), file).toBe(true);
  expect(await compiledProgram()).toBe(folder);
}, 30_000);
