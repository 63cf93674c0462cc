// The first administrator comes by the printed link, makes the company and is signed in.

import type { Page } from 'playwright-core';
import type { JourneyWorld } from './world.ts';
import type { Words } from './words.ts';

/** Opens the one-time link and fills the form. Ends on the first page of the program. */
export async function becomeAdministrator(page: Page, world: JourneyWorld, t: Words): Promise<void> {
  if (world.welcome === undefined) throw new Error('the program printed no link for the first administrator');
  await page.goto(world.welcome);
  await page.getByLabel(t('platform.company.name')).fill('Проба, ООО');
  await page.getByLabel(t('platform.welcome.your_name')).fill('Мария Иванова');
  await page.getByLabel(t('platform.field.email')).fill('maria@example.com');
  await page.getByRole('textbox', { name: t('platform.field.password') }).fill('длинная фраза для входа 7');
  await page.getByRole('button', { name: t('platform.welcome.send') }).click();
  await page.getByRole('navigation').first().waitFor();
}
