import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumFlags, findChromium } from '../../../src/proof/browser.ts';
import { hasWall, runner, transcript } from '../run.ts';

const { run, open } = runner();

/** A port of this machine, for datagrams and connections alike, that counts what comes. */
const seen: string[] = [];
let port = 0;
const udp = dgram.createSocket('udp4');
const tcp = net.createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (data) => {
    seen.push(/^[A-Z]+ \/(\S*)/.exec(String(data))?.[1] ?? 'tcp');
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\naccess-control-allow-origin: *\r\n\r\n');
  });
});
beforeAll(async () => {
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  port = (tcp.address() as net.AddressInfo).port;
  udp.on('message', () => seen.push('udp')).bind(port, '127.0.0.1');
  await once(udp, 'listening');
});
afterAll(() => {
  udp.close();
  tcp.close();
});
const here = (): string => `127.0.0.1:${port}`;

/** Tries to send something to this machine; `N` is the name of the try, `HERE` the address. */
const tries: Readonly<Record<string, string>> = {
  'fetch of a frame': "add('iframe', {}).contentWindow.fetch('http://HERE/N', { mode: 'no-cors' })",
  'fetch that posts': "fetch('http://HERE/N', { mode: 'no-cors', method: 'POST', body: 'x' })",
  'fetch that asks first': "fetch('http://HERE/N', { method: 'PUT', body: 'x' })",
  'fetch of a head': "fetch('http://HERE/N', { method: 'HEAD' })",
  'XMLHttpRequest of a frame':
    "const x = new (add('iframe', {}).contentWindow.XMLHttpRequest)(); x.open('GET', 'http://HERE/N'); x.send()",
  'XMLHttpRequest that waits': "const x = new XMLHttpRequest(); x.open('POST', 'http://HERE/N', false); x.send('x')",
  'WebSocket of a frame': "new (add('iframe', {}).contentWindow.WebSocket)('ws://HERE/N')",
  'XMLHttpRequest of a worker':
    "new Worker(URL.createObjectURL(new Blob([`const x = new XMLHttpRequest(); x.open('GET', 'http://HERE/N'); x.send()`])))",
  'EventSource of a worker': "new Worker(URL.createObjectURL(new Blob([`new EventSource('http://HERE/N')`])))",
  'import of a worker': "new Worker(URL.createObjectURL(new Blob([`import('http://HERE/N')`])), { type: 'module' })",
  'document in a frame': "add('iframe', { srcdoc: '<link rel=stylesheet href=http://HERE/N>' })",
  'script in a frame':
    "add('iframe', { srcdoc: '<script>fetch(\"http://HERE/N\", { mode: \"no-cors\" })</' + 'script>' })",
  'refresh of a frame': "add('iframe', { srcdoc: '<meta http-equiv=refresh content=\"0; url=http://HERE/N\">' })",
  '@import': "add('style', {}).sheet.insertRule('@import url(http://HERE/N)')",
  'module script': "add('script', { type: 'module', src: 'http://HERE/N' })",
  'text track':
    "const v = add('video', {}); const t = document.createElement('track'); t.src = 'http://HERE/N'; t.default = true; v.append(t); v.textTracks[0].mode = 'showing'",
  poster: "add('video', { poster: 'http://HERE/N' })",
  'source of audio':
    "const a = add('audio', {}); const s = document.createElement('source'); s.src = 'http://HERE/N'; a.append(s); a.load()",
  fetch: "fetch('http://HERE/N', { mode: 'no-cors' })",
  'fetch by name': "fetch('http://localhost:PORT/N', { mode: 'no-cors' })",
  'fetch by another spelling': "fetch('http://2130706433:PORT/N', { mode: 'no-cors' })",
  'fetch by IPv6': "fetch('http://[::ffff:127.0.0.1]:PORT/N', { mode: 'no-cors' })",
  'fetch that outlives the page': "fetch('http://HERE/N', { mode: 'no-cors', keepalive: true })",
  'fetch to private network': "fetch('http://HERE/N', { mode: 'no-cors', targetAddressSpace: 'local' })",
  XMLHttpRequest: "const x = new XMLHttpRequest(); x.open('GET', 'http://HERE/N'); x.send()",
  sendBeacon: "navigator.sendBeacon('http://HERE/N', 'x')",
  WebSocket: "new WebSocket('ws://HERE/N')",
  WebSocketStream: "new WebSocketStream('ws://HERE/N')",
  EventSource: "new EventSource('http://HERE/N')",
  image: "new Image().src = 'http://HERE/N'",
  audio: "const a = new Audio('http://HERE/N'); a.load()",
  video: "const v = document.createElement('video'); v.src = 'http://HERE/N'; v.load()",
  script: "add('script', { src: 'http://HERE/N' })",
  stylesheet: "add('link', { rel: 'stylesheet', href: 'http://HERE/N' })",
  icon: "add('link', { rel: 'icon', href: 'http://HERE/N' })",
  manifest: "add('link', { rel: 'manifest', href: 'http://HERE/N' })",
  preload: "add('link', { rel: 'preload', as: 'image', href: 'http://HERE/N' })",
  modulepreload: "add('link', { rel: 'modulepreload', href: 'http://HERE/N' })",
  prefetch: "add('link', { rel: 'prefetch', href: 'http://HERE/N' })",
  prerender: "add('link', { rel: 'prerender', href: 'http://HERE/N' })",
  preconnect: "add('link', { rel: 'preconnect', href: 'http://HERE' })",
  'dns-prefetch': "add('link', { rel: 'dns-prefetch', href: 'http://n.example' })",
  'speculation rules': `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: ['http://HERE/N'] }] }); document.head.append(s)`,
  frame: "add('iframe', { src: 'http://HERE/N' })",
  object: "add('object', { data: 'http://HERE/N' })",
  embed: "add('embed', { src: 'http://HERE/N' })",
  font: "new FontFace('f', 'url(http://HERE/N)').load()",
  'style of an element': "document.documentElement.style.background = 'url(http://HERE/N)'",
  'image of SVG': `document.body ?? document.documentElement.append(document.createElement('body')); document.body.innerHTML += '<svg><image href="http://HERE/N"/></svg>'`,
  form: "const f = add('form', { action: 'http://HERE/N', target: add('iframe', { name: 'sink' }).name }); f.submit()",
  ping: "const a = add('a', { href: '#', ping: 'http://HERE/N' }); a.click()",
  'pop-up': "window.open('http://HERE/N')",
  worker: "new Worker(URL.createObjectURL(new Blob([`fetch('http://HERE/N', { mode: 'no-cors' })`])))",
  'WebSocket of a worker': "new Worker(URL.createObjectURL(new Blob([`new WebSocket('ws://HERE/N')`])))",
  'shared worker': "new SharedWorker(URL.createObjectURL(new Blob([`fetch('http://HERE/N', { mode: 'no-cors' })`])))",
  importScripts: "new Worker(URL.createObjectURL(new Blob([`importScripts('http://HERE/N')`])))",
  import: "import('http://HERE/N')",
  'reporting of errors': `document.head.innerHTML += '<meta http-equiv="content-security-policy" content="img-src http://HERE/N">'`,
  WebRTC: `const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:HERE' }] }); p.createDataChannel('x'); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
  'WebRTC over TCP': `const p = new RTCPeerConnection({ iceServers: [{ urls: 'turn:HERE?transport=tcp', username: 'u', credential: 'p' }] }); p.createDataChannel('x'); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
  'WebRTC to a candidate': `const p = new RTCPeerConnection(); p.createDataChannel('x'); p.createOffer().then(async (offer) => { await p.setLocalDescription(offer); const q = new RTCPeerConnection(); await q.setRemoteDescription(offer); await p.setRemoteDescription(await q.createAnswer()); await p.addIceCandidate({ candidate: 'candidate:1 1 udp 2113937151 127.0.0.1 PORT typ host', sdpMid: '0' }) })`,
  'WebRTC of a frame': `const p = new (add('iframe', {}).contentWindow.RTCPeerConnection)({ iceServers: [{ urls: 'stun:HERE' }] }); p.createDataChannel('x'); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
  WebTransport: "new WebTransport('https://HERE/N')",
  'WebTransport of a worker': "new Worker(URL.createObjectURL(new Blob([`new WebTransport('https://HERE/N')`])))",
  fetchLater: "fetchLater('http://HERE/N', { activateAfter: 0 })",
  'payment request':
    "new PaymentRequest([{ supportedMethods: 'https://HERE/N' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment()",
  'presentation request': "new PresentationRequest(['http://HERE/N']).getAvailability()",
  navigation: "setTimeout(() => { location.href = 'http://HERE/N' }, 300)",
};
const names = Object.keys(tries);

/** One page that tries all of them, and names those that could not even be tried. */
const page = (chosen: readonly string[] = names): string => `const add = (name, attributes) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  (document.body ?? document.documentElement).append(element);
  return Object.assign(element, attributes.name ? { name: attributes.name } : {});
};
const gone = [];
const attempt = (name, run) => { try { Promise.resolve(run()).catch(() => {}); } catch (error) { gone.push(name); } };
addEventListener('unhandledrejection', (event) => event.preventDefault());
${chosen
  .map((name) => {
    const index = names.indexOf(name);
    const code = tries[name]!.replaceAll('HERE', here()).replaceAll('PORT', `${port}`).replaceAll('/N', `/${index}`);
    return `attempt(${JSON.stringify(name)}, () => { ${/^(?:fetch|import)\(/.test(code) ? `return ${code}` : code} });`;
  })
  .join('\n')}
