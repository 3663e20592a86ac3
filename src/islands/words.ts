import { filled, type Values } from '../text/messages.ts';
import type { Given, MessageName, ScriptWords } from '../words/messages.ts';

/** Messages as a script shows them: as text, or in an element. */
export interface Speaker<Name extends MessageName> {
  readonly language: string;
  say<N extends Name>(name: N, ...values: Given<N, string | number>): string;
  /** Writes a message into an element; what it has between `<b>` and `</b>` becomes bold. */
  put<N extends Name>(place: Element, name: N, ...values: Given<N, string | number>): void;
}

/** The words that the page hands to its script (`components/ScriptWords.astro`), for the names in `Names`. */
export function pageWords<Names extends readonly MessageName[]>(): Speaker<Names[number]> {
  const data = document.querySelector('script[data-messages]')?.textContent ?? '';
  return speaker(JSON.parse(data) as ScriptWords<Names[number]>);
}

export function speaker<Name extends MessageName>({ language, messages }: ScriptWords<Name>): Speaker<Name> {
  return {
    language,
    say: (name, ...[values = {}]) => filled(messages[name], values as Values, language),
    put(place, name, ...[values = {}]) {
      const parts = filled(messages[name], values as Values, language).split(/<b>(.*?)<\/b>/);
      place.replaceChildren(
        ...parts.map((part, index) => {
          if (index % 2 === 0) return part;
          const bold = document.createElement('b');
          bold.textContent = part;
          return bold;
        }),
      );
    },
  };
}
