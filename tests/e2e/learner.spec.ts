import { readFileSync } from 'node:fs';
import { expect, test as base, type Page } from 'playwright/test';
import { progress as progressFile } from '../../schemas/progress.ts';
import { publish, type Published } from './published.ts';

const question = (id: string, right: string, wrong: string) => `
  - id: ${id}
    prompt: Which word is ${right} in the lesson about ${id}?
    objective: know
    section: words
    options:
      - { id: r, text: ${right}, correct: true }
      - { id: w, text: ${wrong} }
    explanation: The lesson says in its first section that the word is ${right}, and nothing else.
`;
const lesson = (title: string, more = '') => `---
title: ${title}
summary: A lesson made to be reviewed.
objectives: [{ id: know, text: Know the words }]
${more}---

## Words

The words are amber, birch, cedar and daisy.
`;
const course = (modules: Readonly<Record<string, string>>): Record<string, string> => ({
  'course.yaml': `title: Two words\nlanguage: en\ncategories: [{ id: all, title: All, modules: [${Object.keys(modules).join(', ')}] }]\n`,
  ...Object.fromEntries(Object.entries(modules).map(([slug, title]) => [`modules/${slug}/lesson.md`, lesson(title)])),
  'modules/alpha/quiz.yaml': `questions:${question('one', 'amber', 'birch')}${question('two', 'cedar', 'daisy')}`,
  'modules/beta/quiz.yaml': `questions:${question('one', 'birch', 'amber')}`,
});
const both = course({ alpha: 'Alpha', beta: 'Beta' });

const test = base.extend<object, { site: Published }>({
  site: [
    async ({}, use) => {
      const site = await publish(both, '/my/course/');
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});

const start = new Date('2026-03-01T09:00:00Z');
const days = (count: number) => new Date(start.getTime() + count * 86_400_000);

async function answer(page: Page, address: string, option: RegExp): Promise<void> {
  const asked = page.locator(`[data-question="${address}"]`);
  await asked.getByRole('radio', { name: option }).check();
  await asked.getByRole('button', { name: 'Check' }).click();
}
async function open(page: Page, site: Published, path: string): Promise<void> {
  await page.goto(site.address + path);
  const part = path.replace(/\/.*/, '');
  await page.locator(`html[data-${part === 'modules' ? 'quiz' : part}=ready]`).waitFor();
}
/** Answers everything: alpha/one wrong, the other two right. */
async function answerAll(page: Page, site: Published): Promise<void> {
  await open(page, site, 'modules/alpha/');
  await answer(page, 'alpha/one', /birch/);
  await answer(page, 'alpha/two', /cedar/);
  await open(page, site, 'modules/beta/');
  await answer(page, 'beta/one', /birch/);
}

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: start });
});

