import { element, escapeText } from '../html.ts';
import type { CodeBlock, Highlight } from './tokens.ts';

/** Metadata of a code block, besides its language. */
export interface CodeMeta {
  readonly title?: string | undefined;
  /** Where it runs, as shown: `Node.js`. */
  readonly label?: string | undefined;
  readonly runs?: 'node' | 'browser' | 'no' | undefined;
  /** Whether the first column of each line is a diff marker: `+`, `-` or a space. */
  readonly diff?: boolean | undefined;
  /** Lines to highlight, from 1. */
  readonly marks?: readonly number[] | undefined;
}

type Sign = '+' | '-' | '';

/**
 * Renders a code block as a figure: file name and where it runs, then the lines. The line break is inside each line's
 * span, so that the text is copied as written, with and without styles.
 */
export function codeFigure(block: CodeBlock, meta: CodeMeta, highlight: Highlight): string {
  const { code, signs } = withoutSigns(block.code, meta.diff === true);
  const lines = highlight({ lang: block.lang, code });
  const marks = new Set(meta.marks);
  const html = lines
    .map((line, index) => {
      const sign = signs[index] ?? '';
      const end = index === lines.length - 1 ? '' : '\n';
      const shown = sign === '' ? line : `<span class="sign">${sign}</span>${line}`;
      return element(
        'span',
        {
          class: 'line',
          'data-marked': marks.has(index + 1),
          'data-added': sign === '+',
          'data-removed': sign === '-',
        },
        shown + end,
      );
    })
    .join('');
  const caption = [
    meta.title === undefined ? '' : `<span class="code-file">${escapeText(meta.title)}</span>`,
    meta.label === undefined ? '' : `<span class="code-label">${escapeText(meta.label)}</span>`,
  ].filter((part) => part !== '');
  const head = caption.length === 0 ? '' : `<figcaption>${caption.join(' ')}</figcaption>`;
  const named = meta.title === undefined ? {} : { role: 'group', 'aria-label': meta.title };
  const pre = element('pre', { tabindex: 0, ...named }, element('code', {}, html));
  return element('figure', { class: 'code', 'data-side': side(meta.runs), 'data-lang': block.lang }, head + pre);
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
