import type { TextUse } from '../../../schemas/texts.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { sourceText } from '../../source/text.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { writeQuoted } from '../../source/yaml-unquoted.ts';
import { problem } from '../problem.ts';

/** Well-known comment markers and directives of tools, behind a space: `#note` without one may be a hashtag that was cut. */
const isNote =
  /^#+\s+(?:(?:TODO|FIXME|XXX|HACK|NOTE|NB)\b|(?:yamllint|prettier|cspell|noqa|eslint|markdownlint|yaml-language-server)\b)|^#+(?:TODO|FIXME|XXX|HACK|NOTE|NB)[:(]/i;

/**
 * Reports prose that is cut off by a comment: `see issue #12`. An intended comment follows after two spaces, or after
 * the end of a sentence.
 */
export function checkCutTexts(texts: readonly TextUse[], source: YamlSource): Diagnostic[] {
  if (!/[^\s#] #/.test(source.text)) return [];
  const located = sourceText(source.file, source.text);
  return texts.flatMap(({ path, text, kind }) => {
    if (kind === 'code' || source.writtenAt(path) === undefined) return [];
    const { end }: Span = source.spanOf(path);
    const start = located.offsetAt(end);
    const [, comment = ''] = /^ (#[^\r\n]*)/.exec(source.text.slice(start)) ?? [];
    const written = comment.trimEnd();
    if (written === '' || isNote.test(written) || (/^#+(?:\s|$)/.test(written) && /[.?!…:;]["”’)]?$/.test(text)))
      return [];
    return [
      problem('text-cut', located.span(start + 1, start + 1 + written.length), {
        message: 'the text before ends here: a `#` behind a space begins a comment',
        why: 'learners would see the text only up to this sign',
        fix: `${writeQuoted(`${text} ${written}`)}; if it is a comment, put two spaces before it`,
      }),
    ];
  });
}
