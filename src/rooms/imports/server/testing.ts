// Honest helpers of the tests of imports: files on disk, a mapping beside them, the command line's own way in.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Workbench {
  readonly folder: string;
  /** Writes the files and a mapping that names them; answers the path of the mapping. */
  prepare(
    files: Readonly<Record<string, string | Uint8Array>>,
    mapping: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  remove(): Promise<void>;
}

export async function createWorkbench(): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'klientela-import-'));
  let count = 0;
  return {
    folder,
    prepare: async (files, mapping) => {
      const named: Record<string, { path: string }> = {};
      for (const [name, content] of Object.entries(files)) {
        count += 1;
        const path = `${count}-${name}`;
        await writeFile(join(folder, path), content);
        named[name.replace(/\..*$/, '')] = { path };
      }
      const path = join(folder, `mapping-${count}.json`);
      const told = (mapping['files'] ?? {}) as Record<string, object>;
      for (const [name, more] of Object.entries(told)) named[name] = { path: '', ...named[name], ...more };
      await writeFile(path, JSON.stringify({ ...mapping, files: named }));
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
