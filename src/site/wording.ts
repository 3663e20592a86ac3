import { escapeAttribute } from '../text/escape.ts';
import { directionOf } from '../words/direction.ts';
import type { Markup, Words } from '../words/words.ts';
import type { Named } from './appearance.ts';
import type { ModuleCard } from './model.ts';

/** Attributes of words in another language than the page; none where that is not so. */
export function spokenIn({ language }: { readonly language?: string | undefined }): Readonly<Record<string, string>> {
  return language === undefined ? {} : { lang: language, dir: directionOf(language) };
}

/** Attributes of a link that leads to a page in another language, in whose language it is named; none where that is not so. */
export function inLanguage(card: { readonly language?: string | undefined }): Readonly<Record<string, string>> {
  return card.language === undefined ? {} : { ...spokenIn(card), hreflang: card.language };
}

/** The effort of a module as HTML: `8 minutes · 6 questions`. */
export function effort(words: Words, { minutes, questions }: Pick<ModuleCard, 'minutes' | 'questions'>): string {
  const parts = [words.html('minutes', { n: minutes })];
  if (questions > 0) parts.push(words.html('questions', { n: questions }));
  return parts.join(' · ');
}

/** The extent of several modules, as text and as HTML: `4 modules · 21 minutes`, `120 modules · about 14 hours`. */
export function facts(
  words: Words,
  modules: number,
  minutes: number,
): { readonly text: string; readonly html: string } {
  const [time, n] =
    minutes < 120 ? (['minutes', minutes] as const) : (['about-hours', Math.round(minutes / 60)] as const);
  return {
    text: `${words.say('modules', { n: modules })} · ${words.say(time, { n })}`,
    html: `${words.html('modules', { n: modules })} · ${words.html(time, { n })}`,
  };
}

/** A name, as a link where it has an address. */
export function named({ name, url }: Named): Markup {
  const text = `<bdi>${escapeAttribute(name)}</bdi>`;
  return { html: url === undefined ? text : `<a href="${escapeAttribute(url)}">${text}</a>` };
}

/** Who wrote something, as HTML. */
export function writtenBy(words: Words, authors: readonly Named[]): string {
  return words.html('written-by', { authors: { html: words.all(authors.map((author) => named(author).html)) } });
}

/** Who wrote a module and when it changed last, as HTML. */
export function byline(
  words: Words,
  { authors, updated }: { readonly authors: readonly Named[]; readonly updated: string | undefined },
): string {
  return [
    ...(authors.length > 0 ? [writtenBy(words, authors)] : []),
    ...(updated === undefined ? [] : [words.html('updated', { date: words.date(updated) })]),
  ].join(' · ');
}
