// The steps that run the program: tests by Vitest, the build of the web application, journeys in a browser, quick checks.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from '#app/web-build.ts';
import { quickChecks } from '../check.ts';
import { needChromium } from './chromium.ts';
import { outcomeOf, root, runNode } from './step.ts';
import type { Outcome, Step } from './step.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

/** Runs one project of vitest.config.ts and counts its tests. */
async function runVitest(project: string, args: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'klientela-vitest-'));
  const file = join(folder, 'report.json');
  try {
    const finished = await runNode('node_modules/vitest/vitest.mjs', [
      'run',
      '--project',
      project,
      '--reporter',
      'dot',
      '--reporter',
      'json',
      '--outputFile',
      file,
      ...args,
    ]);
    const report = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport)
      : { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0 };
    const failed = report.numFailedTests || report.numFailedTestSuites;
    return outcomeOf(finished, { passed: report.numPassedTests, failed });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Built anew even when it fits: a build that has not been tried does not count. */
async function checkWeb(): Promise<Outcome> {
  const folder = join(root, 'dist/web');
  rmSync(folder, { recursive: true, force: true });
  await buildWeb(() => {});
  const files = readdirSync(folder, { recursive: true }).length;
  const weighed = await runNode('scripts/bundle-size.ts', []);
  return weighed.code === 0
    ? { passed: files + 1, failed: 0 }
    : { passed: files, failed: 1, output: `${weighed.out}${weighed.errors}` };
}

async function runJourneys(): Promise<Outcome> {
  await needChromium();
  return runVitest('journey', []);
}

function checkStep(name: string, args: readonly string[]): Step {
  return {
    name: `check:${name}`,
    run: async () => {
      const finished = await runNode(`scripts/checks/${name}.ts`, args);
      const counted = /(\d+) passed, (\d+) failed\s*$/.exec(finished.out);
      return outcomeOf(finished, { passed: Number(counted?.[1] ?? 0), failed: Number(counted?.[2] ?? 0) });
    },
  };
}

export const runningSteps: readonly Step[] = [
  { name: 'fences', run: () => runVitest('pure', ['tests/architecture']) },
  { name: 'pure', run: () => runVitest('pure', ['--exclude', 'tests/architecture/**']) },
  { name: 'room', run: () => runVitest('room', ['--exclude', '**/parity*.room.test.ts']) },
  { name: 'parity', run: () => runVitest('room', ['parity']) },
  { name: 'web', run: checkWeb },
  { name: 'journeys', run: runJourneys },
  ...Object.entries(quickChecks).map(([name, args]) => checkStep(name, args)),
];
