// The source tree as texts, for fences that read instead of importing.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface Source {
  /** Path from the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What a fence found: where, and what in it. */
export type Violation = string;

export const root = join(import.meta.dirname, '../../..');

export interface ArchitectureMap {
  readonly rooms: Readonly<
    Record<
      string,
      {
        readonly state: 'built' | 'planned';
        readonly mayUse: readonly string[];
        readonly mayRead?: readonly string[];
      }
    >
  >;
}

export function readMap(): ArchitectureMap {
  return JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as ArchitectureMap;
}

/** All files under these folders with one of these endings. */
export function readSources(folders: readonly string[], endings: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => endings.some((ending) => path.endsWith(ending)))
      .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })),
  );
}
