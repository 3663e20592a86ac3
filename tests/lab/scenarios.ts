import type { ProgramSpec } from '../../src/lab/protocol.ts';
import { browser, LESSON, node } from './stage.ts';

/** Something a pair of programs does, to be done for real and in the lab. */
export interface Scenario {
  readonly name: string;
  readonly programs: readonly ProgramSpec[];
  /** What the learner does after all has come to rest. */
  readonly then?: 'cut' | { readonly closeTab: string } | { readonly openTab: ProgramSpec };
  /** The longest timer in it, in milliseconds: how long the real run is waited for. */
  readonly longest?: number;
}

const server = (body: string): ProgramSpec =>
  node(`const { WebSocketServer } = require('ws');\nconst wss = new WebSocketServer({ port: 3000 });\n${body}`);
const deflate = (options: string, talk: string): ProgramSpec =>
  node(
    `const { WebSocketServer } = require('ws');\nconst wss = new WebSocketServer({ port: 3000, perMessageDeflate: ${options} });\nwss.on('connection', (ws) => { ${talk} });`,
  );
const client = (body: string, id?: string): ProgramSpec =>
  browser(
    `const ws = new WebSocket('ws://localhost:3000');\nws.onclose = (e) => console.log('close', e.code, e.reason, e.wasClean);\nws.onerror = () => console.log('error', ws.readyState);\n${body}`,
    id,
  );
const web = (body: string): ProgramSpec =>
  node(
    `const http = require('node:http');\nconst server = http.createServer((req, res) => {\n${body}\n});\nserver.listen(3000);`,
  );
const open = "res.setHeader('Access-Control-Allow-Origin', '*');";

/** 700 characters without a repetition: versions of zlib differ in which short ones they see, but not in long ones. */
const FAR =
  "let seed = 7; const far = Array.from({ length: 700 }, () => String.fromCharCode(33 + (seed = (seed * 16807) % 2147483647) % 90)).join('');";

