import { oneTable } from '../../../course/checks/block-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

/** `:::table[Caption]`: a table that says what it shows. */
export const table: Directive = {
  name: 'table',
  kind: 'container',
  purpose: 'a table with a caption',
  label: 'required',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['list-table', 'tbl'],
  content: oneTable,
  render: (node, context) =>
    element(
      'figure',
      { class: 'table' },
      `\n<figcaption>${label(node, context, '')}</figcaption>\n${context.writer.blocks(content(node))}\n`,
    ),
};
