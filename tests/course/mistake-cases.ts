import { readFileSync, readdirSync } from 'node:fs';
import { soundBody, validCourseFiles, soundFront, validQuiz } from './sound.ts';

/** One seeded mistake: the files of a course with markers in them, and the reports that have no text to mark. */
export interface MistakeCase {
  readonly name: string;
  readonly format: 'md' | 'mdx';
  /** Marked texts by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly atStart: readonly { readonly file: string; readonly code: string }[];
}

export interface Expected {
  readonly file: string;
  readonly code: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Every case of `tests/fixtures/mistakes/`, bodies of lessons as `.md` and `.mdx`. */
export function mistakeCases(): MistakeCase[] {
  const folder = new URL('../fixtures/mistakes/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split(/^=== /m)
        .slice(1)
        .flatMap((text) => parseCase(text)),
    );
}

function parseCase(text: string): MistakeCase[] {
  const [title = '', ...rest] = text.split('\n');
  const only = /\[(mdx?)\]$/.exec(title)?.[1];
  const name = title.replace(/ \[mdx?\]$/, '');
  const parts = rest
    .join('\n')
    .split(/^@/m)
    .slice(1)
    .map((part) => ({ head: part.slice(0, part.indexOf('\n')), body: part.slice(part.indexOf('\n') + 1) }));
  const ofLesson = parts.some(({ head }) => head === 'body');
  const formats =
    only === undefined ? (ofLesson ? (['md', 'mdx'] as const) : (['md'] as const)) : [only as 'md' | 'mdx'];
  return formats.map((format) => ({ name: ofLesson ? `${name} (.${format})` : name, format, ...build(parts, format) }));
}

function build(
  parts: readonly { readonly head: string; readonly body: string }[],
  format: 'md' | 'mdx',
): Pick<MistakeCase, 'files' | 'atStart'> {
  const files: Record<string, string> = validCourseFiles(format) as Record<string, string>;
  const lesson = `modules/dns/lesson.${format}`;
  const atStart: { file: string; code: string }[] = [];
  for (const { head, body } of parts) {
    const [kind = '', path = ''] = head.split(' ');
    const codes = [...head.matchAll(/\{([a-z0-9-]+)\}/g)].map((match) => match[1] ?? '');
    switch (kind) {
      case 'front':
        files[lesson] =
          codes.length > 0
            ? `---\n⟦⟧${codes.map((code) => `{${code}}`).join('')}---\n\n${soundBody}`
            : `---\n${body}---\n\n${soundBody}`;
        break;
      case 'body':
        files[lesson] = `---\n${soundFront}---\n\n${body}`;
        // Cases about headings need no quiz that points at them.
        files['modules/dns/quiz.yaml'] = validQuiz.replaceAll('the-cache', 'the-lookup');
        break;
      case 'quiz':
        files['modules/dns/quiz.yaml'] = body;
        break;
      case 'question':
        files['modules/dns/quiz.yaml'] = validQuiz + body.replace(/^(?=.)/gm, '  ');
        break;
      case 'course':
        files['course.yaml'] = codes.length > 0 ? `⟦⟧${codes.map((code) => `{${code}}`).join('')}` : body;
        break;
      case 'file':
        files[path] = body;
        if (/^modules\/dns\/lesson\.mdx?$/.test(path)) delete files['modules/dns/quiz.yaml'];
        for (const code of codes) atStart.push({ file: path, code });
        break;
      case 'at':
        for (const code of codes) atStart.push({ file: path, code });
        break;
      case 'remove':
        for (const file of Object.keys(files)) if (file.includes(path)) delete files[file];
        break;
      default:
        throw new Error(`unknown part @${head}`);
    }
  }
  return { files, atStart };
}

/** Takes the markers out of a text and says what they expect. Counts lines and columns on its own, to check the product's arithmetic. */
export function unmark(file: string, marked: string): { readonly text: string; readonly expected: Expected[] } {
  const expected: Expected[] = [];
  let text = '';
  let line = 1;
  let column = 1;
  let open: { line: number; column: number } | undefined;
  for (let at = 0; at < marked.length;) {
    const char = marked.charAt(at);
    if (char === '⟦') {
      open = { line, column };
      at++;
    } else if (char === '⟧' && open !== undefined) {
      const codes = /^(?:\{[a-z0-9-]+\})+/.exec(marked.slice(at + 1))?.[0] ?? '';
      for (const [, code = ''] of codes.matchAll(/\{([a-z0-9-]+)\}/g))
        expected.push({ file, code, start: open, end: { line, column } });
      at += 1 + codes.length;
    } else {
      text += char;
      at++;
      if (char === '\n' || (char === '\r' && marked.charAt(at) !== '\n')) {
        line++;
        column = 1;
      } else column++;
    }
  }
  return { text, expected };
}
