import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { lecternRoot } from '../../src/source/disk-installation.ts';
import { ensureChromium, launchChromium } from '../chromium.ts';
import { DevServer } from './measuring/dev-server.ts';
import { numbersOf } from './measuring/selection.ts';
import { defineBenchmark, sampleOf, type Report } from './report.ts';
import { generators, noLessons, Site } from './sites/site.ts';
import { tools } from './sites/tools.ts';

export default defineBenchmark({
  name: 'dev',
  summary: 'What an author waits for: the first page, an edit to the page in view, the first page of a new course',
  details: `Everything is seen in Chromium, which is there already: “seen” is when the words stand in the page. “First start” has no
cache, “start” is every later one. An edit is measured from the end of writing the file.`,
  flags: {
    lessons: { type: 'text', value: 'N,…', summary: 'how many lessons (default: 10,1000)' },
    rounds: { type: 'count', value: 'N', summary: 'how often to start (default: 3)' },
    edits: { type: 'count', value: 'N', summary: 'how many edits after each start (default: 5)' },
  },
  examples: [['dev --lessons 1000 --rounds 1', 'a minute']],
  async run({ flags }, report) {
    const sizes = numbersOf(flags.lessons, [10, 1000]);
    ensureChromium();
    const browser = await launchChromium();
    try {
      await newcomer(report, browser, flags.rounds ?? 3);
      if (generators === undefined) return report.note(noLessons);
      for (const lessons of sizes) await author(report, browser, lessons, flags.rounds ?? 3, flags.edits ?? 5);
    } finally {
      await browser.close();
    }
  },
});

/** Milliseconds by what was waited for. */
class Waits {
  readonly #byName = new Map<string, number[]>();

  add(name: string, milliseconds: number): void {
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), milliseconds]);
  }

  show(report: Report): void {
    report.table(
      ['ms until', 'median', 'from', 'to', 'times'],
      [...this.#byName].map(([name, values]) => {
        const { median, lowest, highest, runs } = sampleOf(values);
        return [name, Math.round(median), Math.round(lowest), Math.round(highest), runs];
      }),
    );
  }
}

async function seen(page: Page, words: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body?.textContent?.includes(wanted) === true, words, {
    polling: 'raf',
  });
}

/** Lets a page watch for words itself, also when it is loaded anew: to ask it from outside takes as long as loading it. */
async function watchful(page: Page, first: string): Promise<void> {
  await page.addInitScript((first) => {
    if (sessionStorage.length === 0) sessionStorage.setItem('look out for', first);
    const look = (): void => {
      const words = sessionStorage.getItem('look out for');
      if (words !== null && document.body?.textContent?.includes(words) === true) {
        sessionStorage.setItem('seen at', String(Date.now()));
        sessionStorage.removeItem('look out for');
      }
      requestAnimationFrame(look);
    };
    look();
  }, first);
}

const lookOut = (page: Page, words: string): Promise<void> =>
  page.evaluate((wanted) => sessionStorage.setItem('look out for', wanted), words);

/** When the words were seen, in milliseconds since the epoch. */
async function sighted(page: Page): Promise<number> {
  await page.waitForFunction(() => sessionStorage.getItem('look out for') === null);
  return Number(await page.evaluate(() => sessionStorage.getItem('seen at')));
}

async function author(report: Report, browser: Browser, lessons: number, rounds: number, edits: number): Promise<void> {
  const tool = tools.find(({ id }) => id === 'lectern');
  if (tool === undefined) throw new Error('Lectern is not among the tools');
  const site = new Site(tool, lessons);
  const content = path.join(site.folder, 'content');
  const cache = path.join(site.folder, 'cache');
  const waits = new Waits();
  for (let round = 1; round <= rounds; round++) {
    for (const which of ['first start', 'start'] as const) {
      if (which === 'first start') rmSync(cache, { recursive: true, force: true });
      report.doing(`${lessons} lessons, ${which}`, round - 1, rounds);
      const page = await browser.newPage();
      await watchful(page, 'Lesson 5:');
      const began = Date.now();
      const server = await DevServer.start(content, cache);
      waits.add(`${which}: the address is said`, Date.now() - began);
      try {
        await page.goto(new URL(tool.address, server.url).href, { waitUntil: 'commit' });
        waits.add(`${which}: the module is seen`, (await sighted(page)) - began);
        if (which === 'first start') continue;
        await page.waitForLoadState('networkidle');
        for (const what of ['lesson', 'quiz'] as const) {
          for (let edit = 1; edit <= edits; edit++) {
            await page.waitForTimeout(1000); // the checks that follow an edit are over
            const number = round * 1000 + edit;
            await lookOut(page, `edited ${what} ${number}`);
            site.edit(what, number);
            const wrote = Date.now();
            waits.add(`an edited ${what} is seen`, (await sighted(page)) - wrote);
          }
        }
        const asked = performance.now();
        await page.goto(new URL('modules/l0006/', server.url).href, { waitUntil: 'commit' });
        await seen(page, 'Lesson 6:');
        waits.add('another module is seen', performance.now() - asked);
      } finally {
        await page.close();
        await server.stop();
      }
    }
  }
  site.remove();
  report.note(`${lessons} lessons`);
  waits.show(report);
}

/** From nothing to one’s own words on a page: `lectern new`, `lectern dev`, an edit. */
async function newcomer(report: Report, browser: Browser, rounds: number): Promise<void> {
  const folder = path.join(lecternRoot, '.lectern/bench/newcomer');
  const waits = new Waits();
  for (let round = 1; round <= rounds; round++) {
    report.doing('a new course', round - 1, rounds);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const began = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(lecternRoot, 'src/cli/lectern.mjs'), 'new', 'caching', '--title', 'Why Is the Second Visit Faster?'],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`\`lectern new\` failed: ${stderr}`);
    waits.add('`lectern new` has ended', performance.now() - began);
    const content = path.join(folder, 'content');
    const server = await DevServer.start(content, path.join(folder, 'cache'));
    const page = await browser.newPage();
    try {
      await page.goto(new URL('modules/caching/', server.url).href, { waitUntil: 'commit' });
      await seen(page, 'Why Is the Second Visit Faster?');
      waits.add('the new module is seen (from the start of `new`)', performance.now() - began);
      await page.waitForLoadState('networkidle');
      const lesson = path.join(content, 'modules/caching/lesson.md');
      writeFileSync(lesson, `${readFileSync(lesson, 'utf8')}\nMy own words.\n`);
      const wrote = performance.now();
      await seen(page, 'My own words.');
      waits.add('an edit of it is seen', performance.now() - wrote);
    } finally {
      await page.close();
      await server.stop();
    }
  }
  rmSync(folder, { recursive: true, force: true });
  report.note('A new course');
  waits.show(report);
}
