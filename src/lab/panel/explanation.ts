import type { LabMessage } from '../messages.ts';
import type { WireEvent } from '../protocol.ts';
import { hex } from '../wire/bytes.ts';
import {
  closeMeaning,
  explainFrame,
  explainHead,
  explainPayload,
  inBytes,
  savingText,
  type FrameField,
} from '../wire/explain.ts';
import { el, stopWhileScrolling } from './dom.ts';
import type { LabWords } from './words.ts';

const BYTES_SHOWN = 48;

type FrameEvent = Extract<WireEvent, { kind: 'frame' }>;
type HeadEvent = Extract<WireEvent, { kind: 'request' | 'response' }>;

/** Explains one event on the wire, bit by bit. `name`: the id of the element that says what is explained. */
export function explanationOf(
  words: LabWords,
  event: WireEvent,
  requestKey: string | undefined,
  name: string,
): HTMLElement {
  return new Explanation(words, name).of(event, requestKey);
}

class Explanation {
  readonly #words: LabWords;
  readonly #name: string;

  constructor(words: LabWords, name: string) {
    this.#words = words;
    this.#name = name;
  }

  of(event: WireEvent, requestKey: string | undefined): HTMLElement {
    if (event.kind === 'frame') return this.#frame(event);
    if (event.kind === 'request' || event.kind === 'response') return this.#head(event, requestKey);
    if (event.kind === 'body')
      return el('pre', { class: 'lab-body' }, event.text ?? this.#words.text(inBytes(event.payloadLength)));
    if (event.kind === 'raw')
      return el(
        'div',
        {},
        el('pre', { class: 'lab-body' }, event.text ?? hex(event.payload.subarray(0, BYTES_SHOWN))),
        event.text === undefined ? this.#more(event.length - BYTES_SHOWN) : undefined,
      );
    return el('p', {});
  }

  #head(event: HeadEvent, requestKey: string | undefined): HTMLElement {
    const lines = explainHead(event, requestKey).flatMap(({ text, note }) => [
      el('dt', {}, el('code', {}, text)),
      el('dd', {}, note === undefined ? '' : this.#words.text(note)),
    ]);
    return el(
      'dl',
      { class: 'lab-head' },
      ...lines,
      el('dt', {}, el('code', {}, '⏎')),
      el('dd', {}, this.#words.say('head-end')),
    );
  }

  #frame(event: FrameEvent): HTMLElement {
    const fields = explainFrame(event);
    const rows = fields.map(({ name, sent, unit, meaning }) =>
      el(
        'tr',
        {},
        el('th', { scope: 'row' }, this.#words.text(name)),
        el('td', {}, el('code', { class: `lab-${unit}` }, sent)),
        el('td', {}, this.#words.text(meaning)),
      ),
    );
    return el(
      'div',
      { class: 'lab-frame' },
      this.#strip(fields),
      el(
        'table',
        { class: 'lab-fields' },
        el('caption', { class: 'hidden' }, this.#words.say('frame')),
        el('tbody', {}, ...rows),
      ),
      this.#closing(event),
      this.#payload(event),
      this.#inflated(event),
    );
  }

  /** The header as it is sent, a box for each bit or byte; the table below says the same in words. */
  #strip(fields: readonly FrameField[]): HTMLElement {
    const boxes = fields.map(({ name, sent, unit }) => {
      const cells = unit === 'bits' ? [...sent] : sent.split(' ');
      return el(
        'span',
        {},
        el('b', { 'data-unit': unit }, ...cells.map((cell) => el('i', {}, cell))),
        el('small', {}, this.#words.text(name)),
      );
    });
    return el('div', { class: 'lab-strip', 'aria-hidden': 'true' }, ...boxes);
  }

  /** The meaning of a close frame's code. */
  #closing({ code, reason }: FrameEvent): HTMLElement | undefined {
    if (code === undefined) return undefined;
    const values = { code: String(code), meaning: this.#words.text(closeMeaning(code)) };
    return this.#note(
      reason ? this.#words.say('close-code-reason', { ...values, reason }) : this.#words.say('close-code', values),
    );
  }

  /** For a compressed message: the inflated payload, and how much compression saved. */
  #inflated({ compressed, inflated, payloadLength, text }: FrameEvent): HTMLElement | undefined {
    if (!compressed) return undefined;
    if (inflated === undefined) return this.#note(this.#words.say('inflated-unreadable'));
    return el(
      'div',
      { class: 'lab-inflated' },
      el('p', {}, this.#words.text(savingText(payloadLength, inflated.length))),
      el('pre', { class: 'lab-body' }, text ?? hex(inflated.bytes.subarray(0, BYTES_SHOWN))),
      this.#more(inflated.length - inflated.bytes.length),
      this.#note(this.#words.say('inflated-how')),
    );
  }

  /** The payload byte by byte: as sent, the masking key, the unmasked value. */
  #payload(event: FrameEvent): HTMLElement | undefined {
    const bytes = explainPayload(event, BYTES_SHOWN);
    if (bytes.length === 0) return undefined;
    const row = (title: LabMessage, kind: string, cells: readonly string[]): HTMLElement =>
      el(
        'tr',
        { 'data-row': kind },
        el('th', { scope: 'row' }, this.#words.say(title)),
        ...cells.map((cell) => el('td', {}, cell)),
      );
    const { masked } = event;
    const sent = bytes.map((byte) => byte.sent);
    const rows = [
      row(masked ? 'frame-sent' : 'frame-bytes', 'sent', sent),
      masked
        ? row(
            'frame-key',
            'key',
            bytes.map(({ key }) => key ?? ''),
          )
        : undefined,
      masked
        ? row(
            'frame-plain',
            'plain',
            bytes.map(({ plain }) => plain),
          )
        : undefined,
      event.text !== undefined && !event.compressed
        ? row(
            'frame-text',
            'text',
            bytes.map(({ character }) => character),
          )
        : undefined,
    ];
    const title = `${this.#name}-payload`;
    const table = el('table', { class: 'lab-payload' }, el('tbody', {}, ...rows));
    const area = el('div', { class: 'lab-scroll' }, table);
    stopWhileScrolling(area, table, { ids: `${title} ${this.#name}` });
    return el(
      'div',
      {},
      el('span', { id: title, hidden: true }, this.#words.say('frame-payload')),
      area,
      this.#more(event.payloadLength - bytes.length),
    );
  }

  #more(n: number): HTMLElement | undefined {
    return n > 0 ? this.#note(this.#words.say('bytes-more', { n })) : undefined;
  }

  #note(text: string): HTMLElement {
    return el('p', { class: 'lab-note' }, text);
  }
}
