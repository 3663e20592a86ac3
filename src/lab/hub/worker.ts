import type { FrameToHub, HubToFrame, HubToPage } from '../protocol.ts';
import { isPageMessage } from './checks.ts';
import { Hub } from './hub.ts';
import type { Spawn } from './program.ts';

/** The hub's worker: trusted code only. The frame sends it the page's port, once, and starts a worker for each program. */
globalThis.onmessage = ({ data, ports: [page] }: MessageEvent<FrameToHub>) => {
  if (data.t === 'crashed') return crashes.get(data.id)?.(data.message || { message: 'lab-lost' });
  if (!page) return;
  const send = (message: HubToPage): void => page.postMessage(message);
  const hub = new Hub(spawn, send, () => performance.now());
  page.onmessage = ({ data: message }: MessageEvent<unknown>) => {
    if (!isPageMessage(message)) return;
    if (message.t === 'ping') send({ t: 'pong', n: message.n });
    else hub.command(message);
  };
  send({ t: 'ready' });
};

const tellFrame = (message: HubToFrame, transfer: MessagePort[] = []): void =>
  globalThis.postMessage(message, { transfer });

let spawned = 0;
const crashes = new Map<number, Parameters<Spawn>[1]>();

/** Has the frame start a worker for a program, with a port that only the worker's bootstrap code can reach. */
const spawn: Spawn = (heard, crashed) => {
  const id = ++spawned;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
  crashes.set(id, crashed);
  tellFrame({ t: 'spawn', id }, [port2]);
  return {
    post: (message) => port1.postMessage(message),
    kill: () => {
      crashes.delete(id);
      tellFrame({ t: 'kill', id });
      port1.close();
    },
  };
};