export const SCENARIOS: readonly Scenario[] = [
  { name: 'the lesson', programs: LESSON },
  {
    name: 'ping and pong, binary, an extended length of 16 bits and one of 64',
    programs: [
      server(`wss.on('connection', (ws, req) => {
  console.log(req.url, req.headers.upgrade, wss.clients.size);
  ws.on('pong', (data) => { console.log('pong', data.toString()); ws.send(Buffer.from([1, 2, 3])); ws.send('x'.repeat(300)); });
  ws.on('message', (data, isBinary) => { console.log('got', isBinary, data.length, data); if (data.length === 70000) ws.close(4001, 'bye'); });
  ws.on('close', (code, reason) => console.log('closed', code, reason.toString()));
  ws.ping('beat');
});`),
      browser(`const ws = new WebSocket('ws://localhost:3000/chat?x=1');
ws.binaryType = 'arraybuffer';
let n = 0;
ws.onmessage = (e) => { n++; console.log(n, typeof e.data === 'string' ? e.data.length : e.data); if (n === 2) { ws.send(new Uint8Array([9, 8, 7])); ws.send('y'.repeat(70000)); } };
ws.onclose = (e) => console.log(e.code, e.reason, e.wasClean, ws.readyState);`),
    ],
  },
  {
    name: 'the client closes with 1000 and a reason',
    programs: [
      server(
        "wss.on('connection', (ws) => { ws.on('close', (code, reason) => console.log('closed', code, String(reason), wss.clients.size)); ws.send('hi'); });",
      ),
      client("ws.onmessage = () => ws.close(1000, 'done');"),
    ],
  },
  {
    name: 'the client closes with 4999 and without a reason',
    programs: [
      server("wss.on('connection', (ws) => ws.on('close', (code, reason) => console.log('closed', code, reason)));"),
      client('ws.onopen = () => ws.close(4999);'),
    ],
  },
  {
    name: 'the client closes without a code',
    programs: [
      server(
        "wss.on('connection', (ws) => ws.on('close', (code, reason) => console.log('closed', code, reason.length)));",
      ),
      client('ws.onopen = () => { ws.close(); console.log(ws.readyState); };'),
    ],
  },
  {
    name: 'the server closes with 1011 and a reason in two scripts',
    programs: [
      server(
        "wss.on('connection', (ws) => { ws.on('close', (code, reason) => console.log('closed', code, reason.toString())); ws.close(1011, 'out of tea ☕'); });",
      ),
      client(''),
    ],
  },
  {
    name: 'wrong codes and reasons are refused',
    programs: [
      server(
        "wss.on('connection', (ws) => { try { ws.close(999); } catch (e) { console.log(e.name, e.message); } ws.close(1000); });",
      ),
      client(
        "ws.onopen = () => { for (const [code, reason] of [[1001], [2999], [3000, 'ä'.repeat(62)]]) try { ws.close(code, reason); } catch (e) { console.log(e.name, e.message); } };",
      ),
    ],
  },
  {
    name: 'an error in the server that nobody catches',
    programs: [
      server(
        "wss.on('connection', (ws) => {\n  ws.on('message', (m) => {\n    console.log('before');\n    null.length;\n  });\n});",
      ),
      client("ws.onopen = () => ws.send('boom');"),
    ],
  },
  {
    name: 'an error in the client that nobody catches',
    programs: [
      server("wss.on('connection', (ws) => ws.send('x'));"),
      client(
        'function shout(text) {\n  return text.toUpperCas();\n}\nws.onmessage = (event) => {\n  shout(event.data);\n};',
      ),
    ],
  },
  {
    name: 'a promise that nobody catches, on both sides',
    programs: [
      server(
        "wss.on('connection', async (ws) => {\n  ws.send('x');\n  await null;\n  throw new RangeError('late');\n});",
      ),
      client("ws.onmessage = async () => {\n  await null;\n  throw new TypeError('later');\n};"),
    ],
  },
  {
    name: 'a syntax error in the server',
    programs: [
      node("const http = require('http');\nconst port = ;\nconsole.log(port);"),
      browser("console.log('alone');"),
    ],
  },
  {
    name: 'a syntax error in the client',
    programs: [server(''), browser("console.log('never');\nconst ws = new WebSocket('ws://localhost:3000';\n")],
  },
  {
    name: 'the wrong path',
    programs: [
      node("const { WebSocketServer } = require('ws');\nnew WebSocketServer({ port: 3000, path: '/chat' });"),
      browser(
        "const ws = new WebSocket('ws://localhost:3000/wrong');\nws.onerror = () => console.log('error');\nws.onclose = (e) => console.log(e.code, e.wasClean);",
      ),
    ],
  },
  {
    name: 'no server',
    programs: [
      node('setInterval(() => {}, 100000);'),
      browser(
        "const ws = new WebSocket('ws://localhost:3999');\nconsole.log(ws.readyState);\nws.onclose = (e) => console.log('close', e.code, e.wasClean);\nws.onerror = () => console.log('error', ws.readyState);",
      ),
    ],
  },
  {
    name: 'the server hangs up without a goodbye',
    programs: [
      server(
        "wss.on('connection', (ws) => { ws.on('close', (code) => console.log('closed', code)); ws.on('message', () => ws.terminate()); });",
      ),
      client("ws.onopen = () => ws.send('x');"),
    ],
  },
  {
    name: 'the cable is cut',
    programs: [
      server(
        "wss.on('connection', (ws) => { ws.on('error', (e) => console.log(e.code)); ws.on('close', (code) => console.log('closed', code)); ws.send('hi'); });",
      ),
      client('ws.onmessage = (e) => console.log(e.data);'),
    ],
    then: 'cut',
  },
  {
    name: 'the tab is closed',
    programs: [
      server(
        "wss.on('connection', (ws) => ws.on('close', (code, reason) => console.log('closed', code, String(reason))));",
      ),
      client("ws.onopen = () => console.log('open');"),
    ],
    then: { closeTab: 'client' },
  },
  {
    name: 'subprotocols',
    programs: [
      node(
        "const { WebSocketServer } = require('ws');\nconst wss = new WebSocketServer({ port: 3000, handleProtocols: (names) => { console.log(names); return 'v2'; } });\nwss.on('connection', (ws) => ws.send(ws.protocol));",
      ),
      browser(
        "const ws = new WebSocket('ws://localhost:3000', ['v1', 'v2']);\nws.onmessage = (e) => console.log(e.data, ws.protocol, JSON.stringify(ws.extensions));",
      ),
    ],
  },
  {
    name: 'a subprotocol the server does not know',
    programs: [
      node(
        "const { WebSocketServer } = require('ws');\nnew WebSocketServer({ port: 3000, handleProtocols: () => false });",
      ),
      browser(
        "const ws = new WebSocket('ws://localhost:3000', 'v1');\nws.onerror = () => console.log('error');\nws.onclose = (e) => console.log(e.code);",
      ),
    ],
  },
  {
    name: 'a message in fragments',
    programs: [
      server(
        "wss.on('connection', (ws) => { ws.send('Hel', { fin: false }); ws.send('lo, ', { fin: false }); ws.ping(); ws.send('fragments 😀'); });",
      ),
      client('ws.onmessage = (e) => console.log(e.data);'),
    ],
  },
  {
    name: 'three clients and a broadcast',
    programs: [
      server(
        "wss.on('connection', (ws, req) => { console.log('clients', wss.clients.size); ws.on('message', (data, isBinary) => { for (const other of wss.clients) if (other !== ws) other.send(data, { binary: isBinary }); }); });",
      ),
      client("ws.onmessage = (e) => console.log('a', e.data);", 'first'),
      client("ws.onmessage = (e) => console.log('b', e.data);", 'second'),
      client("ws.onopen = () => ws.send('to all');\nws.onmessage = (e) => console.log('c', e.data);", 'third'),
    ],
  },
  {
    name: 'a second client comes later',
    programs: [
      server("wss.on('connection', (ws) => { for (const one of wss.clients) one.send('now ' + wss.clients.size); });"),
      client('ws.onmessage = (e) => console.log(e.data);'),
    ],
    then: { openTab: client('ws.onmessage = (e) => { console.log(e.data); ws.close(); };', 'second') },
  },
  {
    name: 'the order of ticks, promises, immediates and timers',
    programs: [
      server(`console.log('a');
process.nextTick(() => { console.log('tick'); Promise.resolve().then(() => console.log('promise in tick')); });
Promise.resolve().then(() => { process.nextTick(() => console.log('tick in promise')); console.log('promise'); }).then(() => console.log('next promise'));
queueMicrotask(() => console.log('microtask'));
setTimeout(() => console.log('timeout 30'), 30);
setTimeout(() => console.log('timeout 20'), 20);
setTimeout(() => { setImmediate(() => console.log('immediate')); setTimeout(() => console.log('timeout 1'), 1); process.nextTick(() => console.log('tick')); }, 50);
wss.on('listening', () => console.log('listening', wss.address().port));
console.log('z');`),
      client(
        "console.log('a');\nPromise.resolve().then(() => console.log('promise'));\nsetTimeout(() => console.log('timeout'));\nqueueMicrotask(() => console.log('microtask'));\nws.onopen = () => { Promise.resolve().then(() => console.log('promise in open')); console.log('open'); ws.send('1'); console.log(ws.bufferedAmount, ws.readyState, ws.url, ws.protocol === ''); };\nws.addEventListener('open', () => console.log('second listener'));",
      ),
    ],
  },
  {
    name: 'an echo of several messages at once, promises between them',
    programs: [
      server("wss.on('connection', (ws) => { for (const x of ['eins', 'zwei €', '😀']) ws.send(x); });"),
      client("ws.onmessage = async (e) => { console.log('got', e.data); await null; console.log('after', e.data); };"),
    ],
  },
  {
    name: 'blobs both ways',
    programs: [
      server(
        "wss.on('connection', (ws) => ws.on('message', (data, isBinary) => { console.log(data, isBinary); ws.send(data); }));",
      ),
      client(
        "ws.onopen = () => ws.send(new Blob(['abc', new Uint8Array([100])]));\nws.onmessage = async (e) => console.log(e.data, await e.data.text());",
      ),
    ],
  },
  {
    name: 'import instead of require',
    programs: [
      node(
        "import { WebSocketServer } from 'ws';\nimport { setTimeout as wait } from 'node:timers/promises';\nconst wss = new WebSocketServer({ port: 3000 });\nwss.on('connection', async (ws) => {\n  await wait(20);\n  ws.send('from a module');\n});\nconsole.log(typeof require, this);",
      ),
      client('ws.onmessage = (e) => console.log(e.data);'),
    ],
  },
  {
    name: 'values as Node and Chromium print them',
    programs: [
      server(
        "console.log({ a: 1, b: 'x', c: [1, 2, { d: null }] }, new Map([['k', { v: 1 }]]), new Set([1]), [undefined, , 3], Symbol('s'), 10n, -0, () => 1, class A {}, new Date(0), /x/g, new (class Point { x = 1 })());\nconsole.log('%s is %d and %o %%', 'x', 42.5, [1], 'rest');\nconsole.error('e');\nconsole.table([{ a: 1, b: 'x' }, { a: 2 }]);\nconsole.group('G'); console.log('in\\nside'); console.groupEnd(); console.log([['a', 'b'], Buffer.from('hi'), new Uint8Array(2), new Error('x').message]);",
      ),
      browser(
        "console.log({ a: 1, b: 'x', c: [1, 2] }, [1, 'two', null], new Map([['k', { v: 1 }]]), new Set([1, 'x']), undefined, true, -0, 10n, Symbol('s'));\nconsole.log('%s is %d %% and %i', 'x', 42, 7.9, 'rest');\nconsole.log({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, { f() {}, g: () => 1, o: { x: 1 }, n: null, l: [1, 2] }, new (class Point { x = 1 })(), [], {}, [1], new Uint8Array([1, 2]), new ArrayBuffer(3), 'it is', \"it's\", { s: \"it's\" });\nconsole.warn('w'); console.info(3.5); console.log(); console.log(/x/g, new Error('plain').message, [[1], {}]);",
      ),
    ],
  },
  {
    name: 'fetch with a body, answers with a length and in chunks',
    programs: [
      web(`${open} res.setHeader('Access-Control-Allow-Headers', 'content-type'); console.log(req.method, req.url, req.headers['content-type']);
  if (req.method === 'OPTIONS') { res.writeHead(204); return res.end(); }
  let body = '';
  req.on('data', (chunk) => { body += chunk; });
  req.on('end', () => { console.log('body', body); if (req.url === '/chunks') { res.write('one '); res.write('two'); res.end(); } else { res.statusCode = 201; res.setHeader('Content-Type', 'application/json'); res.end(JSON.stringify({ got: body })); } });`),
      browser(`(async () => {
  const made = await fetch('http://localhost:3000/things', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'tea' }) });
  console.log(made.status, made.statusText, made.ok, made.type, made.headers.get('content-type'), await made.json());
  const chunks = await fetch('http://localhost:3000/chunks');
  console.log(chunks.status, chunks.url, chunks.headers.get('date'), await chunks.text(), chunks.bodyUsed);
})();`),
    ],
  },
  {
    name: 'fetch that CORS forbids',
    programs: [
      web("console.log(req.method, req.headers.origin); res.end('secret');"),
      browser(
        "fetch('http://localhost:3000/').then((r) => console.log(r.status), (e) => console.log(e.name, e.message));",
      ),
    ],
  },
  {
    name: 'fetch that finds nothing, and nobody',
    programs: [
      web(`${open} res.writeHead(404, { 'Content-Type': 'text/plain' }); res.end('nothing here');`),
      browser(
        "fetch('http://localhost:3000/x').then(async (r) => { console.log(r.status, r.ok, await r.text()); return fetch('http://localhost:3999/'); }).catch((e) => console.log(e.name, e.message));",
      ),
    ],
  },
  {
    name: 'fetch one piece of a stream after the other, until it is called off',
    programs: [
      web(
        `${open} let n = 0; const timer = setInterval(() => res.write('piece ' + ++n), 60); req.on('close', () => { clearInterval(timer); console.log('gone'); });`,
      ),
      browser(`(async () => {
  const control = new AbortController();
  const { body } = await fetch('http://localhost:3000/', { signal: control.signal });
  const reader = body.getReader();
  for (let i = 0; i < 3; i++) console.log(new TextDecoder().decode((await reader.read()).value));
  control.abort();
  await reader.read().catch((e) => console.log(e.name));
})();`),
    ],
    longest: 500,
  },
  {
    name: 'server-sent events: reconnect with Last-Event-ID, names, several lines',
    programs: [
      web(`console.log(req.headers.accept, req.headers['last-event-id']);
  if (req.headers['last-event-id'] === '3') { res.writeHead(204); return res.end(); }
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' });
  res.write('retry: 150\\n\\n');
  if (req.headers['last-event-id']) { res.write('id: 3\\ndata: back\\n\\n'); res.end(); }
  else { res.write(': hello\\nid: 1\\ndata: one\\n\\n'); res.write('event: tea\\nid: 2\\ndata: two\\ndata: lines\\n\\n'); setTimeout(() => res.end(), 50); }`),
      browser(`const source = new EventSource('http://localhost:3000/events');
source.onopen = () => console.log('open', source.readyState);
source.onmessage = (e) => console.log('message', e.data, e.lastEventId);
source.addEventListener('tea', (e) => console.log('tea', JSON.stringify(e.data), e.origin));
source.onerror = () => console.log('error', source.readyState);`),
    ],
    longest: 800,
  },
  {
    name: 'server-sent events of the wrong type',
    programs: [
      web(`${open} res.end('no stream');`),
      browser(
        "const source = new EventSource('http://localhost:3000/');\nsource.onerror = () => console.log('error', source.readyState);",
      ),
    ],
  },
  {
    name: 'compression: long messages, both ways, each remembering the one before',
    programs: [
      deflate(
        '{ threshold: 0 }',
        "ws.send('repeat '.repeat(40)); ws.on('message', (m) => { console.log(m.length); ws.send(m); });",
      ),
      client(
        "ws.onmessage = (e) => { console.log(e.data.length, ws.extensions); if (e.data.length === 280) ws.send('again '.repeat(50)); else ws.close(1000, 'enough '.repeat(9)); };",
      ),
    ],
  },
  {
    name: 'compression: only what is long enough to be worth it',
    programs: [
      deflate(
        'true',
        "ws.send('short'); ws.send('long '.repeat(300)); ws.on('message', (m) => { console.log(String(m).slice(0, 9)); ws.send(m, { compress: false }); });",
      ),
      client(
        "ws.onopen = () => { ws.send('s'); ws.send('tea and milk '.repeat(100)); };\nws.onmessage = (e) => console.log(e.data.length);",
      ),
    ],
  },
  {
    name: 'compression: nothing remembered, a small window, another level',
    programs: [
      deflate(
        '{ threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true, serverMaxWindowBits: 10, clientMaxWindowBits: 10, zlibDeflateOptions: { level: 9, memLevel: 3 } }',
        `${FAR} for (let i = 0; i < 3; i++) ws.send(far.repeat(3) + i); ws.on('message', (m) => console.log(m.length));`,
      ),
      client(
        `${FAR}\nws.onopen = () => { for (let i = 0; i < 3; i++) ws.send(far.repeat(3) + i); };\nws.onmessage = (e) => console.log(e.data.length, ws.extensions);`,
      ),
    ],
  },
  {
    name: 'compression: a message in fragments with a ping between',
    programs: [
      deflate(
        '{ threshold: 0 }',
        "ws.send('round and round '.repeat(9), { fin: false }); ws.ping('still there?'); ws.send('the garden like a teddy bear ', { fin: false }); ws.send('☕ '.repeat(30)); ws.on('pong', (m) => console.log(String(m)));",
      ),
      client('ws.onmessage = (e) => console.log(e.data.length, e.data);'),
    ],
  },
  {
    name: 'compression: binary, more than 64 kB of it, and nothing at all',
    programs: [
      deflate(
        '{ threshold: 0 }',
        "ws.on('message', (m, binary) => { console.log(m.length, binary, m); ws.send(m); });",
      ),
      client(
        "ws.binaryType = 'arraybuffer';\nws.onopen = () => { ws.send(Uint8Array.from({ length: 70000 }, (_, i) => i % 251)); ws.send(new Uint8Array(0)); ws.send(''); };\nws.onmessage = (e) => console.log(e.data.byteLength ?? e.data.length, e.data.byteLength > 1000 ? new Uint8Array(e.data)[69999] : e.data);",
      ),
    ],
  },
  {
    name: 'HTTP and WebSocket on one port',
    programs: [
      node(
        "const http = require('http');\nconst { WebSocketServer } = require('ws');\nconst server = http.createServer((req, res) => res.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('plain'));\nconst wss = new WebSocketServer({ server });\nwss.on('connection', (ws) => ws.send('socket'));\nserver.listen(3000, () => console.log('ready'));",
      ),
      browser(
        "fetch('http://localhost:3000').then((r) => r.text()).then((text) => {\n  console.log(text);\n  new WebSocket('ws://localhost:3000').onmessage = (e) => console.log(e.data);\n});",
      ),
    ],
  },
];
