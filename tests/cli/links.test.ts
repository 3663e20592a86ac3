import { afterEach, expect, test, vi } from 'vitest';
import { askAll, type Answer } from '../../src/cli/links/ask.ts';
import { folderWith, run, validCourse } from './sample.ts';

afterEach(() => vi.unstubAllGlobals());

/** Other hosts: what they answer to each request, the last one for ever. */
function hosts(answers: Readonly<Record<string, readonly (number | string)[]>>) {
  const requests: string[] = [];
  const fetch = (address: string, { method }: { method: string }): Promise<Response> => {
    requests.push(`${method} ${address}`);
    const times = requests.filter((one) => one.endsWith(` ${address}`)).length;
    const own = answers[address] ?? [200];
    const answer = own[Math.min(times, own.length) - 1] ?? 200;
    return typeof answer === 'number'
      ? Promise.resolve(new Response(null, { status: answer }))
      : Promise.reject(new Error('fetch failed', { cause: new Error(answer) }));
  };
  return { requests, fetch: fetch as unknown as typeof globalThis.fetch };
}

test('Hosts are asked with patience: again where they are busy, in full where they refuse a short question', async () => {
  const { requests, fetch } = hosts({
    'https://a.example/short': [405, 200],
    'https://a.example/busy': [503, 503, 200],
    'https://b.example/gone': [404],
    'https://b.example/login': [403],
    'https://c.example/': ['getaddrinfo ENOTFOUND c.example'],
  });
  const said = new Map<string, Answer>();
  const pauses: number[] = [];
  await askAll(
    [
      'https://a.example/short',
      'https://a.example/busy',
      'https://b.example/gone',
      'https://b.example/login',
      'https://c.example/',
    ],
    { fetch, wait: (time) => Promise.resolve(void pauses.push(time)) },
    (address, answer) => said.set(address, answer),
  );
  expect(Object.fromEntries(said)).toEqual({
    'https://a.example/short': { kind: 'there' },
    'https://a.example/busy': { kind: 'there' },
    'https://b.example/gone': { kind: 'gone', why: 'is gone (404)' },
    'https://b.example/login': { kind: 'unclear', why: 'answers with 403' },
    'https://c.example/': { kind: 'gone', why: 'does not answer: getaddrinfo ENOTFOUND c.example' },
  });
  expect(pauses.toSorted((a, b) => a - b)).toEqual([1_000, 1_000, 5_000]);
  expect(requests.filter((request) => request.includes('b.example'))).toEqual([
    'HEAD https://b.example/gone',
    'GET https://b.example/gone',
    'HEAD https://b.example/login',
    'GET https://b.example/login',
  ]);
});

test('`links` says where each dead address stands, and asks no sooner than a day later for one that was there', async () => {
  const lesson = 'content/modules/sound/lesson.md';
  const quiz = 'content/modules/sound/quiz.yaml';
  const folder = folderWith({
    ...validCourse,
    [lesson]: `${validCourse[lesson] ?? ''}\nSee [one](https://a.example/one#part), [two](https://a.example/two), [three](https://skip.example/x).\n`,
    [quiz]: (validCourse[quiz] ?? '').replace('The air between', 'The air between, see [two](https://a.example/two)'),
  });
  const { requests, fetch } = hosts({ 'https://a.example/two': [410] });
  vi.stubGlobal('fetch', fetch);
  const words = ['links', '--skip', 'https://other.example,https://skip.example/'];
  expect(await run(folder, words)).toEqual({
    status: 1,
    out: `${lesson}:13:46 https://a.example/two is gone (410)\n${quiz} https://a.example/two is gone (410)\n`,
    err: '2 addresses of other hosts, 0 known from before: 1 gone, 0 unclear\n',
  });
  expect(requests).toEqual(['HEAD https://a.example/one', 'HEAD https://a.example/two', 'GET https://a.example/two']);
  expect((await run(folder, words)).err).toBe('2 addresses of other hosts, 1 known from before: 1 gone, 0 unclear\n');
  expect(requests.slice(3)).toEqual(['HEAD https://a.example/two', 'GET https://a.example/two']);
});

test('`links` asks for what course.yaml, front matter and pages of one’s own name, too, but not for the course itself', async () => {
  const lesson = 'content/modules/sound/lesson.md';
  const folder = folderWith({
    ...validCourse,
    'content/course.yaml': `${validCourse['content/course.yaml'] ?? ''}url: https://own.example/waves\nauthors:\n  - name: Ada\n    url: https://a.example/ada\nfooter:\n  - text: Forum\n    link: https://a.example/forum\n`,
    'content/pages/about.md': '---\ntitle: About\n---\n\nRead [more](https://a.example/more).\n',
    [lesson]: (validCourse[lesson] ?? '').replace(
      /^summary: /m,
      'authors:\n  - name: Eve\n    url: https://a.example/eve\nsummary: ',
    ),
  });
  const paths = ['ada', 'forum', 'more', 'eve'].map((name) => `https://a.example/${name}`);
  const { requests, fetch } = hosts(Object.fromEntries(paths.map((path) => [path, [404]])));
  vi.stubGlobal('fetch', fetch);
  const { out } = await run(folder, ['links']);
  const dead = [...out.matchAll(/^(\S+):\d+:\d+ (\S+) is gone/gm)].map(([, file, address]) => `${file} ${address}`);
  expect(dead.toSorted()).toEqual([
    'content/course.yaml https://a.example/ada',
    'content/course.yaml https://a.example/forum',
    'content/modules/sound/lesson.md https://a.example/eve',
    'content/pages/about.md https://a.example/more',
  ]);
  expect(requests.join()).not.toContain('own.example');
});
