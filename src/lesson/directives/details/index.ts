import { anyBlocks } from '../../../course/checks/directive-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive, type DirectiveContext, type DirectiveNode } from '../directive.ts';

/** `:::details[Title]`: what is closed until a learner opens it; open on paper. */
export const details: Directive = {
  name: 'details',
  kind: 'container',
  purpose: 'what is closed until it is opened',
  label: 'required',
  sheet: 'blocks',
  attributes: { open: { kind: 'flag', purpose: 'is open from the start' } },
  otherNames: ['collapse', 'collapsible', 'spoiler', 'dropdown', 'toggle', 'expand', 'accordion'],
  content: anyBlocks,
  render: (node, context) => disclosure(node, context, '', { open: node.attributes?.['open'] !== undefined }),
};

/** A title that opens and closes what the directive holds. */
export function disclosure(
  node: DirectiveNode,
  context: DirectiveContext,
  title: string,
  { open, id }: { readonly open?: boolean; readonly id?: string | undefined } = {},
): string {
  const blocks = context.writer.blocks(content(node));
  // A link to what stands in a disclosure opens it; one to the disclosure itself does not.
  const inside = id === undefined ? blocks : element('div', { id }, `\n${blocks}\n`);
  return element(
    'details',
    { class: 'disclosure', open },
    `\n<summary>${label(node, context, title)}</summary>\n${inside}\n`,
  );
}
