/** A stretch of JavaScript: code, or something that only looks like it. */
export interface Token {
  readonly kind: 'word' | 'punctuation' | 'string' | 'template' | 'comment' | 'regex' | 'number';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets of any kind are open before it. */
  readonly depth: number;
  readonly line: number;
  readonly column: number;
}

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][+-]?\d+)?)n?/y;
const STRING = /'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?/y;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** After these keywords a slash starts a regular expression; after other words it is a division. */
const BEFORE_REGEX = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'delete',
  'void',
  'throw',
  'new',
  'do',
  'else',
  'await',
  'yield',
  'instanceof',
]);

/**
 * Tokenises a program, just finely enough to find words outside strings and comments. Never throws; white space is
 * skipped. Templates are split around their expressions.
 */
export function tokenize(code: string): Token[] {
  const tokens: Token[] = [];
  const templates: number[] = [];
  let depth = 0;
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0];
  };
  const add = (kind: Token['kind'], text: string): void => {
    tokens.push({ kind, text, start: at, end: at + text.length, depth, line, column: at - lineStart + 1 });
    for (let i = at; i < at + text.length; i++) {
      if (code[i] === '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    at += text.length;
  };
  while (at < code.length) {
    const character = code[at] ?? '';
    if (character === '\n') {
      line++;
      lineStart = ++at;
    } else if (/\s/.test(character)) at++;
    else if (character === '"' || character === "'") add('string', match(STRING) ?? character);
    else if (character === '/' && /[/*]/.test(code[at + 1] ?? '')) add('comment', match(COMMENT) ?? character);
    else if (character === '/' && slashStartsRegex(tokens)) {
      const text = match(REGEX);
      add(text ? 'regex' : 'punctuation', text ?? '/');
    } else if (character === '`' || (character === '}' && templates.at(-1) === depth - 1)) {
      if (character === '}') {
        depth--;
        templates.pop();
      }
      const text = templatePiece(code, at);
      add('template', text);
      if (text.endsWith('${')) templates.push(depth++);
    } else if (/[\d]/.test(character) || (character === '.' && /\d/.test(code[at + 1] ?? '')))
      add('number', match(NUMBER) ?? character);
    else {
      const word = match(WORD);
      if (word) add('word', word);
      else if ('([{'.includes(character)) {
        add('punctuation', character);
        depth++;
      } else {
        if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
        add('punctuation', code.startsWith('...', at) ? '...' : code.startsWith('=>', at) ? '=>' : character);
      }
    }
  }
  return tokens;
}

function slashStartsRegex(tokens: readonly Token[]): boolean {
  const before = tokens.findLast((token) => token.kind !== 'comment');
  if (!before) return true;
  if (before.kind === 'word') return BEFORE_REGEX.has(before.text);
  return before.kind === 'punctuation' && !')]}'.includes(before.text);
}

/** From a back-tick or a closing brace to the next back-tick or `${`. */
function templatePiece(code: string, start: number): string {
  let end = start + 1;
  while (end < code.length && code[end] !== '`' && !code.startsWith('${', end)) end += code[end] === '\\' ? 2 : 1;
  return code.slice(start, end + (code[end] === '`' ? 1 : 2));
}