test.describe('the progress page', () => {
  test('tells a newcomer where to begin', async ({ page, site }) => {
    await open(page, site, 'progress/');
    await expect(page.getByText('You have not answered a question yet.')).toBeVisible();
    await page.getByRole('link', { name: 'Choose a module to begin with.' }).click();
    await expect(page).toHaveURL(site.address);
  });

  test('sums up each module, whatever the page was when it was answered', async ({ page, site }) => {
    await answerAll(page, site);
    await open(page, site, 'progress/');
    const rows = page.locator('.modules li');
    await expect(rows).toHaveText([/Alpha\s*2 of 2 answered, 1 right/, /Beta\s*1 of 1 answered, 1 right/]);
  });

  test('exports a file that its schema describes, and another browser takes it in', async ({ page, site, browser }) => {
    await answerAll(page, site);
    await open(page, site, 'progress/');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export to a file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[a-z-]+-progress\.json$/);
    const file = await download.path();
    expect(Object.keys(progressFile.parse(JSON.parse(readFileSync(file, 'utf8'))).answers)).toEqual([
      'alpha/one',
      'alpha/two',
      'beta/one',
    ]);

    const other = await browser.newPage();
    await open(other, site, 'modules/alpha/');
    await answer(other, 'alpha/one', /amber/); // newer than the file's answer: it stays
    await open(other, site, 'progress/');
    await other.setInputFiles('input[type=file]', file);
    const dialog = other.getByRole('dialog', { name: /^Take in .*\?$/ });
    await expect(dialog.getByRole('listitem')).toHaveText([
      'New here: 2',
      'Newer than yours: 0',
      'Older than yours, which stay: 1',
      'Here already: 0',
    ]);
    await dialog.getByRole('button', { name: 'Take them in' }).click();
    await expect(other.getByRole('status').filter({ hasText: 'Took in 2 answers' })).toBeVisible();
    await expect(other.locator('.modules li').first()).toHaveText(/2 of 2 answered, 2 right/);

    await other.getByRole('button', { name: 'Undo' }).click();
    await expect(other.getByText('Everything is as it was before.')).toBeFocused();
    await expect(other.locator('.modules li')).toHaveText([/Alpha\s*1 of 2 answered, 1 right/]);
    await other.close();
  });

  test('refuses what is no progress file, and says so', async ({ page, site }) => {
    const answer = { response: { choice: 'a' }, version: 'v', points: 1, at: 1, hints: 0 };
    const course = { title: 'Birds', address: 'https://birds.example/' };
    const otherCourse = JSON.stringify({ version: 1, course, seed: 's', reset: 0, answers: { 'owl/one': answer } });
    await open(page, site, 'progress/');
    for (const [text, says] of [
      ['holiday', 'is not a progress file'],
      ['{"version":7}', 'newer version'],
      [otherCourse, 'x.json belongs to the course “Birds”'],
    ] as const) {
      await page.setInputFiles('input[type=file]', {
        name: 'x.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      });
      await expect(page.locator('.told')).toContainText(says);
    }
    await expect(page.getByText('You have not answered a question yet.')).toBeVisible();
  });

  test('forgets everything only after asking', async ({ page, site }) => {
    await answerAll(page, site);
    await open(page, site, 'progress/');
    const forget = page.getByRole('button', { name: 'Forget everything…' });
    await forget.click();
    await page.getByRole('button', { name: 'Keep my answers' }).click();
    await expect(page.locator('.modules li')).toHaveCount(2);
    await expect(forget).toBeFocused();
    await forget.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
    await expect(page.locator('.modules li')).toHaveCount(0);
    await page.reload();
    await expect(page.getByText('You have not answered a question yet.')).toBeVisible();
  });

  test('sets aside what it cannot read, says so, and hands it over', async ({ page, site }) => {
    await page.goto(site.address);
    await page.evaluate(() => localStorage.setItem('lectern:/my/course/', '{"answers": [broken'));
    await open(page, site, 'progress/');
    await expect(page.getByText('It was set aside, not thrown away.')).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save it to a file' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('[broken');
  });

  test('says where a browser keeps nothing, and works all the same', async ({ page, site }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      });
    });
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await open(page, site, 'modules/alpha/');
    await answer(page, 'alpha/one', /amber/);
    await open(page, site, 'progress/');
    await expect(page.getByText('does not let pages remember anything')).toBeVisible();
    expect(errors).toEqual([]);
  });
});

