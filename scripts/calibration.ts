import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/unit/index.ts';
import { calibrateWorld } from '../src/world/index.ts';

/** Writes `pipelines/world/calibration.csv`, from which `npm run docs` makes the README of the world: takes half a minute. */
const rooms = {
  worldDir: join(PROJECT_ROOT, 'pipelines/world'),
  sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
};
const measures = await calibrateWorld(rooms, { employers: 2_000, quarters: 8, seed: 1 });
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const rows = measures.map(({ measure, target, obtained, source }) =>
  [measure, target, obtained, source].map(cell).join(','),
);
writeFileSync(
  join(rooms.worldDir, 'calibration.csv'),
  ['measure,target,obtained,source', ...rows, ''].join('\n'),
);
