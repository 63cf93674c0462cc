// Holds a page against the rules of accessibility; a violation fails the journey with the rule and the element.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly target: readonly string[] }[];
  }[];
  readonly passes: readonly unknown[];
}

let source: string | undefined;

/** Serious and critical violations as sentences. Throws when nothing was checked. */
export async function violationsOf(page: Page): Promise<string[]> {
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then((found) => JSON.stringify({ violations: found.violations, passes: found.passes }))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  const found = JSON.parse(String(result.value)) as AxeResult;
  if (found.passes.length === 0) throw new Error('axe checked nothing');
  return found.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) =>
      violation.nodes
        .slice(0, 3)
        .map((node) => `${violation.id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
    );
}
