import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Source } from '../unit/index.ts';

/** How the content of a delivered file is read. */
export type Shape = 'csv' | 'parquet' | 'message' | 'official';

/** A file of an extracts folder. */
export interface DeliveredFile {
  readonly path: string;
  /** Path below the extracts folder, with `/`. */
  readonly name: string;
  readonly shape: Shape;
  /** Stem of the flat extract; for messages and official archives the content decides. */
  readonly extract?: string;
}

/** A file that no declaration of the source explains. */
export interface UnknownFile {
  readonly name: string;
}

export interface FolderContent {
  readonly isDelivered: boolean;
  readonly files: readonly DeliveredFile[];
  readonly unknown: readonly UnknownFile[];
}

/**
 * Returns the files of one source's folder, sorted by name. Files whose name begins with a dot are ignored; in the
 * folder of a built-in source only the declared flat files count.
 */
export function listDeliveredFiles(folder: string, source: Source): FolderContent {
  if (!existsSync(folder)) return { isDelivered: false, files: [], unknown: [] };
  const files: DeliveredFile[] = [];
  const unknown: UnknownFile[] = [];
  for (const path of walk(folder)) {
    const name = relative(folder, path).split(sep).join('/');
    const file = classify(path, name, source);
    if (file) files.push(file);
    else if (!source.isBuiltIn) unknown.push({ name: `${source.name}/${name}` });
  }
  return { isDelivered: true, files, unknown };
}

function classify(path: string, name: string, source: Source): DeliveredFile | undefined {
  const full = `${source.name}/${name}`;
  const official = source.extracts.some(({ official }) => official !== undefined);
  if (official) return /\.(csv|zip)$/.test(name) ? { path, name: full, shape: 'official' } : undefined;
  const shape = name.endsWith('.csv') ? 'csv' : name.endsWith('.parquet') ? 'parquet' : undefined;
  if (shape) {
    const stem = name.includes('/') ? name.slice(0, name.indexOf('/')) : basename(name, `.${shape}`);
    const extract = source.extracts.find((candidate) => candidate.extract === stem)?.extract;
    return extract === undefined ? undefined : { path, name: full, shape, extract };
  }
  const isMessage = source.messages !== undefined && /\.(xml|xml\.gz|zip)$/.test(name);
  return isMessage ? { path, name: full, shape: 'message' } : undefined;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });
}
