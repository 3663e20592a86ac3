/** Every example of every type: graded alike, read alike, reachable by everyone, and silent about its key until answered. */
import { expect, test, type Page } from 'playwright/test';
import { gradeQuestion, questionTypes } from '../../src/questions/types.ts';
import { firsts } from '../cases.ts';
import {
  answer,
  answerByScript,
  openQuiz,
  isOrder,
  putInOrder,
  questionOn,
  responseFor,
  type Verdict,
} from '../questions/answering.ts';
import { examples, exampleOf, otherKey, quizOf, viewOf } from '../questions/examples.ts';
import { namesOf, spokenControls, spokenPrompt } from '../questions/names.ts';
import { serve } from '../questions/page.ts';
import { textsOf, type Texts } from '../questions/texts.ts';
import { checkedPage, findingsEverywhere } from './engines.ts';
import { wordsOf } from '../../src/words/words.ts';

/** Those that are answered key by key. */
const byKeyboard = firsts(examples, ({ question }) => question.type);

let site: Awaited<ReturnType<typeof serve>>;
test.beforeAll(async () => {
  const views = examples.map((example) => viewOf(example));
  const changed = examples.map((example) => viewOf({ ...example, question: otherKey(example.question) }));
  site = await serve({
    '/all': quizOf(views),
    '/changed': quizOf(changed),
    '/by-keyboard': quizOf(byKeyboard.map((example) => viewOf(example))),
    '/rich': quizOf([...views, ...rich.map((example) => viewOf(example))]),
  });
});
test.afterAll(() => site.close());

/** All that Markdown can put beside a control. */
const blocks = [
  '| pin | level |\n|---|---|\n| 1 | high |',
  '> What they said.',
  '- one\n- two',
  '1. first\n2. second',
  '### Heading\n\nand text',
  'Text with `code`\n\n```js\nconst a = "<b>";\n```\n\n![A "picture" of it](a.png "Its caption")',
];
const base = { prompt: 'Which one is it?', objective: 'open', section: 'opening' };
const rich = [
  exampleOf({
    ...base,
    id: 'rich-choice',
    type: 'single-choice',
    options: blocks.map((text, index) => ({ id: `o${index}`, text, correct: index === 0 })),
  }),
  exampleOf({
    ...base,
    id: 'drawn-prompt',
    type: 'true-false',
    prompt: '![A browser dials first](dials.png)',
    answer: true,
  }),
  exampleOf({ ...base, id: 'coded-prompt', type: 'true-false', prompt: '```js\nawait dial();\n```', answer: true }),
  exampleOf({
    ...base,
    id: 'rich-choices',
    type: 'multiple-choice',
    options: blocks.map((text, index) => ({ id: `o${index}`, text, correct: index < 2 })),
  }),
  exampleOf({
    ...base,
    id: 'rich-order',
    type: 'ordering',
    items: blocks.map((text, index) => ({ id: `o${index}`, text })),
  }),
  exampleOf({
    ...base,
    id: 'rich-pairs',
    type: 'matching',
    pairs: blocks.map((left, index) => ({ id: `o${index}`, left, right: `right ${index}` })),
  }),
  exampleOf({
    ...base,
    id: 'rich-output',
    type: 'predict-output',
    program: 'run();',
    output: '',
    options: blocks.map((text, index) => ({ id: `o${index}`, text, correct: index === 0 })),
  }),
];

const all = () => `${site.address}/all`;

const responses = (verdict: Verdict) =>
  examples.flatMap((example) => {
    const response = responseFor(example, verdict);
    return response === undefined ? [] : [{ example, response }];
  });

/** Brings all questions into the state after such a response; the tests of grading go there as a learner does. */
async function answerAll(page: Page, verdict: Verdict): Promise<void> {
  for (const { example, response } of responses(verdict)) await answerByScript(page, example, response);
  await expect(page.locator(`.question[data-state=${verdict}]`)).toHaveCount(responses(verdict).length);
}

test.describe('grading', () => {
  test('is the same in Chromium as in Node, for every response of every example', async ({ page }) => {
    await page.goto(all());
    const cases = examples.flatMap(({ question, language, responses }) =>
      responses.map(({ response }) => ({ question, response, language })),
    );
    const grades = await page.evaluate(async (cases) => {
      const { gradeQuestion } = (await import(
        `${location.origin}/types.js`
      )) as typeof import('../../src/questions/types.ts');
      return cases.map(({ question, response, language }) => gradeQuestion(question, response, language));
    }, cases);
    expect(grades).toEqual(
      cases.map(({ question, response, language }) => gradeQuestion(question, response, language)),
    );
  });

  for (const verdict of ['right', 'partly', 'wrong'] as const) {
    test(`shows what is ${verdict} as ${verdict}, in words`, async ({ page }) => {
      await openQuiz(page, all());
      for (const { example, response } of responses(verdict))
        await expect(await answer(page, example, response)).toHaveAttribute('data-state', verdict);
      await expect(page.locator(`.question[data-state=${verdict}] .verdict-head`)).toHaveText(
        responses(verdict).map(() => ({ right: 'Correct', partly: 'Partly right', wrong: 'Not quite' })[verdict]),
      );
    });
  }
});

