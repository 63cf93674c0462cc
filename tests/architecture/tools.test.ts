// The tools that read the code are proved on planted mistakes: a tool that reads nothing finds nothing, and says that all is well.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './lib/sources.ts';

const files: Readonly<Record<string, string>> = {
  'src/app/cli.ts': `import { used } from '#platform/shared/pure.ts';\nimport { wait } from '#platform/server/late.ts';\nprocess.exitCode = used;\nwait(async () => used);\n`,
  'src/platform/shared/pure.ts': 'export const used = 1;\nexport const unused = 2;\n',
  'src/platform/shared/node.ts': 'export const a = process.pid;\n',
  'src/platform/shared/dom.ts': 'export const a = document.title;\n',
  'src/platform/server/dom.ts': 'export const a = document.title;\n',
  'src/platform/server/any.ts': 'export const a: any = 1;\n',
  'src/platform/server/late.ts': 'export function wait(work: () => Promise<number>): void {\n  work();\n}\n',
  'src/platform/server/long.ts': '// a line\n'.repeat(401),
  'src/platform/server/ugly.ts': 'export const a =    "double"\n',
  'src/platform/web/node.ts': 'export const a = Buffer.from(String(document.title));\n',
};

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'klientela-tools-'));
  const settings = [
    'package.json',
    'tsconfig.json',
    'tsconfig.server.json',
    'tsconfig.web.json',
    'tsconfig.shared.json',
    '.oxlintrc.json',
    '.oxfmtrc.json',
    'knip.json',
  ];
  for (const name of settings) copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a planted mistake is found', { timeout: 120_000 }, () => {
  it.each([
    ['shared', 'src/platform/shared/node.ts', `'process'`],
    ['shared', 'src/platform/shared/dom.ts', `'document'`],
    ['server', 'src/platform/server/dom.ts', `'document'`],
    ['web', 'src/platform/web/node.ts', `'Buffer'`],
  ])('by the types of %s: %s', (part, path, word) => {
    const out = run(
      'node_modules/typescript/bin/tsc',
      '-p',
      `tsconfig.${part}.json`,
      '--noEmit',
      '--pretty',
      'false',
    );
    expect(out.split('\n').filter((line) => line.startsWith(path) && line.includes(word))).toHaveLength(1);
  });

  it('by the linter, also where it needs the types', () => {
    const out = run('node_modules/oxlint/bin/oxlint', '--type-aware', '--format', 'unix');
    expect(out).toMatch(/server\/any\.ts.*any/);
    expect(out).toMatch(/server\/late\.ts.*[Pp]romise/);
    expect(out).toMatch(/server\/long\.ts.*lines/);
    expect(out).not.toMatch(/shared\/pure\.ts/);
  });

  it('by the formatter', () => {
    const out = run('node_modules/oxfmt/bin/oxfmt', '--check', 'src');
    expect(out).toMatch(/server\/ugly\.ts/);
    expect(out).not.toMatch(/shared\/pure\.ts/);
  });

  it('by the search for dead code: a file and an export that nobody uses', () => {
    const out = run(
      'node_modules/knip/bin/knip.js',
      '--no-progress',
      '--reporter',
      'compact',
      '--include',
      'files,exports',
    );
    expect(out).toMatch(/src\/platform\/server\/ugly\.ts/);
    expect(out).toMatch(/src\/platform\/shared\/pure\.ts: unused/);
    expect(out).not.toMatch(/server\/late\.ts/);
  });
});

function run(script: string, ...args: string[]): string {
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (error) throw error;
  return `${stdout}\n${stderr}`;
}
