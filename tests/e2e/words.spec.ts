/**
 * Every word that a learner meets comes from the catalogue: a course in a language that has none, whose own words mark
 * every message, and whose author writes Greek. A Latin letter outside the marks is English that somebody wrote into the
 * code. The marked messages are longer by half, so the same walk shows whether long words fit a narrow phone.
 */
import { expect, test as base, type Page } from 'playwright/test';
import { en } from '../../src/words/en.ts';
import { publish, type Published } from './published.ts';

const marked = (text: string): string => `⟦${text}${' o'.repeat(Math.ceil(text.length / 4))}⟧`;
const words = Object.entries(en).map(([name, message]) => {
  const own =
    typeof message === 'string'
      ? marked(message)
      : Object.fromEntries(Object.entries(message).map(([category, text]) => [category, marked(text)]));
  return `  ${name}: ${JSON.stringify(own)}\n`;
});

const lesson = (title: string): string => `---
title: ${title}
summary: Μία πρόταση για το μάθημα.
objectives: [{ id: know, text: Να ξέρεις τις λέξεις }]
---

## Λέξεις {#words}

Πρώτα οι λέξεις.

:::insight
Κάτι που αξίζει.
:::

:::note
Σημείωσε το.
:::

:::tip
Δοκίμασε το.
:::

:::warning
Πρόσεξε το.
:::

:::sequence[Μία σειρά]{left="α" right="β"}
1. **α** Γεια
2. **β** Γεια σου
:::

:::flow[Μία ροή]{loop="ξανά και ξανά"}
1. **Πρώτα** το ένα
2. **Μετά** το άλλο
:::

## Προγράμματα

:::exchange[Ένας χαιρετισμός]{lab}
\`\`\`js title="α.js" runs="node"
const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ port: 3000 });
server.on('connection', (socket) => {
  console.log('α');
  socket.on('message', () => socket.close(1000, 'ω'));
  socket.send('γ'.repeat(200));
});
\`\`\`
\`\`\`js title="β.js" runs="browser"
const ws = new WebSocket('ws://localhost:3000');
ws.onopen = () => ws.send('β');
\`\`\`
\`\`\`transcript
α: α
\`\`\`
:::
`;

const asked = { objective: 'know', section: 'words', hints: ['Σκέψου', 'Ξανά'], explanation: 'Έτσι είναι.' };
const options = (right: number) =>
  ['α', 'β', 'γ'].map((id, index) => ({
    id: 'abc'[index],
    text: `Λέξη ${id}`,
    correct: index < right,
    feedback: 'Ναι',
  }));
const questions = [
  { id: 'one', prompt: 'Ποια λέξη;', options: options(1) },
  { id: 'several', type: 'multiple-choice', prompt: 'Ποιες λέξεις;', options: options(2) },
  { id: 'truth', type: 'true-false', prompt: 'Είναι έτσι.', answer: true },
  { id: 'short', type: 'short-answer', prompt: 'Γράψε τη λέξη.', accept: ['ναι'], ignoreCase: true, ignoreSpace: true },
  { id: 'number', type: 'numeric', prompt: 'Πόσα είναι;', answer: 2.5, tolerance: 0.5, unit: 'μ' },
  {
    id: 'order',
    type: 'ordering',
    prompt: 'Βάλε σε σειρά.',
    items: ['α', 'β', 'γ'].map((text, index) => ({ id: 'abc'[index], text })),
  },
  {
    id: 'match',
    type: 'matching',
    prompt: 'Ταίριαξε.',
    pairs: [
      { left: 'α', right: 'Α', id: 'a' },
      { left: 'β', right: 'Β', id: 'b' },
    ],
    distractors: ['Γ'],
  },
  {
    id: 'gaps',
    type: 'fill-in',
    prompt: 'Συμπλήρωσε.',
    text: 'Μία [[a]] και [[b]].',
    blanks: { a: { accept: ['ναι'] }, b: { options: options(1) } },
  },
  {
    id: 'kinds',
    type: 'classify',
    prompt: 'Ταξινόμησε.',
    columns: ['α', 'β'].map((text, index) => ({ id: 'ab'[index], text })),
    rows: ['γ', 'δ'].map((text, index) => ({ id: 'cd'[index], text, column: 'a' })),
  },
  {
    id: 'lines',
    type: 'parsons',
    prompt: 'Βάλε σε σειρά τις γραμμές.',
    program: "α('β');\n  γ();",
    distractors: ['δ();'],
    indent: true,
  },
  { id: 'own', type: 'self-check', prompt: 'Εξήγησε.', model: 'Έτσι.', criteria: [{ id: 'a', text: 'Ναι' }] },
  { id: 'card', type: 'self-check', form: 'cloze', prompt: 'Θυμήσου.', model: 'Μία [[λέξη]].' },
  { id: 'output', type: 'predict-output', prompt: 'Τι τυπώνει;', program: "console.log('α')", output: 'α' },
].map((question) => ({ ...asked, ...question }));

const files = {
  'course.yaml': `title: Μαθήματα
language: el
packages: [ws]
rules: { spelling: off }
categories:
  - { id: first, title: Πρώτα, modules: [alpha, beta] }
  - { id: second, title: Μετά, modules: [gamma] }
words:
${words.join('')}`,
  'modules/alpha/lesson.md': lesson('Άλφα'),
  'modules/beta/lesson.md': lesson('Βήτα').replace('objectives:', 'prerequisites: [alpha]\nobjectives:'),
  'modules/gamma/lesson.md': lesson('Γάμμα'),
  'modules/alpha/quiz.yaml': JSON.stringify({ questions }),
  'modules/beta/quiz.yaml': JSON.stringify({
    questions: questions.slice(0, 1).map((question) => ({ ...question, prompt: 'Ποια άλλη;' })),
  }),
};

