// Makes the pictures of the READMEs from a running program: `node scripts/pictures.ts --address http://127.0.0.1:4080 --email E --password P`.
// Run it over the demo company, so that the pictures are the same for everybody.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const { address, email, password } = values;
if (!address || !email || !password) throw new Error('say --address, --email and --password');

const folder = join(import.meta.dirname, '../docs/pictures');
const screens: readonly (readonly [string, string])[] = [
  ['overview', '/'],
  ['classes', '/classes'],
  ['customers', '/customers'],
  ['customer', '/customers/cus_1'],
  ['employees', '/reports/employees'],
  ['life-cycle', '/life-cycle'],
  ['import', '/imports/new'],
];
const headers = { 'x-klientela': '1' };

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: values.browser,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
for (const language of ['en', 'ru'] as const) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  await context.request.post('/api/session', { headers, data: { email, password } });
  await context.request.patch('/api/session', { headers, data: { language } });
  const page = await context.newPage();
  for (const [name, path] of screens) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(800);
    const problem = await page.getByRole('alert').count();
    if (problem > 0) throw new Error(`${path} shows an error`);
    await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
    console.log(`${name}-${language}.png`);
  }
  await context.close();
}
await browser.close();
