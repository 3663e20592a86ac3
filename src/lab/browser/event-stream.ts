/** Callbacks for the contents of an event stream. */
export interface EventStreamListener {
  event(type: string, data: string, lastEventId: string): void;
  retry(ms: number): void;
}

/** Incremental parser for `text/event-stream` (HTML standard, section 9.2.6). */
export class EventStreamParser {
  readonly #listener: EventStreamListener;
  readonly #decoder = new TextDecoder();
  #rest = '';
  #type = '';
  #data: string[] = [];
  #id: string;

  constructor(lastEventId: string, listener: EventStreamListener) {
    this.#id = lastEventId;
    this.#listener = listener;
  }

  push(bytes: Uint8Array): void {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(this.#rest);
      if (!end) return;
      const line = this.#rest.slice(0, end.index);
      this.#rest = this.#rest.slice(end.index + end[0].length);
      this.#line(line);
    }
  }

  #line(line: string): void {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#type = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.#listener.retry(Number(value));
  }

  #dispatch(): void {
    if (this.#data.length > 0) this.#listener.event(this.#type || 'message', this.#data.join('\n'), this.#id);
    this.#type = '';
    this.#data = [];
  }
}
