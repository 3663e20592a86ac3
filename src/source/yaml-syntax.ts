import { CST, Lexer, type Document } from 'yaml';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { lowerFirst } from '../text/letters.ts';
import { limits } from './limits.ts';
import { forgottenQuotes } from './yaml-quotes.ts';
import { unquotedText } from './yaml-unquoted.ts';

type Place = (start: number, end: number) => Span;
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

const misread = 'the rest of the file would be read as something else, so none of it can be checked';

/** Documents shorter than this cannot exceed the token limit. */
const short = 100_000;

/** Marker tokens of the lexer, without text. */
const ofLexer: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** Rejects documents that would take the parser too much time and memory. */
export function tooLarge(yaml: string, place: Place): Diagnostic | undefined {
  if (yaml.length < short) return undefined;
  let at = 0;
  let tokens = 0;
  let brackets = 0;
  for (const token of new Lexer().lex(yaml)) {
    if (ofLexer.has(token)) continue;
    tokens += 1;
    if (token === '[' || token === '{') brackets += 1;
    const quoted = /^["']/.test(token) && token.length > limits.yamlQuoted;
    if (quoted || tokens > limits.yamlTokens || brackets > limits.yamlBrackets) {
      const most = (limit: number): string => `more than ${limit.toLocaleString('en')}`;
      const what = quoted
        ? `a quoted text of ${most(limits.yamlQuoted)} characters`
        : tokens > limits.yamlTokens
          ? `${most(limits.yamlTokens)} words and marks`
          : `${most(limits.yamlBrackets)} opening brackets`;
      return problem(place(at, at + 1), {
        code: 'file-too-large',
        message: `unexpected length: ${what}`,
        why: 'no quiz is that long; something else was saved under this name',
        fix: 'split the file, or restore the text it should hold',
      });
    }
    at += token.length;
  }
  return undefined;
}

/** Problems that must be rejected before composing: excessive depth, a second document, directives. */
export function firstTokenProblem(tokens: readonly CST.Token[], place: Place): Diagnostic | undefined {
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'directive') {
      return problem(place(token.offset, token.offset + token.source.length), {
        code: 'yaml-directive',
        message: `unexpected directive \`${token.source}\`, expected plain YAML 1.2`,
        why: 'it changes what the values below mean',
        fix: 'remove the line and the `---` after it',
      });
    }
    if (token.type === 'document') {
      documents++;
      if (documents > 1) {
        const start = token.start.find(({ type }) => type === 'doc-start')?.offset ?? token.offset;
        return problem(place(start, start + 3), {
          code: 'yaml-second-document',
          message: 'unexpected second document, expected one',
          why: 'only the first would be read',
          fix: 'remove the `---` and what follows, or move it into a file of its own',
        });
      }
      const deep = tooDeep(token.value);
      if (deep !== undefined) {
        return problem(place(deep, deep + 1), {
          code: 'yaml-too-deep',
          message: `unexpected nesting deeper than ${limits.yamlDepth} levels`,
          why: 'no course is nested so deeply, and reading further could exhaust the memory',
          fix: 'close a bracket, or take a level of indentation away',
        });
      }
    }
  }
  return undefined;
}

/** Offset of the first collection beyond the depth limit. Uses an explicit stack instead of recursion. */
function tooDeep(root: CST.Token | undefined): number | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] =
    root === undefined ? [] : [{ token: root, depth: 1 }];
  let found: number | undefined;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (!('items' in token)) continue;
    if (depth > limits.yamlDepth) {
      found = Math.min(found ?? token.offset, token.offset);
      continue;
    }
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return found;
}

/**
 * Rewords the parser's errors, positioned at their cause. If one mistake caused several errors, only the first is kept.
 */
