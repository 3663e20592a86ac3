import { describe, expect, test } from 'vitest';
import { codes, runner, transcript } from './run.ts';

const { run } = runner();

const chatServer = `const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ port: 3000 });
server.on('connection', (socket) => {
  console.log('New client connected');
  socket.on('message', (data) => {
    console.log('Received:', data);
    socket.send('Got ' + data);
  });
  socket.on('close', () => console.log('Client left'));
  socket.send('Welcome');
});`;
const chatClient = `const ws = new WebSocket('ws://localhost:3000');
ws.onopen = () => ws.send('Hello');
ws.onmessage = (event) => console.log('From server:', event.data);`;

describe('An exchange', () => {
  test('shows both consoles exactly as the runtimes print them', async () => {
    const outcome = await run({ 'server.js': chatServer, 'client.js': chatClient });
    expect(outcome.failures).toEqual([]);
    expect(transcript(outcome)).toEqual([
      'server: New client connected',
      'server: Received: <Buffer 48 65 6c 6c 6f>',
      'client: From server: Welcome',
      'client: From server: Got Hello',
    ]);
  });

  test('leaves port 8080 to the lesson’s own server', async () => {
    const server = `require('node:http').createServer((request, response) => {
  console.log('Asked for', request.url, 'from', request.headers.origin);
  response.setHeader('Access-Control-Allow-Origin', '*').end('Hello');
}).listen(8080);`;
    const client = `fetch('http://localhost:8080/greeting').then(async (response) => console.log(response.status, await response.text()));`;
    const outcome = await run({ 'server.js': server, 'client.js': client });
    expect(outcome.failures).toEqual([]);
    expect(transcript(outcome)).toEqual([
      'server: Asked for /greeting from http://localhost:8081',
      'client: 200 Hello',
    ]);
  });

  test('knows which line caused which', async () => {
    const { lines } = await run({ 'server.js': chatServer, 'client.js': chatClient });
    expect(lines.map(({ after }) => after)).toEqual([[], [], [0], [1]]);
  });

  test('is the same run after run', async () => {
    const first = await run({ 'server.js': chatServer, 'client.js': chatClient });
    for (let round = 0; round < 4; round++)
      expect(await run({ 'server.js': chatServer, 'client.js': chatClient })).toEqual(first);
  });

  test('runs side by side with others on the same port of the source, in one browser', async () => {
    const outcomes = await Promise.all(
      ['red', 'green', 'blue', 'white'].map((colour) =>
        run({ 'server.js': chatServer.replace('Welcome', colour), 'client.js': chatClient }),
      ),
    );
    expect(outcomes.map((outcome) => transcript(outcome)[2])).toEqual(
      ['red', 'green', 'blue', 'white'].map((colour) => `client: From server: ${colour}`),
    );
  });

  test('starts several clients, each when the one before it has come to rest', async () => {
    const outcome = await run({ 'server.js': chatServer, 'client.js': chatClient }, { clients: 2 });
    expect(transcript(outcome)).toEqual([
      'server: New client connected',
      'server: Received: <Buffer 48 65 6c 6c 6f>',
      'client-1: From server: Welcome',
      'client-1: From server: Got Hello',
      'server: New client connected',
      'server: Received: <Buffer 48 65 6c 6c 6f>',
      'client-2: From server: Welcome',
      'client-2: From server: Got Hello',
    ]);
  });

  test('passes messages on from one client to another, and knows through whom', async () => {
    const relay = `const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ port: 3000 });
server.on('connection', (socket) => socket.on('message', (data) => server.clients.forEach((other) => other !== socket && other.send(String(data)))));`;
    const client = `const ws = new WebSocket('ws://localhost:3000');
ws.onopen = () => { console.log('here'); ws.send('hi'); };
ws.onmessage = (event) => console.log('heard', event.data);`;
    const { lines } = await run({ 'server.js': relay, 'client.js': client }, { clients: 2 });
    expect(lines).toEqual([
      { from: 'client-1', text: 'here', after: [] },
      { from: 'client-2', text: 'here', after: [0] },
      { from: 'client-1', text: 'heard hi', after: [1] },
    ]);
  });

  test('ends with a client that closes', async () => {
    const client = `const ws = new WebSocket('ws://localhost:3000');
ws.onmessage = () => ws.close(1000, 'done');
ws.onclose = (event) => console.log('Closed', event.code, event.wasClean);`;
    const outcome = await run({ 'server.js': chatServer, 'client.js': client });
    expect(transcript(outcome)).toEqual([
      'server: New client connected',
      'client: Closed 1000 true',
      'server: Client left',
    ]);
  });

  test('works with node:http and fetch, headers and status as sent', async () => {
    const server = `const http = require('node:http');
http.createServer((request, response) => {
  console.log(request.method, request.url, request.headers.host);
  response.writeHead(201, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify({ ok: true }));
}).listen(3000);`;
    const client = `const answer = await fetch('http://localhost:3000/items?page=2');
console.log(answer.status, answer.headers.get('content-type'));
console.log(await answer.json());
export {};`;
    const outcome = await run({ 'server.js': server, 'client.js': client });
    expect(outcome.failures).toEqual([]);
    expect(transcript(outcome)).toEqual([
      'server: GET /items?page=2 localhost:3000',
      'client: 201 application/json',
      'client: {ok: true}',
    ]);
    expect(outcome.lines[1]!.after).toEqual([0]);
  });

  test('lets the browser answer from its cache, and knows which requests really went out', async () => {
    const server = `const http = require('node:http');
http.createServer((request, response) => {
  const known = request.headers['if-none-match'];
  console.log(request.url, known);
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cache-control', request.url === '/kept' ? 'max-age=1000' : 'no-cache');
  response.setHeader('etag', '"one"');
  if (known === '"one"') response.writeHead(304).end();
  else response.end('the whole ' + request.url);
}).listen(3000);`;
    const client = `for (const path of ['kept', 'asked', 'kept', 'asked', 'kept anew']) {
  const [name, anew] = path.split(' ');
  const answer = await fetch('http://localhost:3000/' + name, { cache: anew ? 'reload' : 'default' });
  console.log(answer.status, await answer.text());
}
export {};`;
    const outcome = await run({ 'server.js': server, 'client.js': client });
    expect(outcome.failures).toEqual([]);
    expect(transcript(outcome)).toEqual([
      'server: /kept undefined',
      'client: 200 the whole /kept',
      'server: /asked undefined',
      'client: 200 the whole /asked',
      'client: 200 the whole /kept',
      'server: /asked "one"',
      'client: 200 the whole /asked',
      'server: /kept undefined',
      'client: 200 the whole /kept',
    ]);
    expect(outcome.lines.map(({ after }) => after)).toEqual([[], [0], [1], [2], [], [4], [5], [6], [7]]);
  });

  test('works with server-sent events, and waits for the timers between them', async () => {
    const server = `const http = require('node:http');
http.createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' });
  let count = 0;
  const timer = setInterval(() => {
    console.log('sending', ++count);
    response.write('data: tick ' + count + '\\n\\n');
    if (count === 3) clearInterval(timer);
  }, 100);
}).listen(3000);`;
    const client = `const source = new EventSource('http://localhost:3000/');
source.onmessage = ({ data }) => console.log(data);`;
    const outcome = await run({ 'server.js': server, 'client.js': client });
    expect(outcome.failures).toEqual([]);
    expect(outcome.lines).toEqual([
      { from: 'server', text: 'sending 1', after: [] },
      { from: 'server', text: 'sending 2', after: [] },
      { from: 'client', text: 'tick 1', after: [0] },
      { from: 'server', text: 'sending 3', after: [] },
      { from: 'client', text: 'tick 2', after: [1] },
      { from: 'client', text: 'tick 3', after: [3] },
    ]);
  });

  test('works with a client that runs in Node', async () => {
    const outcome = await run({ 'server.js': chatServer, 'talker.js': chatClient });
    expect(transcript(outcome)).toEqual([
      'server: New client connected',
      'server: Received: <Buffer 48 65 6c 6c 6f>',
      'talker: From server: Welcome',
      'talker: From server: Got Hello',
    ]);
    expect(outcome.lines.map(({ after }) => after)).toEqual([[], [], [0], [1]]);
  });

  test('works over plain TCP, where nothing says who is first', async () => {
    const server = `const server = require('node:net').createServer((socket) => {
  console.log('connected');
  socket.on('data', (data) => { console.log('got', String(data)); socket.end('bye'); });
  socket.on('end', () => console.log('ended'));
}).listen(3000);`;
    const client = `const socket = require('node:net').connect(3000, 'localhost', () => { console.log('open'); socket.write('hi'); });
socket.on('data', (data) => console.log('got', String(data)));
socket.on('end', () => console.log('ended'));`;
    const outcome = await run({ 'server.js': server, 'talker.js': client });
    expect(outcome.failures).toEqual([]);
    expect(outcome.lines.filter(({ from }) => from === 'server').map(({ text }) => text)).toEqual([
      'connected',
      'got hi',
      'ended',
    ]);
    expect(outcome.lines.filter(({ from }) => from === 'talker').map(({ text }) => text)).toEqual([
      'open',
      'got bye',
      'ended',
    ]);
    const place = (from: string, text: string): number =>
      outcome.lines.findIndex((line) => line.from === from && line.text === text);
    expect(outcome.lines[place('server', 'got hi')]!.after).toEqual([place('talker', 'open')]);
    expect(outcome.lines[place('talker', 'got bye')]!.after).toEqual([place('server', 'got hi')]);
  });

  test('has one side only, if so it is', async () => {
    expect(
      transcript(
        await run({ 'server.js': "console.log([1, 2], { a: 'b' }); console.error('and', new Map([['k', 1]]))" }),
      ),
    ).toEqual(["server: [ 1, 2 ] { a: 'b' }", "server: and Map(1) { 'k' => 1 }"]);
    expect(transcript(await run({ 'client.js': 'console.log(document.title, location.href)' }))).toEqual([
      'client: client http://localhost:8080/client.html',
    ]);
  });

  test('sees the ports of the source, not those it was given', async () => {
    const code = `const server = require('node:http').createServer((request, response) => response.end(String(request.socket.localPort)))
  .listen(3000, async () => { console.log(server.address().port, await (await fetch('http://localhost:3000')).text()); server.close(); });`;
    const outcome = await run({ 'server.js': code });
    expect(transcript(outcome)).toEqual(['server: 3000 3000']);
  });

  test('fails as it would for a learner when two servers want one port', async () => {
    const code =
      "const net = require('net'); net.createServer().listen(3000, () => net.createServer().on('error', (e) => console.log(e.code)).listen(3000))";
    expect(transcript(await run({ 'server.js': code }))).toEqual(['server: EADDRINUSE']);
  });

  test('may import instead of require, and may be TypeScript', async () => {
    expect(
      transcript(
        await run({
          'server.mjs': "import { WebSocket } from 'ws'; console.log(typeof WebSocket, import.meta.filename)",
        }),
      ),
    ).toEqual(['server: function server.mjs']);
    expect(
      transcript(await run({ 'server.js': "import { WebSocket } from 'ws'; console.log(typeof WebSocket)" })),
    ).toEqual(['server: function']);
    expect(transcript(await run({ 'server.ts': 'const port: number = 3000; console.log(port)' }))).toEqual([
      'server: 3000',
    ]);
  });

  test('shows what the browser itself says about an error', async () => {
    const outcome = await run({
      'client.js':
        "setTimeout(() => { throw new TypeError('no') }); fetch('http://localhost:3000/').catch((e) => console.log(e.message))",
    });
    expect(
      transcript(outcome)
        .map((line) => line.replace(/^(client: Uncaught TypeError: no)$/, '$1'))
        .filter((line) => !line.startsWith('client:     at'))
        .toSorted(),
    ).toEqual([
      'client: Failed to fetch',
      'client: Failed to load resource: net::ERR_CONNECTION_REFUSED',
      'client: Uncaught TypeError: no',
    ]);
  });
});

