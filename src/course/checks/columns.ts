import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { named } from '../../text/lists.ts';
import { facts, naming } from '../facts.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, valueAt } from '../value.ts';

/** Checks that every row of a `classify` belongs to one of its columns. */
export function checkColumns(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index) => {
    const keys = asMapping(question);
    if (keys?.['type'] !== 'classify' || !Array.isArray(keys['columns'])) return [];
    const at = ['questions', index];
    const ids = asList(keys['columns']).flatMap((column) => {
      const id = asMapping(column)?.['id'];
      return typeof id === 'string' ? [id] : [];
    });
    return asList(keys['rows']).flatMap((row, place) => {
      const column = asMapping(row)?.['column'];
      if (typeof column !== 'string' || ids.includes(column)) return [];
      const meant = closest(column, ids);
      return [
        problem('column-unknown', source.spanOf([...at, 'rows', place, 'column']), {
          message: `no column \`${column}\`, expected ${meant === undefined ? `one of ${named(ids)}` : `\`${meant}\``}`,
          why: 'no answer to this row could be right',
          fix: 'name one of the `columns`, or add it there',
          ...naming(column, facts.names(source.file, [...at, 'columns'])),
        }),
      ];
    });
  });
}
