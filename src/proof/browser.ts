import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright';

/** Flags that let Chromium run in a container or as root, and keep it from contacting other hosts. */
export const chromiumFlags: readonly string[] = [
  '--disable-background-networking',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Finds Chromium: the one in `LECTERN_CHROMIUM`, otherwise Playwright's, otherwise the system's.
 *
 * @returns its path, or `undefined` if there is none.
 */
export function findChromium(): string | undefined {
  const named = process.env['LECTERN_CHROMIUM'];
  if (named) return named;
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  return onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) ?? installedOnMac();
}

/**
 * Like `findChromium`, but installs Chromium if there is none: Playwright's, or, if that cannot be downloaded, the
 * system's package where `apt-get` is available and permitted.
 *
 * @throws if neither works, with a message on what to do.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  process.stderr.write('Installing a Chromium …\n');
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium']);
  if (findChromium() === undefined && process.getuid?.() === 0 && onPath(['apt-get']) !== undefined) {
    if (!run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])) {
      run('apt-get', ['update']);
      run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    }
  }
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error(
      'No Chromium was found and none could be installed. Install one and name it in LECTERN_CHROMIUM, or connect to the network and run `npx playwright install chromium`.',
    );
  }
  return installed;
}

/** Runs a program with its output on standard error. Returns whether it succeeded. */
function run(program: string, args: readonly string[]): boolean {
  return (
    spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  );
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function installedOnMac(): string | undefined {
  if (process.platform !== 'darwin') return undefined;
  return [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
