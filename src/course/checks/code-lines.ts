import { blockOf, countOrders, mostOrders } from '../../../schemas/questions/code-lines.ts';
import { mostEntries } from '../../../schemas/primitives.ts';
import { linesOf } from '../../../schemas/questions/parsons.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { count } from '../../text/count.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, textAt, valueAt } from '../value.ts';

/** Checks that the lines of every `parsons` have right orders that can be told from others. */
export function checkCodeLines(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index): Diagnostic[] => {
    const keys = asMapping(question);
    const at = ['questions', index];
    const program = textAt(source, [...at, 'program']);
    if (keys?.['type'] !== 'parsons' || program === undefined) return [];
    const distractors = asList(keys['distractors']).map(String);
    const indent = keys['indent'] === true;
    const { lines, distractors: further } = linesOf({
      program,
      language: undefined,
      distractors,
      indent,
      anyOrder: [],
    });
    const all = lines.length + further.length;
    if (lines.length < 2 || all > mostEntries)
      return [
        problem('line-count', source.spanOf([...at, 'program']), {
          message:
            lines.length < 2
              ? `${count(lines.length, 'line')} of code, expected two or more`
              : `${count(all, 'line')} of code, expected at most ${mostEntries}`,
          why: lines.length < 2 ? 'there would be nothing to put in order' : 'nobody could put so many in order',
          fix: lines.length < 2 ? 'write each statement on a line of its own' : 'ask for the part that matters',
        }),
      ];
    return [
      ...further.flatMap((text, place) =>
        lines.some((line) => line.text === text) || further.indexOf(text) < place
          ? [
              problem('line-duplicate', source.spanOf([...at, 'distractors', place]), {
                message: lines.some((line) => line.text === text)
                  ? 'this line is one of the program, too'
                  : 'this line is there already',
                why: 'nobody could tell the two apart',
                fix: 'change it, so that it would be wrong wherever it stood, or remove it',
              }),
            ]
          : [],
      ),
      ...checkOrders(asList(keys['anyOrder']).map(asList), lines.length, [...at, 'anyOrder'], source),
    ];
  });
}

/** Blocks that may change places are lines of the program, and follow one another. */
function checkOrders(
  groups: readonly (readonly unknown[])[],
  length: number,
  at: readonly (string | number)[],
  source: YamlSource,
): Diagnostic[] {
  const taken = new Set<number>();
  for (const [index, group] of groups.entries()) {
    let next: number | undefined;
    for (const [place, written] of group.entries()) {
      const [first, last] = blockOf(String(written));
      if (Number.isNaN(first) || Number.isNaN(last)) return [];
      const wrong =
        last >= length
          ? `no line ${last + 1}, the program has ${count(length, 'line')} that are not blank`
          : first > last
            ? `unexpected \`${String(written)}\`, expected the first line before the last`
            : next !== undefined && first !== next
              ? `unexpected line ${first + 1}, expected line ${next + 1}, behind the block before`
              : taken.has(first) || taken.has(last)
                ? `unexpected line ${first + 1}, which another block holds already`
                : undefined;
      if (wrong !== undefined)
        return [
          problem('line-unknown', source.spanOf([...at, index, place]), {
            message: wrong,
            why: 'it could not be told which orders are right',
            fix: 'name blocks that follow one another in `program`, by the numbers of their lines: `[1, 2]`, `[3-4, 5]`; blank lines do not count',
          }),
        ];
      for (let line = first; line <= last; line++) taken.add(line);
      next = last + 1;
    }
  }
  const orders = countOrders(groups.map(({ length: blocks }) => blocks));
  return orders > mostOrders
    ? [
        problem('line-unknown', source.spanOf(at), {
          message: `more than ${mostOrders} right orders`,
          why: 'each of them is compared with the answer, and proven',
          fix: 'let fewer lines change places, or join some to blocks',
        }),
      ]
    : [];
}
