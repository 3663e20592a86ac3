/** What a page costs before anybody touches it: requests, and bytes as a host sends them (Brotli). Counted in what the browser really fetched. */
import { brotliCompressSync } from 'node:zlib';
import { expect, test, type Browser } from 'playwright/test';
import { publish } from './published.ts';

/** Scripts that stand in a page, without data blocks. */
const inlineScripts = /<script(?![^>]*\s(?:src=|type="application\/))[^>]*>([\s\S]*?)<\/script>/g;

interface Weight {
  readonly requests: readonly string[];
  /** The page without its scripts, and its stylesheets: markup, styles, data. */
  readonly htmlAndCss: number;
  /** Files and what stands in the page. */
  readonly script: number;
  readonly faces: number;
}

const brotli = (content: Buffer | string): number => brotliCompressSync(content).length;

async function weigh(browser: Browser, address: string): Promise<Weight> {
  const page = await browser.newPage();
  const bodies: Promise<readonly [url: string, type: string, body: Buffer]>[] = [];
  page.on('response', (response) =>
    bodies.push(
      response.body().then((body) => [response.url(), response.headers()['content-type'] ?? '', body] as const),
    ),
  );
  await page.goto(address, { waitUntil: 'networkidle' });
  const all = await Promise.all(bodies);
  await page.close();
  const html = all
    .filter(([, type]) => type.includes('html'))
    .map(([, , body]) => body.toString())
    .join('');
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    requests: all.map(([url]) => url),
    htmlAndCss:
      brotli(html.replace(inlineScripts, '')) +
      sum(all.filter(([, type]) => type.includes('css')).map(([, , body]) => brotli(body))),
    script:
      sum([...html.matchAll(inlineScripts)].map(([, code = '']) => brotli(code))) +
      sum(all.filter(([, type]) => type.includes('javascript')).map(([, , body]) => brotli(body))),
    faces: sum(all.filter(([, type]) => type.includes('font')).map(([, , body]) => body.length)),
  };
}

for (const module of ['http', 'dns', 'tls', 'http-caching', 'websockets', 'server-sent-events']) {
  test(`the lesson ${module}, with its programs and its quiz of many types, costs at most 9 requests, 20 kB of HTML and CSS, and 60 kB of faces`, async ({
    browser,
    baseURL,
  }) => {
    const { requests, htmlAndCss, faces } = await weigh(browser, `${baseURL}/modules/${module}/`);
    expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(9);
    expect(htmlAndCss).toBeGreaterThan(10_000);
    expect(htmlAndCss).toBeLessThanOrEqual(20_000);
    expect(faces).toBeGreaterThan(30_000);
    expect(faces).toBeLessThanOrEqual(60_000);
  });
}

for (const [first, next] of [
  ['http', 'dns'],
  ['http-caching', 'tls'],
  ['tls', 'http-caching'],
  // The scripts of labs and of steppers come with the first of them, and so does that of answers to be moved about.
  ['http', 'websockets'],
  ['websockets', 'server-sent-events'],
] as const) {
  test(`after the lesson ${first}, ${next} costs its HTML alone, at most 12 kB`, async ({ page, baseURL }) => {
    await page.goto(`${baseURL}/modules/${first}/`, { waitUntil: 'networkidle' });
    const answer = await page.goto(`${baseURL}/modules/${next}/`, { waitUntil: 'networkidle' });
    const size = brotli((await answer?.body()) ?? '');
    expect(size).toBeGreaterThan(5_000);
    expect(size).toBeLessThanOrEqual(12_000);
    const loaded = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ name, transferSize }) => ({
        name,
        transferSize,
      })),
    );
    expect(loaded.filter(({ name }) => name.endsWith('.css'))).toHaveLength(1);
    expect(loaded.filter(({ transferSize }) => transferSize > 0)).toEqual([]);
  });
}

const option = (id: string, correct: boolean) =>
  `      - { id: ${id}, text: The answer ${id}${correct ? ', correct: true' : ''}, feedback: It says so. }\n`;
const head = (id: string, type: string) =>
  `  - id: ${id}\n    type: ${type}\n    prompt: What is ${id}?\n    objective: know\n    section: words\n    explanation: The lesson says in its first section what each of them is, and nothing else.\n`;