export function syntaxProblems(
  document: Document.Parsed,
  tokens: readonly CST.Token[],
  yaml: string,
  place: Place,
  isSound: (yaml: string) => boolean,
): Diagnostic[] {
  const tags = document.warnings
    .filter(({ code }) => code === 'TAG_RESOLVE_FAILED')
    .map(({ pos }) => unquotedText(yaml, pos[0], place) ?? foreignTag(yaml, pos[0], place));
  const [earliest, ...later] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (earliest === undefined) return tags;
  // If several errors are on one line, wrong indentation is the cause of the others.
  const sameLine = (offset: number): boolean => lineStart(yaml, offset) === lineStart(yaml, earliest.pos[0]);
  const first = later.find(({ code, pos }) => code === 'BAD_INDENT' && sameLine(pos[0])) ?? earliest;
  if (first.code === 'TAG_RESOLVE_FAILED')
    return [unquotedText(yaml, first.pos[0], place) ?? foreignTag(yaml, first.pos[0], place)];
  const open = unclosed(tokens, yaml, first.pos[0], place);
  const text = unquotedText(yaml, open?.offset ?? causeOf(first.pos[0], yaml), place);
  if (text !== undefined) return [text];
  if (open !== undefined) return [open.problem];
  if (first.code === 'BLOCK_AS_IMPLICIT_KEY')
    return [withQuotes(nestedValue(yaml, first.pos[0], place), first.pos[0], yaml, place, isSound)];
  return [
    withQuotes(
      problem(errorSpan(first.pos, first.code, yaml, place), describe(first.code, first.message, yaml, first.pos[0])),
      first.pos[0],
      yaml,
      place,
      isSound,
    ),
  ];
}

/** Adds a fix that quotes a text, if that alone makes its line valid. */
export function withQuotes(
  diagnostic: Diagnostic,
  offset: number,
  yaml: string,
  place: Place,
  isSound: (yaml: string) => boolean,
): Diagnostic {
  const found = forgottenQuotes(yaml, offset);
  if (found === undefined || !isSound(`${yaml.slice(0, found.start)}${found.text}${yaml.slice(found.end)}`))
    return diagnostic;
  const { start, end } = place(found.start, found.end);
  return {
    ...diagnostic,
    fix: `write the text in quotes: \`${brief(found.text)}\``,
    edit: { start, end, text: found.text },
  };
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The parser reports some errors at the white space before their cause, and `? …` on the line after it. */
function causeOf(offset: number, yaml: string): number {
  const at = offset + (/^\s*/.exec(yaml.slice(offset))?.[0].length ?? 0);
  const lineBefore = lineStart(yaml, Math.max(0, lineStart(yaml, at) - 1));
  return /:[ ]+\?(?:\s|$)/.test(yaml.slice(lineBefore, lineEnd(yaml, lineBefore))) ? lineBefore : at;
}

function foreignTag(yaml: string, offset: number, place: Place): Diagnostic {
  const tag = /^!\S*/.exec(yaml.slice(offset))?.[0] ?? '!';
  return problem(place(offset, offset + tag.length), {
    code: 'yaml-tag',
    message: `unexpected tag \`${tag}\`, expected a plain value`,
    why: 'tags ask a program to make something of the text; content is only ever data',
    fix: 'remove the tag, or quote the text if it merely starts with an exclamation mark',
  });
}

/** Unclosed quotes and brackets are reported where they were opened, not where the parser detected them. */
function unclosed(
  tokens: readonly CST.Token[],
  yaml: string,
  noticed: number,
  place: Place,
): { readonly offset: number; readonly problem: Diagnostic } | undefined {
  let found: { readonly offset: number; readonly opener: string } | undefined;
  const lineOf = (offset: number): number => lineStart(yaml, offset);
  const consider = (token: CST.Token): void => {
    if (found !== undefined && found.offset <= token.offset) return;
    if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
      const quote = token.type === 'double-quoted-scalar' ? '"' : "'";
      const end = token.offset + token.source.length;
      const closed = token.source.length > 1 && token.source.endsWith(quote);
      // A multi-line quoted text that ends where the error is reported was closed by the opening quote of the next
      // string.
      const stolen = token.source.includes('\n') && end <= noticed && lineOf(end) === lineOf(noticed);
      if (!closed || stolen) found = { offset: token.offset, opener: quote };
    } else if (token.type === 'flow-collection') {
      const closer = token.start.source === '[' ? ']' : '}';
      if (!token.end.some(({ source }) => source === closer))
        found = { offset: token.offset, opener: token.start.source };
      else if (
        noticed > token.offset &&
        yaml.slice(token.offset, noticed).includes('\n') &&
        badlyIndented(yaml, token, noticed)
      )
        found = { offset: token.offset, opener: token.start.source };
    }
  };
  const open: CST.Token[] = tokens.flatMap((token) =>
    token.type === 'document' && token.value !== undefined ? [token.value] : [],
  );
  for (let token = open.pop(); token !== undefined; token = open.pop()) {
    consider(token);
    if ('items' in token)
      for (const { key, value } of token.items)
        open.push(...[key, value].filter((child) => child !== undefined && child !== null));
  }
  if (found === undefined || found.offset > noticed) return undefined;
  const closer = { '"': '"', "'": "'", '[': ']', '{': '}' }[found.opener] ?? found.opener;
  const what = closer === ']' || closer === '}' ? 'bracket' : 'quote';
  const words = {
    code: 'yaml-unclosed',
    message: `this ${what} is never closed, expected \`${closer}\``,
    why: misread,
    fix:
      what === 'quote'
        ? `add \`${closer}\` at the end of the text, and double it (\`''\`) or escape it (\`\\"\`) inside`
        : `add \`${closer}\` after the last entry`,
  };
  return { offset: found.offset, problem: problem(place(found.offset, found.offset + 1), words) };
}

