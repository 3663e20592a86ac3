import type { HubToPage } from '../protocol.ts';
import { isPageMessage } from './checks.ts';
import { Hub } from './hub.ts';
import type { Spawn } from './program.ts';

/**
 * The hub's worker: trusted code only. The frame sends it the page's port and the source of the program worker, once.
 */
globalThis.onmessage = ({ data, ports: [page] }: MessageEvent<{ program: string }>) => {
  globalThis.onmessage = null;
  if (!page) return;
  const source = URL.createObjectURL(new Blob([data.program], { type: 'text/javascript' }));
  const send = (message: HubToPage): void => page.postMessage(message);
  const hub = new Hub(spawnFrom(source), send, () => performance.now());
  page.onmessage = ({ data: message }: MessageEvent<unknown>) => {
    if (!isPageMessage(message)) return;
    if (message.t === 'ping') send({ t: 'pong', n: message.n });
    else hub.command(message);
  };
  send({ t: 'ready' });
};

/** Starts one worker per program, with a port that only the worker's bootstrap code can reach. */
function spawnFrom(source: string): Spawn {
  return (heard, crashed) => {
    const worker = new Worker(source, { name: 'lab-program' });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      crashed(event.message || { message: 'lab-lost' });
    };
    worker.postMessage(null, [port2]);
    return {
      post: (message) => port1.postMessage(message),
      kill: () => {
        worker.terminate();
        port1.close();
      },
    };
  };
}
