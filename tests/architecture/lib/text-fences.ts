// Fences that a reading of the text can hold: tables of other rooms, the environment, requests to others, sizes.

import type { ArchitectureMap, Source, Violation } from './sources.ts';

const longestFile = 400;
const sqlReach =
  /\b(from|join|into|update|references|truncate(?:\s+table)?|alter\s+table|table)\s+(?:only\s+)?"?([a-z_]+)"?\s*\.\s*"?([a-z_]+)/gi;

/** A room's SQL names its own tables, and of rooms along its arrow the published views; foreign keys along an arrow are welcome. */
export function findForeignTables(files: readonly Source[], map: ArchitectureMap): Violation[] {
  return files.flatMap(({ path, text }) => {
    const room = /^src\/rooms\/([^/]+)\//.exec(path)?.[1];
    if (!room || isTest(path)) return [];
    const allowed = new Set([...(map.rooms[room]?.mayUse ?? []), ...(map.rooms[room]?.mayRead ?? [])]);
    return [...text.matchAll(sqlReach)].flatMap(([, verb = '', schema = '', table = '']) => {
      if (schema === room || !(schema in map.rooms)) return [];
      const reads = /^(from|join)$/i.test(verb) && table.startsWith('pub_');
      const refers = /^references$/i.test(verb);
      return allowed.has(schema) && (reads || refers) ? [] : [`${path}: ${verb} ${schema}.${table}`];
    });
  });
}

/** The environment is read in one place. */
export function findEnvironmentReaders(files: readonly Source[]): Violation[] {
  return findText(files, /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/g, ['src/platform/server/config.ts']);
}

/** Requests to others leave through the outbound module; the browser asks its own server through one client. */
export function findRequesters(files: readonly Source[]): Violation[] {
  const doors = ['src/platform/server/outbound.ts', 'src/platform/web/lib/'];
  const direct = findText(
    files,
    /(?<![.\w])fetch\s*\(|\bglobalThis\.fetch\b|\bnew\s+(XMLHttpRequest|WebSocket|EventSource)\b/g,
    doors,
  );
  const modules = findText(files, /^import (?!type )[^;]*?from\s+'(node:)?(https?|http2|undici)'/gm, [
    ...doors,
    'src/platform/server/http/',
  ]);
  return [...direct, ...modules];
}

/** A file that cannot be read at one sitting is two files. */
export function findLongFiles(files: readonly Source[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > longestFile ? [`${path}: ${lines} lines`] : [];
  });
}

function findText(files: readonly Source[], pattern: RegExp, allowed: readonly string[]): Violation[] {
  return files
    .filter(({ path }) => !isTest(path) && !allowed.some((place) => path.startsWith(place)))
    .flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(pattern)].map(([found]) => `${path}: ${found}`),
    );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** Tests, and the factories that stand beside them. */
function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/testing(-[a-z]+)?\.ts$/.test(path);
}
