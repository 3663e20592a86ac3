import { createHighlighterCore, type GrammarState, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { bundledLanguages, bundledLanguagesAlias } from 'shiki/langs';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { escapeText } from '../html.ts';
import { theme, tokenClass } from './theme.ts';
import { plainLines, type CodeBlock, type HighlightedLines } from './tokens.ts';

const plainLanguages = new Set(['text', 'txt', 'plain', 'plaintext', 'transcript']);

/**
 * Shiki gives up on a line after half a second, and what it has by then depends on how busy the machine is. A line may
 * take as long as it takes; one that nobody could read stays plain.
 */
const limits = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: 2_000 };

const loaders: ReadonlyMap<string, LanguageInput> = new Map(
  Object.entries({ ...bundledLanguages, ...bundledLanguagesAlias }),
);

const tokenisers = new Map<string, Promise<LineTokeniser>>();

/**
 * Colours one block with Shiki (TextMate grammars on JavaScript's regular expressions). Grammars are loaded when a language
 * is first met; an unknown language comes out plain.
 */
export async function tokenise({ lang, code }: CodeBlock): Promise<HighlightedLines> {
  const load = lang === undefined || plainLanguages.has(lang) ? undefined : loaders.get(lang);
  if (lang === undefined || load === undefined) return plainLines(code);
  const tokeniser = tokenisers.get(lang) ?? lineTokeniser(lang, load);
  tokenisers.set(lang, tokeniser);
  return (await tokeniser).lines(code);
}

/**
 * A highlighter for each language: in one for all, the code in a block of Markdown would be coloured only if its language
 * had been met before, and so by chance.
 */
async function lineTokeniser(lang: string, load: LanguageInput): Promise<LineTokeniser> {
  // Forgiving: a pattern that JavaScript cannot express is left out.
  const engine = createJavaScriptRegexEngine({ forgiving: true });
  return new LineTokeniser(
    await createHighlighterCore({ themes: [theme], langs: [load], engine, warnings: false }),
    lang,
  );
}

/** What a grammar knows at the end of a line; `undefined` before the first. Compared by identity: equal states are one. */
type State = GrammarState | undefined;

interface ColouredLine {
  readonly html: string;
  readonly after: State;
}

/**
 * Colours code line by line, each line once: what a TextMate grammar makes of a line depends on the line and on the
 * state it begins in, and the lines of a course (`});`, `const http = require('node:http');`) come again and again.
 */
class LineTokeniser {
  readonly #shiki: HighlighterCore;
  readonly #lang: string;
  readonly #known = new Map<State, Map<string, ColouredLine>>();
  #lines = 0;

  constructor(shiki: HighlighterCore, lang: string) {
    this.#shiki = shiki;
    this.#lang = lang;
  }

  lines(code: string): HighlightedLines {
    if (this.#lines > mostLines) this.#forget();
    let state: State;
    return code.split(/\r?\n/).map((line) => {
      const coloured = this.#line(line, state);
      state = coloured.after;
      return coloured.html;
    });
  }

  #line(line: string, state: State): ColouredLine {
    const known = this.#known.get(state) ?? new Map<string, ColouredLine>();
    this.#known.set(state, known);
    let coloured = known.get(line);
    if (coloured === undefined) {
      const { tokens, grammarState } = this.#shiki.codeToTokens(line, {
        lang: this.#lang,
        theme: 'lectern',
        ...(state === undefined ? {} : { grammarState: state }),
        ...limits,
      });
      // An empty line changes nothing; it may be the first.
      coloured = { html: lineHtml(tokens[0] ?? []), after: line === '' ? state : this.#same(grammarState) };
      known.set(line, coloured);
      this.#lines++;
    }
    return coloured;
  }

  /** The state that stands for all that are equal to this one. */
  #same(state: State): State {
    for (const known of this.#known.keys()) if (isSameState(known, state)) return known;
    if (state !== undefined) this.#known.set(state, new Map());
    return state;
  }

  #forget(): void {
    this.#known.clear();
    this.#lines = 0;
  }
}

/** Lines that are remembered of a language; a course may have more, and `dev` may run for days. */
const mostLines = 50_000;

/** A grammar's stack as TextMate keeps it; its own `equals` leaves out whether a rule's beginning took the line's end. */
interface Stack {
  readonly parent: Stack | null;
  readonly beginRuleCapturedEOL: boolean;
  equals(other: Stack): boolean;
}

function isSameState(one: State, other: State): boolean {
  const [a, b] = [one?.getInternalStack() as Stack | undefined, other?.getInternalStack() as Stack | undefined];
  if (a === b) return true;
  if (a === undefined || b === undefined || !a.equals(b)) return false;
  for (
    let [left, right]: [Stack | null, Stack | null] = [a, b];
    left !== null && right !== null;
    [left, right] = [left.parent, right.parent]
  ) {
    if (left.beginRuleCapturedEOL !== right.beginRuleCapturedEOL) return false;
  }
  return true;
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
