#!/usr/bin/env node
// Starts Klientela on any machine that has Node 20 or later with npm: installs what is missing, finds Node 24 and hands over to it.
// Plain JavaScript without dependencies, because nothing may be installed yet.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { constants as system } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wantedMajor = 24;
/** Commands of those who work on the program; all others belong to the program itself. */
const workshop = {
  test: 'scripts/test.ts',
  check: 'scripts/check.ts',
  dev: 'scripts/dev.ts',
  'new-room': 'scripts/new-room.ts',
};

try {
  refuseOldNode();
  await install();
  const [command = 'help', ...rest] = process.argv.slice(2);
  const script = Object.hasOwn(workshop, command) ? workshop[command] : undefined;
  handOver(
    findNode(),
    script ? [join(root, script), ...rest] : [join(root, 'src/app/cli.ts'), ...process.argv.slice(2)],
  );
} catch (error) {
  process.stderr.write(`klientela: ${error.message}\n`);
  process.exit(1);
}

function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node 20 or later is needed, this is ${process.versions.node}`);
}

// --- Packages ---

/** Installs the packages of package-lock.json unless they are there; two programs never install at once. */
async function install() {
  if (isInstalled()) return;
  refuseReadOnly();
  const lock = join(root, 'tmp', 'install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock(lock)) await new Promise((resolve) => setTimeout(resolve, 500));
  try {
    if (!isInstalled()) await installPackages();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** True when node_modules fits package-lock.json: by our stamp, or package by package where npm was called by hand. */
function isInstalled() {
  const stamp = join(root, 'node_modules', '.klientela-stamp');
  const wanted = stampText();
  if (readOr(stamp, '') === wanted) return true;
  if (!fitsLock()) return false;
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A read-only checkout is compared package by package each time.
  }
  return true;
}

function stampText() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function fitsLock() {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readOr(join(root, 'node_modules', '.package-lock.json'), '{}')).packages ?? {};
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const have = found[path];
    return have ? have.version === entry.version && existsSync(join(root, path)) : mayBeMissing(entry);
  });
}

/** Packages of other platforms may be missing, and optional ones of none; what was made for this platform (Node, the database) may not. */
function mayBeMissing({ optional, peer, os, cpu, libc }) {
  if (!os && !cpu) return Boolean(optional || peer);
  const here = (list, value) => !list || [list].flat().includes(value);
  return !(here(os, process.platform) && here(cpu, process.arch) && here(libc, isMusl() ? 'musl' : 'glibc'));
}

function refuseReadOnly() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Error(
      `the packages are not installed and ${root} may not be written: run "npm ci" there as its owner first`,
    );
  }
}

async function installPackages() {
  const count =
    Object.keys(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).length - 1;
  process.stderr.write(`Installing up to ${count} packages; this happens once and takes about a minute.\n`);
  const began = Date.now();
  const { file, args } = npm();
  const child = spawn(
    file,
    [...args, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    {
      cwd: root,
      env: { ...process.env, npm_config_loglevel: 'error', NODE_ENV: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32' && args.length === 0,
    },
  );
  const signals = passSignals(child);
  const progress = process.stderr.isTTY
    ? setInterval(() => process.stderr.write(`\r${seconds(began)} s `), 1000)
    : undefined;
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', (status) => resolve(status ?? -2));
  });
  clearInterval(progress);
  signals.stop();
  if (signals.received) leaveBy(signals.received);
  if (code !== 0) throw new Error(reasonOf(code, errors));
  writeFileSync(join(root, 'node_modules', '.klientela-stamp'), stampText());
  process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}Installed in ${seconds(began)} s.\n`);
}

/** npm by the path that it tells its scripts, else from PATH. */
function npm() {
  const path = process.env.npm_execpath;
  if (path && /npm-cli\.(c|m)?js$/.test(path) && existsSync(path))
    return { file: process.execPath, args: [path] };
  return { file: 'npm', args: [] };
}

function reasonOf(code, errors) {
  if (code === -1) return 'npm was not found: install Node with npm';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/.test(errors)) {
    return "the packages could not be fetched because the package registry was not reached: check the network (or npm's proxy setting) and start again";
  }
  if (/ENOSPC/.test(errors)) return 'the packages could not be installed because the disk is full';
  if (/EACCES|EPERM|EROFS/.test(errors))
    return `the packages could not be installed because a folder under ${root} may not be written by this user`;
  return `the packages could not be installed (npm ci ended with ${code}): ${errors.trim().split('\n').slice(0, 3).join(' ')}`;
}

function takeLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(readOr(path, '0'));
  if (holder === 0 || isRunning(holder)) return false;
  try {
    renameSync(path, `${path}.${process.pid}`);
    rmSync(`${path}.${process.pid}`, { force: true });
  } catch {
    // Another program took the dead one's lock away first.
  }
  return false;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// --- Node 24 ---

/** This Node when it is new enough, else the one that npm brought. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  const brought = join(
    root,
    'node_modules',
    `node-${nodePlatform()}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const advice = `start it with Node ${wantedMajor} or later`;
  if (!existsSync(brought))
    throw new Error(
      `there is no Node ${wantedMajor} for ${process.platform} ${process.arch} among the packages: ${advice}`,
    );
  if (isMusl())
    throw new Error(
      `the Node ${wantedMajor} among the packages needs a Linux with glibc, and this one has musl: ${advice}`,
    );
  if (spawnSync(brought, ['--version'], { stdio: 'ignore' }).status !== 0)
    throw new Error(`${brought} does not run on this machine: ${advice}`);
  return brought;
}

function nodePlatform() {
  return process.platform === 'win32' ? 'win' : process.platform;
}

function isMusl() {
  if (process.platform !== 'linux') return false;
  process.report.excludeNetwork = true;
  return !process.report.getReport().header.glibcVersionRuntime;
}

// --- Handing over ---

/** Becomes the program where Node can, else stands in for it: signals go on, the exit code comes back, and the program ends when we are killed. */
function handOver(node, args) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  if (process.execve && process.platform !== 'win32') {
    process.removeAllListeners('warning').on('warning', () => {});
    process.execve(node, [node, ...args], env);
  }
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
  passSignals(child);
  child.on('error', (error) => {
    process.stderr.write(`klientela: ${node} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => (signal ? leaveBy(signal) : process.exit(code ?? 1)));
}

/** From a terminal Ctrl+C reaches the child by itself; sent twice it would look like impatience. */
function passSignals(child) {
  const state = { received: undefined, stop: () => {} };
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'].map((signal) => {
    const handler = () => {
      state.received = signal;
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  state.stop = () => handlers.forEach(([signal, handler]) => process.off(signal, handler));
  return state;
}

function leaveBy(signal) {
  process.exit(128 + (system.signals[signal] ?? 1));
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function seconds(began) {
  return Math.round((Date.now() - began) / 1000);
}