test.describe('the four readings', () => {
  /** What each question says, read off a page by its visible text. */
  const visible = (page: Page) =>
    page
      .locator('.question')
      .evaluateAll((questions) =>
        questions.map((question) => [question.id, (question as HTMLElement).innerText.replace(/\s+/g, ' ')] as const),
      );
  const expected = new Map<string, Texts>(examples.map((example) => [`q-${example.question.id}`, textsOf(example)]));

  function holdsAll(read: readonly (readonly [string, string])[]): void {
    expect(read.map(([id]) => id)).toEqual([...expected.keys()]);
    for (const [id, text] of read) {
      for (const part of [...(expected.get(id)?.prompt ?? []), ...(expected.get(id)?.options ?? [])])
        expect(text, `${id} on the page`).toContain(part);
    }
  }

  test('interactive, without JavaScript and printed: the same questions and options', async ({ browser }) => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await browser.newPage({ javaScriptEnabled });
      await page.goto(all());
      if (javaScriptEnabled) await page.locator('[data-quiz=ready]').waitFor({ state: 'attached' });
      holdsAll(await visible(page));
      await page.emulateMedia({ media: 'print' });
      holdsAll(await visible(page));
      await expect(page.locator('.question').getByRole('button').first()).toBeHidden();
      await page.close();
    }
  });

  test('the accessibility tree: the same questions as groups, the same options as controls, in the same order', async ({
    page,
  }) => {
    await openQuiz(page, all());
    for (const example of examples) {
      const texts = textsOf(example);
      const snapshot = await questionOn(page, example).ariaSnapshot();
      const plain = snapshot.replace(/\\"/g, '"').replace(/\s+/g, ' ');
      const group = /- group "((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1]?.replace(/\\"/g, '"') ?? '';
      const [numbered] = wordsOf(example.language).raw('question-number').split('{');
      expect(group.startsWith(numbered ?? '?')).toBe(true);
      // Code or a picture may stand before what is asked.
      expect(
        texts.prompt.some((text) => group.includes(text)),
        `${example.question.id} is called “${group}”`,
      ).toBe(true);
      for (const option of texts.options) expect(plain, `${example.question.id} in the tree`).toContain(option);
      const named = await questionOn(page, example).locator('.ask :is(input, select, textarea, button):visible').all();
      const names = await Promise.all(
        named.map(async (control) => /- '?\w+ "(.+?)"/.exec(await control.ariaSnapshot())?.[1]),
      );
      expect(
        names.filter((name) => name === undefined || name === ''),
        `controls without a name in ${example.question.id}`,
      ).toEqual([]);
    }
  });

  test('the key is the same without JavaScript, on paper and after answering', async ({ browser }) => {
    const keyOf = (page: Page) =>
      page
        .locator('.key-entry')
        .evaluateAll((entries) =>
          entries.map((entry) => (entry as HTMLElement).textContent.replace(/\s+/g, ' ').trim()),
        );
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(all());
    const key = await keyOf(plain);
    await plain.emulateMedia({ media: 'print' });
    await expect(plain.locator('.key-entry').last()).toBeVisible();
    await plain.close();

    const page = await browser.newPage();
    await openQuiz(page, all());
    await expect(page.locator('.quiz-key')).toHaveCount(0);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.key-entry').last()).toBeVisible();
    expect(await keyOf(page)).toEqual(key);
    await page.emulateMedia({ media: 'screen' });
    await expect(page.locator('.quiz-key')).toHaveCount(0);

    await answerAll(page, 'wrong');
    for (const [index, example] of examples.entries()) {
      const texts = textsOf(example);
      for (const text of texts.key) expect(key[index]).toContain(text);
      // Options say themselves which are right; for the other types, the answer stands below.
      const isChoice = (await questionOn(page, example).locator('.options').count()) > 0;
      const isOpen = example.question.type === 'self-check';
      const places = questionOn(page, example).locator(
        isOpen ? '.self' : isChoice ? '.option:not([data-verdict=wrong])' : '.verdict',
      );
      const shown = (await places.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
      for (const text of texts.answer) expect(shown).toContain(text);
    }
    await page.close();
  });

  test('on paper the key stands on a page of its own, behind the worksheet', async ({ browser }) => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await browser.newPage({ javaScriptEnabled });
      await page.goto(all());
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.quiz-key').evaluate((key) => getComputedStyle(key).breakBefore)).toBe('page');
      const [worksheet, key] = [
        await page.locator('.question').last().boundingBox(),
        await page.locator('.quiz-key').boundingBox(),
      ];
      expect(key?.y).toBeGreaterThanOrEqual((worksheet?.y ?? 0) + (worksheet?.height ?? 0));
      await page.close();
    }
  });

  test('a browser that only announces its printing gets the key for as long as it prints', async ({ page }) => {
    await page.goto(all());
    await page.locator('html[data-quiz=ready]').waitFor();
    for (const [announcement, count] of [
      ['beforeprint', 1],
      ['afterprint', 0],
    ] as const) {
      await page.evaluate((type) => dispatchEvent(new Event(type)), announcement);
      await expect(page.locator('.quiz-key')).toHaveCount(count);
    }
  });

  test('nothing of the key is in the page before answering, nor on show without JavaScript', async ({ browser }) => {
    const told = (example: (typeof examples)[number], text: string) =>
      textsOf(example).secret.filter((secret) => text.includes(secret));
    const page = await browser.newPage();
    await openQuiz(page, all());
    await expect(page.locator('noscript, .quiz-key, .key-entry, [data-key]')).toHaveCount(0);
    for (const example of examples)
      expect(told(example, await questionOn(page, example).evaluate((question) => question.outerHTML))).toEqual([]);
    // Options differ in nothing but their name and words, and no control says which is right.
    for (const example of examples) {
      const shapes = await questionOn(page, example)
        .locator('.option')
        .evaluateAll((rows) =>
          rows.map((row) =>
            [...row.attributes, ...(row.querySelector('input')?.attributes ?? [])]
              .map(({ name }) => name)
              .filter((name) => name !== 'data-pinned' && name !== 'aria-label')
              .join(),
          ),
        );
      expect(new Set(shapes).size).toBeLessThanOrEqual(1);
    }
    await expect(page.locator('[title], [data-correct], [checked], [selected]')).toHaveCount(0);
    await page.close();

    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(all());
    await expect(plain.locator('.quiz-key')).not.toHaveAttribute('open');
    await expect(plain.locator('.key-entry').first()).toBeHidden();
    for (const [index, example] of examples.entries()) {
      expect(told(example, await questionOn(plain, example).evaluate((question) => question.outerHTML))).toEqual([]);
      expect(told(example, (await plain.locator('.key-entry').nth(index).getAttribute('data-key')) ?? '')).toEqual([]);
    }
    await plain.locator('.quiz-key summary').click();
    await expect(plain.locator('.key-entry').first()).toBeVisible();
    await plain.close();
  });
});

test.describe('accessibility', () => {
  /** Every state a question can be in, and the way into it. */
  const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'with an empty answer refused': async (page) => {
      await page
        .locator('.question:not([data-type=ordering]) [type=submit]') // things to order always have an order
        .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
      await expect(page.locator('.nudge:not(:empty)')).not.toHaveCount(0);
    },
    'with an answer given and all hints open': async (page) => {
      for (const { example, response } of responses('right')) await answerByScript(page, example, response, 'give');
      await page
        .locator('.hint summary')
        .evaluateAll((hints) => hints.forEach((summary) => (summary as HTMLElement).click()));
    },
    wrong: (page) => answerAll(page, 'wrong'),
    'partly right': (page) => answerAll(page, 'partly'),
    'right, and the quiz finished': (page) => answerAll(page, 'right'),
    'tried again': async (page) => {
      await answerAll(page, 'wrong');
      await page.getByRole('button', { name: 'Try the missed ones again' }).click();
    },
    'changed since it was answered': async (page) => {
      await answerAll(page, 'right');
      await openQuiz(page, `${site.address}/changed`);
      await expect(page.locator('.changed:visible')).toHaveCount(examples.length);
    },
    'untouched, with storage that was set aside': async (page) => {
      await page.evaluate(() => localStorage.setItem('lectern:/', '{broken'));
      await openQuiz(page, all());
      await expect(page.getByText('They were set aside')).toBeVisible();
    },
  };

  for (const [state, reach] of Object.entries(states)) {
    test(`axe and IBM Equal Access find nothing in any example, ${state}, light and dark, at 320 and 1280 px`, async ({
      browser,
    }) => {
      const page = await checkedPage(browser);
      await openQuiz(page, all());
      await reach(page);
      expect(await findingsEverywhere(page)).toEqual([]);
      await page.context().close();
    });
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`every control is called by all that stands beside it, once, code and pictures, too, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
      browser,
    }) => {
      const page = await browser.newPage({ javaScriptEnabled });
      await page.goto(`${site.address}/rich`);
      if (javaScriptEnabled) await page.locator('html[data-quiz=ready]').waitFor();
      for (const { question } of [...examples, ...rich]) {
        const own = `#q-${question.id} .ask`;
        const names = await namesOf(page, `${own} :is(input, textarea, select):not([hidden])`);
        const wanted = spokenControls(question);
        expect((await namesOf(page, own))[0], question.id).toContain(spokenPrompt(question));
        if (wanted === undefined)
          expect(
            names.every((name) => name !== ''),
            question.id,
          ).toBe(true);
        else if (question.type !== 'ordering') expect(names.toSorted(), question.id).toEqual(wanted.toSorted());
        else if (javaScriptEnabled)
          expect((await namesOf(page, `${own} button`)).toSorted(), question.id).toEqual(
            wanted.flatMap((name) => [`Move down: ${name}`, `Move up: ${name}`]).toSorted(),
          );
        else expect(names.toSorted(), question.id).toEqual(wanted.toSorted());
      }
      await expect(page.locator(':is(label, .order-text) :is([tabindex], a, button)')).toHaveCount(0);
      await page.close();
    });
  }

  test('on a phone, where the heads of its columns are gone, a table names each choice by row and column', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openQuiz(page, all());
    for (const { question } of examples.filter((example) => example.question.type === 'classify')) {
      await expect(page.locator(`#q-${question.id} thead`)).toBeHidden();
      expect((await namesOf(page, `#q-${question.id} .ask input`)).toSorted()).toEqual(
        spokenControls(question)?.toSorted(),
      );
    }
  });

  test('code in an option breaks into lines instead of scrolling', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openQuiz(page, all());
    const scrolling = await page
      .locator('label pre, .order-text pre')
      .evaluateAll((blocks) =>
        blocks.flatMap((block) => (block.scrollWidth > block.clientWidth ? [block.textContent] : [])),
      );
    expect(scrolling).toEqual([]);
  });

  test('each verdict is announced once and politely, and none on coming back', async ({ page }) => {
    await openQuiz(page, all());
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver((changes) => {
        const regions = new Set(
          changes.flatMap(({ target, addedNodes }) =>
            addedNodes.length > 0 ? ((target as Element).closest('[role=status], [aria-live]') ?? []) : [],
          ),
        );
        for (const region of regions)
          if (/\S/.test(region.textContent)) said.push(`${region.closest('.question')?.id} ${region.className}`);
      }).observe(document.body, { childList: true, subtree: true });
    });
    await answerAll(page, 'right');
    const said = await page.evaluate(() =>
      (window as unknown as { said: string[] }).said.filter((line) => !line.endsWith(' moved')),
    );
    expect(said).toEqual(examples.map(({ question }) => `q-${question.id} verdict`));
    await expect(page.locator('[aria-live=assertive], [role=alert]')).toHaveCount(0);
    await openQuiz(page, all());
    await expect(page.locator('.question[data-state=right]')).toHaveCount(examples.length);
    expect(await page.locator('[role=status]').allTextContents()).not.toContainEqual(expect.stringMatching(/\S/));
  });

  test('the whole quiz by keyboard alone: no pointer, and the focus never lost', async ({ page }) => {
    test.slow();
    await openQuiz(page, `${site.address}/by-keyboard`);
    await page.evaluate(() => {
      const pointers: string[] = [];
      Object.assign(window, { pointers });
      addEventListener('pointerdown', ({ type }) => pointers.push(type), true);
    });
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    const press = async (key: string) => {
      await page.keyboard.press(key);
      expect(await focused()).not.toBe('BODY');
    };
    /** Tabs towards a control, back or on, and fails where that does not lead to it. */
    const tabTo = async (selector: string) => {
      for (let steps = 0; steps < 40; steps++) {
        const way = await page
          .locator(selector)
          .first()
          .evaluate((target) => {
            if (
              document.activeElement?.matches(`[name="${target.getAttribute('name')}"]`) &&
              target.closest('form')?.contains(document.activeElement)
            )
              return undefined;
            if (document.activeElement === target) return undefined;
            return (target.compareDocumentPosition(document.activeElement ?? target) &
              Node.DOCUMENT_POSITION_FOLLOWING) !==
              0
              ? 'Shift+Tab'
              : 'Tab';
          });
        if (way === undefined) return;
        await press(way);
      }
      throw new Error(`the keyboard does not reach ${selector}`);
    };
    for (const example of byKeyboard) {
      const { question } = example;
      const response = responseFor(example, 'right') ?? {};
      const own = `#q-${question.id}`;
      if (isOrder(example)) {
        await putInOrder(questionOn(page, example), response, async (button) => {
          await tabTo(`${own} [aria-label="${await button.getAttribute('aria-label')}"]`);
          await press('Enter');
        });
      }
      for (const [name, value] of isOrder(example) ? [] : Object.entries(response)) {
        if (name === 'seen') {
          await tabTo(`${own} [type=submit]`);
          await press('Enter');
          continue;
        }
        const control = `${own} .ask [name="${question.id}.${name}"]`;
        await tabTo(control);
        const kind = await page.evaluate(() =>
          document.activeElement instanceof HTMLInputElement
            ? document.activeElement.type
            : document.activeElement?.tagName,
        );
        if (kind === 'checkbox') await press('Space');
        else if (kind === 'radio') {
          await press('Space');
          for (let steps = 0; steps < 6 && !(await page.locator(`${control}[value="${value}"]`).isChecked()); steps++)
            await press('ArrowDown');
        } else if (kind === 'SELECT') {
          for (let steps = 0; steps < 10 && (await page.locator(control).inputValue()) !== value; steps++) {
            if (
              await page.locator(control).evaluate((select) => getComputedStyle(select).appearance === 'base-select')
            ) {
              await press('Space');
              await press('ArrowDown');
              await press('Enter');
            } else await press('ArrowDown');
          }
        } else await page.keyboard.type(value);
      }
      await tabTo(`${own} [type=submit]`);
      await press('Enter');
      await expect(page.locator(own)).toHaveAttribute('data-state', 'right');
      await press('Enter'); // on to the next question
    }
    await expect(page.getByRole('heading', { name: 'You crushed it!' })).toBeFocused();
    expect(await page.evaluate(() => (window as unknown as { pointers: string[] }).pointers)).toEqual([]);
  });

  test('every target is at least 24 px high and wide, the rows to choose from 44', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openQuiz(page, all());
    const small = await page.locator('.check').evaluate((check: HTMLElement) => {
      const targets = check.querySelectorAll<HTMLElement>(
        '.option, .confidence label, button, select, input[type=text], textarea, summary, .grip',
      );
      return [...targets].flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        const least = target.matches('.option, button, .field input, select') ? 44 : 24;
        return width === 0 || (width >= 24 && height >= least)
          ? []
          : [`${target.outerHTML.slice(0, 80)} ${width} x ${height}`];
      });
    });
    expect(small).toEqual([]);
  });

  test('twice the text size and 320 px lose nothing: no sideways scroll, nothing cut off', async ({ page }) => {
    for (const [width, size] of [
      [1280, '200%'],
      [640, '200%'],
      [320, '100%'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await openQuiz(page, all());
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
      if ((await page.locator('[data-state]').count()) === 0) await answerAll(page, 'wrong');
      const cut = await page.evaluate(() => {
        const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page'] : [];
        const inside = [
          ...document.querySelectorAll<HTMLElement>('.check *:not(.hidden, pre, pre *, input, textarea, svg, svg *)'),
        ].filter(
          (element) =>
            element.scrollWidth > element.clientWidth + 1 &&
            element.clientWidth > 0 &&
            getComputedStyle(element).display !== 'inline',
        );
        return [...wide, ...inside.map((element) => element.outerHTML.slice(0, 100))];
      });
      expect(cut, `${width} px at ${size}`).toEqual([]);
    }
  });

  test('forced colours keep controls and verdicts apart', async ({ page }) => {
    await openQuiz(page, all());
    await answerAll(page, 'wrong');
    await page.emulateMedia({ forcedColors: 'active' });
    const radio = page.locator('#q-starts-as input').first();
    expect(await radio.evaluate((input) => getComputedStyle(input).appearance)).toBe('auto');
    await expect(page.locator('#q-starts-as [data-verdict=wrong]').first()).toHaveCSS(
      'border-inline-start-style',
      'solid',
    );
    await expect(page.locator('#q-starts-as [data-verdict=wrong] .mark')).toHaveText('Not right');
  });
});

test('every type has an example here that ends well and one that does not', () => {
  for (const { type } of questionTypes) {
    const own = examples.filter(({ question }) => question.type === type);
    for (const verdict of ['right', 'wrong'] as const)
      expect(
        own.some((example) => responseFor(example, verdict)),
        `${type}: ${verdict}`,
      ).toBe(true);
  }
});
