import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { logAccess } from '../privacy/index.ts';
import { exchangePackage, PARTNERS, sha256File } from '../publication/index.ts';
import { prepareHome, readManifests } from '../run/index.ts';
import { globalOptions, loggerOf, today, usage } from './session.ts';

interface Options {
  readonly list: string;
  readonly partner: string;
  readonly reason: string;
  readonly district?: readonly string[];
  readonly out: string;
}

/** Returns the command `vigie package`. */
export function packageCommand(): Command {
  return new Command('package')
    .description(
      'Packs an issued list for a partner: what its task allows, with a manifest; notes who asked and why.',
    )
    .argument('<run-id>', 'the run that issued the list')
    .requiredOption('--list <list>', 'monthly_sites, …')
    .requiredOption('--partner <name>', Object.keys(PARTNERS).join(', '))
    .requiredOption(
      '--reason <text>',
      'the question or file of the partner, for the manifest and the access log',
    )
    .option('--district <code...>', 'these judicial districts only')
    .requiredOption('--out <file>', 'zip file to write')
    .action(async (runId: string, options: Options, command: Command) => {
      const all = globalOptions(command);
      const home = prepareHome(all.home);
      const targets = await issuedTargets(home.runs, runId, options.list);
      const { reason, partner } = options;
      if (reason.trim() === '') throw usage('--reason', 'it is empty');
      const { district: districts } = options;
      const made = exchangePackage({ targets, partner, reason, runId, ...(districts && { districts }) });
      const { rowCount, legalBasis, sha256 } = made;
      const tables = [`${runId}/${options.list}`];
      logAccess(home.dir, {
        at: today(),
        reader: `package for ${partner}`,
        reason,
        legalBasis,
        tables,
        rowCount,
      });
      writeFileSync(resolve(options.out), made.zip, { mode: 0o600 });
      loggerOf(all).info('packed', { list: options.list, partner, rows: rowCount, sha256 });
    });
}

/** Returns the machine file of an issued list. @throws UsageError where it was changed since or does not exist. */
async function issuedTargets(runs: string, runId: string, list: string): Promise<string> {
  const manifest = readManifests(runs).find((each) => each.runId === runId);
  if (!manifest) throw usage('<run-id>', 'there is no run of that id; `vigie runs` lists them');
  const name = `lists/${list}/targets.csv`;
  const path = join(runs, runId, name);
  if (!existsSync(path)) throw usage('--list', 'this run did not issue it');
  if ((await sha256File(path)) !== manifest.outputs[name]) {
    throw usage('--list', 'its file was changed after the issue: the hash differs from the manifest');
  }
  return readFileSync(path, 'utf8');
}
