import type { TextUse } from '../../../schemas/texts.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { sourceText } from '../../source/text.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { problem } from '../problem.ts';

/** How lines begin that Markdown reads as such: a fence, a row of a table, an entry of a list. */
const lineKinds: readonly RegExp[] = [/^(?:`{3,}|~{3,})/, /^\|.*\|$/, /^(?:[-*+]|\d{1,3}[.)])\s+\S/];

/**
 * Reports Markdown whose lines YAML folds into one (`>`, and texts of several lines without `|`): code, tables and lists
 * that need lines of their own.
 */
export function checkFoldedTexts(texts: readonly TextUse[], source: YamlSource): Diagnostic[] {
  // Most texts stand on one line.
  if (!/^[ \t]*(?:`{3}|~{3}|\||[-*+] |\d{1,3}[.)] )/m.test(source.text)) return [];
  const located = sourceText(source.file, source.text);
  return texts.flatMap(({ path, text, kind }): Diagnostic[] => {
    if (kind !== 'markdown' || !/`{3}|~{3}|\||[-*+] |\d[.)] /.test(text)) return [];
    const span = source.spanOf(path);
    if (span.start.line === span.end.line) return [];
    const start = located.offsetAt(span.start);
    const written = source.text.slice(start, located.offsetAt(span.end));
    // Lines of a `|` stay as they are; whatever else begins a value folds them.
    if (written.startsWith('|')) return [];
    const folded = joinedLine(written);
    if (folded === undefined) return [];
    const at = start + folded.start;
    const isBlock = written.startsWith('>');
    return [
      problem('text-folded', located.span(at, at + folded.text.length), {
        message: `this line is joined to the ${folded.toNext ? 'next' : 'last'} one${isBlock ? ': `>` folds lines' : ': YAML folds the lines of such a text'}`,
        why: 'learners would see its marks in the middle of a sentence, and no code, table or list',
        fix: isBlock
          ? 'write `|` in place of `>`'
          : 'write `|` behind the key and the text below it, indented and without quotes around it',
      }),
    ];
  });
}

/** The first line that should stand alone and is folded into another one. */
function joinedLine(
  written: string,
): { readonly start: number; readonly text: string; readonly toNext: boolean } | undefined {
  const isBlock = written.startsWith('>');
  const all = [...written.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)].map(({ 0: line, index }) => {
    const text = line.trim();
    return { text, start: index + line.indexOf(text), indent: /^[ \t]*/.exec(line)?.[0].length ?? 0 };
  });
  // Behind `>` stands nothing of the text.
  const lines = isBlock ? all.slice(1) : all;
  const indent = lines.find(({ text }) => text !== '')?.indent ?? 0;
  // In a block, lines that are indented further are kept.
  const folds = lines.map((line) => line.text !== '' && (!isBlock || line.indent === indent));
  const kindOf = ({ text }: { readonly text: string }): RegExp | undefined => lineKinds.find((kind) => kind.test(text));
  for (const [index, line] of lines.entries()) {
    const kind = kindOf(line);
    if (kind === undefined || folds[index] !== true) continue;
    const toNext = folds[index + 1] === true && kind !== lineKinds[2];
    const toLast = index > 0 && folds[index - 1] === true;
    // A single hyphen at the start of a line is a dash.
    const isAlone = kind === lineKinds[2] && lines.filter((other) => kindOf(other) === kind).length < 2;
    if ((toNext || toLast) && !isAlone) return { start: line.start, text: line.text, toNext: !toLast };
  }
  return undefined;
}
