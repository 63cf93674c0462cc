// The demo company: served by one command, or loaded into an empty company by a button.

import { afterEach, describe, expect, it } from 'vitest';
import { becomeAdministrator } from './lib/administrator.ts';
import { violationsOf } from './lib/axe.ts';
import { wordsOf } from './lib/words.ts';
import { startJourney } from './lib/world.ts';
import type { JourneyWorld } from './lib/world.ts';

const t = wordsOf('ru');
let world: JourneyWorld | undefined;
afterEach(() => world?.close());

describe('the demo company', () => {
  it('is at work when its command says that it is ready', async () => {
    world = await startJourney({ how: 'demo' });
    const page = await world.open();
    expect(world.welcome).toMatch(/\/invitation\?code=/);
    await page.goto(world.welcome ?? '');
    await page
      .getByRole('textbox', { name: t('platform.field.new_password') })
      .fill('длинная фраза для входа 7');
    await page.locator('button[type=submit]').click();
    await page.getByRole('navigation').first().waitFor();
    await page.goto('/customers');
    await page.getByRole('table').getByRole('row').nth(5).waitFor();
    await page.goto('/classes');
    await page.getByRole('table').getByText('X', { exact: true }).first().waitFor();
    await page.goto('/imports');
    await page.getByText(t('imports.state.published'), { exact: true }).nth(3).waitFor();
  }, 420_000);

  it('comes into an empty company by a button, with progress', async () => {
    world = await startJourney();
    const page = await world.open();
    await becomeAdministrator(page, world, t);
    await page.getByRole('button', { name: t('platform.demo.action') }).click();
    await page.getByRole('progressbar').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByText(t('reports.first.bring')).waitFor({ state: 'detached', timeout: 180_000 });
    await page.goto('/imports');
    await page.getByRole('table').getByText(t('imports.state.published'), { exact: true }).nth(3).waitFor();
  }, 420_000);
});
