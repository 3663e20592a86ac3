import { createHighlighterCore, type GrammarState, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { bundledLanguages, bundledLanguagesAlias } from 'shiki/langs';
import { sharedRegexEngine } from './regex-engine.ts';
import { escapeText } from '../html.ts';
import { theme, tokenClass } from './theme.ts';
import { plainLines, type CodeBlock, type HighlightedLines } from './tokens.ts';

const plainLanguages = new Set(['text', 'txt', 'plain', 'plaintext', 'transcript']);

/**
 * By default Shiki stops after half a second per line, which makes the result depend on the load of the machine. So
 * there is no time limit; instead, very long lines are not highlighted.
 */
const limits = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: 2_000 };

const loaders: ReadonlyMap<string, LanguageInput> = new Map(
  Object.entries({ ...bundledLanguages, ...bundledLanguagesAlias }),
);

const tokenisers = new Map<string, Promise<LineTokeniser>>();

/**
 * Highlights one block with Shiki (TextMate grammars on JavaScript's regular expressions). Grammars are loaded on first
 * use; an unknown language is not highlighted.
 */
export async function tokenise({ lang, code }: CodeBlock): Promise<HighlightedLines> {
  const load = lang === undefined || plainLanguages.has(lang) ? undefined : loaders.get(lang);
  if (lang === undefined || load === undefined) return plainLines(code);
  const tokeniser = tokenisers.get(lang) ?? lineTokeniser(lang, load);
  tokenisers.set(lang, tokeniser);
  return (await tokeniser).lines(code);
}

/**
 * One highlighter per language: with a shared one, code inside a Markdown block would be highlighted only if its
 * language happened to be loaded already.
 */
async function lineTokeniser(lang: string, load: LanguageInput): Promise<LineTokeniser> {
  // Forgiving: patterns that JavaScript cannot express are skipped.
  const engine = sharedRegexEngine();
  return new LineTokeniser(
    await createHighlighterCore({ themes: [theme], langs: [load], engine, warnings: false }),
    lang,
  );
}

/**
 * The grammar state at the end of a line; `undefined` before the first. Equal states are interned, so they are compared
 * by identity.
 */
type State = GrammarState | undefined;

interface ColouredLine {
  readonly html: string;
  readonly after: State;
}

/**
 * Highlights code line by line, with a cache: the result of a TextMate grammar depends only on the line and the state
 * before it, and lines such as `});` or `const http = require('node:http');` occur often in a course.
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
      // An empty line does not change the state; it may be the first line.
      coloured = { html: lineHtml(tokens[0] ?? []), after: line === '' ? state : this.#same(grammarState) };
      known.set(line, coloured);
      this.#lines++;
    }
    return coloured;
  }

  /** Interns a state: returns the representative of all equal states. */
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

/** Maximum number of cached lines per language, because `dev` may run for days. */
const mostLines = 50_000;

/**
 * TextMate's internal grammar stack. Its own `equals` ignores whether a rule's begin pattern captured the end of the
 * line.
 */
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

/** Adjacent tokens of the same kind share a span; white space never needs one. */
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
