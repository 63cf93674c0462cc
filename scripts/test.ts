// `npm test`: everything that must hold, in the order in which a failure is cheapest to hear of. `--only STEP` (more than once) runs some steps.

import { parseArgs } from 'node:util';
import { runningSteps } from './testing/running-steps.ts';
import { staticSteps } from './testing/static-steps.ts';
import type { Outcome, Step } from './testing/step.ts';

const steps: readonly Step[] = [...staticSteps, ...runningSteps];
const longestOutput = 20_000;

const chosen = chooseSteps();
let [passed, failed] = [0, 0];
for (const step of chosen) {
  const began = performance.now();
  const outcome = await runStep(step);
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${step.name.padEnd(18)} ${String(outcome.passed).padStart(6)} passed ${String(outcome.failed).padStart(4)} failed ${seconds.padStart(7)} s`,
  );
  if (outcome.failed > 0 && outcome.output) console.log(indented(outcome.output));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function chooseSteps(): readonly Step[] {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
    const names = values.only ?? [];
    const unknown = names.filter((name) => !steps.some((step) => step.name === name));
    if (unknown.length > 0) throw new Error(`there is no step ${unknown.join(', ')}`);
    return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : String(error)}\nnpm test -- [--only STEP]...   ${steps.map((step) => step.name).join(', ')}`,
    );
    process.exit(2);
  }
}

/** A step that breaks is a failure like any other; the next ones still run. */
async function runStep(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

function indented(text: string): string {
  const shown =
    text.length > longestOutput
      ? `${text.slice(0, longestOutput / 2)}\n…\n${text.slice(-longestOutput / 2)}`
      : text;
  return shown.trim().replace(/^/gm, '    ');
}
