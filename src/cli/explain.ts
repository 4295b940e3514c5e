import { join } from 'node:path';
import { Command } from 'commander';
import { explainRow } from '../publication/index.ts';
import { prepareHome, readManifests } from '../run/index.ts';
import { discoverRooms, LANGUAGES, type Language } from '../unit/index.ts';
import { globalOptions, usage } from './session.ts';

/** Returns the command `vigie explain`. */
export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'Shows why a row stands on a list: reasons, points, legal basis and the keys of the source rows.',
    )
    .argument('<row-id>', 'the row_id of a published file')
    .option('--run <id>', 'the run that published it; by default the newest that has the row')
    .option('--language <code>', 'language of the sentences: nl, fr or de', 'fr')
    .action(async (rowId: string, options: { run?: string; language: string }, command: Command) => {
      const language = LANGUAGES.find((code) => code === options.language);
      if (language === undefined) throw usage('--language', 'it is neither nl, fr nor de');
      const lines = await explanation(globalOptions(command).home, rowId, language, options.run);
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

async function explanation(dir: string, rowId: string, language: Language, run?: string): Promise<string[]> {
  const home = prepareHome(dir);
  const lists = (await discoverRooms()).flatMap(({ definition }) =>
    definition.kind === 'list' ? [definition] : [],
  );
  const manifests = readManifests(home.runs).filter(({ runId }) => run === undefined || runId === run);
  const newestFirst = manifests.sort((a, b) =>
    `${b.parameters['as_of_date']}${b.runId}` < `${a.parameters['as_of_date']}${a.runId}` ? -1 : 1,
  );
  for (const { runId } of newestFirst) {
    try {
      return explainRow({ runDir: join(home.runs, runId), rowId, lists, language });
    } catch (error) {
      if (!isElsewhere(error)) throw error;
    }
  }
  throw usage('<row-id>', `none of the ${newestFirst.length} runs of this home has this row`);
}

/** A row that one run does not have may stand in an older one. */
function isElsewhere(error: unknown): boolean {
  return error instanceof Error && error.name === 'UsageError';
}
