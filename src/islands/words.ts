import { filled, type Values } from '../text/messages.ts';
import type { Given, MessageName, ScriptWords } from '../words/messages.ts';

/**
 * The words that the page hands to its script (`components/ScriptWords.astro`), for the names in `Names`: its messages as
 * text, or in an element.
 */
export function pageWords<Names extends readonly MessageName[]>() {
  const data = document.querySelector('script[data-messages]')?.textContent ?? '';
  const { language, messages } = JSON.parse(data) as ScriptWords<Names[number]>;
  return {
    language,
    say<Name extends Names[number]>(name: Name, ...[values = {}]: Given<Name, string | number>): string {
      return filled(messages[name], values as Values, language);
    },
    /** Writes a message into an element; what it has between `<b>` and `</b>` becomes bold. */
    put<Name extends Names[number]>(place: Element, name: Name, ...[values = {}]: Given<Name, string | number>): void {
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
