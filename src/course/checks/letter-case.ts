import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import { replacing } from '../problem.ts';
import { resolvePath } from '../../source/address.ts';

/** Reports about an address that leads to no file; their span is the address as it is written. */
const missing: ReadonlySet<string> = new Set(['image-missing', 'link-file-missing', 'mdx-import-missing']);

/**
 * Addresses that miss their file by the case of letters alone get the letters of the file, the rest as it is written:
 * they work on macOS and Windows, and nowhere else. `text` is the file that the reports are about.
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

/** The address with the letters of the one file it means; undefined where there is none, or more than one. */
function inCaseOfFile(address: string, from: string, files: readonly string[]): string | undefined {
  const [, path = '', rest = ''] = /^([^?#\\&]*)([?#].*)?$/s.exec(address) ?? [];
  const segments = path.split('/');
  const decoded = segments.map(decode);
  const meant = resolvePath(from, decoded.join('/'));
  if (meant === undefined || meant === '') return undefined;
  const [file, another] = files.filter((candidate) => fold(candidate) === fold(meant));
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

/** A name as its neighbour in the address is written. */
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
