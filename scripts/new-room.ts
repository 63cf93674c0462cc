// `npm run new-room NAME [NOUN]`: writes a compiling, tested room in the style of `customers`, and enters it on the map and in the program.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const templates = join(import.meta.dirname, 'new-room');

/** Template -> place in the room. `__nouns__` is the noun in the plural. */
const files: Readonly<Record<string, string>> = {
  'README.md': 'README.md',
  'migration.sql': 'migrations/0001___room__.sql',
  'ids.ts': 'shared/ids.ts',
  'contract.ts': 'shared/contract.ts',
  'errors.ts': 'server/errors.ts',
  'queries.ts': 'server/__nouns__.queries.ts',
  'use-cases.ts': 'server/__nouns__.ts',
  'routes.ts': 'server/__nouns__.routes.ts',
  'room.ts': 'server/room.ts',
  'index.ts': 'server/index.ts',
  'room.test.ts': 'server/__room__.room.test.ts',
  'texts.en.json': 'web/texts.en.json',
  'texts.ru.json': 'web/texts.ru.json',
};

interface ArchitectureMap {
  readonly rooms: Record<string, { state: 'built' | 'planned'; holds: string; mayUse: string[] }>;
}

function main(name: string | undefined, noun: string | undefined): void {
  const root = process.cwd();
  if (name === undefined || !/^[a-z][a-z]{2,30}$/.test(name))
    throw new Error('usage: npm run new-room NAME [NOUN]; a name is one lower-case word');
  const singular = noun ?? name.replace(/s$/, '');
  if (!/^[a-z][a-z]{2,30}$/.test(singular)) throw new Error('a noun is one lower-case word');
  const folder = join(root, 'src/rooms', name);
  if (existsSync(join(folder, 'server/room.ts'))) throw new Error(`the room ${name} stands already`);
  const write = writer(name, singular);
  for (const [template, place] of Object.entries(files)) {
    const path = join(folder, write(place));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, write(readFileSync(join(templates, `${template}.tpl`), 'utf8')));
  }
  enterOnMap(join(root, 'architecture.json'), name, singular);
  enterInProgram(join(root, 'src/app/rooms.ts'), name);
  tidy(root, name);
  console.log(`src/rooms/${name} is written and entered in architecture.json and src/app/rooms.ts.`);
  console.log(
    'Next: its resource in platform/shared/endpoint.ts and its rows in tests/authz/expected.ts; its words in docs/glossary.md.',
  );
}

function writer(room: string, noun: string): (text: string) => string {
  const Noun = noun.charAt(0).toUpperCase() + noun.slice(1);
  return (text) =>
    text
      .replaceAll('__nouns__', `${noun}s`)
      .replaceAll('__noun__', noun)
      .replaceAll('__Noun__', Noun)
      .replaceAll('__room__', room)
      .replaceAll('__prefix__', noun.slice(0, 3));
}

/** A planned room becomes built; an unplanned one enters the map knowing nobody. */
function enterOnMap(path: string, name: string, noun: string): void {
  const map = JSON.parse(readFileSync(path, 'utf8')) as ArchitectureMap;
  const known = map.rooms[name];
  const line = (room: ArchitectureMap['rooms'][string]): string =>
    `    ${JSON.stringify(name)}: { "state": "built", "holds": ${JSON.stringify(room.holds)}, "mayUse": [${room.mayUse.map((one) => JSON.stringify(one)).join(', ')}] }`;
  const text = readFileSync(path, 'utf8');
  const changed = known
    ? text.replace(new RegExp(`^ {4}"${name}": \\{.*\\}`, 'm'), line(known))
    : text.replace(
        /\n {2}\}\n\}\s*$/,
        `,\n${line({ state: 'built', holds: `${noun} records`, mayUse: [] })}\n  }\n}\n`,
      );
  writeFileSync(path, changed);
}

/** Enters the room after the others: it may use them all, nobody uses it yet. */
function enterInProgram(path: string, name: string): void {
  const text = readFileSync(path, 'utf8');
  const withName = text.replace(
    /(export const roomNames = \[[^\]]*?),?\s*\] as const;/,
    `$1, '${name}'] as const;`,
  );
  const withImport = withName.replace(
    '\nexport const roomNames',
    `import { ${name}Room } from '#rooms/${name}/server/room.ts';\n\nexport const roomNames`,
  );
  const withRoom = withImport.replace(
    /(export const rooms: readonly Room\[\] = \[[^\]]*?),?\s*\];/,
    `$1, ${name}Room];`,
  );
  if (!withRoom.includes(`'${name}'`) || !withRoom.includes(`, ${name}Room]`))
    throw new Error('src/app/rooms.ts has another form than expected: enter the room by hand');
  writeFileSync(path, withRoom);
}

/** Names differ in length, so the written lines are broken anew. */
function tidy(root: string, name: string): void {
  const formatter = join(root, 'node_modules/.bin/oxfmt');
  if (existsSync(formatter))
    execFileSync(formatter, [join('src/rooms', name), 'src/app/rooms.ts'], { cwd: root, stdio: 'ignore' });
}

try {
  main(process.argv[2], process.argv[3]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
