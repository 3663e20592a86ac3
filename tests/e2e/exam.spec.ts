/** An exam: begun, left, paused, handed in once, and what its result says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { lectern } from '../../src/cli/lectern.ts';
import { terminalIn } from '../cli/sample.ts';
import { putInOrder } from '../questions/answering.ts';
import { checkedPage, findingsEverywhere } from './engines.ts';
import { publish, type Published } from './published.ts';

const choice = (id: string, objective: string): string => `  - id: ${id}
    type: single-choice
    prompt: What is ${id}?
    objective: ${objective}
    section: words
    explanation: The lesson says in its first section what each of them is.
    options:
      - { id: a, text: The right word for ${id}, correct: true }
      - { id: b, text: Another word, feedback: That is the word for something else. }
`;
const files = {
  'course.yaml': `title: Words\nlanguage: en\nexam: { minutes: 10, attempts: 2 }\ncategories: [{ id: all, title: All, modules: [words] }]\n`,
  'modules/words/lesson.md':
    '---\ntitle: Words\nsummary: Some words.\nobjectives:\n  - { id: know, text: Know the words }\n  - { id: use, text: Use the words }\n---\n\n## Words\n\nThe words are amber, birch, cedar and daisy.\n',
  'modules/words/quiz.yaml': `pick: { perObjective: 2 }\nquestions:\n${['amber', 'birch', 'cedar'].map((id) => choice(id, 'know')).join('')}${['daisy', 'elder'].map((id) => choice(id, 'use')).join('')}  - id: order
    type: ordering
    prompt: Put the words into alphabetical order.
    objective: use
    section: words
    explanation: The letter a comes before b, and b before c.
    hints: [Think of the alphabet.]
    items: [{ id: x, text: Amber }, { id: y, text: Birch }, { id: z, text: Cedar }]
`,
};

/** What \`lectern verify\` says of saved answers. */
async function verify(answers: string, name: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-exam-'));
  for (const [file, text] of Object.entries({ ...files, 'answers.json': answers })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const { terminal, written } = terminalIn(folder);
  await lectern(['verify', 'answers.json', '--content', '.', '--name', name], { ...terminal, now: () => Date.now() });
  rmSync(folder, { recursive: true });
  return written().out;
}

let site: Published;
test.beforeAll(async () => {
  site = await publish(files);
});
test.afterAll(() => site.close());

async function openExam(page: Page): Promise<void> {
  await page.goto(`${site.address}modules/words/`);
  await page.locator('html[data-quiz=ready]').waitFor();
}
const phase = (page: Page, name: string) => page.locator(`.quiz[data-phase=${name}]`).waitFor();
const asked = (page: Page) => page.locator('.question:visible');
async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin' }).click();
  await phase(page, 'open');
}
async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await phase(page, 'done');
}

/** Answers everything, and all of it right. */
async function answerAll(page: Page): Promise<void> {
  const right = page.getByRole('radio', { name: 'The right word' });
  for (let index = 0; index < (await right.count()); index += 1) await right.nth(index).check();
  const order = page.locator('.question[data-type=ordering]:visible');
  if ((await order.count()) > 0) await putInOrder(order, { x: '1', y: '2', z: '3' }, (button) => button.click());
}

test('An exam asks so many questions on each objective, says nothing of them before it is handed in, and then everything', async ({
  page,
}) => {
  await openExam(page);
  await expect(page.getByRole('heading', { name: 'Exam' })).toBeVisible();
  await expect(asked(page)).toHaveCount(0);
  await expect(page.locator('.quiz-facts')).toContainText('4 questions');
  await begin(page);
  const objectives = await asked(page).evaluateAll((all) =>
    all.map((one) => (one as HTMLElement).dataset['objective']),
  );
  expect(objectives.toSorted()).toEqual(['know', 'know', 'use', 'use']);
  await expect(page.getByRole('group', { name: 'Question 1 of 4' })).toContainText('What is');
  await expect(asked(page).first().locator('legend')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Check' })).toHaveCount(0);
  await expect(page.getByText('Hint').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('radiogroup', { name: 'How sure' })).toHaveCount(0);
  const keys = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    return document.querySelectorAll('.quiz-key').length;
  });
  expect(keys).toBe(0);

  const right = page.getByRole('radio', { name: 'The right word' });
  const choices = await right.count();
  for (let index = 0; index < choices; index += 1) await right.nth(index).check();
  await right.first().press('Enter');
  await expect(page.locator('.verdict:not(:empty), .mark')).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('lectern:/') ?? '')).not.toContain('response');
  await expect(page.locator('.exam-count')).toHaveText(`${choices} of 4 answered`);
  if (choices < 4) {
    await page.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByRole('dialog')).toContainText('Not answered yet: 4.');
    await page.getByRole('dialog').getByRole('button', { name: 'Go on answering' }).click();
  }
  await handIn(page);
  await expect(page.locator('.result h3:visible')).toBeFocused();
  await expect(page.locator('.score')).toHaveText(`${choices}/4`);
  await expect(page.getByRole('row', { name: 'Know the words' })).toContainText('2 of 2 right');
  await expect(page.getByRole('row', { name: 'Use the words' })).toContainText(`${choices - 2} of 2 right`);
  await expect(page.locator('.question:visible [data-verdict=right].verdict-head')).toHaveCount(choices);
  await expect(page.locator('.exam-handed-in')).toContainText('after 1 minute');

  await page.reload();
  await phase(page, 'done');
  await expect(page.locator('.score')).toHaveText(`${choices}/4`);
  await expect(page.locator('.exam-handed-in')).toContainText('after 1 minute');
});

