import * as implementation from 'buffer';
import { hex } from '../wire/bytes.ts';

/** `Buffer` of the npm package, printed as Node prints it. */
export const Buffer = implementation.Buffer;
export const INSPECT_MAX_BYTES = 50;
export const { kMaxLength, constants } = implementation;

Object.defineProperty(Buffer.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value(this: Uint8Array): string {
    const more = this.length - INSPECT_MAX_BYTES;
    const shown = hex(this.subarray(0, INSPECT_MAX_BYTES));
    return `<Buffer ${shown}${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}>`;
  },
  writable: true,
  configurable: true,
});
// the package's legacy custom inspection, from before `util.inspect.custom`
Object.defineProperty(Buffer.prototype, 'inspect', { value: undefined, writable: true, configurable: true });

export default { Buffer, kMaxLength, constants, INSPECT_MAX_BYTES };
