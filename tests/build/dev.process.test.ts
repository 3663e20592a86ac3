import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { smallCourse } from './course.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-dev-'));
const content = path.join(folder, 'content');
let server: ChildProcess;
let url = '';
let output = '';
let socket: WebSocket;
/** What the server told the browser, newest last. */
const told: {
  readonly type: string;
  readonly event?: string;
  readonly data?: {
    readonly problems: readonly { readonly code: string; readonly place: string; readonly isNew: boolean }[];
  };
}[] = [];

beforeAll(async () => {
  for (const [file, text] of Object.entries(await smallCourse())) {
    mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
    writeFileSync(path.join(content, file), text);
  }
  server = spawn(process.execPath, [path.join(import.meta.dirname, 'server.ts'), content, path.join(folder, 'cache')], {
    env: { ...process.env, NODE_ENV: 'development', VITEST: '', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  url = await vi.waitFor(() => /^http:\S+$/m.exec(output)?.[0] ?? Promise.reject(new Error(output)), {
    timeout: 60_000,
  });
  socket = await connect();
  socket.on('message', (data) => told.push(JSON.parse(String(data)) as (typeof told)[number]));
});

/** A browser that listens to what it is told. */
async function connect(): Promise<WebSocket> {
  const client = await (await fetch(`${url}@vite/client`)).text();
  const browser = new WebSocket(
    `${url.replace('http', 'ws')}?token=${/wsToken = "([^"]+)"/.exec(client)?.[1] ?? ''}`,
    'vite-hmr',
  );
  await new Promise((resolve) => browser.on('open', resolve));
  return browser;
}

afterAll(() => {
  socket?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const page = async (address: string): Promise<string> => (await fetch(url + address)).text();

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(content, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(content, file), text.replace(from, to));
}

/** What the browser is told from now on. */
async function toldAfter(
  work: () => void,
  what: (message: (typeof told)[number]) => boolean,
): Promise<(typeof told)[number]> {
  told.length = 0;
  work();
  return vi.waitFor(() => told.find(what) ?? Promise.reject(new Error(JSON.stringify(told))), {
    timeout: 60_000,
    interval: 10,
  });
}

const isReload = ({ type }: (typeof told)[number]): boolean => type === 'full-reload';
const isReport = ({ event }: (typeof told)[number]): boolean => event === 'lectern:problems';

describe('While an author works', () => {
  test('every page is there: lessons with and without components, drafts, pictures', async () => {
    const alpha = await page('modules/alpha/');
    expect(alpha).toContain('<span class="tk">const</span>');
    expect(await page('modules/beta/')).toMatch(/Box first<\/b><p>In the <em>box<\/em>/);
    expect(await page('modules/draft/')).toContain('Soon.');
    const address = url + (/src="\/(_files\/map[^"]+)"/.exec(alpha)?.[1] ?? '');
    const picture = await fetch(address);
    expect(picture.headers.get('content-type')).toBe('image/png');
    // As players of videos ask.
    const whole = Buffer.from(await picture.arrayBuffer());
    const part = await fetch(address, { headers: { range: 'bytes=2-5' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2-5/${whole.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(2, 6));
  });

  test('an edit to a lesson shows at once', async () => {
    await toldAfter(() => edit('modules/alpha/lesson.md', 'Well.', 'Well, well.'), isReload);
    expect(await page('modules/alpha/')).toContain('Well, well.');
  });

  test('an edit to a quiz, a lesson with components, and a component show, too', async () => {
    await toldAfter(() => edit('modules/alpha/quiz.yaml', 'Is it so?', 'Is it really so?'), isReload);
    expect(await page('modules/alpha/')).toContain('Is it really so?');
    await toldAfter(() => edit('modules/beta/lesson.mdx', '<Box name="first">', '<Box name="second">'), isReload);
    expect(await page('modules/beta/')).toContain('Box second');
    await toldAfter(() => edit('components/Box.astro', '<slot />', '<i><slot /></i>'), isReload);
    await vi.waitFor(async () => expect(await page('modules/beta/')).toMatch(/<i[^>]*><p>In the/), { timeout: 60_000 });
  });

  test('a mistake is shown in the page and in the terminal, in the author’s file; the last good page stays', async () => {
    const report = await toldAfter(() => edit('modules/alpha/quiz.yaml', 'section: one', 'section: nowhere'), isReport);
    expect(report.data).toMatchObject({
      shown: 'earlier',
      problems: [{ code: 'section-unknown', place: 'modules/alpha/quiz.yaml:5:14', isNew: true }],
    });
    // Nothing covers the page for it.
    expect(told.filter(({ type }) => type === 'error')).toEqual([]);
    expect(output).toContain('report ["modules/alpha/quiz.yaml:5 section-unknown"]');
    expect(await page('modules/alpha/')).toContain('Is it really so?');
  });

  test('and the page comes back by itself when it is fixed', async () => {
    await toldAfter(() => edit('modules/alpha/quiz.yaml', 'section: nowhere', 'section: one'), isReload);
    // The browser that reloads is back before the course has been checked again, and must not be told what was wrong before.
    const reloaded = await connect();
    await vi.waitFor(() => expect(output.trimEnd().split('\n').at(-1)).toBe('report []'), { timeout: 60_000 });
    await vi.waitFor(() => expect(told.findLast(isReport)).toBeDefined(), { timeout: 60_000 });
    expect(told.filter(isReport).map(({ data }) => data?.problems)).toEqual([[]]);
    reloaded.close();
  });

  test('a translation is there as soon as it is written, with components and without', async () => {
    const front = (title: string): string =>
      `---\ntitle: ${title}\nsummary: Kurz.\nobjectives: { know: Wissen }\n---\n\n`;
    writeFileSync(
      path.join(content, 'modules/beta/lesson.de.mdx'),
      `${front('Beta')}import Box from "../../components/Box.astro";\n\n## Drinnen\n\n<Box name="eins">\n\nIm *Kasten*.\n\n</Box>\n`,
    );
    writeFileSync(
      path.join(content, 'modules/gamma/lesson.de.md'),
      `${front('Gamma')}## Zwei\n\nGuten Tag.\n\n::question{id="first"}\n`,
    );
    edit('course.yaml', 'language: en\n', 'language: en\ntranslations: [de]\n');
    await vi.waitFor(async () => expect(await page('de/modules/gamma/')).toContain('Guten Tag.'), { timeout: 60_000 });
    expect(await page('de/modules/gamma/')).toMatch(/<html lang="de"/);
    await vi.waitFor(async () => expect(await page('de/modules/beta/')).toMatch(/Box eins[^]*Im <em>Kasten<\/em>/), {
      timeout: 60_000,
    });
    expect(await page('modules/beta/')).toMatch(/<html lang="en"/);
    edit('modules/gamma/lesson.de.md', 'Guten Tag', 'Guten Abend');
    await vi.waitFor(async () => expect(await page('de/modules/gamma/')).toContain('Guten Abend.'), {
      timeout: 60_000,
    });
  });

  test('a configuration is taken as soon as it is written, changed and removed', async () => {
    const file = path.join(folder, 'lectern.config.ts');
    const configuration = (word: string): string =>
      `export default { integrations: [{ name: 'mark', hooks: { 'astro:config:setup': ({ injectScript }) => injectScript('head-inline', 'globalThis.mark = "${word}"') } }] };\n`;
    const marked = async (word: string | undefined): Promise<void> => {
      await vi.waitFor(
        async () => expect(/globalThis\.mark = "(\w+)"/.exec(await page('modules/beta/'))?.[1]).toBe(word),
        { timeout: 100_000 },
      );
    };
    await marked(undefined);
    writeFileSync(file, configuration('first'));
    await marked('first');
    writeFileSync(file, configuration('second'));
    await marked('second');
    // Another one, while that before is still being taken.
    writeFileSync(
      file,
      `process.stdout.write('begun');\nawait new Promise((go) => setTimeout(go, 500));\n${configuration('third')}`,
    );
    await vi.waitFor(() => expect(output).toContain('begun'), { timeout: 60_000 });
    writeFileSync(file, configuration('fourth'));
    await marked('fourth');
    writeFileSync(file, 'export default {');
    await vi.waitFor(
      () => expect(output).toContain('The configuration of the course cannot be used: it cannot be run'),
      { timeout: 60_000 },
    );
    await marked('fourth');
    rmSync(file);
    await marked(undefined);
  });
});
