/** Declarations for packages of the lab that ship no types for the parts it uses. */

declare module 'readable-stream/lib/internal/streams/readable.js' {
  import { Readable } from 'stream';
  export default Readable;
}
declare module 'readable-stream/lib/internal/streams/writable.js' {
  import { Writable } from 'stream';
  export default Writable;
}
declare module 'readable-stream/lib/internal/streams/duplex.js' {
  import { Duplex } from 'stream';
  export default Duplex;
}
declare module 'readable-stream/lib/internal/streams/transform.js' {
  import { Transform } from 'stream';
  export default Transform;
}
declare module 'readable-stream/lib/internal/streams/passthrough.js' {
  import { PassThrough } from 'stream';
  export default PassThrough;
}
declare module 'readable-stream/lib/internal/streams/legacy.js' {
  import Stream from 'stream';
  const legacy: { readonly Stream: typeof Stream };
  export default legacy;
}
declare module 'ws/lib/receiver.js' {
  import { Writable } from 'stream';
  export default class Receiver extends Writable {
    constructor(options: {
      isServer: boolean;
      extensions: object;
      binaryType: string;
      maxPayload: number;
      allowSynchronousEvents: boolean;
    });
  }
}
declare module 'ws/lib/sender.js' {
  import { Duplex } from 'stream';
  export default class Sender {
    constructor(socket: Duplex, extensions: object, generateMask: (mask: Uint8Array) => void);
    send(
      data: Uint8Array,
      options: { fin: boolean; binary: boolean; mask: boolean; compress: boolean },
      done?: () => void,
    ): void;
    pong(data: Uint8Array, mask: boolean, done: () => void): void;
    close(code: number | undefined, reason: string | undefined, mask: boolean, done: () => void): void;
  }
}
declare module 'ws/lib/permessage-deflate.js' {
  export default class PerMessageDeflate {
    constructor(options: { isServer: boolean; threshold: number });
    offer(): object;
    accept(configurations: readonly object[]): object;
  }
}
declare module 'ws/lib/extension.js' {
  export function parse(header: string): Readonly<Record<string, readonly object[]>>;
}
