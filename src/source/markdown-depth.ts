import { limits } from './limits.ts';

/** The position at which a text exceeds a limit, and which one. */
export interface Excess {
  readonly offset: number;
  readonly code: 'markdown-too-deep' | 'file-too-large';
  readonly message: string;
}

/**
 * The first construct beyond the limits, or undefined.
 *
 * The Markdown engine recurses: 10,000 brackets or minus signs in an MDX expression end the process, 50,000 braces or
 * text directives take seconds. So nesting and density are measured in one pass before parsing. Fenced and inline code
 * is skipped; nesting in prose is reset at every paragraph, except for braces and elements of MDX, which may span
 * paragraphs.
 */
export function tooDeepMarkdown(text: string, format: 'md' | 'mdx'): Excess | undefined {
  return new DepthGauge(text, format === 'mdx').measure();
}

const tooDeep = `unexpected nesting deeper than ${limits.markdownDepth} levels`;

function deepAt(offset: number, message = tooDeep): Excess {
  return { offset, code: 'markdown-too-deep', message };
}

/**
 * What a character may cost beside its own length. The engine takes a node for a mark, and may look at the whole paragraph
 * again for each: the work of a paragraph is its marks times its length. A character reference makes it copy all that it has
 * read of the text, which weighs more.
 */
const weights = new Uint8Array(128);
for (const mark of '*_[]<`~:{@/=') weights[mark.charCodeAt(0)] = 1;
weights['&'.charCodeAt(0)] = 10;

/** Makes a node where there is a table, and is not looked at again. */
const pipe = 124;

/** Operators per piece of code: far above realistic content, far below what causes problems. */
const mostOperators = 1000;

/** A list item ends the paragraph before it (CommonMark 0.31, 5.3), so that its marks are no longer looked at. */
const listItem = /^ {0,3}[-+*][ \t]+\S/;

/** JavaScript syntax that nests without brackets. */
const operator = /=>|[-+!~?:=]|\b(?:new|await|typeof|void|delete|yield|if|else|for|while|do|with|async)\b/y;

class DepthGauge {
  readonly #text: string;
  readonly #mdx: boolean;
  #brackets = 0;
  #braces = 0;
  #elements = 0;
  #operators = 0;
  /** Marks of the text, and of the paragraph by their weight; where that starts, and the work of all before it. */
  #marks = 0;
  #weight = 0;
  #paragraph = 0;
  #work = 0;
  #esm = false;
  #lines = 0;
  /** Number of colons of each open directive. */
  readonly #directives: number[] = [];

  constructor(text: string, mdx: boolean) {
    this.#text = text;
    this.#mdx = mdx;
  }

