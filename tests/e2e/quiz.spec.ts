/** What a learner does with a quiz: answer, go on, come back, try again. */
import { expect, test, type Locator, type Page } from 'playwright/test';
import { answerByScript, give, openQuiz, questionOn, responseFor } from '../questions/answering.ts';
import { examples, quizOf, viewOf, type Example } from '../questions/examples.ts';
import { serve } from '../questions/page.ts';
import type { QuestionView } from '../../src/questions/kit/view.ts';

const byId = (id: string): Example => examples.find(({ question }) => question.id === id) as Example;
const view = (id: string, more: Partial<QuestionView> = {}) => ({ ...viewOf(byId(id)), ...more });
const three = ['starts-as', 'both-sides', 'waits'];
const shared = '<p>A chat runs on one server.</p>';
const reworded = viewOf({
  ...byId('starts-as'),
  question: { ...byId('starts-as').question, prompt: 'Another wording, the same question' },
});
const rekeyed = viewOf({
  ...byId('waits'),
  question: { ...byId('waits').question, answer: true } as Example['question'],
});
const heavier = { ...byId('waits'), question: { ...byId('waits').question, points: 3 } };

let site: Awaited<ReturnType<typeof serve>>;
test.beforeAll(async () => {
  site = await serve({
    '/three': quizOf(three.map((id) => view(id))),
    '/edited': quizOf([reworded, view('both-sides'), rekeyed]),
    '/pool': quizOf(
      examples.slice(0, 8).map((example) => viewOf(example)),
      { pick: 3 },
    ),
    '/plain': quizOf(
      three.map((id) => view(id)),
      { shuffle: false },
    ),
    '/lesson': quizOf([view('starts-as', { inLesson: true }), view('waits')]),
    '/shared': quizOf([
      view('starts-as', { contextHtml: shared }),
      view('waits', { contextHtml: shared }),
      view('closes'),
    ]),
    '/results': quizOf([view('waits')], {
      results: [
        { from: 0, title: 'Own words below' },
        { from: 100, title: 'Own words at the top' },
      ],
    }),
    '/weighted': quizOf([viewOf(heavier), view('starts-as')]),
    '/unasked': quizOf([view('waits')], { asksConfidence: false }),
    '/reports': quizOf([view('waits')], { reports: 'teacher@example.org' }),
    '/order': quizOf([view('life-of-a-connection')]),
    '/lines': quizOf([view('greet-on-opening'), view('count-to-two')]),
    '/colours': quizOf([view('primary-colours')]),
    '/blanks': quizOf([view('first-line')]),
    '/match': quizOf([view('same-partner')]),
  });
});
test.afterAll(() => site.close());

