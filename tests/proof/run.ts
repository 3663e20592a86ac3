import { afterAll } from 'vitest';
import { findChromium } from '../../src/proof/browser.ts';
import { Chromium } from '../../src/proof/chromium.ts';
import { runExchange, type ExchangeSettings } from '../../src/proof/exchange.ts';
import { defaultLimits, type Outcome, type ProgramFile } from '../../src/proof/outcome.ts';
import { findPackage } from '../../src/proof/packages.ts';
import { Workplace } from '../../src/proof/workplace.ts';

/** Files of an exchange by title; those that start with `client` run in the browser. */
export type Files = Readonly<Record<string, string>>;

/** One runner for a test file: a workplace, one browser for all its tests, gone afterwards. */
export function runner(): {
  run(files: Files, settings?: Partial<ExchangeSettings>): Promise<Outcome>;
  readonly workplace: Workplace;
} {
  const workplace = new Workplace();
  let browser: Promise<Chromium | undefined> | undefined;
  const open = (): Promise<Chromium | undefined> => {
    const executable = findChromium();
    return (browser ??= executable === undefined ? Promise.resolve(undefined) : Chromium.launch(executable, workplace));
  };
  afterAll(async () => {
    await (await browser)?.close();
    workplace.close();
  });
  return {
    workplace,
    run: (files, settings = {}) =>
      runExchange(Object.entries(files).map(programFile), {
        workplace,
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