test('Leaving an exam loses no answer, no mark and no time, and its last attempt is the last', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-03-01T09:00:00Z') });
  await openExam(page);
  await begin(page);
  await expect(page.locator('.exam-clock')).toHaveText('10 minutes left');
  await page.getByRole('radio', { name: 'The right word' }).first().check();
  await page.getByRole('checkbox', { name: 'Come back to this' }).nth(1).check();
  await page.clock.fastForward('03:05');
  await page.reload();
  await phase(page, 'open');
  await expect(page.locator('.exam-count')).toHaveText('1 of 4 answered');
  await expect(page.locator('.exam-clock')).toHaveText('7 minutes left');
  await page.getByText('Overview').click();
  await expect(page.getByRole('link', { name: '1 answered' })).toBeVisible();
  await page.getByRole('link', { name: '2 not answered, to come back to' }).click();
  await expect(page.getByRole('group', { name: 'Question 2 of 4' }).locator('legend')).toBeFocused();

  await page.getByRole('button', { name: 'Pause' }).click();
  await phase(page, 'paused');
  await expect(asked(page)).toHaveCount(0);
  await page.clock.fastForward('29:05');
  await page.reload();
  await phase(page, 'paused');
  await page.getByRole('button', { name: 'Pause', pressed: true }).click();
  await phase(page, 'open');
  await expect(page.locator('.exam-clock')).toHaveText('7 minutes left');
  await handIn(page);
  await expect(page.locator('.score')).toHaveText('1/4');
  await expect(page.getByRole('button', { name: 'Certificate' })).toBeHidden();
  await expect(page.locator('.exam-handed-in')).toContainText('after 4 minutes. Pauses: 30 minutes.');

  await page.getByRole('button', { name: 'Start over' }).click();
  await phase(page, 'ready');
  await expect(page.locator('.exam-start')).toContainText('This is attempt 2 of 2.');
  await begin(page);
  await expect(page.locator('.exam-count')).toHaveText('0 of 4 answered');
  await handIn(page);
  await expect(page.getByText('You have used all your attempts.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start over' })).toBeHidden();
});

test('When the time of an exam is up, it is handed in, also while nobody looks, and forgetting forgets it', async ({
  page,
}) => {
  await page.clock.install({ time: new Date('2026-03-01T09:00:00Z') });
  await openExam(page);
  await begin(page);
  await page.getByRole('radio', { name: 'The right word' }).first().check();
  await page.clock.fastForward('05:00');
  await expect(page.getByRole('status').filter({ hasText: '5 minutes left' })).toHaveCount(1);
  await page.goto('about:blank');
  await page.clock.fastForward('20:00');
  await openExam(page);
  await phase(page, 'done');
  await expect(page.locator('.score')).toHaveText('1/4');
  await expect(page.getByRole('status').filter({ hasText: 'Time is up' })).toHaveCount(1);

  await page.goto(`${site.address}progress/`);
  await page.locator('html[data-progress=ready]').waitFor();
  await page.locator('[data-do=reset]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await openExam(page);
  await phase(page, 'ready');
  await expect(page.locator('.exam-start')).toContainText('This is attempt 1 of 2.');
});

test('A passed exam has a certificate with the name one types, whose code can be computed from the saved answers', async ({
  page,
}) => {
  await openExam(page);
  await begin(page);
  await answerAll(page);
  await handIn(page);
  await expect(page.locator('.score')).toHaveText('4/4');
  await page.getByRole('button', { name: 'Certificate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Certificate' });
  await expect(dialog.getByRole('button', { name: 'Print' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada  Lovelace');
  await expect(dialog).toContainText('has passed the exam “Words” with 100% on ');
  await expect(dialog.locator('.certificate-code b')).toHaveText(/^\w{4}-\w{4}-\w{4}$/);
  const code = await dialog.locator('.certificate-code b').textContent();
  const answers = await page.evaluate(() => localStorage.getItem('lectern:/') ?? '');
  const outcome = await verify(answers, 'Ada Lovelace');
  expect(outcome).toContain('4 of 4 points, 100 %: passed');
  expect(outcome).toContain(`code       ${code}`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  await expect(dialog.getByText('Ada Lovelace')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Certificate' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ada Lovelace');
});

test('An exam is accessible in each of its states', async ({ browser }) => {
  const page = await checkedPage(browser);
  await openExam(page);
  const findings = async (state: string) => (await findingsEverywhere(page)).map((finding) => `${state}: ${finding}`);
  expect(await findings('before it begins')).toEqual([]);
  await begin(page);
  await page.getByText('Overview').click();
  await answerAll(page);
  expect(await findings('while it is taken')).toEqual([]);
  await page.getByRole('button', { name: 'Hand in' }).click();
  expect(await findings('when handing in')).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await phase(page, 'done');
  expect(await findings('when it is handed in')).toEqual([]);
  await page.getByRole('button', { name: 'Certificate' }).click();
  expect(await findings('with its certificate')).toEqual([]);
  await page.context().close();
});
