/** Argument validators of `readable-stream`. */
function mustBe(type: string, fine: (value: unknown) => boolean) {
  return (value: unknown, name: string): void => {
    if (!fine(value))
      throw Object.assign(new TypeError(`The "${name}" argument must be of type ${type}. Received ${String(value)}`), {
        code: 'ERR_INVALID_ARG_TYPE',
      });
  };
}
export const validateFunction = mustBe('function', (value) => typeof value === 'function');
export const validateObject = mustBe('object', (value) => typeof value === 'object' && value !== null);
export const validateBoolean = mustBe('boolean', (value) => typeof value === 'boolean');
export const validateInteger = mustBe('integer', Number.isInteger);
export const validateAbortSignal = mustBe(
  'AbortSignal',
  (value) => value === undefined || value instanceof AbortSignal,
);
export default { validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateObject };
