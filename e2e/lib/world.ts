// A journey's world: the real program started by the launcher on an empty data folder, and a real Chromium that opens its address.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const root = join(import.meta.dirname, '../..');

export interface JourneyWorld {
  readonly address: string;
  /** The one-time link that the program printed; undefined when there is an administrator already. */
  readonly welcome: string | undefined;
  readonly dataFolder: string;
  readonly browser: Browser;
  /** A page of its own with its own cookies. Errors in it fail the journey at `close`. */
  open(options?: { language?: 'en' | 'ru'; width?: number; dark?: boolean }): Promise<Page>;
  /** Runs the command line on the same data folder; answers what it printed. */
  command(...args: string[]): Promise<{ code: number; out: string; errors: string }>;
  close(): Promise<void>;
}

export interface JourneyOptions {
  /** `demo` serves the demo company. */
  readonly how?: 'serve' | 'demo';
  /** May prepare the data folder by the command line. */
  readonly before?: (command: JourneyWorld['command']) => Promise<void>;
}

/** Starts the program and the browser. */
export async function startJourney({ how = 'serve', before }: JourneyOptions = {}): Promise<JourneyWorld> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'klientela-journey-'));
  const command = (...args: string[]) => runCommand(dataFolder, args);
  await before?.(command);
  const server = await serve(dataFolder, how);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const problems: string[] = [];
  return {
    address: server.address,
    welcome: server.welcome,
    dataFolder,
    browser,
    command,
    open: (options = {}) => openPage(browser, server.address, options, problems),
    close: async () => {
      await browser.close();
      await stopProcess(server.child);
      await rm(dataFolder, { recursive: true, force: true });
      if (problems.length > 0) throw new Error(`the pages reported:\n${problems.join('\n')}`);
    },
  };
}

async function openPage(
  browser: Browser,
  address: string,
  options: { language?: 'en' | 'ru'; width?: number; dark?: boolean },
  problems: string[],
): Promise<Page> {
  const width = options.width ?? 1440;
  const context: BrowserContext = await browser.newContext({
    baseURL: address,
    viewport: { width, height: width < 600 ? 780 : 900 },
    locale: options.language === 'en' ? 'en-GB' : 'ru-RU',
    timezoneId: 'Asia/Kamchatka',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      problems.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

function serve(
  dataFolder: string,
  how: 'serve' | 'demo',
): Promise<{ child: ChildProcess; address: string; welcome: string | undefined }> {
  const child = spawn(
    process.execPath,
    [join(root, 'bin/klientela.mjs'), how, '--data', dataFolder, '--port', '0'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The test runner's NODE_ENV would build the web application for development.
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
    },
  );
  return new Promise((resolve, reject) => {
    let out = '';
    const timer = setTimeout(() => reject(new Error(`the program did not start:\n${out}`)), 240_000);
    const look = (chunk: Buffer): void => {
      out += chunk.toString();
      const address = /Klientela is ready at (\S+)/.exec(out)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve({ child, address, welcome: /https?:\/\/\S+\?code=\S+/.exec(out)?.[0] });
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', (code) => reject(new Error(`the program ended with ${code}:\n${out}`)));
  });
}

function runCommand(
  dataFolder: string,
  args: readonly string[],
): Promise<{ code: number; out: string; errors: string }> {
  const child = spawn(process.execPath, [join(root, 'bin/klientela.mjs'), ...args, '--data', dataFolder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code: code ?? 1, out, errors })));
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

function findChromium(): string {
  const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
  if (!found) throw new Error('no Chromium on this machine: install the package chromium');
  return found;
}
