import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import { replacing } from '../problem.ts';
import { resolvePath } from '../../source/address.ts';

/** Codes for URLs that lead to no file; their span is the URL as written. */
const missing: ReadonlySet<string> = new Set(['image-missing', 'link-file-missing', 'mdx-import-missing']);

/**
 * Adds a fix to diagnostics about URLs that differ from an existing file only in letter case: they work on macOS and
 * Windows, and nowhere else. `text` is the file of the diagnostics.
 */
export function withLetterCase(
  diagnostics: readonly Diagnostic[],
  text: SourceText,
  files: readonly string[],
): readonly Diagnostic[] {
  if (!diagnostics.some(({ code }) => missing.has(code))) return diagnostics;
  return diagnostics.map((diagnostic) => {
    if (!missing.has(diagnostic.code)) return diagnostic;
    const written = text.text.slice(text.offsetAt(diagnostic.start), text.offsetAt(diagnostic.end));
    const right = inCaseOfFile(written, diagnostic.file, files);
    return right === undefined
      ? diagnostic
      : {
          ...diagnostic,
          message: `${diagnostic.message.replace(/, expected `[^`]*`$/, '')}, expected \`${right}\``,
          fix: `write \`${right}\``,
          edit: replacing(diagnostic, right),
        };
  });
}

/** The URL with the letter case of the matching file; undefined unless there is exactly one. */
function inCaseOfFile(address: string, from: string, files: readonly string[]): string | undefined {
  // What is so long is no address, but the text around one.
  if (address.length > longest) return undefined;
  const [, path = '', rest = ''] = /^([^?#\\&]*)([?#].*)?$/s.exec(address) ?? [];
  const segments = path.split('/');
  const decoded = segments.map(decode);
  const meant = resolvePath(from, decoded.join('/'));
  if (meant === undefined || meant === '') return undefined;
  const [file, another] = byFoldedName(files).get(fold(meant)) ?? [];
  if (file === undefined || another !== undefined || file === meant) return undefined;
  const letters = file.split('/');
  const named = decoded.map((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const shift = letters.length - named.filter(Boolean).length;
  const right = segments.map((segment, index) => {
    if (named[index] !== true) return segment;
    const own = letters[shift + named.slice(0, index).filter(Boolean).length] ?? '';
    return decoded[index] === own || fold(decoded[index] ?? '') !== fold(own) ? segment : encoded(own, segment);
  });
  return `${right.join('/')}${rest}`;
}

const longest = 4096;

/** The files by their names in small letters, put together once for all that is missing. */
function byFoldedName(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  let folded = foldedNames.get(files);
  if (folded === undefined) foldedNames.set(files, (folded = Map.groupBy(files, fold)));
  return folded;
}

const foldedNames = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Encodes a name in the style of the adjacent segment of the URL. */
function encoded(name: string, like: string): string {
  return like.includes('%') ? encodeURIComponent(name) : name;
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