test.describe('the review', () => {
  test('has nothing for a newcomer', async ({ page, site }) => {
    await open(page, site, 'review/');
    await expect(page.getByText('there is nothing to review')).toBeVisible();
  });

  test('says when the next question comes back while nothing is due', async ({ page, site }) => {
    await answerAll(page, site);
    await open(page, site, 'review/');
    await expect(page.getByRole('heading', { name: 'Nothing is due' })).toBeVisible();
    await expect(
      page.getByText('You have answered 3 questions in this browser. The next comes back by March 2, within a day.'),
    ).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the next reviews for your calendar' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('reviews.ics');
    const calendar = readFileSync(await download.path(), 'utf8');
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(calendar.match(/SUMMARY:[^\r]*review \(\d\)/g)?.length).toBeGreaterThan(0);
    expect(calendar).toContain(`URL:${page.url()}`);
    await page.getByRole('button', { name: 'Review some early' }).click();
    await expect(page.locator('.session .place')).toHaveText('1 of 3');
    await expect(page.locator('.session legend')).toBeFocused();
  });

  test('asks the one that is due, from nothing, and moves it away when it was right', async ({ page, site }) => {
    await answerAll(page, site);
    await page.clock.setFixedTime(days(1.5));
    await open(page, site, 'review/');
    await expect(page.getByRole('heading', { name: '1 question due' })).toBeVisible();
    expect(
      (await page.locator('[data-state=ready] h2 + p').innerText()).trim(),
      'nothing about turns or a limit that do not matter',
    ).toBe('From 1 module.');
    const calendar = page.getByRole('button', { name: 'Save the next reviews for your calendar' });
    await expect(calendar).toBeVisible();
    await page.getByRole('button', { name: 'Begin' }).click();
    const asked = page.locator('.session .question');
    await expect(calendar).toBeHidden();
    await expect(asked.locator('.ask > legend')).toBeFocused();
    await expect(asked.getByRole('group', { name: /^Alpha Which word is amber/ })).toBeVisible();
    await expect(asked).not.toContainText('nothing else'); // the explanation
    await answer(page, 'alpha/one', /amber/);
    await expect(asked).toContainText('Correct');
    await page.clock.fastForward(1000);
    await asked.getByRole('button', { name: 'See your result' }).click();
    await expect(page.getByRole('heading', { name: 'Done for now' })).toBeFocused();
    await expect(page.getByText('1 of 1 right')).toBeVisible();
    await open(page, site, 'progress/');
    await expect(page.locator('.modules li').first()).toHaveText(/2 of 2 answered, 2 right/);
  });

  test('draws from two modules where two have something due', async ({ page, site }) => {
    await answerAll(page, site);
    await page.clock.setFixedTime(days(60));
    await open(page, site, 'review/');
    expect((await page.locator('[data-state=ready] h2 + p').innerText()).trim()).toBe('From 2 modules, taking turns.');
    await page.getByRole('button', { name: 'Begin' }).click();
    const seen: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const asked = page.locator('.session .question');
      seen.push((await asked.getAttribute('data-question')) ?? '');
      await asked.getByRole('radio').first().check();
      await asked.getByRole('button', { name: 'Check' }).click();
      await page.clock.setFixedTime(days(60 + turn / 1000 + 0.0005));
      await asked.getByRole('button', { name: /Next|result/ }).click();
    }
    expect(new Set(seen.slice(0, 2).map((address) => address.split('/')[0]))).toEqual(new Set(['alpha', 'beta']));
    expect(new Set(seen).size).toBe(3);
  });

  test('leaves out a module that was removed, and keeps its answers', async ({ page }) => {
    const site = await publish(both);
    await answerAll(page, site);
    await site.update(
      Object.fromEntries(
        Object.entries(course({ alpha: 'Alpha' })).filter(([file]) => !file.startsWith('modules/beta/')),
      ),
    );
    await page.clock.setFixedTime(days(60));
    await open(page, site, 'review/');
    await expect(page.getByRole('heading', { name: '2 questions due' })).toBeVisible();
    await expect(page.getByText('1 answered question is no longer part of this course')).toBeVisible();
    await open(page, site, 'progress/');
    await expect(
      page.getByText('1 more answer belongs to questions that are no longer in this course. They are kept.'),
    ).toBeVisible();
    await site.close();
  });

  test('knows a renamed module and a renamed question by their new names', async ({ page }) => {
    const site = await publish(both);
    await answerAll(page, site);
    const { 'modules/alpha/quiz.yaml': quiz = '', ...rest } = course({ gamma: 'Gamma', beta: 'Beta' });
    const renamed = {
      ...rest,
      'modules/gamma/lesson.md': lesson('Gamma', 'aliases: [alpha]\n'),
      'modules/gamma/quiz.yaml': quiz.replace('id: one\n', 'id: first\n    aliases: [one]\n'),
    };
    await site.update(renamed);
    await open(page, site, 'modules/gamma/');
    await expect(page.locator('[data-question="gamma/first"]')).toHaveAttribute('data-state', 'wrong');
    await open(page, site, 'progress/');
    await expect(page.locator('.modules li').first()).toHaveText(/Gamma\s*2 of 2 answered, 1 right/);
    await expect(page.locator('.removed')).toBeHidden();
    await site.close();
  });
});
