/** The errors of `readable-stream`, with Node's wording. */

const MESSAGES: Readonly<Record<string, string>> = {
  ERR_INVALID_ARG_TYPE: 'The "%" argument must be of type %. Received %',
  ERR_INVALID_ARG_VALUE: "The argument '%' is invalid. Received %",
  ERR_METHOD_NOT_IMPLEMENTED: 'The % method is not implemented',
  ERR_MULTIPLE_CALLBACK: 'Callback called multiple times',
  ERR_OUT_OF_RANGE: 'The value of "%" is out of range. It must be %. Received %',
  ERR_STREAM_ALREADY_FINISHED: 'Cannot call % after a stream was finished',
  ERR_STREAM_CANNOT_PIPE: 'Cannot pipe, not readable',
  ERR_STREAM_DESTROYED: 'Cannot call % after a stream was destroyed',
  ERR_STREAM_NULL_VALUES: 'May not write null values to stream',
  ERR_STREAM_PREMATURE_CLOSE: 'Premature close',
  ERR_STREAM_PUSH_AFTER_EOF: 'stream.push() after EOF',
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: 'stream.unshift() after end event',
  ERR_STREAM_WRITE_AFTER_END: 'write after end',
  ERR_UNKNOWN_ENCODING: 'Unknown encoding: %',
};

function errorClass(code: string, message: string) {
  const Base = /ARG|NULL|ENCODING/.test(code) ? TypeError : code === 'ERR_OUT_OF_RANGE' ? RangeError : Error;
  return class extends Base {
    readonly code = code;
    constructor(...args: unknown[]) {
      super(message.replaceAll('%', () => String(args.shift())));
    }
  };
}

export const codes = Object.fromEntries(
  Object.entries(MESSAGES).map(([code, message]) => [code, errorClass(code, message)]),
);

export class AbortError extends Error {
  readonly code = 'ABORT_ERR';
  override readonly name = 'AbortError';
  constructor(message = 'The operation was aborted', options?: ErrorOptions) {
    super(message, options);
  }
}

/** Combines both errors if there are two. */
export function aggregateTwoErrors(inner: Error | undefined, outer: Error | undefined): Error | undefined {
  return inner && outer && inner !== outer
    ? Object.assign(new AggregateError([outer, inner], outer.message), { code: (outer as { code?: string }).code })
    : (inner ?? outer);
}
export const hideStackFrames = <T>(callee: T): T => callee;
export default { codes, AbortError, aggregateTwoErrors, hideStackFrames };