const open = (page: Page, path: string) => openQuiz(page, site.address + path);
/** Answers without a pointer: that a learner can do so with one is for `questions.spec.ts`. */
async function respond(page: Page, id: string, verdict: 'right' | 'partly' | 'wrong'): Promise<Locator> {
  await answerByScript(page, byId(id), responseFor(byId(id), verdict) ?? {});
  return questionOn(page, byId(id));
}
const optionsOf = (page: Page, id: string) =>
  questionOn(page, byId(id))
    .locator('[data-part]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['part']));

test('one question: the verdict stands on the option, in words, with its feedback, the right answer and where it is taught', async ({
  page,
}) => {
  await open(page, '/three');
  const question = await respond(page, 'starts-as', 'wrong');
  await expect(question.locator('[data-part=frame]')).toContainText('Not right');
  await expect(question.locator('[data-part=resource]')).toContainText('Right answer');
  await expect(question.locator('.verdict')).toContainText('Not quite');
  const feedback = question.getByText('Frames come after both sides have agreed.');
  await expect(feedback).toHaveCount(2); // in the row of the option, and among what is announced
  await expect(question.locator('[data-part=frame] + .feedback')).toContainText('Frames come after');
  await expect(question.locator('.verdict')).not.toContainText('Answer:'); // the rows say which option is right
  await expect(question.locator('.verdict')).toContainText('A WebSocket begins as an ordinary HTTP request');
  await expect(question.locator('.verdict')).not.toContainText('The first line is that of any HTTP request.');
  await expect(question.getByRole('link', { name: 'Read again: Opening the Door' })).toHaveAttribute(
    'href',
    '#opening',
  );
  await question.getByRole('button', { name: 'Next question' }).click();
  const next = questionOn(page, byId('both-sides')).locator('legend').first();
  await expect(next).toBeFocused();
  await expect.poll(async () => (await next.boundingBox())?.y).toBeLessThan(100);
});

test('where questions count differently each says what it counts, and the score is in these points', async ({
  page,
}) => {
  await open(page, '/weighted');
  await expect(questionOn(page, byId('waits')).locator('.question-number')).toHaveText('Question 1 of 2 · 3 points');
  await expect(questionOn(page, byId('starts-as')).locator('.question-number')).toHaveText('Question 2 of 2 · 1 point');
  const said = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('lectern:finished', (event) => resolve((event as CustomEvent).detail.result.score)),
      ),
  );
  await respond(page, 'waits', 'right');
  await respond(page, 'starts-as', 'wrong');
  await expect(page.locator('.score')).toHaveText('3/4');
  await expect(page.locator('.result h3:visible')).toHaveText(/^Well done/);
  expect(await said).toEqual({ scaled: 0.75, raw: 3, min: 0, max: 4 });
  await open(page, '/three');
  await expect(page.locator('.question-number').first()).toHaveText('Question 1 of 3');
  await questionOn(page, byId('waits')).locator('.question-number').hover();
  const link = questionOn(page, byId('waits')).locator('.anchor');
  await expect(link).toHaveCSS('opacity', '1');
  await expect(link).toHaveAttribute('href', '#q-waits');
});

test('a course may do without asking how sure one is', async ({ page }) => {
  await open(page, '/three');
  await expect(page.getByRole('radiogroup', { name: /^How sure/ })).toHaveCount(3);
  await open(page, '/unasked');
  await expect(page.getByRole('radiogroup')).toHaveCount(0);
  await expect(page.locator('.sure-why')).toHaveCount(0);
  await expect(await respond(page, 'waits', 'right')).toContainText('Correct');
});

test('an order says where each item belongs, and calls none wrong that only shifted', async ({ page }) => {
  await open(page, '/order');
  const example = byId('life-of-a-connection');
  const [first = '', ...rest] = Object.keys(responseFor(example, 'right') ?? {});
  const given = Object.fromEntries([...rest, first].map((id, index) => [id, String(index + 1)]));
  await answerByScript(page, example, given);
  const items = questionOn(page, example).locator('.order-item');
  await expect(items.locator('.mark')).toHaveText([2, 3, 4, 1].map((place) => `Belongs in place ${place}`));
  expect(await items.evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset['verdict']))).toEqual([
    'partly',
    'partly',
    'partly',
    'wrong',
  ]);
});

test('lines of code say which is the first out of place, which belong nowhere, are missing or are indented wrongly', async ({
  page,
}) => {
  await open(page, '/lines');
  const one = byId('greet-on-opening');
  // The handler stands before the socket, and the end of it is left out.
  await answerByScript(page, one, { l1veex02: '1', l10ax3cr: '2', lpzbtt0: '3', lwiysmc: '4', l1o7nnt4: '5' });
  const marks = (example: Example) => questionOn(page, example).locator('.order-item .mark').allTextContents();
  expect(await marks(one)).toEqual([
    'The first line that is out of place',
    ' Right',
    ' Right',
    ' Right',
    'Belongs nowhere',
    'Is missing',
  ]);
  const other = byId('count-to-two');
  await answerByScript(page, other, { l1p3t7ad: '1', l13zybo9: '2' });
  expect((await marks(other)).slice(0, 2)).toEqual([' Right', 'Right place, other indentation']);
});

