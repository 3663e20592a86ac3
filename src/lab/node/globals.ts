/** Replacements for the globals that bundled packages use: the lab's clock and buffers, never the worker's own. */
export { Buffer } from './buffer.ts';
export { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from './loop.ts';
export { process } from './process.ts';
