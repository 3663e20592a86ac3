import type { Locator, Page } from 'playwright';
import type { Example } from './examples.ts';

export type Verdict = 'right' | 'partly' | 'wrong';

/** The first of an example's responses that ends like this and that a learner can give, if there is one. */
export function responseFor({ question, responses }: Example, verdict: Verdict): Record<string, string> | undefined {
  const fits = (points: number) => verdict === (points === 1 ? 'right' : points > 0 ? 'partly' : 'wrong');
  const offered = (response: Record<string, string>) => {
    if (Object.keys(response).length === 0) return false;
    if (question.type === 'numeric') return /\d/.test(response['text'] ?? '');
    return (
      !('options' in question && question.options !== undefined && response['choice'] !== undefined) ||
      question.options.some(({ id }) => id === response['choice'])
    );
  };
  return responses.find(({ points, response }) => fits(points) && offered(response))?.response;
}

export function questionOn(page: Page, { question }: Example): Locator {
  return page.locator(`#q-${question.id}`);
}

/** Gives a response as a learner with a pointer would, without checking it. */
export async function give(page: Page, example: Example, response: Readonly<Record<string, string>>): Promise<Locator> {
  const question = questionOn(page, example);
  if (isOrder(example)) {
    await putInOrder(question, response, (button) => button.click());
    return question;
  }
  if (example.question.type === 'self-check') {
    // What one writes comes first, and the button shows the model.
    if (response['text'] !== undefined) await question.locator('.ask textarea').fill(response['text']);
    await question.locator('[type=submit]').click();
  }
  for (const [name, value] of Object.entries(response)) {
    if (example.question.type === 'self-check' && /^(?:text|seen)$/.test(name)) continue;
    const controls = question.locator(`.ask [name="${example.question.id}.${name}"]`);
    const kind = await controls
      .first()
      .evaluate((control) => (control instanceof HTMLInputElement ? control.type : control.tagName));
    if (kind === 'radio')
      await question.locator(`.ask [name="${example.question.id}.${name}"][value="${value}"]`).check();
    else if (kind === 'checkbox') await controls.check();
    else if (kind === 'SELECT') await controls.selectOption(value);
    else await controls.fill(value);
  }
  return question;
}

/** Whether a question is answered by moving the rows of a list. */
export const isOrder = ({ question: { type } }: Example): boolean => type === 'ordering' || type === 'parsons';

/** Moves rows, one place at a time, until they stand as the response says, and indents them; others go below the end. */
export async function putInOrder(
  question: Locator,
  response: Readonly<Record<string, string>>,
  press: (button: Locator) => Promise<void>,
): Promise<void> {
  const { wanted, depths } = orderIn(response);
  const rows = () =>
    question.locator('.order > *').evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['part']));
  for (const [place, id] of wanted.entries())
    while ((await rows()).indexOf(id) > place) await press(question.locator(`[data-part="${id}"] [data-move="-1"]`));
  // What the response leaves out stands above the end, behind what it has: the last goes first.
  for (let all = await rows(); all.indexOf(undefined) > wanted.length; all = await rows())
    await press(question.locator(`[data-part="${all[all.indexOf(undefined) - 1]}"] [data-move="1"]`));
  for (const [id, depth] of depths)
    for (let level = 0; level < depth; level++) await press(question.locator(`[data-part="${id}"] [data-indent="1"]`));
}

/** The parts that a response puts in order, and how deep it indents them. */
function orderIn(response: Readonly<Record<string, string>>): {
  readonly wanted: readonly string[];
  readonly depths: readonly (readonly [id: string, depth: number])[];
} {
  const ids = Object.keys(response);
  return {
    wanted: ids.filter((id) => !id.includes('.')).toSorted((a, b) => Number(response[a]) - Number(response[b])),
    depths: ids.filter((id) => id.includes('.')).map((id) => [id.replace(/\..*/, ''), Number(response[id])]),
  };
}

/** Gives a response and checks it. */
export async function answer(
  page: Page,
  example: Example,
  response: Readonly<Record<string, string>>,
): Promise<Locator> {
  const question = await give(page, example, response);
  await question.locator('[type=submit]').click();
  return question;
}

/**
 * Brings a question into the state that it is in after this response, by its own controls, but without a pointer and all
 * in one step: for tests that look at the state, where others have gone there as a learner does.
 */
export async function answerByScript(
  page: Page,
  example: Example,
  response: Readonly<Record<string, string>>,
  step: 'give' | 'check' = 'check',
): Promise<void> {
  await respondByScript(page, example, response, step);
  // What checks an answer is fetched with the first.
  if (step === 'check') await page.locator(`#q-${example.question.id}[data-state]`).waitFor({ state: 'attached' });
}

/** The same in any browser that runs a function in its page; the state is there a little later. */
export async function respondByScript(
  page: { evaluate<Argument>(act: (argument: Argument) => void, argument: Argument): Promise<unknown> },
  example: Example,
  response: Readonly<Record<string, string>>,
  step: 'give' | 'check' = 'check',
): Promise<void> {
  const { id, type } = example.question;
  const order = isOrder(example) ? orderIn(response) : undefined;
  await page.evaluate(
    ({ id, type, response, step, order }) => {
      const question = document.getElementById(`q-${id}`) as HTMLElement;
      const click = (selector: string): void => (question.querySelector(selector) as HTMLElement).click();
      const parts = (): (string | undefined)[] =>
        [...question.querySelectorAll<HTMLElement>('.order > *')].map(({ dataset }) => dataset['part']);
      if (order !== undefined) {
        for (const [place, part] of order.wanted.entries())
          for (let at = parts().indexOf(part); at > place; at--) click(`[data-part="${part}"] [data-move="-1"]`);
        while (parts().indexOf(undefined) > order.wanted.length)
          click(`[data-part="${parts()[parts().indexOf(undefined) - 1]}"] [data-move="1"]`);
        for (const [part, depth] of order.depths)
          for (let level = 0; level < depth; level++) click(`[data-part="${part}"] [data-indent="1"]`);
      } else {
        if (type === 'self-check') {
          const field = question.querySelector('textarea');
          if (field) field.value = response['text'] ?? '';
          click('[type=submit]');
        }
        for (const [name, value] of Object.entries(response)) {
          if (type === 'self-check' && /^(?:text|seen)$/.test(name)) continue;
          for (const control of question.querySelectorAll<HTMLInputElement>(`.ask [name="${id}.${name}"]`)) {
            if (control.type === 'radio' ? control.value === value : control.type === 'checkbox') control.click();
            else if (control.type !== 'radio') {
              control.value = value;
              for (const change of ['input', 'change']) control.dispatchEvent(new Event(change, { bubbles: true }));
            }
          }
        }
      }
      if (step === 'check') click('[type=submit]');
    },
    { id, type, response, step, order },
  );
}

/** Opens a page of the quiz and waits until it can be answered. */
export async function openQuiz(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('[data-quiz=ready]').waitFor({ state: 'attached' });
}