test('lines of code are indented between the margin and one level too many, and say where they stand', async ({
  page,
}) => {
  await open(page, '/lines');
  const line = questionOn(page, byId('count-to-two')).locator('[data-part=l13zybo9]');
  const said = questionOn(page, byId('count-to-two')).locator('.moved');
  const start = await line.locator('code').boundingBox();
  await line.getByRole('button', { name: 'Indent less: print(n)' }).click();
  await expect(said).toHaveText('print(n): indentation 0');
  for (let press = 0; press < 4; press++) await line.getByRole('button', { name: 'Indent more: print(n)' }).click();
  await expect(said).toHaveText('print(n): indentation 2');
  expect(await line.locator('select.depth').inputValue()).toBe('2');
  const text = await line
    .locator('code')
    .evaluate((code) => Number.parseFloat(getComputedStyle(code).paddingInlineStart));
  expect(text).toBeGreaterThan(20);
  expect((await line.locator('code').boundingBox())?.x).toBe(start?.x);
  // Below the end it is not used.
  const moves = line.getByRole('button', { name: 'Move down: print(n)' });
  while ((await line.locator('select').first().inputValue()) !== '') await moves.click();
  await expect(said).toHaveText('print(n): Not used');
});

test('lines of code run from left to right on a page that runs the other way, before and after they are checked', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page, '/lines');
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  const example = byId('count-to-two');
  const edges = () =>
    questionOn(page, example)
      .locator('[data-part=l13zybo9]')
      .evaluate((row) => {
        const left = (selector: string): number => row.querySelector(selector)?.getBoundingClientRect().left ?? NaN;
        return {
          row: row.getBoundingClientRect().left,
          code: left('code'),
          less: left('[data-indent="-1"]'),
          more: left('[data-indent="1"]'),
        };
      });
  const before = await edges();
  expect(before.less).toBeLessThan(before.more);
  await answerByScript(page, example, { l1p3t7ad: '1', l13zybo9: '2' });
  const after = await edges();
  expect(after.code - after.row).toBeLessThan(20);
});

test('a blank that was foreseen and earns half is called partly right, at the blank and in words', async ({ page }) => {
  await open(page, '/colours');
  const question = questionOn(page, byId('primary-colours'));
  await answerByScript(page, byId('primary-colours'), { one: 'red', two: 'yellow', steps: '256' });
  const blank = question.locator('[data-part=two]');
  await expect(blank).toHaveAttribute('data-verdict', 'partly');
  await expect(blank.locator('.mark')).toHaveText('Partly right');
  await expect(blank.locator('.mark svg')).toBeVisible();
  await expect(question.locator('.feedback-on')).toHaveText('Partly right: yellow');
});

test('nothing chosen: says so, and puts the focus where the answer goes', async ({ page }) => {
  await open(page, '/three');
  const question = questionOn(page, byId('waits'));
  await question.getByRole('button', { name: 'Check' }).click();
  await expect(question.getByRole('status').filter({ hasText: 'Choose or write an answer first.' })).toBeVisible();
  await expect(question).not.toHaveAttribute('data-state');
  await expect(question.locator('input').first()).toBeFocused();
});

test('nothing is graded before it is checked: choosing, hovering and leaving change nothing else', async ({ page }) => {
  await open(page, '/three');
  const question = questionOn(page, byId('starts-as'));
  const others = () =>
    page.locator('.question:not(#q-starts-as)').evaluateAll((all) => all.map(({ outerHTML }) => outerHTML));
  const before = await others();
  for (const option of await question.getByRole('radio').all()) {
    await option.check();
    await option.hover();
    await page.keyboard.press('Tab');
    await expect(question).not.toHaveAttribute('data-state');
    await expect(question.locator('.verdict')).toBeEmpty();
  }
  expect(await others()).toEqual(before);
  expect(
    await page.evaluate(() =>
      Object.keys((JSON.parse(localStorage.getItem('lectern:/') ?? '{}') as { answers?: object }).answers ?? {}),
    ),
  ).toEqual([]);
});

test('a double click or a held key checks, and does not also go on', async ({ page }) => {
  await open(page, '/three');
  const clicked = await give(page, byId('starts-as'), { choice: 'resource' });
  await clicked.locator('[type=submit]').dblclick();
  await expect(clicked).toHaveAttribute('data-state', 'right');
  const held = await give(page, byId('waits'), { choice: 'false' });
  await held.locator('[type=submit]').focus();
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(held.getByRole('button', { name: 'Next question' })).toBeFocused();
});