function badlyIndented(yaml: string, token: CST.FlowCollection, noticed: number): boolean {
  const end = token.end[0]?.offset ?? yaml.length;
  return noticed <= end && token.indent >= 0;
}

/** A key inside a value: a colon inside plain text, or a line indented below a value. */
function nestedValue(yaml: string, offset: number, place: Place): Diagnostic {
  const line = yaml.slice(offset, lineEnd(yaml, offset));
  const isEntry = /^-\s/.test(line) && yaml.slice(lineStart(yaml, offset), offset).trim() === '';
  if (isEntry) return problem(place(offset, offset + 1), badIndent);
  const colon = /:(?=\s|$)/.exec(line)?.index;
  if (colon !== undefined) {
    return problem(place(offset + colon, offset + colon + 1), {
      code: 'yaml-syntax',
      message: 'unexpected `:` inside a plain text, expected quotes around it',
      why: 'a colon followed by a space makes a key of what stands before it',
      fix: 'write the whole text in quotes',
    });
  }
  const next = offset + line.length + (/^\s*/.exec(yaml.slice(offset + line.length))?.[0].length ?? 0);
  return problem(place(next, next + 1), {
    code: 'yaml-indent',
    message: 'unexpected key below a text, expected the column of the keys above',
    why: 'a key has either a text or keys of its own, not both',
    fix: 'move the line to the column of its neighbours, or remove the text above it',
  });
}

function lineStart(yaml: string, offset: number): number {
  return yaml.lastIndexOf('\n', offset - 1) + 1;
}

function errorSpan([start, end]: readonly [number, number], code: string, yaml: string, place: Place): Span {
  // The parser reports some errors at the white space before their cause.
  let at = start;
  while (at < yaml.length && /\s/.test(yaml.charAt(at)) && yaml.charAt(at) !== '\t') at++;
  if (at >= yaml.length) return place(yaml.trimEnd().length, yaml.trimEnd().length);
  if (code === 'BAD_DQ_ESCAPE') return place(at, at + 2);
  return place(at, Math.max(at + 1, Math.min(end, lineEnd(yaml, at))));
}

function lineEnd(yaml: string, offset: number): number {
  const end = yaml.indexOf('\n', offset);
  return end < 0 ? yaml.length : yaml.charAt(end - 1) === '\r' ? end - 1 : end;
}

const badIndent: Problem = {
  code: 'yaml-indent',
  message: 'unexpected indentation, expected the column where its neighbours start',
  why: 'indentation says what belongs to what',
  fix: 'move the line to the column of the entries it belongs to',
};

