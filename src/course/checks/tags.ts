/** An opening tag in a piece of HTML or JSX, offsets in the file. */
export interface Tag {
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
  readonly attributes: readonly TagAttribute[];
}

export interface TagAttribute {
  readonly name: string;
  readonly start: number;
  /** Undefined without a value, and for a JSX expression. */
  readonly value: string | undefined;
  readonly valueStart: number;
}

/**
 * Finds the opening tags of a piece of source that starts at `offset`. Comments, and the contents of elements whose
 * text is no markup (HTML § 13.1.2), are stepped over; a JSX expression in braces counts as one value.
 */
export function readTags(source: string, offset: number, kind: 'html' | 'jsx'): Tag[] {
  const tags: Tag[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) break;
    if (source.startsWith('<!--', open)) {
      const end = source.indexOf('-->', open + 4);
      at = end < 0 ? source.length : end + 3;
      continue;
    }
    const name = /^<([a-z][^\s/>]*)/i.exec(source.slice(open, open + 200))?.[1];
    if (name === undefined) {
      at = open + 1;
      continue;
    }
    const { attributes, end } = readAttributes(source, open + 1 + name.length, offset, kind);
    tags.push({ name, start: offset + open + 1, attributes });
    at = end;
    if (kind === 'html' && /^(?:script|style|textarea|title|xmp)$/i.test(name)) {
      const close = source.toLowerCase().indexOf(`</${name.toLowerCase()}`, at);
      at = close < 0 ? source.length : close;
    }
    // The pieces of JSX are opening tags, each on its own.
    if (kind === 'jsx') break;
  }
  return tags;
}

function readAttributes(source: string, from: number, offset: number, kind: 'html' | 'jsx'): { attributes: TagAttribute[]; end: number } {
  const attributes: TagAttribute[] = [];
  let at = from;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '>') return { attributes, end: at + 1 };
    if (/[\s/]/.test(char)) at++;
    else if (kind === 'jsx' && char === '{') at = closingBrace(source, at) + 1;
    else {
      const name = /^[^\s=>/]+/.exec(source.slice(at, at + 500))?.[0] ?? char;
      const start = at;
      at += name.length;
      const equals = /^\s*=\s*/.exec(source.slice(at, at + 500))?.[0];
      if (equals === undefined) {
        attributes.push({ name, start: offset + start, value: undefined, valueStart: offset + start });
        continue;
      }
      at += equals.length;
      const quote = source.charAt(at);
      if (quote === '"' || quote === "'") {
        const close = source.indexOf(quote, at + 1);
        const end = close < 0 ? source.length : close;
        attributes.push({ name, start: offset + start, value: source.slice(at + 1, end), valueStart: offset + at + 1 });
        at = end + 1;
      } else if (kind === 'jsx' && quote === '{') {
        attributes.push({ name, start: offset + start, value: undefined, valueStart: offset + at });
        at = closingBrace(source, at) + 1;
      } else {
        const value = /^[^\s>]*/.exec(source.slice(at))?.[0] ?? '';
        attributes.push({ name, start: offset + start, value, valueStart: offset + at });
        at += value.length;
      }
    }
  }
  return { attributes, end: source.length };
}

/** The brace that closes the one at `open`; strings inside may hold braces. */
function closingBrace(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '"' || char === "'" || char === '`') {
      for (at++; at < source.length && source.charAt(at) !== char; at++) if (source.charAt(at) === '\\') at++;
    } else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  return source.length;
}
