import { Buffer } from '../buffer.ts';

/** The part of `string_decoder` that streams use: joins characters whose bytes are split across chunks. */
export class StringDecoder {
  readonly encoding: BufferEncoding;
  readonly #text: TextDecoder | undefined;

  constructor(encoding: BufferEncoding = 'utf8') {
    this.encoding = encoding;
    const label = { utf8: 'utf-8', 'utf-8': 'utf-8', utf16le: 'utf-16le', ucs2: 'utf-16le' }[encoding as string];
    this.#text = label === undefined ? undefined : new TextDecoder(label, { ignoreBOM: true });
  }
  write(bytes: Uint8Array): string {
    return this.#text ? this.#text.decode(bytes, { stream: true }) : Buffer.from(bytes).toString(this.encoding);
  }
  end(bytes?: Uint8Array): string {
    return (bytes ? this.write(bytes) : '') + (this.#text?.decode() ?? '');
  }
}
export default { StringDecoder };