const noColon: Problem = {
  code: 'yaml-syntax',
  message: 'unexpected line without `: `, expected `key: value`',
  why: misread,
  fix: 'add the colon and a space after the key, or indent the line if it continues the text above',
};

function describe(code: string, message: string, yaml: string, offset: number): Problem {
  const at = yaml.slice(offset).trimStart();
  const char = at.charAt(0);
  const other = {
    code: 'yaml-syntax',
    message: `unexpected ${char === '' ? 'end of file' : `\`${char}\``} (${lowerFirst(message)})`,
    why: misread,
    fix: 'compare the line with its neighbours: indentation, dashes, colons and quotes',
  };
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'yaml-tab',
        message: 'unexpected tab, expected spaces',
        why: 'YAML allows only spaces for indentation, because a tab is as wide as each editor likes',
        fix: 'replace the tab by two spaces',
      };
    case 'BAD_INDENT':
      return withoutSpace(at, 'dash') ?? badIndent;
    case 'MISSING_CHAR':
      // The line would be a key, but is in the wrong column.
      return (
        withoutSpace(at, 'dash') ??
        (/:(?=\s|$)/.test(at.slice(0, lineEnd(at, 0))) ? badIndent : (withoutSpace(at, 'colon') ?? noColon))
      );
    case 'UNEXPECTED_TOKEN':
      return message.includes('at node end')
        ? (apostrophe(yaml, offset) ?? {
            code: 'yaml-syntax',
            message: 'unexpected text after a value that has ended',
            why: misread,
            fix: 'put all of it between the quotes or brackets, or on a line of its own',
          })
        : other;
    case 'BAD_SCALAR_START':
      return {
        code: 'yaml-syntax',
        message: `unexpected \`${char}\` at the start of a text, expected quotes around it`,
        why: 'YAML reserves this character',
        fix: `write the text in quotes: "${char}…"`,
      };
    case 'BAD_DQ_ESCAPE':
      return {
        code: 'yaml-syntax',
        message: `unexpected escape \`${at.slice(0, 2)}\``,
        why: 'inside double quotes a backslash starts an escape such as `\\n`',
        fix: 'double the backslash, or use single quotes, where it means itself',
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return withoutSpace(at, 'colon') ?? noColon;
    default:
      return other;
  }
}

/** `-id: x` and `key:value`: the space after the indicator is missing. */
function withoutSpace(at: string, mark: 'dash' | 'colon'): Problem | undefined {
  const line = at.slice(0, lineEnd(at, 0));
  const meant =
    mark === 'dash'
      ? /^-([\w-]+: .*)$/
          .exec(line)
          ?.slice(1)
          .map((rest) => `- ${rest}`)[0]
      : /^((?:- +)?[\w-]+):([^\s/].*)$/.exec(line)?.slice(1).join(': ');
  if (meant === undefined) return undefined;
  const shown = meant.length > 40 ? `${meant.slice(0, 39)}…` : meant;
  return {
    code: mark === 'dash' ? 'yaml-indent' : 'yaml-syntax',
    message: `no space after the ${mark}, expected \`${shown}\``,
    why: `without the space the ${mark} is a letter like any other`,
    fix: `write \`${shown}\``,
  };
}

/** `'It's so'`: the apostrophe ends the text. */
function apostrophe(yaml: string, offset: number): Problem | undefined {
  const start = lineStart(yaml, offset);
  const line = yaml.slice(start, lineEnd(yaml, offset));
  return /(?:^|\s)'[^']*[\p{L}]'[\p{L}][^']*'\s*$/u.test(line)
    ? {
        code: 'yaml-syntax',
        message: "this text ends at its apostrophe, expected two of them (`''`)",
        why: 'between single quotes one apostrophe closes the text',
        fix: "double the apostrophe (`It''s`), or put the text between double quotes",
      }
    : undefined;
}

function problem(span: Span, { code, message, why, fix }: Problem): Diagnostic {
  return { ...span, code, severity: 'error', message, why, fix };
}
