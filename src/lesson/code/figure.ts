import { element, escapeText } from '../html.ts';
import { around, type Stretch } from './marked-words.ts';
import type { CodeBlock, Highlight } from './tokens.ts';

/** Metadata of a code block, besides its language. */
export interface CodeMeta {
  readonly title?: string | undefined;
  /** Where the file that it is taken from can be downloaded. */
  readonly href?: string | undefined;
  /** Where it runs, as shown: `Node.js`. */
  readonly label?: string | undefined;
  readonly runs?: 'node' | 'browser' | 'no' | undefined;
  /** Whether the first column of each line is a diff marker: `+`, `-` or a space. */
  readonly diff?: boolean | undefined;
  /** Lines to highlight, from 1. */
  readonly marks?: readonly number[] | undefined;
  /** The number of the first line, where lines are numbered. */
  readonly numbers?: number | undefined;
  /** Long lines are broken, not scrolled: the keyboard need not stop there. */
  readonly wrap?: boolean | undefined;
  /** Lines that were put in and taken out, from 1. */
  readonly inserted?: readonly number[] | undefined;
  readonly deleted?: readonly number[] | undefined;
  /** Stretches of lines that are closed until they are opened: first and last line, from 1. */
  readonly collapsed?: readonly (readonly [from: number, to: number])[] | undefined;
  /** What is marked within lines. */
  readonly words?: readonly { readonly kind: 'mark' | 'ins' | 'del'; readonly text: string }[] | undefined;
}

/** What a figure takes from around it. */
export interface CodeContext {
  readonly highlight: Highlight;
  /** “3 lines”, in lessons; without it nothing is collapsed, and no button to copy is added. */
  lines?(count: number): string;
  /** Is called where the figure needs styles that not every page has. */
  needsBlocks?(): void;
}

type Sign = '+' | '-' | '';

/** Languages of sessions: commands behind a prompt, and what they print. */
const sessions: ReadonlySet<string> = new Set(['console', 'shellsession']);

/**
 * Renders a code block as a figure: file name and where it runs, then the lines. The line break is inside each line's
 * span, so that the text is copied as written, with and without styles.
 */
export function codeFigure(
  block: CodeBlock,
  meta: CodeMeta,
  { highlight, lines: inWords, needsBlocks }: CodeContext,
): string {
  const { code, signs } = withoutSigns(block.code, meta.diff === true);
  const written = code.split('\n');
  const prompts = promptsOf(block.lang, written);
  const marks = new Set(meta.marks);
  const [inserted, deleted] = [new Set(meta.inserted), new Set(meta.deleted)];
  const signOf = (index: number): Sign =>
    inserted.has(index + 1) ? '+' : deleted.has(index + 1) ? '-' : (signs[index] ?? '');
  const lines = highlight({ lang: block.lang, code });
  const html = lines.map((line, index) => {
    const text = written[index] ?? '';
    const sign = signOf(index);
    const prompt = prompts?.[index];
    const shown = around(line, [
      ...(prompt === undefined
        ? []
        : [{ start: 0, end: prompt.length, tag: 'span', attributes: ' class="sign prompt"' }]),
      ...(meta.words ?? []).flatMap((words) => occurrences(text, words)),
    ]);
    return element(
      'span',
      {
        class: 'line',
        'data-number': meta.numbers === undefined ? undefined : meta.numbers + index,
        'data-marked': marks.has(index + 1),
        'data-added': sign === '+',
        'data-removed': sign === '-',
        'data-output': prompts !== undefined && prompt === undefined,
      },
      (sign === '' ? shown : `<span class="sign">${sign}</span>${shown}`) + (index === lines.length - 1 ? '' : '\n'),
    );
  });
  const caption = [
    meta.title === undefined ? '' : fileName(meta.title, meta.href),
    meta.label === undefined ? '' : `<span class="code-label">${escapeText(meta.label)}</span>`,
  ].filter((part) => part !== '');
  const head = caption.length === 0 ? '' : `<figcaption>${caption.join(' ')}</figcaption>`;
  const named = meta.title === undefined ? {} : { role: 'group', 'aria-label': meta.title };
  const pre = (part: readonly string[]): string =>
    part.length === 0
      ? ''
      : element(
          'pre',
          { ...(meta.wrap === true ? {} : { tabindex: 0 }), ...named },
          element('code', {}, part.join('')),
        );
  const stretches = inWords === undefined ? [] : within(meta.collapsed ?? [], html.length);
  let from = 0;
  const parts = stretches.map(([first, last]) => {
    const before = pre(html.slice(from, first - 1));
    from = last;
    const count = last - first + 1;
    return `${before}<details><summary>${inWords?.(count) ?? ''}</summary>${pre(html.slice(first - 1, last))}</details>`;
  });
  const isPlain =
    (head !== '' || inWords === undefined) &&
    prompts === undefined &&
    meta.numbers === undefined &&
    (meta.wrap !== true || inWords === undefined) &&
    lines.every((_, index) => signOf(index) === '') &&
    stretches.length === 0 &&
    meta.words === undefined;
  if (!isPlain) needsBlocks?.();
  return element(
    'figure',
    { class: 'code', 'data-side': side(meta.runs), 'data-lang': block.lang, 'data-wrap': meta.wrap === true },
    head + parts.join('') + pre(html.slice(from)),
  );
}

