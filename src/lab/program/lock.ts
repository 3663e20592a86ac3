/**
 * Globals of a worker that reach a network, storage, another context or the hub. The frame's opaque origin and its
 * content security policy already block them; without the names a learner gets a clear ReferenceError, and a hostile
 * program has nothing to flood with.
 */
const REMOVED_GLOBALS = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'EventSource',
  'WebSocket',
  'WebSocketStream',
  'WebSocketError',
  'WebTransport',
  'importScripts',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'MessageChannel',
  'MessagePort',
  'postMessage',
  'close',
  'onmessage',
  'onmessageerror',
  'indexedDB',
  'caches',
  'CacheStorage',
  'navigator',
  'location',
  'Notification',
  'FontFace',
  'fonts',
  'PushManager',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'FileReader',
  'FileReaderSync',
  'FileSystemObserver',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'reportError',
  'createImageBitmap',
  'OffscreenCanvas',
  'ImageDecoder',
  'scheduler',
  'cookieStore',
  'crossOriginIsolated',
  'RTCRtpScriptTransformer',
  'rtctransform',
  'onrtctransform',
  'RTCDataChannel',
  'Request',
  'Response',
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'clearInterval',
  'performance',
  'console',
  'Blob',
  'File',
  'self',
] as const;

/** Removes the names from the global object and its prototypes. */
export function lockGlobals(global: object): void {
  for (const name of REMOVED_GLOBALS) {
    for (let owner: object | null = global; owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
      Reflect.deleteProperty(owner, name);
      if (Object.hasOwn(owner, name))
        Reflect.defineProperty(owner, name, { value: undefined, writable: true, configurable: true });
    }
  }
}