test('hints come one by one, and their number is remembered', async ({ page }) => {
  await open(page, '/three');
  const question = questionOn(page, byId('starts-as'));
  const hints = question.locator('.hint');
  await expect(hints.nth(1)).toBeHidden();
  await hints.nth(0).locator('summary').click();
  await expect(hints.nth(1)).toBeVisible();
  await hints.nth(1).locator('summary').click();
  await question.getByRole('radio', { name: 'Unsure' }).check();
  await respond(page, 'starts-as', 'right');
  const stored = await page.evaluate(() => localStorage.getItem('lectern:/') ?? '');
  expect((JSON.parse(stored) as { answers: Record<string, unknown> }).answers['demo/starts-as']).toMatchObject({
    hints: 2,
    confidence: 'unsure',
    points: 1,
    response: { choice: 'resource' },
  });
});

test('a perfect score: large, in Lectern’s words, celebrated once; nothing missed', async ({ page }) => {
  await open(page, '/three');
  for (const id of three) await respond(page, id, 'right');
  await page.getByRole('button', { name: 'See your result' }).last().click();
  await expect(page.getByRole('heading', { name: 'You crushed it!' })).toBeFocused();
  await expect(page.locator('.result')).toContainText('Perfect score on this module.');
  await expect(page.locator('.score')).toHaveText('3/3');
  await expect(page.locator('.missed')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Try the missed ones again' })).toBeHidden();
  await expect(page.locator('.result-picture')).toBeInViewport({ ratio: 0.9 });
  await expect(page.locator('.result-word').first()).toBeAttached();
  await expect(page.locator('.result-word')).toHaveCount(0);
  await open(page, '/three');
  await expect(page.getByRole('heading', { name: 'You crushed it!' })).toBeVisible();
  await expect(page.locator('.result-picture')).toBeAttached();
  await page.locator('.result').scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('who goes on before the result has arrived is led to it when it has', async ({ page }) => {
  let release = (): void => {};
  const arrived = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/ending[^/]*\.js$/, async (route) => {
    await arrived;
    await route.continue();
  });
  await open(page, '/three');
  for (const id of three) await respond(page, id, 'right');
  await page.getByRole('button', { name: 'See your result' }).last().click();
  await expect(page.getByRole('heading', { name: 'You crushed it!' })).toBeHidden();
  release();
  await expect(page.getByRole('heading', { name: 'You crushed it!' })).toBeFocused();
});

test('with reduced motion, a perfect score is as large, and nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/three');
  for (const id of three) await respond(page, id, 'right');
  await page.getByRole('button', { name: 'See your result' }).last().click();
  await expect(page.locator('.result-picture')).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByRole('link', { name: 'Next: More of it' })).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('a passed quiz leads to the next module first, and says when the first question comes back', async ({ page }) => {
  await open(page, '/three');
  for (const id of three) await respond(page, id, 'right');
  const ways = page.locator('.result-actions').locator('a, button:visible');
  await expect(ways).toHaveText(['Next: More of it', 'Start over']);
  await expect(ways.first()).toHaveAttribute('href', '/more/');
  await expect(ways.first()).not.toHaveAttribute('data-quiet');
});

test('what was missed is listed with links, and tried again alone', async ({ page }) => {
  await open(page, '/three');
  await respond(page, 'starts-as', 'wrong');
  await respond(page, 'both-sides', 'partly');
  await respond(page, 'waits', 'right');
  await expect(page.getByRole('heading', { name: 'Not there yet' })).toBeVisible();
  await expect(page.locator('.score')).toHaveText('1/3');
  await expect(page.getByText('Partly right: 1')).toBeVisible();
  await expect(page.locator('.missed li')).toHaveCount(2);
  await expect(page.locator('.missed').getByRole('link', { name: 'Read again: Opening the Door' })).toHaveCount(2);
  await page.getByRole('button', { name: 'Try the missed ones again' }).click();
  await expect(page.locator('.result')).toBeHidden();
  await expect(questionOn(page, byId('starts-as')).locator('legend').first()).toBeFocused();
  await expect(questionOn(page, byId('waits'))).toHaveAttribute('data-state', 'right');
  await page.reload();
  await expect(questionOn(page, byId('both-sides'))).not.toHaveAttribute('data-state');
  await expect(questionOn(page, byId('both-sides')).locator(':checked')).toHaveCount(0);
  await respond(page, 'starts-as', 'right');
  await respond(page, 'both-sides', 'right');
  await expect(page.getByRole('heading', { name: 'You crushed it!' })).toBeVisible();
});

test('who finds something wrong with a question writes to whom the course names, with the answer given, once it is given', async ({
  page,
}) => {
  await open(page, '/reports');
  const report = page.getByRole('link', { name: 'Something wrong with this question?' });
  await expect(report).toHaveCount(0);
  await respond(page, 'waits', 'wrong');
  await expect(report).toHaveCount(1);
  const address = new URL((await report.getAttribute('href')) ?? '');
  expect(address.pathname).toBe('teacher@example.org');
  expect(address.searchParams.get('body')).toContain(`/waits, ${site.address}/reports\n`);
  expect(address.searchParams.get('body')).toMatch(/Version: \S+\nMy answer: choice: \w+\n/);
  await page.getByRole('button', { name: 'Try the missed ones again' }).click();
  await expect(report).toHaveCount(0);
  await respond(page, 'waits', 'right');
  await expect(report).toHaveCount(1);
  await open(page, '/three');
  await respond(page, 'waits', 'wrong');
  await expect(report).toHaveCount(0);
});

test('the author’s own words for results, highest first', async ({ page }) => {
  await open(page, '/results');
  await respond(page, 'waits', 'wrong');
  await expect(page.locator('.result h3:visible')).toHaveText('Own words below');
});

test('answers come back by their ids after a reload, whatever the order', async ({ page }) => {
  await open(page, '/three');
  await respond(page, 'starts-as', 'wrong');
  await respond(page, 'both-sides', 'partly');
  const before = await questionOn(page, byId('starts-as')).locator('.verdict').textContent();
  await open(page, '/plain');
  await expect(questionOn(page, byId('starts-as')).locator('[value=frame]')).toBeChecked();
  await expect(questionOn(page, byId('both-sides')).locator('[name$=send]')).toBeChecked();
  await expect(questionOn(page, byId('both-sides')).locator('[name$=close]')).not.toBeChecked();
  expect(await questionOn(page, byId('starts-as')).locator('.verdict').textContent()).toBe(before);
  await expect(page.locator('.quiz-done')).toHaveText('2 of 3 answered');
});

test('another wording keeps the answer; another key asks that question again and says why', async ({ page }) => {
  await open(page, '/three');
  for (const id of three) await respond(page, id, 'right');
  await open(page, '/edited');
  await expect(questionOn(page, byId('starts-as'))).toHaveAttribute('data-state', 'right');
  await expect(questionOn(page, byId('waits'))).not.toHaveAttribute('data-state');
  await expect(
    questionOn(page, byId('waits')).getByText('This question has changed since you answered it.'),
  ).toBeVisible();
  await expect(questionOn(page, byId('starts-as')).getByText('This question has changed')).toBeHidden();
});

test('options are shuffled once per learner and attempt, what is pinned stays, and `shuffle: false` keeps the author’s order', async ({
  page,
}) => {
  const authored = ['resource', 'frame', 'socket', 'nothing'];
  const orders = new Set<string>();
  await open(page, '/three');
  for (let learner = 0; learner < 6; learner++) {
    await page.evaluate(() => localStorage.clear());
    await open(page, '/three');
    await respond(page, 'waits', 'right'); // Something to remember the learner by.
    const order = await optionsOf(page, 'starts-as');
    expect(order.toSorted()).toEqual(authored.toSorted());
    expect(order.at(-1)).toBe('nothing');
    orders.add(order.join());
    await page.reload();
    expect(await optionsOf(page, 'starts-as')).toEqual(order);
    expect(await optionsOf(page, 'waits')).toEqual(['true', 'false']);
  }
  expect(orders.size).toBeGreaterThan(1);
  await open(page, '/plain');
  expect(await optionsOf(page, 'starts-as')).toEqual(authored);
});

test('an address that names a question which was not drawn shows it all the same', async ({ page }) => {
  await open(page, '/pool');
  const hidden = await page.locator('.question:not(:visible)').first().getAttribute('id');
  await page.goto(`${page.url().split('#')[0]}#${hidden}`);
  await expect(page.locator(`#${hidden}`)).toBeInViewport();
  await expect(page.locator('.question:visible')).toHaveCount(4);
  await page.reload();
  await expect(page.locator(`#${hidden}`)).toBeInViewport();
});

test('a pool asks a few of many: the same after a reload, numbered on, others after starting over', async ({
  page,
}) => {
  await open(page, '/pool');
  const asked = () => page.locator('.question:visible').evaluateAll((questions) => questions.map(({ id }) => id));
  const first = await asked();
  expect(first).toHaveLength(3);
  await expect(page.locator('.question:visible .question-number')).toHaveText([
    'Question 1 of 3',
    'Question 2 of 3',
    'Question 3 of 3',
  ]);
  const seen = new Set([first.join()]);
  for (let attempt = 0; attempt < 2; attempt++) {
    for (const id of await asked()) await respond(page, id.slice(2), 'right');
    const now = await asked();
    await page.reload();
    expect(await asked()).toEqual(now);
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect(page.locator('.question:visible legend').first()).toBeFocused();
    await expect(page.locator('.question[data-state]:visible')).toHaveCount(0);
    seen.add((await asked()).join());
  }
  expect(seen.size).toBeGreaterThan(1);
});

test('a check-yourself question stands in the lesson, counts as answered, and is not asked again in the quiz', async ({
  page,
}) => {
  await open(page, '/lesson');
  await expect(page.locator('.lesson .question')).toHaveCount(1);
  await expect(page.locator('.quiz .question')).toHaveCount(1);
  await expect(page.locator('.lesson .question-number')).toHaveText('Check yourself');
  const question = await respond(page, 'starts-as', 'right');
  await expect(question).toHaveAttribute('data-state', 'right');
  await page.reload();
  await expect(question).toHaveAttribute('data-state', 'right');
  await expect(page.locator('.result')).toBeHidden();
  await question.getByRole('button', { name: 'Try again' }).click();
  await expect(question.locator('legend').first()).toBeFocused();
  await expect(question).not.toHaveAttribute('data-state');
});

test('a shared text stands once above its questions', async ({ page }) => {
  await open(page, '/shared');
  await expect(page.getByText('A chat runs on one server.')).toHaveCount(1);
  await expect(page.locator('.context-group .question')).toHaveCount(2);
});

/** Carries something by its handle, with a mouse or a finger, to something else or a place in the window; `over` is asked before it is let go. */
async function carry(
  page: Page,
  by: 'mouse' | 'touch',
  handle: Locator,
  to: Locator | { readonly x: number; readonly y: number },
  over?: () => Promise<void>,
): Promise<void> {
  await handle.evaluate((element) =>
    element.closest('.question')?.scrollIntoView({ block: 'center', behavior: 'instant' }),
  );
  const [start, end] = [
    await handle.boundingBox(),
    'x' in to ? { ...to, width: 0, height: 0 } : await to.boundingBox(),
  ];
  if (start === null || end === null) throw new Error('nothing to carry');
  const [x, y] = [start.x + start.width / 2, start.y + start.height / 2];
  const steps = Array.from({ length: 12 }, (_, index) => (index + 1) / 12).map((part) => ({
    x: x + (end.x + 20 - x) * part,
    y: y + (end.y + 4 - y) * part,
  }));
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  if (by === 'touch') await touch('touchStart', [{ x, y }]);
  else {
    await page.mouse.move(x, y);
    await page.mouse.down();
  }
  for (const step of steps) await (by === 'touch' ? touch('touchMove', [step]) : page.mouse.move(step.x, step.y));
  await over?.();
  await (by === 'touch' ? touch('touchEnd', []) : page.mouse.up());
}

for (const by of ['mouse', 'touch'] as const) {
  test.describe(`by ${by}`, () => {
    test.use({ hasTouch: by === 'touch', viewport: { width: 360, height: 740 } });

    test('things to order can be dragged, too', async ({ page }) => {
      await open(page, '/order');
      const question = questionOn(page, byId('life-of-a-connection'));
      const items = question.locator('.order-item');
      const last = await items.nth(3).getAttribute('data-part');
      await carry(page, by, items.nth(3).locator('.grip'), items.nth(0), () =>
        expect(items.nth(0)).toHaveAttribute('data-dragged'),
      );
      await expect(items.nth(0)).toHaveAttribute('data-part', last ?? '');
      await expect(question.locator('[data-dragged]')).toHaveCount(0);
      expect(
        await items
          .locator('select')
          .evaluateAll((places) => places.map((place) => (place as HTMLSelectElement).value)),
      ).toEqual(['1', '2', '3', '4']);
    });

    test('answers can be dragged to the rows they belong to, too, and one may go to several', async ({ page }) => {
      await open(page, '/match');
      const question = questionOn(page, byId('same-partner'));
      const partner = (text: string) => question.locator('.partner').filter({ hasText: text }).locator('.grip');
      const row = (text: string) => question.locator('.match').filter({ hasText: text });
      for (const [left, right] of Object.entries(responseFor(byId('same-partner'), 'right') ?? {})) {
        await carry(page, by, partner(right), row(left), () => expect(row(left)).toHaveAttribute('data-over'));
        await expect(row(left).locator('select')).toHaveValue(right);
      }
      await expect(question.locator('[data-over], [data-dragged]')).toHaveCount(0);
      await question.getByRole('button', { name: 'Check' }).click();
      await expect(question).toHaveAttribute('data-state', 'right');
      await expect(question.locator('.partners')).toBeHidden();
    });

    test('the page scrolls along while something is carried to the edge of the window', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 400 });
      await open(page, '/match');
      const grip = questionOn(page, byId('same-partner')).locator('.partner .grip').first();
      await carry(page, by, grip, questionOn(page, byId('same-partner')).locator('.partners'));
      const before = await page.evaluate(() => scrollY);
      await carry(page, by, grip, { x: 100, y: 390 }, async () =>
        expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before),
      );
    });

    test('an answer that is let go elsewhere changes nothing', async ({ page }) => {
      await open(page, '/match');
      const question = questionOn(page, byId('same-partner'));
      await carry(page, by, question.locator('.partner .grip').first(), question.locator('legend').first());
      expect(
        await question.locator('select').evaluateAll((lists) => lists.map((list) => (list as HTMLSelectElement).value)),
      ).toEqual(['', '', '']);
      await expect(question.locator('.partner').first()).toHaveCSS('translate', 'none');
    });
  });
}

