import { createServer } from 'node:http';
import { recordWire, type RecordedEvent } from '../lab/record/recorded-wire.ts';
import type { Said } from '../lab/said.ts';
import { programsOf } from '../lab/panel/data.ts';
import type { LabEvent } from '../lab/protocol.ts';
import type { Chromium } from './chromium.ts';
import type { ProgramFile } from './outcome.ts';

/** Deterministic options: the record must change only if what it records changes. */
const settings = {
  latency: 20,
  pace: 'fast',
  seed: 1,
  epoch: Date.UTC(2026, 0, 1),
  until: 3000,
  origin: 'http://localhost:8080',
};
const patience = 15_000;

/** Connects to the lab's frame as a lesson page does, and collects the events until the run is idle. */
const page = `<!doctype html><title>record</title><body><script>
globalThis.record = (programs, options) => new Promise((resolve) => {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = '/frame.html';
  const { port1, port2 } = new MessageChannel();
  const events = [];
  port1.onmessage = ({ data }) => {
    if (data.t === 'ready') port1.postMessage({ t: 'run', programs, options });
    if (data.t !== 'events') return;
    events.push(...data.events);
    if (data.events.some(({ type }) => type === 'idle')) resolve(JSON.stringify(events));
  };
  addEventListener('message', ({ source }) => source === frame.contentWindow && source.postMessage('lab-page', '*', [port2]));
  document.body.append(frame);
});
</script>`;

/**
 * Records the wire events of an exchange in the live lab, where every run is the same; with real programs, keys, times
 * and order vary.
 *
 * @param frame the lab's frame, as HTML.
 * @returns undefined if the run did not become idle.
 */
export async function recordLabWire(
  chromium: Chromium,
  frame: string,
  files: readonly ProgramFile[],
  clients: number,
): Promise<readonly RecordedEvent<Said>[] | undefined> {
  const server = createServer((request, response) => {
    const html = request.url === '/frame.html' ? frame : request.url === '/' ? page : undefined;
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  const port = await chromium.cell.listen(server);
  const { targetId } = await chromium.send('Target.createTarget', {
    url: `http://127.0.0.1:${port}/`,
  });
  try {
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    const ask = (expression: string): Promise<Readonly<Record<string, unknown>>> =>
      chromium.send(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        String(sessionId),
        patience,
      );
    const loaded =
      'new Promise((done) => { const look = () => (globalThis.record ? done() : setTimeout(look, 10)); look(); })';
    await ask(loaded);
    const { result } = (await ask(
      `record(${JSON.stringify(programsOf({ files, clients }))}, ${JSON.stringify(settings)})`,
    )) as { result?: { value?: unknown } };
    return typeof result?.value === 'string' ? recordWire(JSON.parse(result.value) as LabEvent[]) : undefined;
  } catch {
    return undefined;
  } finally {
    await chromium.send('Target.closeTarget', { targetId }, undefined, 3000).catch(() => undefined);
    server.close();
    server.closeAllConnections();
  }
}
