import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { prepareWarehouse } from '../extract/index.ts';
import { feedbackSource } from '../feedback/index.ts';
import {
  explanationLines,
  explanationPage,
  findExplanation,
  withSourceRows,
  type Explanation,
} from '../publication/index.ts';
import { prepareHome, readManifests } from '../run/index.ts';
import { discoverRooms, LANGUAGES, type Language, type Room } from '../unit/index.ts';
import { tablesOf } from './export.ts';
import { globalOptions, usage, withSession } from './session.ts';

interface Options {
  readonly run?: string;
  readonly language: string;
  readonly html?: string;
}

/** Returns the command `vigie explain`. */
export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'Shows why a row stands on a list: reasons, points, legal basis, the source rows and what the visit found.',
    )
    .argument('<row-id>', 'the row_id of a published file')
    .option('--run <id>', 'the run that published it; by default the newest that has the row')
    .option('--language <code>', 'language of the sentences: nl, fr or de', 'fr')
    .option('--html <file>', 'write it as a page too')
    .action(async (rowId: string, options: Options, command: Command) => {
      const language = LANGUAGES.find((code) => code === options.language);
      if (language === undefined) throw usage('--language', 'it is neither nl, fr nor de');
      const all = globalOptions(command);
      const rooms = await discoverRooms();
      const found = findRow(all.home, rowId, rooms, options.run);
      await withSession(all, async ({ connection }) => {
        await prepareWarehouse(connection, rooms);
        const tables = rooms.flatMap(tablesOf);
        const explanation = await withSourceRows(connection, found, tables, feedbackSource(rooms).tables);
        if (options.html !== undefined) writePage(resolve(options.html), explanation, language);
        process.stdout.write(`${explanationLines(explanation, language).join('\n')}\n`);
      });
    });
}

function findRow(dir: string, rowId: string, rooms: readonly Room[], run?: string): Explanation {
  const home = prepareHome(dir);
  const lists = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
  const manifests = readManifests(home.runs).filter(({ runId }) => run === undefined || runId === run);
  const newestFirst = manifests.sort((a, b) =>
    `${b.parameters['as_of_date']}${b.runId}` < `${a.parameters['as_of_date']}${a.runId}` ? -1 : 1,
  );
  for (const { runId } of newestFirst) {
    const explanation = findExplanation(join(home.runs, runId), runId, rowId, lists);
    if (explanation) return explanation;
  }
  throw usage('<row-id>', `none of the ${newestFirst.length} runs of this home has this row`);
}

function writePage(path: string, explanation: Explanation, language: Language): void {
  writeFileSync(path, explanationPage(explanation, language), { mode: 0o600 });
  chmodSync(path, 0o600);
}
