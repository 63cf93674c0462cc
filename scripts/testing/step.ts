// A step of `npm test`: what it runs, and what it counts. A step that counted nothing has failed.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What failed, or what the step has to say; shown only where something failed. */
  readonly output?: string;
}

export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}

export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

export const root = join(import.meta.dirname, '../..');

/** Runs a script of a package under this Node, from the root of the project. */
export function runNode(script: string, args: readonly string[]): Promise<Finished> {
  return runProgram(process.execPath, [join(root, script), ...args]);
}

export function runProgram(file: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', CI: '1' },
    });
    const chunks: { out: Buffer[]; errors: Buffer[] } = { out: [], errors: [] };
    child.stdout.on('data', (chunk: Buffer) => chunks.out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.errors.push(chunk));
    child.on('error', (error) => resolve({ code: -1, out: '', errors: error.message }));
    child.on('close', (code) =>
      resolve({
        code: code ?? -1,
        out: Buffer.concat(chunks.out).toString(),
        errors: Buffer.concat(chunks.errors).toString(),
      }),
    );
  });
}

/** The outcome of a tool that counts: it fails also when it read nothing, or ended badly without naming a failure. */
export function outcomeOf(
  finished: Finished,
  counts: { passed: number; failed: number },
  output?: string,
): Outcome {
  const told = output ?? `${finished.out}\n${finished.errors}`.trim();
  if (counts.failed > 0) return { ...counts, output: told };
  if (!(counts.passed > 0)) return { passed: 0, failed: 1, output: `nothing was read or run\n${told}` };
  if (finished.code !== 0)
    return { passed: counts.passed, failed: 1, output: `ended with ${finished.code}\n${told}` };
  return counts;
}
