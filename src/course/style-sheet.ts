import { cssAddresses } from '../source/css-addresses.ts';
import { resolvePath } from '../source/address.ts';
import { sourceText } from '../source/text.ts';
import type { YamlSource } from '../source/yaml.ts';
import { checkAddress, nearFile } from './checks/links.ts';
import type { Places } from './checks/places.ts';
import { facts } from './facts.ts';
import type { StyleSheet } from './model.ts';
import { problem } from './problem.ts';
import type { CourseReader } from './reader.ts';
import { valueAt } from './value.ts';

/** Reads the style sheet of a course and reports what is wrong with it; undefined if there is none that can be read. */
export function readStyleSheet(source: YamlSource, reader: CourseReader, places: Places): StyleSheet | undefined {
  const path = ['theme', 'css'];
  const written = valueAt(source.value, path);
  // What is named like something else is reported with the schema.
  if (typeof written !== 'string' || !/\.css$/i.test(written)) return undefined;
  const meant = resolvePath(source.file, written);
  const file = meant === undefined ? undefined : places.fileAt(meant);
  if (file === undefined) {
    const near = nearFile(meant ?? written, places.files);
    reader.report(
      problem('link-file-missing', source.spanOf(path), {
        message: `no file \`${written}\`${near === undefined ? '' : `, expected \`${near}\``}`,
        why: 'the course would look as if it had no style sheet',
        fix: near === undefined ? 'add the file, or remove the key' : `write \`${near}\``,
        unsettles: [facts.address(written, source.file)],
        assumes: [facts.address(written, source.file)],
      }),
    );
    return undefined;
  }
  const text = reader.text(file)?.text;
  if (text === undefined) return undefined;
  const located = sourceText(file, text);
  const loads = cssAddresses(text).flatMap(({ kind, url, start, end }) => {
    const at = located.span(start, end);
    if (kind === 'import') {
      reader.report(
        problem('style-import', at, {
          message: 'this style sheet imports another one, expected a single file',
          why: 'it is served as a part of one that the site makes, in which nothing can be imported',
          fix: 'copy the rules of the other one into this file',
        }),
      );
      return [];
    }
    // Drawings in the address itself, and parts of the page.
    if (/^(?:data:image\/|#)/i.test(url)) return [];
    reader.report(checkAddress({ url, kind: 'media', at }, { file, anchors: undefined, isDraft: false }, places));
    const target = places.resolve(url, file);
    return target.kind === 'file' ? [{ file: target.file, start, end }] : [];
  });
  return { file, text, loads };
}
