import { tokenize, type Token } from './tokens.ts';

/** The specifier and bindings of an `import` declaration. */
export interface ImportDeclaration {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly specifier: string;
  /** Local name → exported name, including `default` and `*`. */
  readonly bindings: readonly (readonly [local: string, imported: string])[];
}

/** The `import` declarations at the top level of a program. */
export function importsOf(code: string): ImportDeclaration[] {
  const tokens = tokenize(code).filter((token) => token.kind !== 'comment');
  const imports: ImportDeclaration[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const [token, next] = [tokens[i], tokens[i + 1]];
    if (token?.text !== 'import' || token.depth > 0 || token.kind !== 'word' || tokens[i - 1]?.text === '.') continue;
    if (next?.text === '(' || next?.text === '.') continue;
    const at = tokens.findIndex((other, index) => index > i && other.kind === 'string');
    const specifier = tokens[at];
    if (!specifier) continue;
    const semicolon = tokens[at + 1]?.text === ';' ? tokens[at + 1] : undefined;
    imports.push({
      start: token.start,
      end: (semicolon ?? specifier).end,
      line: token.line,
      column: token.column,
      specifier: specifier.text.slice(1, -1),
      bindings: bindingsOf(tokens.slice(i + 1, at)),
    });
    i = at;
  }
  return imports;
}

/** Parses clauses such as `ws, { WebSocketServer as Server } from`. */
function bindingsOf(clause: readonly Token[]): [string, string][] {
  const bindings: [string, string][] = [];
  let braces = false;
  for (let i = 0; i < clause.length; i++) {
    const text = clause[i]?.text ?? '';
    if (text === '{' || text === '}') braces = text === '{';
    else if (text === '*') {
      bindings.push([clause[i + 2]?.text ?? '', '*']);
      i += 2;
    } else if (text === ',' || (text === 'from' && !braces)) continue;
    else if (clause[i + 1]?.text === 'as') {
      bindings.push([clause[i + 2]?.text ?? '', text]);
      i += 2;
    } else bindings.push([text, braces ? text : 'default']);
  }
  return bindings;
}

/**
 * Rewrites an ES module as the body of an async function. Imports are hoisted and become constants read from `_impt_`
 * (as long as the keyword it replaces, so that columns do not shift); everything else stays on its line. Undefined for
 * a CommonJS program.
 */
export function rewriteModule(code: string): { readonly code: string } | undefined {
  const imports = importsOf(code);
  const tokens = tokenize(code);
  const waits = tokens.some((token) => token.kind === 'word' && token.text === 'await' && token.depth === 0);
  if (imports.length === 0 && !waits) return undefined;
  const edits: { start: number; end: number; text: string }[] = imports.map(({ start, end }) => ({
    start,
    end,
    text: code.slice(start, end).replace(/[^\n]/g, ' '),
  }));
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'word' && token.text === 'import' && tokens[i + 1]?.text === '(')
      edits.push({ start: token.start, end: token.end, text: '_impt_' });
  }
  let rewritten = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    rewritten += code.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { code: imports.map(bindingCode).join('') + rewritten + code.slice(at) };
}

function bindingCode({ specifier, bindings }: ImportDeclaration): string {
  const from = `_impt_.now(${JSON.stringify(specifier)})`;
  if (bindings.length === 0) return `${from};`;
  return bindings
    .map(
      ([local, imported]) =>
        `const ${local}=${imported === '*' ? from : `_impt_.named(${JSON.stringify(specifier)},${JSON.stringify(imported)})`};`,
    )
    .join('');
}