const choiceQuiz = `questions:
${head('one', 'single-choice')}    options:\n${option('a', true)}${option('b', false)}${option('c', false)}
${head('many', 'multiple-choice')}    options:\n${option('a', true)}${option('b', true)}${option('c', false)}
${head('fact', 'true-false')}    answer: true\n`;
const course = (quiz: string) => ({
  'course.yaml': 'title: Words\nlanguage: en\ncategories: [{ id: all, title: All, modules: [words] }]\n',
  'modules/words/lesson.md':
    '---\ntitle: Words\nsummary: Some words.\nobjectives: [{ id: know, text: Know the words }]\n---\n\n## Words\n\nThe words are amber, birch, cedar and daisy.\n',
  'modules/words/quiz.yaml': quiz,
});

// What checks an answer and shows a verdict, a result and the way on is fetched when somebody first touches a question
// (`islands/answering.ts`, `islands/ending.ts`), and does not count here.
test('a quiz of choices, texts and numbers costs at most 6 kB of script before an answer, and one of further types at most 3 kB more', async ({
  browser,
}) => {
  const weightOf = async (quiz: string) => {
    const site = await publish(course(quiz));
    const weight = await weigh(browser, `${site.address}modules/words/`);
    await site.close();
    return weight;
  };
  const number = `${head('number', 'numeric')}    answer: 4\n`;
  const plain = await weightOf(choiceQuiz + number);
  expect(plain.script).toBeGreaterThan(3_000);
  expect(plain.script).toBeLessThanOrEqual(6_000);
  const items = ['a', 'b', 'c'].map((id) => `      - { id: ${id}, text: Item ${id} }\n`).join('');
  const further = await weightOf(`${choiceQuiz}${number}${head('order', 'ordering')}    items:\n${items}`);
  expect(further.requests).toHaveLength(plain.requests.length + 1);
  expect(further.script - plain.script).toBeGreaterThan(500);
  expect(further.script - plain.script).toBeLessThanOrEqual(3_000);
});

test('the first touch of a question fetches what checks it, and an answer nothing more but what shows the end', async ({
  page,
}) => {
  const site = await publish(course(choiceQuiz));
  await page.goto(`${site.address}modules/words/`, { waitUntil: 'networkidle' });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url().replace(/^.*\//, '')));
  await page.getByRole('radio', { name: 'The answer a' }).focus();
  await expect.poll(() => fetched).toEqual([expect.stringMatching(/^answering\..*js$/)]);
  await page.getByRole('radio', { name: 'The answer a' }).check();
  await page.getByRole('button', { name: 'Check' }).first().click();
  await expect(page.locator('#q-one')).toHaveAttribute('data-state', 'right');
  await site.close();
});

test('an answer that cannot be checked without a network is said not to be, and stays in its field', async ({
  page,
  context,
}) => {
  const site = await publish(course(choiceQuiz));
  await page.goto(`${site.address}modules/words/`, { waitUntil: 'networkidle' });
  await context.setOffline(true);
  await page.getByRole('radio', { name: 'The answer a' }).check();
  await page.getByRole('button', { name: 'Check' }).first().click();
  await expect(page.locator('#q-one .nudge')).toContainText('no connection');
  await expect(page.getByRole('radio', { name: 'The answer a' })).toBeChecked();
  await site.close();
});

test('a type that few quizzes need costs its own pages one stylesheet more, and others nothing', async ({
  browser,
}) => {
  const classify = `${head('kinds', 'classify')}    columns: [{ id: a, text: Tree }, { id: b, text: Flower }]
    rows: [{ id: birch, text: Birch, column: a }, { id: daisy, text: Daisy, column: b }]\n`;
  const two = course(`${choiceQuiz}${classify}`);
  const site = await publish({
    ...two,
    'course.yaml': two['course.yaml'].replace('[words]', '[words, plain]'),
    'modules/plain/lesson.md': two['modules/words/lesson.md'],
    'modules/plain/quiz.yaml': choiceQuiz,
  });
  const plain = await weigh(browser, `${site.address}modules/plain/`);
  const further = await weigh(browser, `${site.address}modules/words/`);
  await site.close();
  expect(further.requests).toHaveLength(plain.requests.length + 1);
  expect(further.htmlAndCss).toBeGreaterThan(plain.htmlAndCss);
  expect(further.script).toBe(plain.script);
});
