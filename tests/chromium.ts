import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium, type Browser } from 'playwright';
import { chromiumFlags, findChromium } from '../src/proof/browser.ts';

/** What it takes to get a browser; a test puts another machine in this one's place. */
export interface Machine {
  /** The browser that tests would use. */
  find(): string | undefined;
  /** Whether it is that one and no other, because somebody said so. */
  readonly isNamed: boolean;
  /** Whether that is one that runs here: libraries of the system may be missing. */
  starts(executable: string): boolean;
  /** Runs a program that says what it does. Gives whether it ended well. */
  run(program: string, words: readonly string[]): boolean;
  /** Whether packages of the system may be installed. */
  readonly isRoot: boolean;
}

const thisMachine: Machine = {
  find: findChromium,
  isNamed: Boolean(process.env['LECTERN_CHROMIUM']),
  // On Windows the question for its version would open a window.
  starts: (executable) =>
    process.platform === 'win32' || spawnSync(executable, ['--version'], { stdio: 'ignore' }).status === 0,
  run(program, words) {
    process.stderr.write(`Installing a Chromium: ${[path.basename(program), ...words].join(' ')}\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(program, words, { stdio: ['ignore', 2, 2], env }).status === 0;
  },
  isRoot: process.getuid?.() === 0,
};

/**
 * Sees to it that there is a Chromium that starts: one that is there, otherwise Playwright's, otherwise the system's
 * package where `apt-get` is available and permitted. Whoever names one gets no other.
 *
 * @returns its path.
 * @throws if none of these works, with a message on what to do.
 */
export function ensureChromium(machine: Machine = thisMachine): string {
  const { run, isRoot } = machine;
  const working = (): string | undefined => {
    const found = machine.find();
    return found !== undefined && machine.starts(found) ? found : undefined;
  };
  const playwright = (...words: readonly string[]): boolean =>
    run(process.execPath, [
      path.join(path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js'),
      ...words,
    ]);
  const system = (): boolean => run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  let there = working();
  if (there !== undefined) return there;
  if (machine.isNamed) throw new Error('The Chromium that LECTERN_CHROMIUM names does not start.');
  const ways: readonly (() => boolean)[] = [
    () => playwright('install', 'chromium'),
    () => isRoot && machine.find() !== undefined && playwright('install-deps', 'chromium'),
    () => isRoot && (system() || (run('apt-get', ['update']) && system())),
  ];
  for (const way of ways) {
    way();
    there = working();
    if (there !== undefined) return there;
  }
  throw new Error(
    'There is no Chromium that starts, and none could be installed. Install one and name it in LECTERN_CHROMIUM, or connect to the network and run `npx playwright install --with-deps chromium`.',
  );
}

/** Starts the browser that `ensureChromium` has seen to. What its pages are asked to wait for may take as long as a test. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: [...chromiumFlags, ...flags],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  browser.on('context', (context) => context.setDefaultTimeout(240_000));
  return browser;
}
