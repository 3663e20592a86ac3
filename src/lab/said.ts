import type { LabMessage } from './messages.ts';

/**
 * What the lab says, before it is put into the language of a course: text that is the same in every language (a request,
 * what a program sent), a message of the interface with its values, or several with a space between them.
 *
 * Plain data: it travels from the frame to the page, and is kept in records of runs.
 */
export type Said = string | SaidMessage | readonly Said[];

export interface SaidMessage {
  readonly message: LabMessage;
  readonly values?: Readonly<Record<string, number | Said>>;
}

/** Fills a message of the interface; undefined if there is none of this name. */
export type Fill = (name: string, values: Readonly<Record<string, string | number>>) => string | undefined;

/** How deep messages may stand in messages. */
const DEPTH = 6;

/**
 * The text of what was said. `said` may come from the frame or from a file: what is not a `Said` is left out, and so is
 * what stands too deep.
 */
export function textOf(said: unknown, fill: Fill, depth = DEPTH): string {
  if (typeof said === 'string') return said;
  if (depth === 0 || typeof said !== 'object' || said === null) return '';
  if (Array.isArray(said)) return said.map((part) => textOf(part, fill, depth - 1)).join(' ');
  const { message, values } = said as { readonly message?: unknown; readonly values?: unknown };
  if (typeof message !== 'string') return '';
  const given = Object.entries(typeof values === 'object' && values !== null ? values : {}).map(
    ([name, value]: [string, unknown]) => [name, typeof value === 'number' ? value : textOf(value, fill, depth - 1)],
  );
  return fill(message, Object.fromEntries(given) as Record<string, string | number>) ?? '';
}
