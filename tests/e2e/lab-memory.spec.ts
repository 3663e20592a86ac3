import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { serve } from '../../src/cli/serve.ts';
import { shareFragment } from '../../src/lab/panel/share.ts';
import { findChromium } from '../../src/proof/browser.ts';
import { Chromium } from '../../src/proof/chromium.ts';
import { noWall } from '../../src/proof/wall/unwalled.ts';
import { Workplace } from '../../src/proof/workplace.ts';
import { runs } from '../cases.ts';

/**
 * A program that takes memory step by step, in a Chromium whose heaps are small. It may kill the process of its own frame;
 * Playwright's page would count as crashed with it, so this speaks to the browser itself.
 */

/** Never long enough at once for the lab's watchdog, never enough at once for anything but the heap's limit. */
const hog =
  'const kept = [];\nsetInterval(() => { for (let i = 0; i < 4; i++) kept.push(Array.from({ length: 100_000 }, (_, j) => j + i / 3)); }, 5);';

class Tab {
  crashed = false;
  readonly #chromium: Chromium;
  readonly #session: string;

  private constructor(chromium: Chromium, session: string) {
    this.#chromium = chromium;
    this.#session = session;
    chromium.listen(session, ({ method }) => {
      if (method === 'Inspector.targetCrashed') this.crashed = true;
    });
  }

  static async open(chromium: Chromium, url: string): Promise<Tab> {
    const { targetId } = await chromium.send('Target.createTarget', { url });
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    await chromium.send('Inspector.enable', {}, String(sessionId));
    return new Tab(chromium, String(sessionId));
  }

  /** What an expression is in the page; undefined where the page does not answer. */
  async ask(expression: string): Promise<unknown> {
    const answer = await this.#chromium
      .send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }, this.#session, 3000)
      .catch(() => undefined);
    return (answer?.['result'] as { value?: unknown } | undefined)?.value;
  }

  press(name: string): Promise<unknown> {
    return this.ask(
      `(() => { const button = [...document.querySelectorAll('button')].find((one) => one.checkVisibility() && one.textContent.startsWith(${JSON.stringify(name)})); button?.scrollIntoView(); button?.click(); return button !== undefined; })()`,
    );
  }

  get status(): Promise<unknown> {
    return this.ask("document.querySelector('.lab-status')?.textContent");
  }

  get answers(): Promise<unknown> {
    return this.ask("JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('lectern')))");
  }
}

/** Starts a small-heaped Chromium with these flags more, and a tab with the lesson whose client was edited. */
async function withTab(flags: string, use: (tab: Tab, again: () => Promise<Tab>) => Promise<void>): Promise<void> {
  const site = await serve({ folder: path.resolve('dist'), base: '/', port: 0, otherPort: String });
  const workplace = new Workplace();
  const executable = path.join(workplace.folder, 'chromium.sh');
  writeFileSync(executable, `#!/bin/sh\nexec "${findChromium() ?? 'chromium'}" "$@" ${flags}\n`);
  chmodSync(executable, 0o755);
  const chromium = await Chromium.launch(executable, noWall(workplace));
  try {
    const page = `${site.address.replace('localhost', '127.0.0.1')}modules/websockets/`;
    const fragment = await shareFragment({
      exchange: 'a-simple-chat-message/1',
      code: ["console.log('listening');", hog],
    });
    const tab = await Tab.open(chromium, page + fragment);
    await expect.poll(() => tab.status, { timeout: 120_000 }).toContain('edited version');
    // the learner answers a question first
    await tab.ask("document.querySelector('.check input[type=radio]').click()");
    await tab.press('Check');
    await expect.poll(() => tab.answers).toContain('websockets/');
    await use(tab, () => Tab.open(chromium, page));
  } finally {
    await chromium.close();
    workplace.close();
    await site.close();
  }
}

test('a program that takes memory without end kills its own frame: page and answers stay, the page says so, and Run runs again', async () => {
  await withTab('', async (tab) => {
    const before = await tab.answers;
    await tab.ask('globalThis.beats = 0; setInterval(() => globalThis.beats++, 20)');
    expect(await tab.press('Run')).toBe(true);
    await expect.poll(() => tab.status, { timeout: 120_000 }).toContain('The lab’s sandbox broke down.');
    const beats = Number(await tab.ask('globalThis.beats'));
    expect(beats).toBeGreaterThan(50);
    expect(tab.crashed).toBe(false);
    expect(await tab.answers).toBe(before);
    await tab.press('Back to the lesson’s code');
    expect(await tab.press('Run')).toBe(true);
    await expect.poll(() => tab.status, { timeout: 60_000 }).toContain('At rest');
    expect(Number(await tab.ask('globalThis.beats'))).toBeGreaterThan(beats);
  });
});

// The same memory once more, so not in every run.
if (runs(0, 1) === 1) {
  test('where a frame has no process of its own, the tab may go with it, but the answers stay', async () => {
    await withTab(
      '--disable-features=IsolateSandboxedIframes,SitePerProcess --disable-site-isolation-trials',
      async (tab, again) => {
        const before = await tab.answers;
        await tab.press('Run');
        await expect.poll(() => tab.crashed, { timeout: 120_000 }).toBe(true);
        const next = await again();
        await expect.poll(() => next.answers).toBe(before);
      },
    );
  });
}
