import type { Diagnostic, Point, Span } from '../diagnostics/diagnostic.ts';
import { lineStarts } from '../text/lines.ts';
import type { ReadFailure } from './files.ts';
import { limits } from './limits.ts';
import { firstBadByte } from './utf8.ts';

/**
 * A text file with conversion between offsets and positions. LF, CRLF and CR end a line; a BOM is not part of `text`; a
 * tab is one column.
 */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** Whether the course has formulas: then what is between dollar signs is one. */
  readonly hasMath?: boolean;
  /** The position of a UTF-16 offset in `text`, clamped to its end. */
  pointAt(offset: number): Point;
  /** The offset of a position, clamped to the end of the line. */
  offsetAt(point: Point): number;
  /** The span from one offset to another (exclusive). */
  span(start: number, end: number): Span;
}

/** Wraps a text; lines are indexed lazily. */
export function sourceText(file: string, text: string): SourceText {
  let index: Uint32Array | undefined;
  const lines = (): Uint32Array => (index ??= lineStarts(text));
  const pointAt = (offset: number): Point => {
    const at = Math.max(0, Math.min(offset, text.length));
    const starts = lines();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
  return {
    file,
    text,
    pointAt,
    offsetAt({ line, column }) {
      const starts = lines();
      const start = starts[line - 1] ?? text.length;
      return Math.min(start + column - 1, starts[line] ?? text.length);
    },
    span: (start, end) => ({ file, start: pointAt(start), end: pointAt(Math.max(start, end)) }),
  };
}

/** A file's text, or a diagnostic that says why it cannot be read. */
export type TextResult =
  | { readonly source: SourceText; readonly diagnostic: undefined }
  | { readonly source: undefined; readonly diagnostic: Diagnostic };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes one file: UTF-8 only, a leading BOM dropped, no NUL. Invalid UTF-8 (RFC 3629) is reported with its position.
 */
export function decodeText(file: string, content: Uint8Array | ReadFailure): TextResult {
  if (!(content instanceof Uint8Array)) return refuse(readFailure(file, content));
  if (content.length > limits.fileBytes) {
    return refuse(readFailure(file, { reason: 'too-large', size: content.length, limit: limits.fileBytes }));
  }
  let text: string;
  try {
    text = decoder.decode(content);
  } catch {
    return refuse(notUtf8(file, content));
  }
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  const source = sourceText(file, text);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const utf16 = text.slice(0, 64).split('\0').length > 16;
    return refuse({
      ...source.span(nul, nul + 1),
      code: 'file-nul',
      severity: 'error',
      message: utf16
        ? 'unexpected zero byte, expected UTF-8 text (this looks like UTF-16)'
        : 'unexpected zero byte, expected text',
      why: 'text never holds a zero byte; programs that read the file would stop there or misread it',
      fix: utf16 ? 'save the file as UTF-8' : 'delete the byte, or restore the file if it is not meant to be text',
    });
  }
  return { source, diagnostic: undefined };
}

/** A diagnostic that says why a file could not be read, at its start. */
export function readFailure(file: string, failure: ReadFailure): Diagnostic {
  const start = { line: 1, column: 1 };
  const at = { file, start, end: start, severity: 'error' } as const;
  switch (failure.reason) {
    case 'missing':
      return {
        ...at,
        code: 'file-missing',
        message: `no file \`${file}\``,
        why: 'the course names it, so learners would miss it',
        fix: 'create the file, or remove what names it',
      };
    case 'outside':
      return {
        ...at,
        code: 'file-outside',
        message: 'unexpected link that leads out of the content folder, expected a file inside it',
        why: 'content from elsewhere is not part of the course, and reading it could publish something private',
        fix: 'copy what it points at into the content folder',
      };
    case 'unreadable':
      return {
        ...at,
        code: 'file-unreadable',
        message: 'this cannot be read',
        why: 'what it holds could be neither checked nor built',
        fix: 'give yourself the right to read it',
      };
    case 'name':
      return {
        ...at,
        code: 'file-name',
        message: 'the name of this file is not UTF-8',
        why: 'no link can name it, and every system would show it by another name',
        fix: failure.meant === undefined ? 'rename it' : `rename it to \`${failure.meant}\``,
      };
    case 'not-a-file':
      return {
        ...at,
        code: 'file-special',
        message: 'unexpected device, pipe, socket or link that leads nowhere, expected a plain file',
        why: 'reading it might never end, and it cannot be published',
        fix: 'replace it with a plain file, or delete it',
      };
    case 'too-large':
      return {
        ...at,
        code: 'file-too-large',
        message: `this text file has ${(failure.size / 1024 / 1024).toFixed(1)} MiB, expected at most ${failure.limit / 1024 / 1024}`,
        why: 'no lesson or quiz is that long; something else was saved under this name',
        fix: 'split the file, or restore the text it should hold',
      };
    case 'too-many':
      return {
        ...at,
        code: 'file-too-large',
        message: `unexpected further file, expected at most ${failure.limit.toLocaleString('en')} files and folders`,
        why: 'no course holds so many, and the rest of this folder is not read',
        fix: 'move what does not belong to the course out of the content folder',
      };
  }
}

function refuse(diagnostic: Diagnostic): TextResult {
  return { source: undefined, diagnostic };
}

function notUtf8(file: string, bytes: Uint8Array): Diagnostic {
  const at = firstBadByte(bytes);
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, at));
  const span = sourceText(file, before).span(before.length, before.length);
  const utf16 = at === 0 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  const byte = `0x${(bytes[at] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`;
  return {
    ...span,
    end: { line: span.start.line, column: span.start.column + 1 },
    code: 'file-not-utf8',
    severity: 'error',
    message: utf16 ? 'unexpected UTF-16, expected UTF-8' : `unexpected byte ${byte}, expected UTF-8`,
    why: 'the letter that should stand here is lost, and every program would show something else in its place',
    fix: 'save the file as UTF-8 (in an editor: “Save with encoding”)',
  };
}
