import { afterAll } from 'vitest';
import { findChromium } from '../../src/proof/browser.ts';
import { Chromium } from '../../src/proof/chromium.ts';
import { runExchange, type ExchangeSettings } from '../../src/proof/exchange.ts';
import { defaultLimits, type Outcome, type ProgramFile } from '../../src/proof/outcome.ts';
import { findPackage } from '../../src/proof/packages.ts';
import { namespaceWall } from '../../src/proof/wall/namespaces.ts';
import type { Wall } from '../../src/proof/wall/cell.ts';
import { noWall } from '../../src/proof/wall/unwalled.ts';
import { raiseWall } from '../../src/proof/wall/wall.ts';
import { Workplace } from '../../src/proof/workplace.ts';

/** Files of an exchange by title; those that start with `client` run in the browser. */
export type Files = Readonly<Record<string, string>>;

/** Whether a wall stands on this machine. Tests that need one are skipped where there is none. */
export const hasWall: boolean = await (async () => {
  const workplace = new Workplace();
  try {
    await namespaceWall(workplace);
    return true;
  } catch {
    return false;
  } finally {
    workplace.close();
  }
})();

/**
 * One runner for a test file: a workplace, one browser for all its tests, gone afterwards. Behind the wall of this machine,
 * if there is one and `walled` is not false.
 */
export function runner({ walled = true }: { readonly walled?: boolean } = {}): {
  run(files: Files, settings?: Partial<ExchangeSettings>): Promise<Outcome>;
  readonly workplace: Workplace;
  readonly wall: Promise<Wall>;
  open(): Promise<Chromium | undefined>;
} {
  const workplace = new Workplace();
  const wall = walled ? raiseWall(workplace, true) : Promise.resolve(noWall(workplace));
  let browser: Promise<Chromium | undefined> = Promise.resolve(undefined);
  const open = (): Promise<Chromium | undefined> => {
    const executable = findChromium();
    // A page may end the whole browser.
    browser = browser.then(async (running) =>
      executable === undefined || running?.isAlive ? running : Chromium.launch(executable, await wall),
    );
    return browser;
  };
  afterAll(async () => {
    await (await browser)?.close();
    workplace.close();
  });
  return {
    workplace,
    wall,
    open,
    run: async (files, settings = {}) =>
      runExchange(Object.entries(files).map(programFile), {
        wall: await wall,
        node: process.execPath,
        packages: [findPackage('ws')!],
        // What is at rest ends by itself; how fast the machine is does not matter.
        limits: { ...defaultLimits, time: 60_000 },
        clients: 1,
        browser: open,
        ...settings,
      }),
  };
}

function programFile([title, code]: readonly [string, string]): ProgramFile {
  return { title, actor: title.replace(/\.[^.]*$/, ''), code, runs: title.startsWith('client') ? 'browser' : 'node' };
}

/** The lines as a transcript. */
export function transcript({ lines }: Outcome): readonly string[] {
  return lines.map(({ from, text }) => `${from}: ${text}`);
}

/** The codes of what failed. */
export function codes({ failures }: Outcome): readonly string[] {
  return failures.map(({ code }) => code);
}
