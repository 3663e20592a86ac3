/** One `import … from 'x'`, `export … from 'x'` or `import('x')`; offsets in the source given. */
export interface ImportUse {
  /** Undefined where the address is computed. */
  readonly specifier: string | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds every import in JavaScript that parses, by reading its tokens: comments, strings and templates are stepped
 * over, so that text which merely looks like an import is none. Static imports only count in modules.
 */
export function readImports(source: string, module: boolean): ImportUse[] {
  const uses: ImportUse[] = [];
  const token = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|(["'])((?:\\[\s\S]|(?!\1)[^\\])*)\1|`(?:\\[\s\S]|[^\\`])*`|[\p{L}$_][\p{L}\p{N}$_]*|[^\s]/gu;
  let before = '';
  let last = '';
  for (const match of source.matchAll(token)) {
    const [text, quote, content] = match;
    if (text.startsWith('//') || text.startsWith('/*')) continue;
    const start = match.index;
    const isString = quote !== undefined;
    const call = last === '(' && before === 'import';
    if (isString && (call || (module && (last === 'from' || last === 'import')))) uses.push({ specifier: content ?? '', start: start + 1, end: start + text.length - 1 });
    else if (call) uses.push({ specifier: undefined, start, end: start + text.length });
    before = last;
    last = isString ? '"' : text;
  }
  return uses;
}