  measure(): Excess | undefined {
    let fence: string | undefined;
    let blankBefore = true;
    const lines = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
    for (let start = 0; start < this.#text.length; start = lines.lastIndex) {
      lines.lastIndex = start;
      const line = lines.exec(this.#text)?.[0].trimEnd() ?? '';
      if (++this.#lines > limits.lines)
        return {
          offset: start,
          code: 'file-too-large',
          message: `unexpected length: more than ${limits.lines.toLocaleString('en')} lines`,
        };
      const marker = fenceAt(line);
      if (fence !== undefined) {
        if (
          marker !== undefined &&
          marker.startsWith(fence) &&
          /^[`~]+$/.test(line.trim().replace(/^(?:[>\s]|[-+*]\s|\d+[.)]\s)+/, ''))
        )
          fence = undefined;
        continue;
      }
      if (line.trim() === '') {
        this.#brackets = 0;
        this.#endParagraph(start);
        if (this.#braces === 0) this.#operators = 0;
        this.#esm = false;
        blankBefore = true;
        continue;
      }
      if (marker !== undefined) {
        fence = marker;
        this.#endParagraph(start);
        continue;
      }
      if (listItem.test(line)) this.#endParagraph(start);
      if (blankBefore && this.#mdx && /^(?:import|export)\b/.test(line)) this.#esm = true;
      blankBefore = false;
      const found = this.#containers(line, start) ?? this.#inline(line, start) ?? this.#marksIn(line, start);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Quotation and list markers, and directives. */
  #containers(line: string, start: number): Excess | undefined {
    const marker = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;
    for (let depth = 1; marker.test(line); depth++, this.#marks++)
      if (depth > limits.markdownDepth) return deepAt(start + marker.lastIndex - 1);
    const directive = /^[ \t>]*(:{3,})(\S?)/.exec(line);
    if (directive === null) return undefined;
    const colons = directive[1]?.length ?? 0;
    if (directive[2] === '') {
      const opener = this.#directives.findLastIndex((open) => open <= colons);
      if (opener >= 0) this.#directives.length = opener;
    } else if (this.#directives.push(colons) > limits.markdownDepth) return deepAt(start);
    return undefined;
  }

  #endParagraph(next: number): void {
    this.#work += this.#weight * (next - this.#paragraph);
    this.#weight = 0;
    this.#paragraph = next;
  }

  /** All marks count, those in code, too: what is code is only known once it has been read. */
  #marksIn(line: string, start: number): Excess | undefined {
    let last = 0;
    for (let at = 0; at <= line.length; at++) {
      const weight = weights[line.charCodeAt(at)] ?? 0;
      // What follows the last mark of a line counts for it, too.
      if (weight === 0 && at < line.length) {
        if (line.charCodeAt(at) === pipe) this.#marks++;
        continue;
      }
      if (weight > 0) last = at;
      this.#weight += weight;
      this.#marks += Math.min(weight, 1);
      if (this.#marks > limits.markdownMarks)
        return deepAt(
          start + last,
          `unexpected density: more than ${limits.markdownMarks.toLocaleString('en')} marks (\`*\`, \`[\`, \`:\` …) in one text`,
        );
      if (this.#work + this.#weight * (start + at - this.#paragraph) > limits.markdownWork)
        return deepAt(
          start + last,
          'unexpected density: more marks (`*`, `[`, `&` …) in one paragraph than can be read',
        );
    }
    return undefined;
  }

  #inline(line: string, start: number): Excess | undefined {
    const deepest = limits.markdownDepth;
    for (let at = 0; at < line.length; at++) {
      switch (line.charCodeAt(at)) {
        case 92: // backslash
          at++;
          break;
        case 96: // `
          at = this.#codeEnd(line, at);
          break;
        case 40: // (
        case 91: // [
          if (++this.#brackets > deepest) return deepAt(start + at);
          break;
        case 41: // )
        case 93: // ]
          this.#brackets = Math.max(0, this.#brackets - 1);
          break;
        case 123: // {
          if (++this.#braces > deepest && this.#mdx) return deepAt(start + at);
          break;
        case 125: // }
          this.#braces = Math.max(0, this.#braces - 1);
          if (this.#braces === 0 && !this.#esm) this.#operators = 0;
          break;
        case 60: // <
          if (this.#mdx && !this.#element(line, at)) return deepAt(start + at);
          break;
        default:
          // Letters are the most common case, and matter only in code.
          if (!this.#mdx) continue;
      }
      if (this.#mdx && (this.#braces > 0 || this.#esm)) {
        operator.lastIndex = at;
        if (operator.test(line) && ++this.#operators > mostOperators)
          return deepAt(
            start + at,
            `unexpected length: more than ${mostOperators.toLocaleString('en')} operators in one piece of code`,
          );
      }
    }
    return undefined;
  }

  /** Counts open MDX elements; false beyond the limit. */
  #element(line: string, at: number): boolean {
    if (line.startsWith('</', at)) this.#elements = Math.max(0, this.#elements - 1);
    else if (/^<[\p{L}>]/u.test(line.slice(at, at + 3))) {
      const close = line.indexOf('>', at);
      if (close < 0 || line.charAt(close - 1) !== '/') return ++this.#elements <= limits.markdownDepth;
    } else if (line.startsWith('/>', at)) this.#elements = Math.max(0, this.#elements - 1);
    return true;
  }

  /** The end of inline code that starts at `at` and ends on this line; otherwise the end of its backticks. */
  #codeEnd(line: string, at: number): number {
    const ticks = /`+/y;
    ticks.lastIndex = at;
    const run = ticks.exec(line)?.[0] ?? '`';
    for (let from = at + run.length; ;) {
      const found = line.indexOf(run, from);
      if (found < 0) return at + run.length - 1;
      let end = found + run.length;
      if (line.charAt(end) !== '`' && line.charAt(found - 1) !== '`') return end - 1;
      while (line.charAt(end) === '`') end++;
      from = end;
    }
  }
}

/** The backticks or tildes that open or close fenced code on this line, if any. */
function fenceAt(line: string): string | undefined {
  if (!line.includes('```') && !line.includes('~~~')) return undefined;
  const match = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*(`{3,}(?=[^`]*$)|~{3,})/.exec(
    line.slice(0, 2000),
  );
  return match?.[1];
}