test('a finger on the words of an answer scrolls the page, for only the grip carries', async ({ browser }) => {
  const page = await browser.newPage({ hasTouch: true, viewport: { width: 360, height: 400 } });
  await open(page, '/match');
  const words = questionOn(page, byId('same-partner')).locator('.partner').last();
  await words.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const before = await page.evaluate(() => scrollY);
  const { x = 0, y = 0, width = 0 } = (await words.boundingBox()) ?? {};
  const session = await page.context().newCDPSession(page);
  for (const [type, up] of [
    ['touchStart', 0],
    ['touchMove', 20],
    ['touchMove', 60],
    ['touchMove', 100],
  ] as const) {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: x + width - 8, y: y + 20 - up }] });
    await expect(page.locator('[data-dragged]')).toHaveCount(0);
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50); // the compositor scrolls, and the page hears of it afterwards
  await page.close();
});

test('tells host pages what happened in xAPI’s words, and asks no other host', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await open(page, '/three');
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ['lectern:answered', 'lectern:finished'])
      document.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
  });
  await respond(page, 'starts-as', 'right');
  await respond(page, 'both-sides', 'right');
  await respond(page, 'waits', 'wrong');
  const told = () => page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard);
  // The result comes a moment after the last answer.
  await expect
    .poll(async () => (await told()).map(([name]) => name))
    .toEqual(['lectern:answered', 'lectern:answered', 'lectern:answered', 'lectern:finished']);
  const heard = await told();
  expect(heard[1]?.[1]).toEqual({
    verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
    object: {
      id: `${site.address}/three#q-both-sides`,
      definition: { type: 'http://adlnet.gov/expapi/activities/cmi.interaction', interactionType: 'choice' },
    },
    result: { score: { scaled: 1, raw: 1, min: 0, max: 1 }, success: true, completion: true, response: 'close[,]send' },
  });
  expect(heard[3]?.[1]).toMatchObject({
    verb: { id: 'http://adlnet.gov/expapi/verbs/failed' },
    result: { score: { raw: 2, max: 3 }, success: false },
  });
  expect([...hosts]).toEqual([site.address]);
});

