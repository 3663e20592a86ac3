/** The course page of a large course: categories instead of modules, and still the way to go on. */
import { expect, test } from 'playwright/test';
import { pageLimit } from '../../src/site/overview.ts';
import { publish, type Published } from './published.ts';

const numbers = Array.from({ length: pageLimit + 1 }, (_, index) => index + 1);
const course = {
  'course.yaml': `title: Many Waters
description: Every river there is.
language: en
categories:
${numbers.map((number) => `  - { id: basin-${number}, title: Basin ${number}, modules: [river-${number}] }\n`).join('')}`,
  ...Object.fromEntries(
    numbers.flatMap((number) => [
      [
        `modules/river-${number}/lesson.md`,
        `---\ntitle: River ${number}\nsummary: Where river ${number} flows.\nobjectives:\n  - id: flow\n    text: Say where it flows\n---\n\n## Its Way\n\nDown to the sea.\n`,
      ],
      [
        `modules/river-${number}/quiz.yaml`,
        'questions:\n  - id: way\n    prompt: Where does it flow?\n    objective: flow\n    section: its-way\n    options:\n      - { id: down, text: Down to the sea, correct: true, feedback: As all rivers do. }\n      - { id: up, text: Up to its spring, feedback: Water does not climb. }\n',
      ],
    ]),
  ),
};

test.describe.configure({ mode: 'default' });
let site: Published;
test.beforeAll(async () => {
  site = await publish(course);
});
test.afterAll(() => site.close());

test('lists each category with its size, leads to its page, and carries no card of a module', async ({ page }) => {
  await page.goto(site.address);
  await expect(page.locator('[data-progress]')).toHaveCount(0);
  const categories = page.getByRole('navigation', { name: 'Categories' }).getByRole('listitem');
  await expect(categories).toHaveCount(numbers.length);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expect(categories.nth(6)).toContainText(/Basin 7\s*1 module · 1 minute/);
  await categories.nth(6).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Basin 7');
  await expect(page.getByRole('link', { name: 'River 7' })).toBeVisible();
});

test('asks for the catalogue only where there is something to go on with, and then leads there', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site.address, { waitUntil: 'networkidle' });
  await expect(page.getByRole('link', { name: 'Start with the first module' })).toBeVisible();
  expect(asked.filter((path) => path.endsWith('course.json'))).toEqual([]);

  await page.goto(`${site.address}modules/river-9/`);
  await page.getByLabel('Down to the sea').check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('.question[data-state]').first()).toBeVisible();
  await page.goto(site.address);
  await page.getByRole('link', { name: 'Continue with module 10' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('River 10');
});
