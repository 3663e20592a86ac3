import { printable } from '../diagnostics/display.ts';

/** Who reads what is written: a person at a terminal, a runner that takes lines for commands, or a file. */
export type Consumer = 'terminal' | 'runner' | 'file';

export function consumerOf(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Consumer {
  if (env['GITHUB_ACTIONS'] || env['TF_BUILD']) return 'runner';
  return isTerminal ? 'terminal' : 'file';
}

/** The only sequences that Lectern itself sends to a terminal: colours, links, and taking back lines and screens. */
// eslint-disable-next-line no-control-regex
const own = /\u001B\[[\d;]*m|\u001B\]8;;[!-~]*\u001B\\|\u001B\[[0-3]?[JKH]|\u001B\[\?25[hl]/g;

/**
 * A text as one consumer may get it. At a terminal, control and bidirectional characters are shown in place of having an
 * effect, but for those that Lectern itself uses; what comes from files has none of these left by then (`quoted`). In a log
 * of a runner, no line is a command (`::…`, `##[…`). A file gets the text as it is.
 */
export function harmless(text: string, consumer: Consumer): string {
  switch (consumer) {
    case 'terminal': {
      const parts: string[] = [];
      let end = 0;
      for (const { index, 0: sequence } of text.matchAll(own)) {
        parts.push(shown(text.slice(end, index)), sequence);
        end = index + sequence.length;
      }
      return parts.join('') + shown(text.slice(end));
    }
    case 'runner':
      return text.replace(/^([^\S\r\n]*)::/gm, '$1:\u200B:').replaceAll('##[', '##\u200B[');
    case 'file':
      return text;
  }
}

/** Text of a file of the course, such as a diff, for a consumer: at a terminal, nothing in it has an effect. */
export function quoted(text: string, consumer: Consumer): string {
  return consumer === 'terminal' ? shown(text) : harmless(text, consumer);
}

/** Tabs and line breaks stay as they are. */
function shown(text: string): string {
  return text.replace(/[^\t]+/g, printable);
}
