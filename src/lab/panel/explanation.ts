import type { WireEvent } from '../protocol.ts';
import { hex } from '../wire/bytes.ts';
import {
  closeMeaning,
  explainFrame,
  explainHead,
  explainPayload,
  savingText,
  type FrameField,
} from '../wire/explain.ts';
import { count } from '../../text/count.ts';
import { el } from './dom.ts';

const BYTES_SHOWN = 48;

/** Explains one event on the wire, bit by bit. */
export function explanationOf(event: WireEvent, requestKey: string | undefined): HTMLElement {
  if (event.kind === 'frame') return frameExplanation(event);
  if (event.kind === 'request' || event.kind === 'response') return headExplanation(event, requestKey);
  if (event.kind === 'body') return el('pre', { class: 'lab-body' }, event.text ?? count(event.payloadLength, 'byte'));
  return el('p', {});
}

function headExplanation(
  event: Extract<WireEvent, { kind: 'request' | 'response' }>,
  requestKey: string | undefined,
): HTMLElement {
  const lines = explainHead(event, requestKey).flatMap(({ text, note }) => [
    el('dt', {}, el('code', {}, text)),
    el('dd', {}, note ?? ''),
  ]);
  return el(
    'dl',
    { class: 'lab-head' },
    ...lines,
    el('dt', {}, el('code', {}, '⏎')),
    el('dd', {}, 'an empty line: the end of the head'),
  );
}

function frameExplanation(event: Extract<WireEvent, { kind: 'frame' }>): HTMLElement {
  const fields = explainFrame(event).map(({ name, sent, unit, meaning }) =>
    el(
      'tr',
      { 'data-field': name },
      el('th', { scope: 'row' }, name),
      el('td', {}, el('code', { class: `lab-${unit}` }, sent)),
      el('td', {}, meaning),
    ),
  );
  const code =
    event.code === undefined
      ? undefined
      : el(
          'p',
          { class: 'lab-note' },
          `Code ${event.code}: ${closeMeaning(event.code)}.${event.reason ? ` Reason: “${event.reason}”` : ''}`,
        );
  return el(
    'div',
    { class: 'lab-frame' },
    strip(explainFrame(event)),
    el(
      'table',
      { class: 'lab-fields' },
      el('caption', { class: 'hidden' }, 'The frame from its first bit on'),
      el('tbody', {}, ...fields),
    ),
    code,
    payloadExplanation(event),
    inflatedExplanation(event),
  );
}

/** The header as it is sent, a box for each bit or byte; the table below says the same in words. */
function strip(fields: readonly FrameField[]): HTMLElement {
  const boxes = fields.map(({ name, sent, unit }) => {
    const cells = unit === 'bits' ? [...sent] : sent.split(' ');
    return el(
      'span',
      {},
      el('b', { 'data-unit': unit }, ...cells.map((cell) => el('i', {}, cell))),
      el('small', {}, name),
    );
  });
  return el('div', { class: 'lab-strip', 'aria-hidden': 'true' }, ...boxes);
}

/** For a compressed message: the inflated payload, and how much compression saved. */
function inflatedExplanation({
  compressed,
  inflated,
  payloadLength,
  text,
}: Extract<WireEvent, { kind: 'frame' }>): HTMLElement | undefined {
  if (!compressed) return undefined;
  if (inflated === undefined) return el('p', { class: 'lab-note' }, 'What this says could not be read.');
  const more = inflated.length - inflated.bytes.length;
  return el(
    'div',
    { class: 'lab-inflated' },
    el('p', {}, savingText(payloadLength, inflated.length)),
    el('pre', { class: 'lab-body' }, text ?? hex(inflated.bytes.subarray(0, BYTES_SHOWN))),
    more > 0 ? el('p', { class: 'lab-note' }, `and ${more.toLocaleString('en')} more bytes`) : undefined,
    el(
      'p',
      { class: 'lab-note' },
      'Each side may refer back to what it sent before, so what is said again costs next to nothing. Every message would end with 00 00 ff ff: that is left out, and the receiver puts it back (RFC 7692).',
    ),
  );
}

/** The payload byte by byte: as sent, the masking key, the unmasked value. */
function payloadExplanation(event: Extract<WireEvent, { kind: 'frame' }>): HTMLElement | undefined {
  const bytes = explainPayload(event, BYTES_SHOWN);
  if (bytes.length === 0) return undefined;
  const row = (title: string, cells: readonly string[], kind: string): HTMLElement =>
    el('tr', { 'data-row': kind }, el('th', { scope: 'row' }, title), ...cells.map((cell) => el('td', {}, cell)));
  const masked = event.masked;
  const rows = [
    row(
      masked ? 'sent' : 'bytes',
      bytes.map(({ sent }) => sent),
      'sent',
    ),
    ...(masked
      ? [
          row(
            '⊕ key',
            bytes.map(({ key }) => key ?? ''),
            'key',
          ),
          row(
            '= bytes',
            bytes.map(({ plain }) => plain),
            'plain',
          ),
        ]
      : []),
    ...(event.text !== undefined && !event.compressed
      ? [
          row(
            'text',
            bytes.map(({ character }) => character),
            'text',
          ),
        ]
      : []),
  ];
  const more = event.payloadLength - bytes.length;
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'lab-scroll', tabindex: 0, role: 'region', 'aria-label': 'Payload, byte for byte' },
      el('table', { class: 'lab-payload' }, el('tbody', {}, ...rows)),
    ),
    more > 0 ? el('p', { class: 'lab-note' }, `and ${more.toLocaleString('en')} more bytes`) : undefined,
  );
}