test('the worksheet of an answered ordering is that of an unanswered one: as offered, not as put in order', async ({
  page,
}) => {
  await page.emulateMedia({ media: 'print' });
  await open(page, '/order');
  const rows = questionOn(page, byId('life-of-a-connection')).locator('.order-item');
  const onPaper = async () => {
    const places = await rows.evaluateAll((items) =>
      items.map((item) => ({
        part: (item as HTMLElement).dataset['part'],
        y: item.getBoundingClientRect().y,
        x: item.querySelector('.order-text')?.getBoundingClientRect().x,
      })),
    );
    return places.toSorted((a, b) => a.y - b.y).map(({ part, x }) => ({ part, x }));
  };
  const offered = await onPaper();
  await page.emulateMedia({ media: 'screen' });
  await respond(page, 'life-of-a-connection', 'right');
  expect((await onPaper()).map(({ part }) => part)).toEqual(['ask', 'agree', 'talk', 'close']);
  await page.emulateMedia({ media: 'print' });
  expect(offered.map(({ part }) => part)).not.toEqual(['ask', 'agree', 'talk', 'close']);
  expect(await onPaper()).toEqual(offered);
  await page.reload();
  await expect(questionOn(page, byId('life-of-a-connection'))).toHaveAttribute('data-state', 'right');
  expect(await onPaper()).toEqual(offered);
});

