/**
 * The sandboxed document only starts the hub in a worker and passes it the page's port. It has its own content security
 * policy, and an opaque origin, without which it does nothing: whoever framed it otherwise could run programs with the
 * rights of the site. The hub runs in a worker because timers of hidden frames are throttled and those of workers are not.
 */
if (self.origin !== 'null') throw new Error('the lab runs only in a sandboxed frame');

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

const hub = new Worker(URL.createObjectURL(new Blob([textOf('hub')], { type: 'text/javascript' })), {
  name: 'lab-hub',
});

addEventListener('message', function connect({ source, ports: [port] }) {
  if (source !== parent || !port) return;
  removeEventListener('message', connect);
  hub.postMessage({ program: textOf('program') }, [port]);
});
parent.postMessage('lab-frame', '*');

export {};
