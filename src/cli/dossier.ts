import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { HomeError } from '../errors.ts';
import { allowedPurpose, dossierPage, exchangeFiles, readDossier } from '../dossier/index.ts';
import { prepareWarehouse } from '../extract/index.ts';
import { findExplanation } from '../publication/index.ts';
import { prepareHome, readManifests, type Manifest } from '../run/index.ts';
import { discoverRooms, LANGUAGES, type NetworkView, type Room } from '../unit/index.ts';
import { globalOptions, today, usage, withSession } from './session.ts';

interface Options {
  readonly out: string;
  readonly language: string;
  readonly network?: string;
  readonly purpose?: string;
  readonly exports?: string;
}

/** Returns the command `vigie dossier`. */
export function dossierCommand(): Command {
  return new Command('dossier')
    .description(
      'Writes the network around a construction or an employer as one page, with all that proves it.',
    )
    .argument('<id>', 'a construction, a matricule, a CBE number or the row_id of a published row')
    .requiredOption('--out <file>', 'page to write or replace')
    .option('--language <code>', 'first language of the page: nl, fr or de; it holds all three', 'fr')
    .option('--network <name>', 'the network, where more than one can be shown')
    .option('--purpose <word>', 'show names and NISS for this purpose; noted in the access log')
    .option('--exports <dir>', 'also write GraphML, GEXF and CSV files there')
    .action(async (id: string, options: Options, command: Command) => {
      const language = LANGUAGES.find((code) => code === options.language);
      if (language === undefined) throw usage('--language', 'it is neither nl, fr nor de');
      const out = resolve(options.out);
      if (!existsSync(dirname(out))) throw usage('--out', 'its folder does not exist');
      const all = globalOptions(command);
      const rooms = await discoverRooms();
      const view = viewOf(rooms, options.network);
      const purpose = allowedPurpose(view, options.purpose);
      const { asOf, subject } = pastRuns(all.home, id, rooms);
      await withSession(all, async ({ connection, home, logger }) => {
        await prepareWarehouse(connection, rooms);
        const access = { home: home.dir, at: today() };
        const dossier = await readDossier(connection, view, {
          id: subject,
          asOf,
          ...(purpose && { purpose }),
          access,
        });
        writePrivate(out, await dossierPage(dossier, language));
        if (options.exports !== undefined) writeExports(resolve(options.exports), exchangeFiles(dossier));
        const { nodes, part, evidence } = dossier;
        logger.info('dossier', {
          nodes: nodes.length,
          ties: part.ties.length,
          proofs: evidence.proofs.length,
        });
      });
    });
}

function viewOf(rooms: readonly Room[], wanted: string | undefined): NetworkView {
  const views = rooms.flatMap(({ definition }) =>
    definition.kind === 'network' && definition.view
      ? [{ name: definition.name, view: definition.view }]
      : [],
  );
  const found = views.filter(({ name }) => wanted === undefined || name === wanted);
  const [only] = found;
  if (only && found.length === 1) return only.view;
  throw usage('--network', `name one of ${views.map(({ name }) => name).join(', ')}`);
}

/** The day of the newest run, whose network stands in the warehouse, and the subject behind the id of a row. */
function pastRuns(dir: string, id: string, rooms: readonly Room[]): { asOf: string; subject: string } {
  const home = prepareHome(dir);
  const day = ({ parameters }: Manifest): string => String(parameters['as_of_date']);
  const manifests = readManifests(home.runs).sort((a, b) =>
    `${day(b)}${b.runId}` < `${day(a)}${a.runId}` ? -1 : 1,
  );
  const [newest] = manifests;
  if (!newest) throw nothingBuilt();
  const lists = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
  for (const { runId } of manifests) {
    const target = findExplanation(join(home.runs, runId), runId, id, lists)?.target;
    if (!target) continue;
    const subject =
      target['subject_type'] === 'network'
        ? target['subject_id']
        : target['noss_registration_number'] || target['cbe_number'];
    if (subject === undefined || subject === '') throw usage('<id>', 'this row is about no employer');
    return { asOf: day(newest), subject };
  }
  return { asOf: day(newest), subject: id };
}

function nothingBuilt(): HomeError {
  return new HomeError({
    place: 'home folder',
    fact: 'it holds no run',
    expectation: 'a run that built the networks',
    effect: 'no dossier was written',
    next: 'run the nightly job first',
  });
}

function writeExports(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files)) writePrivate(join(folder, name), text);
}

function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}
