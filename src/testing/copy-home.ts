import { cpSync, mkdirSync } from 'node:fs';

/** Copies a home to a folder that does not exist yet and is its owner's alone: some versions of Node open copied folders to all. */
export function copyHome(home: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  cpSync(home, to, { recursive: true });
}
