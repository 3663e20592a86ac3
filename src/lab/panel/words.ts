import { filled, type Message, type Values } from '../../text/messages.ts';
import type { LabMessage } from '../messages.ts';
import { textOf, type Said } from '../said.ts';

/** The lab's messages in the language of the course, as the page fetches them. */
export interface LabMessages {
  /** The language of numbers and plurals (BCP 47). */
  readonly language: string;
  readonly messages: Readonly<Record<string, Message>>;
}

/** Puts what the panel says into the language of the course. */
export class LabWords {
  readonly #language: string;
  readonly #messages: ReadonlyMap<string, Message>;

  constructor({ language, messages }: LabMessages) {
    this.#language = language;
    this.#messages = new Map(Object.entries(messages));
  }

  /** A message with its values. */
  say(name: LabMessage, values: Values = {}): string {
    return this.#fill(name, values) ?? '';
  }

  /** The text of what the lab's frame says; it is not trusted. */
  text(said: Said): string {
    return textOf(said, (name, values) => this.#fill(name, values));
  }

  number(value: number): string {
    return value.toLocaleString(this.#language);
  }

  /** A time: `600 ms`, or with its unit as a word. */
  milliseconds(value: number, unitDisplay: 'short' | 'long'): string {
    return value.toLocaleString(this.#language, { style: 'unit', unit: 'millisecond', unitDisplay });
  }

  #fill(name: string, values: Values): string | undefined {
    const message = this.#messages.get(name);
    return message === undefined ? undefined : filled(message, values, this.#language);
  }
}
