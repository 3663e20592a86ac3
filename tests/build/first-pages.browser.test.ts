import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Cache } from '../../src/cache/cache.ts';
import { bundlePages } from '../../src/publish/bundle.ts';
import { dev } from '../../src/dev/dev.ts';
import { readEngine } from '../../src/cache/engine.ts';
import { close, portOf, serve as listen } from '../../src/dev/server.ts';
import { openWorkspace } from '../../src/cache/workspace.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { launchChromium } from '../chromium.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { smallCourse } from './course.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-first-'));
const content = path.join(folder, 'content');
const lesson = path.join(content, 'modules/gamma/lesson.md');
/** Stands in every page that was compiled, and in none of Astro's. */
const compiled = 'src="/@lectern/author.js"';
/** What never comes ends a test; how fast the machine is does not. */
const patient = { timeout: 240_000 };
let server: ChildProcess | undefined;
let browser: Browser;
let url = '';

beforeAll(async () => {
  for (const [file, text] of Object.entries(await smallCourse())) {
    mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
    writeFileSync(path.join(content, file), text);
  }
  // As after a build.
  const workspace = openWorkspace(new Cache(path.join(folder, 'cache')));
  await bundlePages({
    engine: readEngine().all,
    base: '/',
    content,
    mdx: new Map(),
    components: '',
    ...workspace,
    signal: new AbortController().signal,
  });
  workspace.close();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(base = '/', cache = 'cache'): Promise<void> {
  let output = '';
  server = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'server.ts'), content, path.join(folder, cache), base],
    { env: { ...process.env, NODE_ENV: 'development', VITEST: '', ASTRO_TELEMETRY_DISABLED: '1' } },
  );
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  url = await vi.waitFor(() => /^http:\S+$/m.exec(output)?.[0] ?? Promise.reject(new Error(output)), {
    timeout: 60_000,
  });
}

/** Also after a test that failed: a server that nobody ends watches the project for ever. */
afterEach(async () => {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((resolve) => server?.once('close', resolve));
  server.kill('SIGKILL');
  await closed;
});