/** The name of a file; where it can be had, as a link that saves it under this name. */
function fileName(title: string, href: string | undefined): string {
  const name = escapeText(title);
  return href === undefined
    ? element('span', { class: 'code-file' }, name)
    : element('a', { class: 'code-file', href, download: title.split(/[/\\]/).at(-1)! }, name);
}

/** The prompt of each line of a session; undefined where there is none at all. */
function promptsOf(lang: string | undefined, lines: readonly string[]): readonly (string | undefined)[] | undefined {
  if (!sessions.has(lang ?? '')) return undefined;
  const prompts = lines.map((line) => /^(?:[\w@:~./-]*[$#%>]|PS [^>]*>) /.exec(line)?.[0]);
  return prompts.some((prompt) => prompt !== undefined) ? prompts : undefined;
}

/** Where words occur in a line, wherever they do. */
function occurrences(line: string, { kind, text }: NonNullable<CodeMeta['words']>[number]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (let at = line.indexOf(text); at !== -1; at = line.indexOf(text, at + text.length))
    found.push({ start: at, end: at + text.length, tag: kind });
  return found;
}

/** Stretches that lie within the code and do not overlap. */
function within(
  stretches: NonNullable<CodeMeta['collapsed']>,
  count: number,
): readonly (readonly [from: number, to: number])[] {
  let end = 0;
  return stretches.flatMap(([from, to]) => {
    if (from <= end || from > count || to < from) return [];
    end = Math.min(to, count);
    return [[from, end] as const];
  });
}

/** The block as passed to the highlighter: for a diff, without its markers. */
export function highlightedBlock(block: CodeBlock, diff: boolean): CodeBlock {
  return { lang: block.lang, code: withoutSigns(block.code, diff).code };
}

/** `client` runs in a browser, `server` in Node.js. */
export function side(runs: CodeMeta['runs']): 'client' | 'server' | undefined {
  return runs === 'browser' ? 'client' : runs === 'node' ? 'server' : undefined;
}

function withoutSigns(code: string, diff: boolean): { readonly code: string; readonly signs: readonly Sign[] } {
  if (!diff) return { code, signs: [] };
  const lines = code.split('\n');
  const signs = lines.map((line): Sign => (line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ''));
  const indented = lines.every((line, index) => signs[index] !== '' || line === '' || line.startsWith(' '));
  return {
    signs,
    code: lines.map((line, index) => (signs[index] !== '' || indented ? line.slice(1) : line)).join('\n'),
  };
}
