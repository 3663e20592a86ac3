import type { WireEvent } from '../protocol.ts';

/** The label of an event on the wire: short (on the moving message) and in full (in the table). */
export interface WireDescription {
  readonly short: string;
  readonly what: string;
  readonly bytes: number | undefined;
}

const QUOTED = 60;

/** Text on one line: control characters are made visible, long text is truncated. */
function quote(text: string): string {
  const shown = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
  return `“${shown.replaceAll('\n', '⏎').replace(/\p{Cc}/gu, '·')}”`;
}

/** Describes an event in words. */
export function describeWire(event: WireEvent): WireDescription {
  switch (event.kind) {
    case 'connect':
      return { short: 'connect', what: `Connect to ${event.host}:${event.port}`, bytes: undefined };
    case 'refused':
      return { short: 'refused', what: 'Refused: nobody listens there', bytes: undefined };
    case 'fin':
      return { short: 'end', what: 'End of the connection from this side', bytes: undefined };
    case 'reset':
      return { short: 'reset', what: 'The connection is dropped without a goodbye', bytes: undefined };
    case 'cut':
      return { short: 'cut', what: 'The cable is cut', bytes: undefined };
    case 'request':
      return { short: event.line.split(' ', 1)[0] ?? 'request', what: event.line, bytes: event.length };
    case 'response':
      return { short: event.line.split(' ')[1] ?? 'answer', what: event.line, bytes: event.length };
    case 'body':
      return {
        short: event.chunked ? 'chunk' : 'body',
        what: `${event.chunked ? 'Chunk' : 'Body'}${event.text === undefined ? '' : `: ${quote(event.text)}`}`,
        bytes: event.length,
      };
    case 'raw':
      return { short: 'bytes', what: 'Bytes that are neither HTTP nor WebSocket', bytes: event.length };
    case 'frame': {
      const said =
        event.op === 'close'
          ? closeText(event.code, event.reason)
          : event.text !== undefined && event.text !== ''
            ? quote(event.text)
            : '';
      const name = event.op === 'continuation' ? 'more' : event.op;
      return {
        short: name,
        what: `${name[0]?.toUpperCase()}${name.slice(1)}${said && ` ${said}`}${event.compressed && event.op !== 'continuation' ? ', compressed' : ''}${event.fin ? '' : ' (not the last of its message)'}`,
        bytes: event.length,
      };
    }
  }
}

const closeText = (code: number | undefined, reason: string | undefined): string =>
  code === undefined ? '' : `${code}${reason ? ` ${quote(reason)}` : ''}`;

/** Whether there is a detailed explanation. */
export const canBeExplained = (event: WireEvent): boolean =>
  event.kind === 'frame' || event.kind === 'request' || event.kind === 'response' || event.kind === 'body';