setTimeout(() => console.log(gone.join(', ')), 200);`;

describe('A page of a lesson', () => {
  test('has the ways to send that this test counts', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  test('gets no datagram and no connection out, whatever it sends with', async () => {
    seen.length = 0;
    const outcome = await run({ 'client.js': page() });
    const gone = transcript(outcome).find((line) => line.includes('WebRTC'));
    for (const absent of ['WebRTC', 'WebRTC over TCP', 'WebRTC to a candidate', 'WebRTC of a frame', 'WebTransport'])
      expect(gone).toContain(absent);
    expect(seen).toEqual([]);
  });

  test('has none of the interfaces that send past a proxy, in its frames and workers neither', async () => {
    const ask = `['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'BackgroundFetchManager', 'PushManager', 'PresentationRequest', 'PaymentRequest', 'USB', 'Serial', 'HID', 'MIDIAccess', 'Notification', 'fetchLater', 'SharedStorage', 'PublicKeyCredential'].filter((name) => name in GLOBAL).join()`;
    const outcome = await run({
      'client.html': `<!doctype html><link rel="icon" href="data:,"><body><script>
const say = (where, what) => console.log(where + ': ' + (what || 'none'));
say('page', ${ask.replace('GLOBAL', 'globalThis')});
say('WebTransport', 'WebTransport' in globalThis ? 'there' : '');
const frame = document.body.appendChild(document.createElement('iframe'));
say('empty frame', ${ask.replace('GLOBAL', 'frame.contentWindow')});
const worker = new Worker(URL.createObjectURL(new Blob([\`postMessage(${ask.replace('GLOBAL', 'globalThis')})\`])));
worker.onmessage = ({ data }) => say('worker', data);
</script>`,
    });
    expect(transcript(outcome)).toEqual([
      'client: page: none',
      'client: WebTransport: none',
      'client: empty frame: none',
      'client: worker: none',
    ]);
  });
});