describe('The pages of a development server', () => {
  test('are there before Astro is, whole; what only Astro can show waits for it', async () => {
    await serve();
    const first = await (await fetch(`${url}modules/gamma/`)).text();
    expect(first).toContain(compiled);
    expect(first).toContain('Two');
    const script = /src="\/(_astro\/[^"]+\.js)"/.exec(first)?.[1] ?? '';
    const { headers } = await fetch(url + script);
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'text/javascript',
      'max-age=31536000, immutable',
    ]);
    const [components, none] = await Promise.all([fetch(`${url}modules/beta/`), fetch(`${url}modules/nothing/`)]);
    expect(components.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await components.text()).toMatch(/Box first<\/b><p>In the <em>box<\/em>/);
    expect(none.status).toBe(404);
    // By now it is there, and the page is what it was.
    expect(await (await fetch(`${url}modules/gamma/`)).text()).toBe(first);
    // For the next start.
    await vi.waitFor(
      () =>
        expect(
          ['reads.entries', 'colours.entries'].filter((file) => !existsSync(path.join(folder, 'cache', file))),
        ).toEqual([]),
      { timeout: 240_000 },
    );
  });

  test('hear of what was edited before anybody watched the folder, in every tab', async () => {
    await serve();
    const tabs = await Promise.all([browser.newPage(), browser.newPage()]);
    for (const tab of tabs) {
      await tab.goto(`${url}modules/gamma/`, { waitUntil: 'commit' });
      await tab.getByRole('heading', { name: 'Two' }).waitFor();
      expect(await tab.content()).toContain(compiled);
    }
    writeFileSync(lesson, readFileSync(lesson, 'utf8').replace('title: Gamma', 'title: Delta'));
    for (const tab of tabs) {
      await tab.getByRole('heading', { name: 'Delta' }).waitFor({ timeout: 60_000 });
      await tab.close();
    }
  });

  test('are complete before Astro is there, and are not loaded anew for it where nothing was edited', async () => {
    await serve();
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${url}modules/gamma/`);
    expect(await page.evaluate(() => document.readyState)).toBe('complete');
    await page.evaluate(() => void (document.title = 'still the same page'));
    const socket = await page.waitForEvent('websocket', patient);
    await socket.waitForEvent('framereceived', {
      predicate: ({ payload }) => payload.includes('lectern:problems'),
      ...patient,
    });
    expect(await page.title()).toBe('still the same page');
    expect(errors).toEqual([]);
    await page.close();
  });
});

test('Where there was no build yet, pages are compiled first, and have all that others have', async () => {
  await serve(`/never-built-${process.pid}/`, 'other');
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  for (const look of ['first', 'again']) {
    await Promise.all([
      page.waitForEvent('websocket', patient),
      page.goto(`${url}modules/gamma/`, { waitUntil: 'networkidle', ...patient }),
    ]);
    expect(await page.content(), look).toContain(compiled);
    expect(errors, look).toEqual([]);
    // It has the policy of a published page: nothing is asked of other hosts.
    await page.evaluate(() => void (new Image().src = 'https://example.invalid/picture.png'));
    await vi.waitFor(() => expect(errors.join()).toMatch(/picture\.png.*violates.*img-src 'self'/s), patient);
    errors.length = 0;
  }
  await page.close();
});

describe('Of an edit between the making of a page and its listening', () => {
  test.each([
    ['a page that was compiled', 'modules/gamma/', lesson],
    ['a page that only Astro can make', 'modules/beta/', path.join(content, 'modules/beta/lesson.mdx')],
  ])('%s is told', async (_, address, file) => {
    await serve();
    // Another tab listens: Vite keeps what it has to say only where nobody does.
    const [other, page] = [await browser.newPage(), await browser.newPage()];
    const [socket] = await Promise.all([other.waitForEvent('websocket', patient), other.goto(url)]);
    await socket.waitForEvent('framereceived', patient);
    // The page is there, and its socket is not.
    let open = (): void => undefined;
    const edited = new Promise<void>((resolve) => (open = resolve));
    await page.route('**/@vite/client', async (route) => {
      await edited;
      await route.continue();
    });
    await page.goto(`${url}${address}`, { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const title = `Edited ${address.length}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${title}`));
    await page.waitForTimeout(1500); // the server has heard of it, and told whoever listened
    expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe(title);
    open();
    await page.getByRole('heading', { name: title }).waitFor({ timeout: 60_000 });
    await Promise.all([page.close(), other.close()]);
  });
});

test('The address is there before the course is read, and what was read is kept, however soon the author leaves', async () => {
  const cache = path.join(folder, 'soon');
  const files = diskFiles(content);
  let isRead = false;
  const list = (): ReturnType<typeof files.list> => ((isRead = true), files.list());
  const {
    url: address,
    ready,
    stop,
  } = await dev({
    content,
    files: { ...files, list },
    checker: () => Promise.resolve(loadCourse),
    report: () => undefined,
    complain: () => undefined,
    base: '/',
    cache,
    port: 0,
  });
  expect([address, isRead]).toEqual([expect.stringMatching(/^http:/), false]);
  await ready;
  expect(isRead).toBe(true);
  await stop();
  expect(existsSync(path.join(cache, 'reads.entries'))).toBe(true);
});

describe('What an author’s browser talks to', () => {
  test('takes the next free port where one is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve));
    const { port } = other.address() as AddressInfo;
    const server = await listen(() => Promise.resolve(false), port, 'localhost');
    expect(portOf(server)).toBeGreaterThan(port);
    await close(server);
    await new Promise((resolve) => other.close(resolve));
  });

  test('answers requests for this machine alone: pages elsewhere cannot read a course through a name of their own', async () => {
    const server = await listen(
      (_, response) => {
        response.end('a draft');
        return Promise.resolve(true);
      },
      0,
      'localhost',
    );
    const asked = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request({ host: 'localhost', port: portOf(server), headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .once('error', reject)
          .end();
      });
    expect(await Promise.all(['localhost:4321', '127.0.0.1', '[::1]:80', 'evil.example:4321'].map(asked))).toEqual([
      200, 200, 200, 403,
    ]);
    await close(server);
  });
});
