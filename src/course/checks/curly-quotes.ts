import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import { problem, replacing, type Words } from '../problem.ts';

/** An attribute value in curly quotes, with offsets into the searched text. */
export interface CurlyValue {
  readonly start: number;
  readonly end: number;
  readonly words: Pick<Words, 'message' | 'why' | 'fix'>;
  /** The corrected value; undefined if it is unknown. */
  readonly replacement: string | undefined;
}

/** Finds `name=“value”` in a list of attributes: the quotes become part of the value, which ends at its first space. */
export function curlyValues(attributes: string): readonly CurlyValue[] {
  return [...attributes.matchAll(quotedValue)].map(({ 0: written, index }) => {
    const value = written.slice(1, endsInQuote.test(written) ? -1 : undefined);
    return {
      start: index,
      end: index + written.length,
      words: {
        message: `unexpected curly quotes, expected \`"${value}"\``,
        why: 'they become part of the value, and what stands behind its first space is lost',
        fix: `write \`"${value}"\`; some editors and web pages turn straight quotes into curly ones`,
      },
      replacement: /["{}<>]/.test(value) ? undefined : `"${value}"`,
    };
  });
}

/** Reports every such value between two offsets of a text. */
export function curlyQuotes(text: SourceText, from: number, to: number): Diagnostic[] {
  return curlyValues(text.text.slice(from, to)).map(({ start, end, words, replacement }) => {
    const span = text.span(from + start, from + end);
    return problem('quotes-curly', span, {
      ...words,
      edit: replacement === undefined ? undefined : replacing(span, replacement),
    });
  });
}

/** Replaces a diagnostic about an invalid tag if curly quotes are the cause; returns others unchanged. */
export function orCurlyQuotes(diagnostic: Diagnostic, text: SourceText): readonly Diagnostic[] {
  if (diagnostic.code !== 'mdx-syntax') return [diagnostic];
  const at = text.offsetAt(diagnostic.start);
  const open = text.text.lastIndexOf('<', at);
  const tag = open < 0 ? undefined : /^<[A-Za-z][^<>]{0,1000}>?/.exec(text.text.slice(open, open + 1002))?.[0];
  const found = tag === undefined || open + tag.length < at ? [] : curlyQuotes(text, open, open + tag.length);
  return found.length > 0 ? found : [diagnostic];
}

const endsInQuote = /[“”„‟«»‘’‚"']$/;
/** Curly at its start, or only at its end: `"server.js”`. */
const quotedValue =
  /(?=[“”„‟«»‘’‚"])(?<=[\w-][ \t]*=[ \t]*)(?:[“”„‟«»‘’‚][^“”„‟«»‘’‚"'\r\n]*[“”„‟«»‘’‚"']?|"[^"“”\r\n]*”(?=[\s}/>]|$))/g;
