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
  if (example.question.type === 'ordering') {
    await putInOrder(question, response, (button) => button.click());
    return question;
  }
  for (const [name, value] of Object.entries(response)) {
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

/** Moves items up, one place at a time, until they stand as the response says. */
export async function putInOrder(
  question: Locator,
  response: Readonly<Record<string, string>>,
  press: (button: Locator) => Promise<void>,
): Promise<void> {
  const wanted = Object.keys(response).toSorted((a, b) => Number(response[a]) - Number(response[b]));
  for (const [place, id] of wanted.entries()) {
    const now = () =>
      question
        .locator('.order-item')
        .evaluateAll((items, id) => items.findIndex((item) => (item as HTMLElement).dataset['part'] === id), id);
    for (let at = await now(); at > place; at = await now())
      await press(question.locator(`[data-part="${id}"] [data-move="-1"]`));
  }
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

/** Opens a page of the quiz and waits until it can be answered. */
export async function openQuiz(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('[data-quiz=ready]').waitFor({ state: 'attached' });
}
