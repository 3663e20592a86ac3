import type { LabMessage } from '../messages.ts';
import type { WireEvent } from '../protocol.ts';
import type { Said } from '../said.ts';

/** The label of an event on the wire: short (on the moving message) and in full (in the table). */
export interface WireDescription {
  readonly short: Said;
  readonly what: Said;
  readonly bytes: number | undefined;
}

const QUOTED = 60;

/** Text on one line: control characters are made visible, long text is truncated. */
function onOneLine(text: string): string {
  const shown = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
  return shown.replaceAll('\n', '⏎').replace(/\p{Cc}/gu, '·');
}

/** Describes an event in words. */
export function describeWire(event: WireEvent): WireDescription {
  switch (event.kind) {
    case 'connect':
      return {
        short: { message: 'token-connect' },
        what: { message: 'wire-connect', values: { address: `${event.host}:${event.port}` } },
        bytes: undefined,
      };
    case 'refused':
      return { short: { message: 'token-refused' }, what: { message: 'wire-refused' }, bytes: undefined };
    case 'fin':
      return { short: { message: 'token-end' }, what: { message: 'wire-end' }, bytes: undefined };
    case 'reset':
      return { short: { message: 'token-reset' }, what: { message: 'wire-reset' }, bytes: undefined };
    case 'cut':
      return { short: { message: 'token-cut' }, what: { message: 'wire-cut' }, bytes: undefined };
    case 'request':
      return { short: event.line.split(' ', 1)[0] ?? '', what: event.line, bytes: event.length };
    case 'response':
      return {
        short: event.line.split(' ')[1] ?? { message: 'token-answer' },
        what: event.line,
        bytes: event.length,
      };
    case 'body': {
      const kind: Said = { message: event.chunked ? 'wire-kind-chunk' : 'wire-kind-body' };
      return {
        short: { message: event.chunked ? 'token-chunk' : 'token-body' },
        what: event.text === undefined ? kind : saying('wire-holding', kind, event.text),
        bytes: event.length,
      };
    }
    case 'raw':
      return {
        short: { message: 'token-bytes' },
        what:
          event.text === undefined
            ? { message: 'wire-raw' }
            : saying('wire-holding', { message: 'wire-raw' }, event.text),
        bytes: event.length,
      };
    case 'frame': {
      const packed = event.compressed && event.op !== 'continuation';
      const whole: Said = packed
        ? { message: 'wire-compressed', values: { what: frameSays(event) } }
        : frameSays(event);
      return {
        // the names of frames are the protocol's
        short: event.op === 'continuation' ? { message: 'token-continuation' } : event.op,
        what: event.fin ? whole : { message: 'wire-not-last', values: { what: whole } },
        bytes: event.length,
      };
    }
  }
}

function frameSays({ op, code, reason, text }: Extract<WireEvent, { kind: 'frame' }>): Said {
  const kind: Said = { message: `wire-kind-${op}` };
  if (op === 'close') {
    if (code === undefined) return kind;
    return reason ? saying('wire-said', [kind, String(code)], reason) : [kind, String(code)];
  }
  return text === undefined || text === '' ? kind : saying('wire-said', kind, text);
}

const saying = (message: LabMessage, kind: Said, text: string): Said => ({
  message,
  values: { kind, text: onOneLine(text) },
});

/** Whether there is a detailed explanation. */
export const canBeExplained = (event: WireEvent): boolean =>
  ['frame', 'request', 'response', 'body', 'raw'].includes(event.kind);
