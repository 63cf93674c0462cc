// The steps that read the code: format, lint, types, fences, dead code.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf, root, runNode } from './step.ts';
import type { Outcome, Step } from './step.ts';

/** oxfmt names each file that is not as it would write it. */
async function checkFormat(): Promise<Outcome> {
  const finished = await runNode('node_modules/oxfmt/bin/oxfmt', ['--check', '.']);
  const text = `${finished.out}\n${finished.errors}`;
  const read = numberIn(text, /on (\d+) files/);
  const failed = numberIn(text, /Format issues found in above (\d+) files/);
  return outcomeOf(finished, { passed: read - failed, failed });
}

async function checkLint(): Promise<Outcome> {
  const finished = await runNode('node_modules/oxlint/bin/oxlint', ['--type-aware', '--format', 'json']);
  const report = parse(finished.out);
  const found = listIn(report, 'diagnostics');
  const lines = found.map(
    (one) => `${textIn(one, 'filename')}: ${textIn(one, 'code')} ${textIn(one, 'message')}`,
  );
  return outcomeOf(
    finished,
    { passed: countIn(report, 'number_of_files'), failed: found.length },
    lines.length > 0 ? lines.join('\n') : undefined,
  );
}

/** Node's types stay out of shared and web, the DOM out of shared and server: three configurations. */
async function checkTypes(): Promise<Outcome> {
  let passed = 0;
  const errors: string[] = [];
  for (const part of ['server', 'web', 'shared']) {
    const finished = await runNode('node_modules/typescript/bin/tsc', [
      '-p',
      `tsconfig.${part}.json`,
      '--noEmit',
      '--listFiles',
      '--pretty',
      'false',
    ]);
    const lines = finished.out.split('\n');
    const ours = lines.filter(
      (line) => /^\/.*\.(ts|tsx|json)$/.test(line) && !line.includes('/node_modules/'),
    ).length;
    const found = lines.filter((line) => line.includes('error TS'));
    if (ours === 0 || (finished.code !== 0 && found.length === 0))
      errors.push(`${part}: ${ours} files were read, ended with ${finished.code} ${finished.errors}`);
    errors.push(...found);
    passed += ours;
  }
  return { passed, failed: errors.length, output: errors.join('\n') };
}

async function checkImports(): Promise<Outcome> {
  const folders = ['src', 'scripts', 'e2e', 'bench'];
  const finished = await runNode('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    ...folders,
  ]);
  const summary = fieldOf(parse(finished.out), 'summary');
  const found = listIn(summary, 'violations').map(
    (one) => `${textIn(fieldOf(one, 'rule'), 'name')}: ${textIn(one, 'from')} > ${textIn(one, 'to')}`,
  );
  const read = countIn(summary, 'totalCruised');
  if (read < countSources())
    return {
      passed: 0,
      failed: 1,
      output: `dependency-cruiser read ${read} modules of ${countSources()} source files`,
    };
  return outcomeOf(finished, { passed: read - found.length, failed: found.length }, found.join('\n'));
}

/** knip counts only what it finds, so the files that it had to read are counted here; tests/architecture plants it a dead file. */
async function checkDeadCode(): Promise<Outcome> {
  const finished = await runNode('node_modules/knip/bin/knip.js', ['--no-progress', '--reporter', 'compact']);
  const found = finished.out.split('\n').filter((line) => /^\S+.*: |^\S+\.(ts|tsx|mjs|css)$/.test(line));
  return outcomeOf(
    finished,
    { passed: countSources(), failed: found.length },
    `${finished.out}${finished.errors}`,
  );
}

export const staticSteps: readonly Step[] = [
  { name: 'format', run: checkFormat },
  { name: 'lint', run: checkLint },
  { name: 'types', run: checkTypes },
  { name: 'imports', run: checkImports },
  { name: 'dead-code', run: checkDeadCode },
];

/** TypeScript files under src that a reader of modules must meet. */
function countSources(): number {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'),
  ).length;
}

function numberIn(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? 0);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function listIn(value: unknown, name: string): unknown[] {
  const found = fieldOf(value, name);
  return Array.isArray(found) ? found : [];
}

function countIn(value: unknown, name: string): number {
  return Number(fieldOf(value, name) ?? 0);
}

function textIn(value: unknown, name: string): string {
  return String(fieldOf(value, name) ?? '');
}