const test = base.extend<object, { site: Published }>({
  site: [
    async ({}, use) => {
      const site = await publish(files, '/my/course/');
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});

/** What stands on the page, or is said of it, in Latin letters outside the marks; and how far it sticks out. */
async function strays(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // code and what programs send is the author's; what protocols call their parts is the same everywhere
    const everywhere = 'script, style, pre, code, samp, .lab-strip, .lab-payload td, .brand, [lang=en]';
    const names =
      /(?:\p{L}+\.js|Node\.js|FIN|RSV1–3|Opcode|\d, (?:text|close):|MASK|\bms|GET \/ HTTP\/1\.1|HTTP\/1\.1 101 Switching Protocols|FSRS)/gu;
    const tokens = new Set(['GET', 'text', 'close']);
    const found = new Set<string>();
    let depth = 0;
    /** What stands outside the marks, which may open in one text and close in another. */
    const outside = (text: string): string => {
      let rest = '';
      for (const character of text) {
        if (character === '⟦') depth++;
        else if (character === '⟧') depth--;
        else if (depth === 0) rest += character;
      }
      return rest.replace(names, '');
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const { parentElement: parent } = node;
      if (parent === null || parent.closest(everywhere) !== null) continue;
      if (parent.matches('.lab-token') && tokens.has(parent.textContent)) continue;
      const written = node.nodeValue ?? '';
      // where scripts run, what stands for those without is one text
      const rest = outside(parent.matches('noscript') ? written.replace(/<[^>]*>/g, '') : written);
      if (/[a-z]/i.test(rest)) found.add(rest.trim());
    }
    const said = ['label', 'description', 'valuetext', 'roledescription'].map((name) => `aria-${name}`);
    for (const element of document.querySelectorAll('*')) {
      if (element.closest('[lang=en]') !== null) continue;
      for (const name of [...said, 'alt', 'title', 'placeholder', 'data-word'])
        if (/[a-z]/i.test(outside(element.getAttribute(name) ?? '')))
          found.add(`${element.localName} ${name}=${element.getAttribute(name)}`);
    }
    if (/[a-z]/i.test(outside(document.title))) found.add(`title: ${document.title}`);
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.add(`${wide} pixels too wide`);
    return [...found];
  });
}

const narrow = { width: 320, height: 720 };
const none = (page: Page) => expect.poll(() => strays(page), { timeout: 10_000 }).toEqual([]);

test.beforeEach(({ page }) => page.setViewportSize(narrow));

test('pages around the lessons say nothing that is not in the catalogue', async ({ page, site }) => {
  for (const path of ['', 'category/first/', 'progress/', 'review/', '404.html']) {
    await page.goto(site.address + path);
    await none(page);
  }
});

test('a lesson and its quiz do not, from the first question to the result, nor what comes after it', async ({
  page,
  site,
}) => {
  await page.goto(`${site.address}modules/alpha/`);
  await page.locator('[data-quiz=ready]').waitFor({ state: 'attached' });
  await none(page);
  for (const { id } of questions) {
    const question = page.locator(`#q-${id}`);
    await question.locator('[type=submit]').click();
    await none(page);
    if (id === 'own') {
      // Only what has been written is compared with a model.
      await question.locator('.ask textarea').fill('ω');
      await question.locator('[type=submit]').click();
      await none(page);
    }
    const choice = question.locator('.ask :is([type=radio], [type=checkbox]):not([name$=".seen"])').last();
    if ((await choice.count()) > 0) await choice.check();
    for (const field of await question.locator('.ask :is([type=text], textarea:not([readonly]))').all())
      await field.fill('ω');
    for (const list of await question.locator('.ask select').all())
      if (await list.isVisible()) await list.selectOption({ index: 1 });
    const up = question.locator('[data-move="-1"]:enabled');
    if ((await up.count()) > 0) await up.first().click();
    await question.locator('[type=submit]').click();
    if (id === 'number') {
      // “ω” is no number, and the page says so
      await none(page);
      await question.locator('.ask [type=text]').fill('7');
      await question.locator('[type=submit]').click();
    }
    await expect(question).toHaveAttribute('data-state', /right|partly|wrong/);
    await none(page);
  }
  for (const path of ['', 'category/first/', 'progress/', 'review/']) {
    await page.goto(site.address + path);
    await none(page);
  }
  await page.clock.setFixedTime(Date.now() + 20 * 86_400_000);
  await page.reload();
  await page.locator('[data-do=begin]').click();
  await expect(page.locator('.question [type=submit]').first()).toBeVisible();
  await none(page);
});

test('the lab does not, at rest and explained', async ({ page, site }) => {
  await page.goto(`${site.address}modules/alpha/`);
  await page.locator('.lab-run').click();
  await page.locator('.lab-latency input').fill('0');
  await expect(page.locator('.lab-wire [data-kind=fin]').first()).toBeVisible({ timeout: 60_000 });
  for (const row of await page.locator('.lab-open').all()) await row.click();
  await none(page);
});