/** What arrived, by name; datagrams are WebRTC's. */
const reached = (): readonly string[] =>
  names.filter((name, index) => seen.includes(`${index}`) || (name === 'WebRTC' && seen.includes('udp')));

test('Any other browser gets out with most of this, so the tries are real', async () => {
  seen.length = 0;
  const browser = await chromium.launch({ executablePath: findChromium()!, args: [...chromiumFlags] });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://${here()}/`);
    // Leaving the page would end what is under way.
    await tab.evaluate(page(names.filter((name) => name !== 'navigation')));
    await expect.poll(() => reached().length, { timeout: 60_000 }).toBeGreaterThanOrEqual(40);
    await expect.poll(reached, { timeout: 60_000 }).toContain('WebRTC');
  } finally {
    await browser.close();
  }
});

test.skipIf(!hasWall)(
  'Behind the wall, no page gets out even where nothing is taken away and there is no proxy',
  async () => {
    seen.length = 0;
    let tried = 0;
    for (const name of names) {
      // Some of them end a Chromium that has no network at all: it is started again for the next.
      const browser = (await open())!;
      try {
        const { targetId } = await browser.send('Target.createTarget', { url: 'data:text/html,<body>' });
        const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
        const expression = `${page([name])}; new Promise((done) => setTimeout(() => done('tried'), 50))`;
        await browser.send('Runtime.evaluate', { expression, awaitPromise: true }, String(sessionId));
        await browser.send('Target.closeTarget', { targetId });
        tried++;
      } catch {
        // What ended it did not get out either.
      }
    }
    expect(tried).toBeGreaterThan(names.length / 2);
    expect(seen).toEqual([]);
  },
);
