import { Buffer } from '../buffer.ts';

/** `string_decoder` as streams use it: characters whose bytes come in pieces are put together. */
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
