/**
 * The sandboxed document does one thing: it starts the hub in a worker and hands it the page's port. It has an opaque
 * origin and its own content security policy; timers of a hidden frame are throttled, those of a worker are not.
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
