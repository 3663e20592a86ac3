import type { FrameToHub, HubToFrame } from '../protocol.ts';

/**
 * The sandboxed document only starts workers: the hub, which it passes the page's port, and for the hub one for each
 * program. It has its own content security policy, and an opaque origin, without which it does nothing: whoever framed it
 * otherwise could run programs with the rights of the site. The hub runs in a worker because timers of hidden frames are
 * throttled and those of workers are not. It does not start workers itself: in Firefox, `new Worker` in a worker now and
 * then never returns (about once in fifty first runs of Firefox 153).
 */
if (self.origin !== 'null') throw new Error('the lab runs only in a sandboxed frame');

const scriptOf = (id: string): string =>
  URL.createObjectURL(new Blob([document.getElementById(id)?.textContent ?? ''], { type: 'text/javascript' }));

const hub = new Worker(scriptOf('hub'), { name: 'lab-hub' });
const program = scriptOf('program');
const programs = new Map<number, Worker>();
const tell = (message: FrameToHub, ports: MessagePort[] = []): void => hub.postMessage(message, ports);

hub.addEventListener('message', ({ data: { t, id }, ports }: MessageEvent<HubToFrame>) => {
  if (t === 'kill') {
    programs.get(id)?.terminate();
    programs.delete(id);
    return;
  }
  const worker = new Worker(program, { name: 'lab-program' });
  programs.set(id, worker);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    tell({ t: 'crashed', id, message: event.message });
  });
  worker.postMessage(null, [...ports]);
});

addEventListener('message', function connect({ source, ports: [port] }) {
  if (source !== parent || !port) return;
  removeEventListener('message', connect);
  tell({ t: 'page' }, [port]);
});
parent.postMessage('lab-frame', '*');
