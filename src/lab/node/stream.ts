import Duplex from 'readable-stream/lib/internal/streams/duplex.js';
import legacy from 'readable-stream/lib/internal/streams/legacy.js';
import PassThrough from 'readable-stream/lib/internal/streams/passthrough.js';
import Readable from 'readable-stream/lib/internal/streams/readable.js';
import Transform from 'readable-stream/lib/internal/streams/transform.js';
import Writable from 'readable-stream/lib/internal/streams/writable.js';
import { Buffer } from './buffer.ts';

/** Node's streams from its own sources, without the unused operators, which make up a quarter of the package. */
export const { Stream } = legacy;

Object.assign(Stream, {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  // used by the streams internally
  _isUint8Array: (value: unknown) => value instanceof Uint8Array,
  _uint8ArrayToBuffer: (chunk: Uint8Array) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength),
});

export { Duplex, PassThrough, Readable, Transform, Writable };
export default Stream;
