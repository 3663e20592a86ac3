import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findChromium } from '../src/proof/browser.ts';

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
  if (findChromium() === undefined && process.getuid?.() === 0) {
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    if (!run('apt-get', install)) {
      run('apt-get', ['update']);
      run('apt-get', install);
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
