import { bundledLanguages, bundledLanguagesInfo } from 'shiki/langs';
import type { Fence } from '../source/lesson.ts';

/** A runtime that runs programs for proofs. */
export type Runtime = 'node' | 'browser';

/** The highlighter's languages without highlighting. They do not tell what a program is written in. */
const plainLanguages = ['text', 'txt', 'plain', 'plaintext', 'ansi'];

/** All languages of fences: with and without highlighting, and those that directives use. */
export const languages: ReadonlySet<string> = new Set([
  ...Object.keys(bundledLanguages),
  ...plainLanguages,
  'transcript',
  'output',
]);

/** Canonical names of languages: `js` and `javascript` are the same. */
export const languageNamed: ReadonlyMap<string, string> = new Map(
  bundledLanguagesInfo.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id] as const)),
);

const javaScript = new Set(['js', 'javascript', 'mjs', 'cjs']);
const typeScript = new Set(['ts', 'typescript', 'mts', 'cts']);

/** Whether two names are different languages; false for unknown languages and those without highlighting. */
export function areOtherLanguages(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => languageNamed.get(name.toLowerCase()));
  return a !== undefined && b !== undefined && a !== b;
}

/** The runtimes for a language; the first is the default. Empty for most languages. */
export function runtimesOf(language: string): readonly Runtime[] {
  if (isJavaScript(language)) return ['node', 'browser'];
  const name = language.toLowerCase();
  return typeScript.has(name) ? ['node'] : name === 'html' ? ['browser'] : [];
}

export function isJavaScript(language: string): boolean {
  return javaScript.has(language.toLowerCase());
}

/** The language of a program: from its fence, otherwise from the extension of its title; undefined if neither tells. */
export function languageOf({ lang, meta }: Fence): string | undefined {
  if (lang !== undefined && !plainLanguages.includes(lang.toLowerCase())) return lang;
  const ending = /\.(\w+)$/.exec(meta.title ?? '')?.[1];
  return ending !== undefined && languages.has(ending.toLowerCase()) ? ending : undefined;
}

/** The runtime of a program; undefined if the author opted out, or if the language is unsupported or unknown. */
export function runtimeOf(fence: Fence): Runtime | undefined {
  const { runs } = fence.meta;
  if (runs === 'no') return undefined;
  const language = languageOf(fence);
  if (language === undefined) return runs;
  const able = runtimesOf(language);
  return runs === undefined ? able[0] : able.find((runtime) => runtime === runs);
}
