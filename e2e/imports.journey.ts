// Loading, and thinking better of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { becomeAdministrator } from './lib/administrator.ts';
import { violationsOf } from './lib/axe.ts';
import { countOf, finishLoad, openColumns } from './lib/load-sales.ts';
import { foreignFile, salesFile } from './lib/sales-file.ts';
import { wordsOf } from './lib/words.ts';
import { startJourney } from './lib/world.ts';
import type { JourneyWorld } from './lib/world.ts';

const t = wordsOf('ru');
let world: JourneyWorld;
let page: Page;

beforeAll(async () => {
  world = await startJourney();
  page = await world.open();
  await becomeAdministrator(page, world, t);
}, 300_000);
afterAll(() => world.close());

describe('a person who brings files', () => {
  it('is told in one sentence that a PDF is no table, and nothing was loaded', async () => {
    await page.goto('/imports/new');
    await page.getByRole('button', { name: t('imports.file.choose') }).waitFor();
    await page.locator('input[type=file]').setInputFiles(foreignFile);
    await page.getByRole('alert').getByText(t('refusal.imports.file_pdf')).waitFor();
    expect(await page.getByRole('button', { name: t('imports.wizard.next_columns') }).isDisabled()).toBe(
      true,
    );
    await page.goto('/imports');
    await page.getByText(t('imports.history.empty')).waitFor();
  }, 60_000);

  it('loads a file, and the next file of the same shape takes the same mapping', async () => {
    await openColumns(page, t, salesFile().file);
    await finishLoad(page, t);
    await openColumns(page, t, salesFile().file);
    await page.getByText(t('imports.file.saved_taken', { name: 'Продажи' })).waitFor();
    await finishLoad(page, t);
    await page.getByText(t('imports.run.done_nothing')).waitFor();
    expect(await countOf(page, t('imports.run.imported'))).toBe(0);
  }, 120_000);

  it('sees what changed in a file, and replaces it only when he says so', async () => {
    await openColumns(page, t, salesFile(2000).file);
    await finishLoad(page, t);
    const changed = await countOf(page, t('imports.run.changed'));
    expect(changed).toBeGreaterThan(50);
    await page
      .getByRole('region', { name: t('imports.run.changed_title') })
      .getByText('РН-0-0')
      .first()
      .waitFor();
    await page.getByRole('button', { name: t('imports.run.changed_replace') }).click();
    await page.waitForURL(/imp_4/);
    await page
      .getByRole('heading', { name: t('imports.run.counts'), exact: true })
      .waitFor({ timeout: 60_000 });
    expect(await countOf(page, t('imports.run.imported'))).toBe(changed);
  }, 120_000);

  it('takes a load back whole: the later one first, and the first one with all that it brought', async () => {
    for (const id of ['imp_4', 'imp_1']) {
      await page.goto(`/imports/${id}`);
      await page.getByRole('button', { name: t('imports.undo.action') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(t('imports.undo.what')).waitFor();
      await dialog.getByRole('button', { name: t('imports.undo.action') }).click();
      await page.getByText(t('imports.state.undone'), { exact: true }).waitFor();
    }
    await page.goto('/imports');
    await page.getByRole('table').getByText(t('imports.state.undone'), { exact: true }).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
  }, 120_000);

  it('does the same on a phone', async () => {
    const phone = await world.open({ width: 360 });
    await phone.context().addCookies(await page.context().cookies());
    await openColumns(phone, t, salesFile().file);
    const width = await phone.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(360);
    expect(await violationsOf(phone)).toEqual([]);
    await finishLoad(phone, t);
    expect(await violationsOf(phone)).toEqual([]);
  }, 120_000);

  it('is shown on what the load stands, and nothing is undone', async () => {
    const headers = { 'x-klientela': '1' };
    const found = await page.request.get('/api/customers?limit=1');
    const [customer] = ((await found.json()) as { rows: { id: string; name: string }[] }).rows;
    const card = (await (await page.request.get(`/api/customers/${customer?.id}`)).json()) as {
      version: number;
    };
    const data = { version: card.version, note: 'Звонить после обеда' };
    const changed = await page.request.patch(`/api/customers/${customer?.id}`, { headers, data });
    expect(changed.status()).toBe(200);
    await page.goto('/imports/imp_5');
    await page.getByRole('button', { name: t('imports.undo.action') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('imports.undo.action') }).click();
    await dialog
      .getByRole('alert')
      .getByText(customer?.name ?? '')
      .waitFor();
    await dialog.getByText(t('imports.blocker.changed_later')).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  }, 60_000);
});
