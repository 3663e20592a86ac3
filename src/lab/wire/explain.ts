import { LAB_MESSAGES, type LabMessage } from '../messages.ts';
import type { Said } from '../said.ts';
import { acceptFor, KEY_SUFFIX } from './accept.ts';
import { applyMask, opcodeName, type Frame } from './frame.ts';
import { bits, hex } from './bytes.ts';
import type { HttpHead } from './http-parser.ts';

/** One field of a frame: its name (RFC 6455, section 5.2), its bits or bytes, and their meaning. */
export interface FrameField {
  readonly name: Said;
  /** Bits (`1`, `0001`) or bytes (`f8 b8 e5 94`) as sent. */
  readonly sent: string;
  readonly unit: 'bits' | 'bytes';
  readonly meaning: Said;
}

/** One payload byte: as sent, the masking key byte, unmasked, and the character if there is one. */
export interface PayloadByte {
  readonly sent: string;
  readonly key: string | undefined;
  readonly plain: string;
  readonly character: string;
}

/** Close codes that RFC 6455 gives a meaning (section 7.4.1). */
const CLOSE_CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011] as const;

/** The meaning of a close code. */
export function closeMeaning(code: number): Said {
  const known = CLOSE_CODES.find((one) => one === code);
  if (known !== undefined) return { message: `close-${known}` };
  return { message: code >= 4000 ? 'close-application' : code >= 3000 ? 'close-library' : 'close-unknown' };
}

/** Explains a frame field by field (RFC 6455, section 5.2). */
export function explainFrame(frame: Frame & { readonly compressed?: boolean }): FrameField[] {
  const [first = 0, second = 0] = frame.header;
  const opcode = opcodeName(frame.opcode);
  const short = second & 0x7f;
  const fields: FrameField[] = [
    {
      name: 'FIN',
      sent: bits(first).slice(0, 1),
      unit: 'bits',
      meaning: { message: frame.fin ? 'fin-last' : 'fin-more' },
    },
    { name: 'RSV1–3', sent: bits(first).slice(1, 4), unit: 'bits', meaning: rsvMeaning(frame) },
    {
      name: 'Opcode',
      sent: bits(first).slice(4),
      unit: 'bits',
      meaning: [`${frame.opcode}, ${opcode}:`, { message: `opcode-${opcode}` }],
    },
    {
      name: 'MASK',
      sent: bits(second).slice(0, 1),
      unit: 'bits',
      meaning: { message: frame.masked ? 'masked' : 'not-masked' },
    },
    {
      name: { message: 'frame-length' },
      sent: bits(second).slice(1),
      unit: 'bits',
      meaning: lengthMeaning(short, frame.payloadLength),
    },
  ];
  if (short >= 126) {
    const size = short === 126 ? 2 : 8;
    fields.push({
      name: { message: 'frame-extended-length' },
      sent: hex(frame.header.slice(2, 2 + size)),
      unit: 'bytes',
      meaning: ofPayload(frame.payloadLength),
    });
  }
  if (frame.maskingKey)
    fields.push({
      name: { message: 'frame-masking-key' },
      sent: hex(frame.maskingKey),
      unit: 'bytes',
      meaning: { message: 'masking-key' },
    });
  return fields;
}

function rsvMeaning({ rsv, opcode, compressed = false }: Frame & { readonly compressed?: boolean }): Said {
  if (compressed) return { message: opcode === 0 ? 'rsv-continued' : 'rsv-compressed' };
  return { message: rsv === 0 ? 'rsv-unused' : 'rsv-unknown' };
}

/** How much compression saved, in words. Both in bytes. */
export function savingText(sent: number, meant: number): Said {
  const percent = Math.round((1 - sent / meant) * 100);
  const values = { sent: inBytes(sent), meant: inBytes(meant) };
  if (meant === 0) return { message: 'inflated-empty', values };
  return percent > 0
    ? { message: 'inflated-saved', values: { ...values, percent } }
    : { message: 'inflated-not-saved', values };
}

/** A number of bytes. */
export const inBytes = (n: number): Said => ({ message: 'bytes', values: { n } });

const ofPayload = (n: number): Said => ({ message: 'bytes-of-payload', values: { n } });

const lengthMeaning = (short: number, length: number): Said =>
  short === 126 ? { message: 'length-in-2' } : short === 127 ? { message: 'length-in-8' } : ofPayload(length);

/** The first bytes of a payload, masked and unmasked. */
export function explainPayload(frame: Frame, limit: number): PayloadByte[] {
  const plain = frame.payload.slice(0, limit);
  const sent = frame.maskingKey ? applyMask(plain, frame.maskingKey) : plain;
  return Array.from(plain, (byte, i) => ({
    sent: hex(sent.slice(i, i + 1)),
    key: frame.maskingKey && hex(frame.maskingKey.slice(i & 3, (i & 3) + 1)),
    plain: hex(plain.slice(i, i + 1)),
    character: frame.opcode <= 1 && byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte === 0x20 ? '␣' : '·',
  }));
}

/** One line of an HTTP head and its purpose. */
export interface HeadLine {
  readonly text: string;
  readonly note: Said | undefined;
}

/** Headers that are explained by a message of their own. */
const HEADERS = new Map<string, LabMessage>(
  LAB_MESSAGES.filter((name) => name.startsWith('header-')).map((name) => [name.slice('header-'.length), name]),
);

/**
 * Explains an HTTP head line by line. `requestKey`: the `Sec-WebSocket-Key` of the request, to show how the accept
 * value is derived from it.
 */
export function explainHead(head: HttpHead, requestKey: string | undefined): HeadLine[] {
  return [
    { text: head.line, note: startLineNote(head.line) },
    ...head.headers.map(([name, value]) => ({
      text: `${name}: ${value}`,
      note: headerNote(name.toLowerCase(), value, head.line.startsWith('HTTP/'), requestKey),
    })),
  ];
}

const STATUS_CLASSES = [1, 2, 3, 4, 5] as const;

function startLineNote(line: string): Said | undefined {
  const [method = '', path = ''] = line.split(' ');
  if (line.includes(' 101 ')) return { message: 'status-101' };
  const status = /^HTTP\/\S+ (\d)/.exec(line)?.[1];
  if (status !== undefined) {
    const known = STATUS_CLASSES.find((one) => one === Number(status));
    return known === undefined ? undefined : { message: `status-${known}` };
  }
  if (method === 'OPTIONS') return { message: 'request-options' };
  return method === 'GET'
    ? { message: 'request-get', values: { path } }
    : { message: 'request-other', values: { method, path } };
}

function headerNote(name: string, value: string, isAnswer: boolean, requestKey: string | undefined): Said | undefined {
  if (name === 'sec-websocket-extensions')
    return { message: isAnswer ? 'header-extensions-taken' : 'header-extensions-offered' };
  if (name !== 'sec-websocket-accept') {
    const message = HEADERS.get(name);
    return message === undefined ? undefined : { message };
  }
  if (requestKey === undefined) return { message: 'header-accept-unchecked' };
  const message = acceptFor(requestKey) === value ? 'header-accept-right' : 'header-accept-wrong';
  return { message, values: { key: requestKey, suffix: KEY_SUFFIX } };
}
