import { bundledLanguages, bundledLanguagesInfo } from 'shiki/langs';
import type { Fence } from '../source/lesson.ts';

/** What runs programs of lessons and quizzes for a proof. */
export type Runtime = 'node' | 'browser';

/** Languages without colours: the highlighter's own. They say nothing about what a program is written in. */
const plainLanguages = ['text', 'txt', 'plain', 'plaintext', 'ansi'];

/** Every language of a fence: those with colours, without, and those our directives give a meaning to. */
export const languages: ReadonlySet<string> = new Set([
  ...Object.keys(bundledLanguages),
  ...plainLanguages,
  'transcript',
  'output',
]);

/** The language that a name stands for: `js` and `javascript` are one. */
export const languageNamed: ReadonlyMap<string, string> = new Map(
  bundledLanguagesInfo.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id] as const)),
);

const javaScript = new Set(['js', 'javascript', 'mjs', 'cjs']);
const typeScript = new Set(['ts', 'typescript', 'mts', 'cts']);

/** Whether two names stand for different languages; those without colours, and those that nobody knows, say nothing. */
export function areOtherLanguages(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => languageNamed.get(name.toLowerCase()));
  return a !== undefined && b !== undefined && a !== b;
}

/** What can run a program in this language; the first does where its author does not say. None for most languages. */
export function runtimesOf(language: string): readonly Runtime[] {
  if (isJavaScript(language)) return ['node', 'browser'];
  const name = language.toLowerCase();
  return typeScript.has(name) ? ['node'] : name === 'html' ? ['browser'] : [];
}

export function isJavaScript(language: string): boolean {
  return javaScript.has(language.toLowerCase());
}

/** What a program is written in: as its fence says, else as its title ends; undefined where neither says so. */
export function languageOf({ lang, meta }: Fence): string | undefined {
  if (lang !== undefined && !plainLanguages.includes(lang.toLowerCase())) return lang;
  const ending = /\.(\w+)$/.exec(meta.title ?? '')?.[1];
  return ending !== undefined && languages.has(ending.toLowerCase()) ? ending : undefined;
}

/** What runs a program: nothing where its author says so, where nothing can, and where nobody says what it is. */
export function runtimeOf(fence: Fence): Runtime | undefined {
  const { runs } = fence.meta;
  if (runs === 'no') return undefined;
  const language = languageOf(fence);
  if (language === undefined) return runs;
  const able = runtimesOf(language);
  return runs === undefined ? able[0] : able.find((runtime) => runtime === runs);
}
