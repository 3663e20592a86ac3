import { anyBlocks } from '../../../course/checks/directive-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

/** `:::quote[Source]`: what somebody else said, and who or where. */
export const quote: Directive = {
  name: 'quote',
  kind: 'container',
  purpose: 'a quotation with its source',
  label: 'required',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['blockquote', 'epigraph', 'pull-quote', 'cite', 'citation'],
  content: anyBlocks,
  render: (node, context) =>
    element(
      'figure',
      { class: 'quote' },
      `\n${element('blockquote', {}, `\n${context.writer.blocks(content(node))}\n`)}\n<figcaption>${label(node, context, '')}</figcaption>\n`,
    ),
};
