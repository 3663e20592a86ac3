import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages, bundledLanguagesAlias } from 'shiki/langs';
import { escapeText } from '../html.ts';
import { theme, tokenClass } from './theme.ts';

/** One block of code to colour. */
export interface CodeBlock {
  readonly lang: string | undefined;
  readonly code: string;
}

/** The HTML of each line of a block, without line breaks: text and `<span class="t?">`. Same block, same lines, always. */
export type HighlightedLines = readonly string[];

/** Gives the coloured lines of a block. Must be ready for every block of the text it is used on. */
export type Highlight = (block: CodeBlock) => HighlightedLines;

const plainLanguages = new Set(['text', 'txt', 'plain', 'plaintext', 'transcript']);

/** Whether a fence's language can be coloured or is meant to stay plain; anything else is probably a misspelling. */
export function isKnownLanguage(lang: string): boolean {
  return plainLanguages.has(lang) || lang in bundledLanguages || lang in bundledLanguagesAlias;
}

/** Lines as they are, for plain text and for languages nobody knows. */
export function plainLines(code: string): HighlightedLines {
  return code.split('\n').map(escapeText);
}

/**
 * Shiki gives up on a line after half a second, and what it has by then depends on how busy the machine is. A line may
 * take as long as it takes; one that nobody could read stays plain.
 */
const limits = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: 2_000 };

let highlighter: Promise<HighlighterCore> | undefined;

/**
 * Colours one block with Shiki (TextMate grammars on the JavaScript regex engine). Grammars are loaded when a language
 * is first met; an unknown language comes out plain.
 */
export async function tokenise({ lang, code }: CodeBlock): Promise<HighlightedLines> {
  const load = lang === undefined || plainLanguages.has(lang) ? undefined : { ...bundledLanguages, ...bundledLanguagesAlias }[lang];
  if (lang === undefined || load === undefined) return plainLines(code);
  highlighter ??= createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) });
  const shiki = await highlighter;
  await shiki.loadLanguage(load);
  const { tokens } = shiki.codeToTokens(code, { lang, theme: 'lectern', ...limits });
  return tokens.map(lineHtml);
}

/** Neighbouring tokens of one kind share a span; white space never needs one. */
function lineHtml(line: readonly { content: string; color?: string | undefined }[]): string {
  let html = '';
  let open: string | undefined;
  let text = '';
  const flush = (): void => {
    if (text !== '') html += open === undefined ? escapeText(text) : `<span class="${open}">${escapeText(text)}</span>`;
    text = '';
  };
  for (const { content, color } of line) {
    const kind = content.trim() === '' ? open : tokenClass(color);
    if (kind !== open) {
      flush();
      open = kind;
    }
    text += content;
  }
  flush();
  return html;
}
