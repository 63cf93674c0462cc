// The first five minutes: from an empty folder by the one-time link to the classes of one's own customers.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#platform/shared/texts.ts';
import { becomeAdministrator } from './lib/administrator.ts';
import { violationsOf } from './lib/axe.ts';
import { countOf, finishLoad, openColumns } from './lib/load-sales.ts';
import { salesFile } from './lib/sales-file.ts';
import { wordsOf } from './lib/words.ts';
import { startJourney } from './lib/world.ts';
import type { JourneyWorld } from './lib/world.ts';

const languages: readonly Language[] = ['ru', 'en'];

describe.each(languages)('a company with nothing but a spreadsheet (%s)', (language) => {
  let world: JourneyWorld;
  beforeAll(async () => {
    world = await startJourney();
  }, 300_000);
  afterAll(() => world.close());

  it('makes itself administrator, loads the file and sees the classes of its customers', async () => {
    const t = wordsOf(language);
    const page = await world.open({ language });
    await becomeAdministrator(page, world, t);
    await page.getByText(t('reports.first.bring')).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    const { file, counts } = salesFile();
    await openColumns(page, t, file);
    expect(await countOf(page, t('imports.counts.rows'))).toBe(counts.rows);
    expect(await countOf(page, t('imports.counts.totals'))).toBe(counts.totals);
    expect(await countOf(page, t('imports.counts.rejected'))).toBe(counts.wrong);
    expect(await violationsOf(page)).toEqual([]);

    await finishLoad(page, t);
    expect(await countOf(page, t('imports.run.imported'))).toBe(counts.rows - counts.totals - counts.wrong);
    expect(await violationsOf(page)).toEqual([]);
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: t('imports.run.rejects_get') }).click();
    const rejected = await (await waiting).createReadStream().then((stream) => stream.toArray());
    const text = Buffer.concat(rejected as Buffer[]).toString('utf8');
    expect(text).toContain('13.2025');
    expect(text).toContain('Такой даты нет');

    await page.goto('/classes');
    await page.getByRole('table').first().waitFor({ timeout: 60_000 });
    expect(await page.getByRole('table').first().innerText()).toMatch(/X/);
  }, 240_000);
});
