// The wizard from the file to the result.

import type { Page } from 'playwright-core';
import type { SalesFile } from './sales-file.ts';
import type { Words } from './words.ts';

/** Chooses the file and stops at the columns, when the rows have been checked. */
export async function openColumns(page: Page, t: Words, file: SalesFile): Promise<void> {
  await page.goto('/imports/new');
  await page.getByRole('button', { name: t('imports.file.choose') }).waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('region', { name: t('imports.columns.rows') }).waitFor();
  await page.getByText(t('imports.counts.rows'), { exact: true }).waitFor();
}

/** From the columns to the end of the load. */
export async function finishLoad(page: Page, t: Words): Promise<void> {
  await page.getByRole('button', { name: t('imports.wizard.next_customers') }).click();
  await page.getByRole('button', { name: new RegExp(`^${t('imports.wizard.start_all')} `) }).click();
  await page
    .getByRole('heading', { name: t('imports.run.counts'), exact: true })
    .waitFor({ timeout: 60_000 });
}

/** The figure that stands beside these words. */
export async function countOf(page: Page, words: string): Promise<number> {
  const found = page.locator('dt').filter({ hasText: whole(words) });
  return Number((await found.locator('xpath=following-sibling::dd[1]').innerText()).replace(/\D/g, ''));
}

/** The whole text; short words stick to the next one by no-break spaces. */
function whole(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`^${escaped}$`);
}
