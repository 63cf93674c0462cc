// The browser of the journeys: the system's own; as root it is installed from the system's packages, else its absence is a failure.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Resolves when there is a Chromium; throws a sentence when there can be none. */
export async function needChromium(): Promise<void> {
  if (isThere()) return;
  const mayInstall =
    process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!mayInstall)
    throw new Error(
      'the journeys need Chromium: install it from the packages of your system (as root: apt-get install chromium)',
    );
  process.stderr.write('Installing Chromium from the packages of the system\n');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore', env: environment });
  const installed = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    encoding: 'utf8',
    env: environment,
  });
  if (!isThere())
    throw new Error(
      `the journeys need Chromium, and apt-get could not install it: ${installed.stderr.trim().split('\n').at(-1) ?? ''}`,
    );
}

function isThere(): boolean {
  return places.some((place) => existsSync(place));
}
