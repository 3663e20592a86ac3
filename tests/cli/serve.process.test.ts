import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/cli/serve.ts';
import { folderWith, run } from './sample.ts';

const site = {
  'index.html': '<h1>Home</h1>',
  '404.html': '<h1>Not here</h1>',
  'modules/sound/index.html': '<h1>Sound</h1>',
  'modules/ü b/index.html': '<h1>Ü</h1>',
  '_astro/page.abc123.css': 'body{}',
  '_files/map.abc123.svg': '<svg/>',
  'long.txt': 'Ü '.repeat(1000),
  '50% #1.txt': 'half',
  '.env': 'secret',
  '.git/config': 'secret',
  '.well-known/security.txt': 'mail',
  'picture.webp': new Uint8Array([1, 2, 3]),
  'favicon.ico': new Uint8Array([1]),
  'data.lectern-test': new Uint8Array([1]),
};

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('The preview server', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', '<h1>Home</h1>'],
    ['/?a=1', 'text/html; charset=utf-8', '<h1>Home</h1>'],
    ['/modules/sound/', 'text/html; charset=utf-8', '<h1>Sound</h1>'],
    ['/modules/%C3%BC%20b/', 'text/html; charset=utf-8', '<h1>Ü</h1>'],
    ['/_astro/page.abc123.css', 'text/css; charset=utf-8', 'body{}'],
    ['/favicon.ico', 'image/x-icon', '\u0001'],
    ['/data.lectern-test', 'application/octet-stream', '\u0001'],
    ['/picture.webp', 'image/webp', '\u0001\u0002\u0003'],
    ['/_files/map.abc123.svg', 'image/svg+xml; charset=utf-8', '<svg/>'],
    ['/50%25%20%231.txt', 'text/plain; charset=utf-8', 'half'],
    ['/.well-known/security.txt', 'text/plain; charset=utf-8', 'mail'],
  ])('serves %s as %s', async (address, type, body) => {
    const answer = await get(await serving(), address);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
    });
    expect(answer.body.toString()).toBe(body);
  });

  test('sends a folder without a slash to the one with it, and never to another host', async () => {
    const port = await serving();
    expect(await get(port, '/modules/sound?x=1')).toMatchObject({
      status: 301,
      headers: { location: '/modules/sound/?x=1' },
    });
    expect((await get(port, '//modules//sound')).headers.location).toBe('/modules/sound/');
  });

  test.each([
    '/nothing',
    '/nothing/',
    '/modules/',
    '/index.html/',
    '/picture.webp/x',
    '/.env',
    '/.git/config',
    '/.git',
  ])('answers %s with the site’s own 404 page', async (address) => {
    const { status, body } = await get(await serving(), address);
    expect({ status, body: body.toString() }).toEqual({ status: 404, body: '<h1>Not here</h1>' });
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/modules/%2e%2e/%2e%2e/secret.txt',
    '/link.txt',
    '/linked/secret.txt',
    '/a%00b',
    '/%E0%A4%A',
    '/%',
  ])('reaches nothing outside the site with %s', async (address) => {
    const parent = folderWith({
      'secret.txt': 'secret',
      ...Object.fromEntries(Object.entries(site).map(([name, content]) => [`site/${name}`, content])),
    });
    symlinkSync('../secret.txt', path.join(parent, 'site/link.txt'));
    symlinkSync('..', path.join(parent, 'site/linked'));
    const { status, body } = await get(await serving(path.join(parent, 'site')), address);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain('secret');
  });

  test('says 304 when the browser has this version, and keeps hashed files for ever', async () => {
    const port = await serving();
    const first = await get(port, '/');
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await get(port, '/', { 'if-none-match': `"other", ${first.headers.etag}` });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
    expect((await get(port, '/', { 'if-none-match': '"other"' })).status).toBe(200);
    for (const address of ['/_astro/page.abc123.css', '/_files/map.abc123.svg'])
      expect((await get(port, address)).headers['cache-control'], address).toContain('immutable');
  });

  test('compresses text for those who can read it, unless it is too short to be worth it', async () => {
    const port = await serving();
    const brotli = await get(port, '/long.txt', { 'accept-encoding': 'gzip, br' });
    const gzip = await get(port, '/long.txt', { 'accept-encoding': 'gzip' });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(site['long.txt']);
    expect(gunzipSync(gzip.body).toString()).toBe(site['long.txt']);
    for (const { headers } of [brotli, gzip]) expect(headers.vary).toBe('Accept-Encoding');
    for (const address of ['/', '/picture.webp'])
      expect((await get(port, address, { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });

  test.each(['bytes=-5', 'bytes=5-2', 'bytes=0-1,4-5', 'bytes=99999-', 'lines=1-2'])(
    'sends all of a file where %s of it is asked for',
    async (range) => {
      expect(await get(await serving(), '/', { range })).toMatchObject({
        status: 200,
        body: Buffer.from('<h1>Home</h1>'),
      });
    },
  );

  test('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const port = await serving();
    const head = await get(port, '/', {}, 'HEAD');
    expect({ status: head.status, length: head.headers['content-length'], body: head.body.length }).toEqual({
      status: 200,
      length: '13',
      body: 0,
    });
    expect(await get(port, '/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  test('serves a site below its base path, and nothing beside it', async () => {
    const port = await serving(folderWith(site), '/courses/waves/');
    expect((await get(port, '/courses/waves/modules/sound/')).body.toString()).toBe('<h1>Sound</h1>');
    expect(await get(port, '/courses/waves')).toMatchObject({ status: 301, headers: { location: '/courses/waves/' } });
    expect((await get(port, '/modules/sound/')).status).toBe(404);
  });

  test('says that a port is taken, and which command takes another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { status, err } = await run(folderWith(built({ 'index.html': '' })), ['preview', '--port', String(port)]);
    expect(status).toBe(2);
    expect(err).toBe(
      `Port ${port} is taken: another program listens there.\nStop it, or take another port: npm run lectern -- preview --port ${port + 1}\n`,
    );
  });

  test('says so where nothing was built yet', async () => {
    const folder = folderWith({ 'content/course.yaml': '' });
    mkdirSync(path.join(folder, 'empty'));
    expect(await run(folder, ['preview'])).toEqual({
      status: 2,
      out: '',
      err: 'There is no built site in `dist`.\nBuild it first: npm run lectern -- build\n',
    });
  });

  test('serves only what a build has written', async () => {
    const folder = folderWith({
      ...built({ 'index.html': 'Home' }),
      'dist/secret.txt': 'secret',
      'other/index.html': '',
    });
    const port = await serving(path.join(folder, 'dist'), '/', new Set(['index.html']));
    expect((await get(port, '/')).status).toBe(200);
    expect((await get(port, '/secret.txt')).status).toBe(404);
    expect(await run(folder, ['preview', '--out', 'other'])).toEqual({
      status: 2,
      out: '',
      err: 'No build has written the folder `other`, and nothing else is served.\nBuild the site first: npm run lectern -- build --out other\n',
    });
  });

  test.each(['evil.example', 'localhost.evil.example:80', '127.0.0.1.evil.example', 'user@localhost'])(
    'answers nothing to a page that reaches it by another name: %s',
    async (host) => {
      const answer = await get(await serving(), '/', { host });
      expect(answer.status).toBe(421);
      expect(answer.body.toString()).not.toContain('Home');
    },
  );

  test.each(['localhost', 'LOCALHOST:4321', '127.0.0.1:4321', '[::1]:4321', 'preview.localhost:4321'])(
    'answers to this machine by its own names: %s',
    async (host) => expect((await get(await serving(), '/', { host })).status).toBe(200),
  );

  test('prints its address, takes PORT, and ends when asked to', async () => {
    const { status, out } = await run(folderWith(built({ 'index.html': '' })), ['preview', '--base', 'x'], {
      env: { PORT: '0' },
    });
    expect(status).toBe(0);
    expect(out).toMatch(/^http:\/\/localhost:\d+\/x\/\n$/);
  });
});

/** A folder `dist` as a build leaves it behind. */
function built(files: Record<string, string>): Record<string, string> {
  const manifest = JSON.stringify({
    version: 4,
    files: Object.fromEntries(Object.keys(files).map((file) => [file, ''])),
  });
  return Object.fromEntries(
    [...Object.entries(files), ['.lectern.json', manifest]].map(([name, text]) => [`dist/${name}`, text]),
  ) as Record<string, string>;
}

async function serving(folder = folderWith(site), base = '/', files?: ReadonlySet<string>): Promise<number> {
  const { address, close } = await serve({ folder, base, port: 0, otherPort: String, ...(files && { files }) });
  onTestFinished(close);
  return Number(new URL(address).port);
}

/** `fetch` tidies addresses up before it sends them; this sends them as they are. */
function get(port: number, address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: address, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => void parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