test('on paper, blanks are lines to write on, level with the words around them', async ({ page }) => {
  await open(page, '/blanks');
  await page.emulateMedia({ media: 'print' });
  const gaps = await questionOn(page, byId('first-line'))
    .locator('.ask .cloze')
    .evaluate((cloze) => {
      const words = document.createTreeWalker(cloze, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const bottoms: number[] = [];
      for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
        if (!/\S/.test(node.textContent ?? '') || node.parentElement?.closest('.blank') != null) continue;
        range.selectNodeContents(node);
        bottoms.push(range.getBoundingClientRect().bottom);
      }
      const lines = [...cloze.querySelectorAll('input')].map((input) => input.getBoundingClientRect().bottom);
      return lines.map((line) => Math.min(...bottoms.map((bottom) => Math.abs(bottom - line))));
    });
  expect(gaps.length).toBeGreaterThan(0);
  for (const gap of gaps) expect(gap).toBeLessThan(6);
});

test('where answers are not kept the quiz says so once, and claims no reason that may be another', async ({ page }) => {
  await open(page, '/three');
  await page.evaluate(() => localStorage.setItem('lectern:/', JSON.stringify({ version: 99, answers: {} })));
  await open(page, '/three');
  await expect(page.locator('.quiz .notice:visible')).toHaveText(
    'New answers last only until you close this page. Progress says why.',
  );
  await respond(page, 'waits', 'right');
  expect(await page.evaluate(() => localStorage.getItem('lectern:/'))).toBe(
    JSON.stringify({ version: 99, answers: {} }),
  );
});
