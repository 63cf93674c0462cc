// The fences between folders, derived from architecture.json: who may import whom. Each is proved by a planted violation in tests/architecture.

import { readFileSync } from 'node:fs';

const map = JSON.parse(readFileSync(new URL('./architecture.json', import.meta.url), 'utf8'));
const names = Object.keys(map.rooms);

/** A room reaches only the rooms that the map allows, and there only the front doors: server/index.ts, the shared folder, web/index.ts. */
function rulesOf(room) {
  const strangers = names.filter((name) => name !== room && !map.rooms[room].mayUse.includes(name));
  return {
    name: `arrow-${room}`,
    comment: `${room} may use ${map.rooms[room].mayUse.join(', ') || 'no other room'} (architecture.json)`,
    severity: 'error',
    from: { path: `^src/rooms/${room}/`, pathNot: '\\.test\\.tsx?$' },
    to: { path: `^src/rooms/(${strangers.join('|')})/` },
  };
}

export default {
  forbidden: [
    ...names.map(rulesOf),
    {
      name: 'front-door',
      comment: 'Another room is used by its front door: server/index.ts, shared/, web/index.ts.',
      severity: 'error',
      from: { path: '^src/rooms/([^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/rooms/[^/]+/(server|web|migrations)/',
        pathNot: ['^src/rooms/$1/', '^src/rooms/[^/]+/(server|web)/index\\.tsx?$'],
      },
    },
    {
      name: 'ground-knows-nobody',
      comment: 'The platform knows no room and no roof.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(rooms|app)/' },
    },
    {
      name: 'nobody-knows-the-roof',
      comment: 'Only the roof, tests and tools import the roof.',
      severity: 'error',
      from: { path: '^src/(rooms|platform)/', pathNot: ['\\.test\\.tsx?$', '/testing[^/]*\\.ts$'] },
      to: { path: '^src/app/' },
    },
    {
      name: 'web-without-server',
      comment: 'The browser gets no code of the server.',
      severity: 'error',
      from: { path: '^src/(app|platform|rooms/[^/]+)/web/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: [
          '^src/platform/server/',
          '^src/rooms/[^/]+/server/',
          '^src/app/[^/]+\\.ts$',
          '^src/app/(commands|demo)/',
        ],
      },
    },
    {
      name: 'server-without-web',
      comment: 'The server imports no code of the browser; text catalogues are read as files.',
      severity: 'error',
      from: { path: ['^src/platform/server/', '^src/rooms/[^/]+/server/'], pathNot: '\\.test\\.tsx?$' },
      to: { path: '/web/', pathNot: 'node_modules' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared runs in the browser and on the server alike: it imports neither.',
      severity: 'error',
      from: { path: '^src/(platform|rooms/[^/]+)/shared/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(platform|rooms/[^/]+)/(server|web)/' },
    },
    {
      name: 'no-node-outside-server',
      comment: 'shared and web run in the browser: nothing of Node.',
      severity: 'error',
      from: {
        path: '^src/(app/web|platform/(shared|web)|rooms/[^/]+/(shared|web))/',
        pathNot: '\\.test\\.tsx?$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pool-stays-home',
      comment:
        'A use case gets its transaction from ctx; the pool is the business of platform/server/db and of those who open the program.',
      severity: 'error',
      from: { path: '^src/(rooms|platform)/', pathNot: ['^src/platform/server/db/', '\\.test\\.tsx?$'] },
      to: { path: '^src/platform/server/db/pool\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'A cycle has no order to read it in.',
      severity: 'error',
      from: { path: '^(src|scripts|e2e|bench)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import leads somewhere.',
      severity: 'error',
      from: { path: '^(src|scripts|e2e|bench|tests)/' },
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    {
      name: 'no-test-in-program',
      comment: 'The program does not import tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', '/testing[^/]*\\.ts$'] },
      to: { path: ['\\.test\\.tsx?$', '^(tests|e2e|bench|scripts)/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|tmp|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.web.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
