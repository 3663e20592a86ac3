import { endRun } from '../text/ends.ts';
import { Tokenizer, TokenizerMode, type Token, type ParserError } from 'parse5';

/** An attribute of a tag. */
export interface HtmlAttribute {
  /** In lower case. */
  readonly name: string;
  /** Character references are decoded; empty without a value. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Start of the value without its quotes, or of the name if there is no value. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface HtmlStartTag extends Stretch {
  readonly kind: 'start';
  /** In lower case. */
  readonly name: string;
  readonly attributes: readonly HtmlAttribute[];
  /** Ends with `/>`, which only has an effect in SVG and MathML. */
  readonly isSelfClosing: boolean;
}

export interface HtmlEndTag extends Stretch {
  readonly kind: 'end';
  readonly name: string;
}

/** A token of the HTML tokenizer (HTML standard, 13.2.5). */
export type HtmlToken =
  | HtmlStartTag
  | HtmlEndTag
  | (Stretch & { readonly kind: 'text'; readonly text: string })
  /** Comments, and what browsers treat as one: `<?php … ?>`, `<!DOCTYPE …>`. */
  | (Stretch & { readonly kind: 'comment'; readonly isProper: boolean });

/** A parse error, with its name in the standard (13.2.2). */
export interface HtmlError extends Stretch {
  readonly name: string;
}

export interface HtmlPiece {
  readonly tokens: readonly HtmlToken[];
  readonly errors: readonly HtmlError[];
}

/**
 * Tokenises a piece of raw HTML as browsers do. A piece may contain half an element, because Markdown splits HTML
 * around its own text. Never throws.
 *
 * @param offsetAt Converts offsets in the piece to offsets in the file.
 */
export function readHtml(html: string, offsetAt: (offset: number) => number = (offset) => offset): HtmlPiece {
  const tokens: HtmlToken[] = [];
  const errors: HtmlError[] = [];
  const stretch = ({ location }: { readonly location: Token.Location | null }): Stretch => ({
    start: offsetAt(location?.startOffset ?? 0),
    end: offsetAt(location?.endOffset ?? html.length),
  });
  const text = (token: Token.CharacterToken): void => {
    const { start, end } = stretch(token);
    const before = tokens.at(-1);
    if (before?.kind === 'text') tokens[tokens.length - 1] = { ...before, end, text: before.text + token.chars };
    else tokens.push({ kind: 'text', start, end, text: token.chars });
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const { start, end } = stretch(token);
        tokens.push({
          kind: 'start',
          name: token.tagName,
          start,
          end,
          isSelfClosing: token.selfClosing,
          attributes: token.attrs.map((attribute) =>
            located(attribute, token.location?.attrs?.[attribute.name], html, offsetAt),
          ),
        });
        // A standalone tokenizer does not know that the text of these elements is not markup (13.2.6.4).
        tokenizer.state = textModes.get(token.tagName) ?? tokenizer.state;
      },
      onEndTag(token) {
        tokens.push({ kind: 'end', name: token.tagName, ...stretch(token) });
      },
      onComment(token) {
        const { start, end } = stretch(token);
        tokens.push({
          kind: 'comment',
          start,
          end,
          isProper: html.startsWith('<!--', token.location?.startOffset ?? 0),
        });
      },
      onDoctype(token) {
        tokens.push({ kind: 'comment', isProper: false, ...stretch(token) });
      },
      onCharacter: text,
      onNullCharacter: text,
      onWhitespaceCharacter: text,
      onEof() {},
      onParseError({ code, startOffset, endOffset }: ParserError) {
        const { start, end } = culprit(code, startOffset, Math.max(endOffset, startOffset + 1), html);
        errors.push({ name: code, start: offsetAt(start), end: offsetAt(end) });
      },
    },
  );
  tokenizer.write(html, true);
  return { tokens, errors };
}

/** The range that an error is about; the tokenizer only reports where it was detected. */
function culprit(code: string, start: number, end: number, html: string): Stretch {
  switch (code) {
    case 'duplicate-attribute': {
      return { start: endRun(html.slice(0, start), /[^\s"'>/=]/), end: start };
    }
    case 'eof-in-comment': {
      const opener = html.lastIndexOf('<!--');
      return { start: opener, end: opener + '<!--'.length };
    }
    case 'eof-in-tag': {
      const opener = html.lastIndexOf('<');
      return { start: opener, end: opener + (/^<\/?[^\s>]*/.exec(html.slice(opener))?.[0].length ?? 1) };
    }
    default:
      return { start, end };
  }
}

const textModes: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ...['textarea', 'title'].map((name) => [name, TokenizerMode.RCDATA] as const),
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript'].map(
    (name) => [name, TokenizerMode.RAWTEXT] as const,
  ),
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);

function located(
  { name, value }: Token.Attribute,
  location: Token.Location | undefined,
  html: string,
  offsetAt: (offset: number) => number,
): HtmlAttribute {
  const start = location?.startOffset ?? 0;
  const end = location?.endOffset ?? start;
  const equals = /^[^=]*=[\t\n\f\r ]*/.exec(html.slice(start, end))?.[0];
  const from = start + (equals?.length ?? 0);
  const isQuoted = equals !== undefined && (html.charAt(from) === '"' || html.charAt(from) === "'");
  const [valueStart, valueEnd] = isQuoted ? [from + 1, Math.max(from + 1, end - 1)] : [from, end];
  return {
    name,
    value,
    start: offsetAt(start),
    end: offsetAt(end),
    valueStart: offsetAt(valueStart),
    valueEnd: offsetAt(valueEnd),
  };
}

/** Decodes the character references in an attribute value. */
export function attributeText(written: string): string {
  if (!written.includes('&')) return written;
  const [tag] = readHtml(`<a title="${written.replaceAll('"', '&#34;')}">`).tokens;
  return (tag?.kind === 'start' ? tag.attributes[0]?.value : undefined) ?? written;
}

/** Void elements (HTML standard, 13.1.2). */
export const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/**
 * Elements whose end tag may be omitted (13.1.2.4), except for `p`: Markdown generates paragraphs, and an open one
 * around them is a mistake.
 */
export const optionalEndTags: ReadonlySet<string> = new Set(
  'li dt dd rt rp optgroup option colgroup caption thead tbody tfoot tr td th'.split(' '),
);

/** Whether this is an HTML element (section 4, and the obsolete ones of 16.2 that browsers still support). */
export function isHtmlElement(name: string): boolean {
  return htmlElements.has(name);
}

const htmlElements: ReadonlySet<string> = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas
  caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font
  footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link listing main
  map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext
  pre progress q rb rp rt rtc ruby s samp script search section select selectedcontent slot small source span strike strong style sub
  summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp`.split(
    /\s+/,
  ),
);