describe('An exchange that fails', () => {
  test('says that the server never listened', async () => {
    const outcome = await run({ 'server.js': 'setInterval(() => {}, 5000)', 'client.js': chatClient });
    expect(outcome.failures).toEqual([
      { code: 'proof-never-listens', file: 'server.js', detail: 'never listened on port 3000' },
    ]);
  });

  test('says that the server listened on another port than the client dials', async () => {
    const outcome = await run({ 'server.js': chatServer.replace('3000', '8000'), 'client.js': chatClient });
    expect(outcome.failures).toEqual([
      { code: 'proof-never-listens', file: 'server.js', detail: 'never listened on port 3000' },
    ]);
  });

  test('says how a program crashed', async () => {
    expect((await run({ 'server.js': "throw new RangeError('too far')" })).failures).toEqual([
      { code: 'proof-crashed', file: 'server.js', detail: 'RangeError: too far' },
    ]);
    expect((await run({ 'server.js': 'process.exit(3)' })).failures).toEqual([
      { code: 'proof-crashed', file: 'server.js', detail: 'ended with exit code 3' },
    ]);
  });

  test('says which package it may not use', async () => {
    const outcome = await run({ 'server.js': "require('yaml')" });
    expect(outcome.failures[0]).toEqual({ code: 'proof-package-undeclared', file: 'server.js', detail: 'yaml' });
    expect(codes(await run({ 'server.mjs': "import 'yaml'" }))).toContain('proof-package-undeclared');
  });

  test('says that there is no browser', async () => {
    const outcome = await run({ 'client.js': chatClient }, { browser: () => Promise.resolve(undefined) });
    expect(codes(outcome)).toEqual(['proof-no-browser']);
  });
});
