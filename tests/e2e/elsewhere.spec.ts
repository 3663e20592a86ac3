/** A question that stands elsewhere than in its quiz, in the lesson or in the review, brings along all that belongs to it. */
import { expect, test, type Locator, type Page } from 'playwright/test';
import { stringify } from 'yaml';
import { questionTypes } from '../../src/questions/types.ts';
import { answerByScript, give, responseFor } from '../questions/answering.ts';
import { examples, type Example } from '../questions/examples.ts';
import { namesOf } from '../questions/names.ts';
import { publish, type Published } from './published.ts';

/** Of each type, an example with code or pictures. */
const chosen: readonly Example[] = questionTypes.map(({ type }) =>
  examples.findLast(({ question }) => question.type === type && /```|!\[|"program":/.test(JSON.stringify(question)))!,
);

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><rect width="40" height="20" fill="#c00"/></svg>';
const context =
  'These are the pins, as [the lesson](#pins) says.\n\n| pin | level |\n|---|---|\n| first | high |\n\n![A chip with two pins](picture.svg)\n\n```js\nconst pins = 2;\n```\n';

/** A quiz of these questions, all about one shared text. */
function quizOf(prefix: string): string {
  const questions = chosen.map(({ question }) => ({
    ...question,
    id: `${prefix}-${question.id}`,
    objective: 'know',
    section: 'pins',
    context: 'chip',
    prompt: `${question.prompt}\n\nLook at [the pins](#pins) in [the lesson](lesson.md#pins) again.`,
  }));
  return stringify({ contexts: { chip: context }, questions }).replace(/\(\w+\.png/g, '(picture.svg');
}
const lesson = (title: string, more: string): string =>
  `---\ntitle: ${title}\nsummary: A lesson about pins.\nobjectives: [{ id: know, text: Know the pins }]\n---\n\n## Pins\n\nA chip has pins.\n\n![A chip](picture.svg)\n\n${more}`;

let site: Published;
test.beforeAll(async () => {
  site = await publish(
    {
      'course.yaml': 'title: Chips\nlanguage: en\ncategories: [{ id: all, title: All, modules: [inside, after] }]\n',
      'modules/inside/lesson.md': lesson(
        'Inside',
        chosen.map(({ question }) => `::question{id="in-${question.id}"}\n`).join('\n'),
      ),
      'modules/inside/quiz.yaml': quizOf('in'),
      'modules/inside/picture.svg': picture,
      'modules/after/lesson.md': lesson('After', ''),
      'modules/after/quiz.yaml': quizOf('quiz'),
      'modules/after/picture.svg': picture,
    },
    '/my/course/',
  );
});
test.afterAll(() => site.close());

/** What a question is to whoever hears or sees it: names of its controls, text of what is asked, where links lead, which pictures are drawn. */
async function impression(page: Page, question: Locator): Promise<unknown> {
  const id = await question.evaluate(({ id }) => id);
  const pictures = question.locator('img');
  for (const each of await pictures.all()) await each.scrollIntoViewIfNeeded();
  await expect(async () =>
    expect(await pictures.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth === 40))).toBe(
      true,
    ),
  ).toPass();
  return {
    names: (await namesOf(page, `#${id} .ask :is(input, textarea, select, button):not([hidden])`)).toSorted(),
    asked: (await question.locator('.prompt, .prompt-more, .program, .cloze').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    ),
    links: (
      await question
        .locator('.ask a:not(.anchor)')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
    ).toSorted(),
    pictures: await question.locator('.ask img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).alt)),
    code: (await question.locator('.ask pre').allTextContents()).toSorted(),
  };
}

/** The shared text, as a screen reader finds it. */
async function expectContext(place: Locator, module: string): Promise<void> {
  await expect(place.getByRole('cell', { name: 'high' })).toBeVisible();
  await expect(place.getByRole('columnheader', { name: 'level' })).toBeVisible();
  await expect(place.getByRole('img', { name: 'A chip with two pins' })).toBeVisible();
  await expect(place.getByText('const pins = 2;')).toBeVisible();
  expect(
    await place
      .locator('.context')
      .getByRole('link', { name: 'the lesson' })
      .evaluate((link) => (link as HTMLAnchorElement).href),
  ).toBe(`${site.address}modules/${module}/#pins`);
}

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(site.address + path);
  await page.locator(`html[data-${path.startsWith('modules') ? 'quiz' : 'review'}=ready]`).waitFor();
};

test('the shared text stands above each question of the lesson, and once above those of the quiz', async ({ page }) => {
  await open(page, 'modules/inside/');
  await expect(page.locator('.lesson .question')).toHaveCount(chosen.length);
  for (const question of await page.locator('.lesson .question').all()) await expectContext(question, 'inside');
  await open(page, 'modules/after/');
  await expect(page.locator('.context')).toHaveCount(1);
  await expectContext(page.locator('.context-group'), 'after');
});

test('the review asks every type of question with its shared text, pictures, code, links and names', async ({
  page,
}) => {
  test.slow();
  await page.clock.install({ time: new Date('2026-03-01T09:00:00Z') });
  const before = new Map<string, unknown>();
  for (const [module, prefix] of [
    ['inside', 'in'],
    ['after', 'quiz'],
  ] as const) {
    await open(page, `modules/${module}/`);
    for (const example of chosen) {
      const own = { ...example, question: { ...example.question, id: `${prefix}-${example.question.id}` } };
      const question = page.locator(`#q-${own.question.id}`);
      before.set(`${module}/${own.question.id}`, await impression(page, question));
      await answerByScript(page, own, responseFor(own, 'right')!);
      await expect(question).toHaveAttribute('data-state', 'right');
    }
  }
  await page.clock.setFixedTime(new Date('2026-06-01T09:00:00Z'));
  await open(page, 'review/');
  await page.getByRole('button', { name: 'Begin' }).click();
  const asked = page.locator('.session .question');
  for (let count = 0; count < 2 * chosen.length; count++) {
    if (count > 0 && count % 10 === 0) await page.getByRole('button', { name: 'Review more' }).click();
    const address = (await asked.getAttribute('data-question')) ?? '';
    await expect(asked.locator('.context')).toBeFocused();
    await expectContext(asked, address.split('/')[0] ?? '');
    expect(await impression(page, asked), address).toEqual(before.get(address));
    before.delete(address);
    const example = chosen.find(({ question }) => address.endsWith(`-${question.id}`))!;
    await give(
      page,
      { ...example, question: { ...example.question, id: address.split('/')[1] ?? '' } },
      responseFor(example, 'right')!,
    );
    await asked.locator('[type=submit]').click();
    await asked.getByRole('button', { name: /Next|result/ }).click();
  }
  expect([...before.keys()]).toEqual([]);
});
