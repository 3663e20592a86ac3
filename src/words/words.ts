import { escapeAttribute } from '../text/escape.ts';
import { filled, type Message } from '../text/messages.ts';
import { catalogueOf } from './catalogues.ts';
import { directionOf, scriptOf, type Direction } from './direction.ts';
import { en } from './en.ts';
import type { Given, MessageName, ScriptWords } from './messages.ts';

/** A course's own words: other texts for messages, or the words of a language that has no catalogue. */
export type OwnWords = Readonly<Record<string, Message>>;

/** HTML that takes the place of a value in a message. */
export interface Markup {
  readonly html: string;
}

/**
 * The interface's words in a course's language. A message that the language lacks is English, and its markup says so
 * (WCAG 3.1.2).
 */
export interface Words {
  /** The language of the course. */
  readonly language: string;
  readonly direction: Direction;
  /** The script of the language (ISO 15924). */
  readonly script: string;
  /** Names of the messages that the language lacks. */
  readonly missing: readonly MessageName[];
  /** All texts that are not of Lectern's English. */
  readonly texts: readonly string[];
  /** A message as plain text, for attributes and titles. */
  say<Name extends MessageName>(name: Name, ...values: Given<Name, string | number>): string;
  /**
   * A message as HTML. Texts among the values are escaped, and isolated if their direction may differ; `attributes`
   * completes the message's tags: `{ a: 'href="/"' }`.
   */
  html<Name extends MessageName>(
    name: Name,
    ...values: [...Given<Name, string | number | Markup>, attributes?: Readonly<Record<string, string>>]
  ): string;
  /** The text of a message that data names; undefined if there is none of this name. */
  readonly fill: (name: string, values: Readonly<Record<string, string | number>>) => string | undefined;
  /** The text of a message with its `{names}`, for a script to fill. Not for messages with plurals. */
  raw(name: MessageName): string;
  /** Attributes for an element whose whole text, or whose label, is this message; none in the course's language. */
  attributes(name: MessageName): Readonly<Record<string, string>>;
  /** The same as HTML, with a space before it. */
  marked(name: MessageName): string;
  number(value: number): string;
  /** Texts side by side, without “and”. */
  list(texts: readonly string[]): string;
  /** All of these, as HTML: “a, b, and c”. */
  all(html: readonly string[]): string;
  /** A day, `2026-11-30`, as people write it. */
  date(day: string): string;
  /** Any of these, as HTML: “a, b, or c”. */
  either(html: readonly string[]): string;
  forScript<Name extends MessageName>(names: readonly Name[]): ScriptWords<Name>;
}

const isName = (name: string): name is MessageName => Object.hasOwn(en, name);

/** The words of a language, with a course's own before them. */
export function wordsOf(language: string, own: OwnWords = {}): Words {
  const tag = knownTag(language);
  const catalogue = catalogueOf(tag);
  const names = Object.keys(en) as MessageName[];
  const isOwn = (name: MessageName): boolean => catalogue !== undefined || own[name] !== undefined;
  const missing = names.filter((name) => !isOwn(name));
  const direction = directionOf(tag);
  const messageOf = (name: MessageName): Message => own[name] ?? (catalogue ?? en)[name];
  const tongueOf = (name: MessageName): string => (isOwn(name) ? tag : 'en');
  const english = { start: '<span lang="en" dir="ltr">', end: '</span>' };

  const isolated = (text: string, name: MessageName): string => {
    if (!isOwn(name)) return `<bdi lang="${escapeAttribute(language)}">${escapeAttribute(text)}</bdi>`;
    return direction === 'rtl' ? `<bdi>${escapeAttribute(text)}</bdi>` : escapeAttribute(text);
  };

  /** Markup in an English message is not English. */
  const foreign = ({ html }: Markup, name: MessageName): string =>
    isOwn(name) ? html : english.end + html + english.start;

  return {
    language,
    direction,
    script: scriptOf(tag),
    missing,
    texts: names
      .filter((name) => own[name] !== undefined || (catalogue !== undefined && catalogue !== en))
      .flatMap((name) => textsOf(messageOf(name))),
    say: (name, ...[values = {}]) => filled(messageOf(name), values, tongueOf(name)),
    fill: (name, values) => (isName(name) ? filled(messageOf(name), values, tongueOf(name)) : undefined),
    html(name, ...rest) {
      const [values = {}, attributes = {}] = rest as unknown as [
        Readonly<Record<string, string | number | Markup>>?,
        Readonly<Record<string, string>>?,
      ];
      const parts = Object.entries(values).map(([key, value]) => [
        key,
        typeof value === 'number' ? value : typeof value === 'string' ? isolated(value, name) : foreign(value, name),
      ]);
      const html = filled(escaped(messageOf(name), attributes), Object.fromEntries(parts), tongueOf(name));
      return isOwn(name) ? html : `${english.start}${html}${english.end}`.replaceAll(english.start + english.end, '');
    },
    raw(name) {
      const message = messageOf(name);
      return typeof message === 'string' ? message : message.other;
    },
    attributes: (name) => (isOwn(name) ? {} : { lang: 'en', dir: 'ltr' }),
    marked: (name) => (isOwn(name) ? '' : ' lang="en" dir="ltr"'),
    number: (value) => value.toLocaleString(tag),
    list: (texts) => new Intl.ListFormat(tag, { type: 'unit', style: 'short' }).format(texts),
    all: (html) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(html),
    date: (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString(tag, { dateStyle: 'long', timeZone: 'UTC' }),
    either: (html) => new Intl.ListFormat(tag, { type: 'disjunction' }).format(html),
    forScript: (chosen) => ({
      language: chosen.every(isOwn) ? tag : 'en',
      messages: Object.fromEntries(chosen.map((name) => [name, messageOf(name)])) as Record<
        (typeof chosen)[number],
        Message
      >,
    }),
  };
}

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message).filter((text) => text !== undefined);

/** A message as HTML: its tags get their attributes, everything else is text. */
function escaped(message: Message, attributes: Readonly<Record<string, string>>): Message {
  if (typeof message !== 'string')
    return Object.fromEntries(
      Object.entries(message).map(([category, text]) => [category, escaped(text ?? message.other, attributes)]),
    ) as unknown as Message;
  return escapeAttribute(message).replace(/&lt;(\/?)(a|b)&gt;/g, (_, slash: string, tag: string) => {
    const given = slash === '' && attributes[tag] !== undefined ? ` ${attributes[tag]}` : '';
    return `<${slash}${tag}${given}>`;
  });
}

/** The tag as `Intl` takes it; a tag that it rejects counts as English. */
function knownTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
