import { createHash } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Returns the SHA-256 of a file, 64 hexadecimal digits; the file is streamed. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Returns JSON with sorted keys, indented by two blanks, ending in a line feed: equal content gives equal bytes. */
export function stableJson(content: Json): string {
  return `${JSON.stringify(sorted(content), null, 2)}\n`;
}

/** Writes `manifest.json`, mode 0600, into a folder and returns its path. */
export function writeManifest(dir: string, content: { readonly [key: string]: Json }): string {
  const path = join(dir, 'manifest.json');
  writeFileSync(path, stableJson(content), { mode: 0o600 });
  return path;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
