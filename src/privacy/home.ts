import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HomeError } from '../errors.ts';

const OPEN_TO_OTHERS = 0o077;
/** Any one of these files shows that vigie made the folder. */
const OURS = ['key', 'key.fingerprint', 'access.jsonl'];

/**
 * Makes the home folder, or closes an existing one, so that only its owner can read it (0700). A new or empty folder
 * and one that vigie filled before are closed; a folder with other things in it is not touched.
 * @throws HomeError if the path is no folder, or a folder of other things that others can read.
 */
export function openHome(home: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (!statSync(home).isDirectory()) throw wrongHome('is a file', 'a folder', 'give another --home');
  if (!isOpenToOthers(home)) return;
  const content = readdirSync(home);
  if (content.length > 0 && !OURS.some((name) => existsSync(join(home, name)))) {
    throw wrongHome(
      'others can read it and it holds files that vigie did not make',
      'a folder of its own with mode 0700',
      'give an empty folder as --home, or run chmod 700 on this one',
    );
  }
  chmodSync(home, 0o700);
}

/** Returns whether the group or the world has any right on a path; always false on Windows, where modes say nothing. */
export function isOpenToOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & OPEN_TO_OTHERS) !== 0;
}

function wrongHome(fact: string, expectation: string, next: string): HomeError {
  return new HomeError({
    place: 'home folder',
    fact,
    expectation,
    effect: 'nothing was read or written',
    next,
  });
}
