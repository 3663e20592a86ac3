import { format, formatWithOptions, inspect } from 'node-inspect-extracted';

/** `util`: formatting uses Node's own code, extracted as a package. */

const types = { isUint8Array: (value: unknown): boolean => value instanceof Uint8Array };

export function inherits(child: { prototype: object }, parent: { prototype: object }): void {
  Object.setPrototypeOf(child.prototype, parent.prototype);
  Object.setPrototypeOf(child, parent);
}

/** Turns a function with a trailing callback into one that returns a promise. */
export const promisify =
  (callee: (...args: unknown[]) => void) =>
  (...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      callee(...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)));
    });

export const deprecate = <T>(callee: T): T => callee;
export const debuglog = () => (): void => {};
export { format, formatWithOptions, inspect, types };
export default { debuglog, deprecate, format, formatWithOptions, inherits, inspect, promisify, types };
