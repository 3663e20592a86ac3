/**
 * The sandboxed document only starts the hub in a worker and passes it the page's port. It has an opaque origin and its
 * own content security policy. The hub runs in a worker because timers of hidden frames are throttled and those of
 * workers are not.
 */
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
