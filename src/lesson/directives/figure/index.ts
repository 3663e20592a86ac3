import { isPicture, onlyPictures } from '../../../course/checks/block-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

/** `:::figure[Caption]`: pictures with a caption that may hold markup; several stand in columns. */
export const figure: Directive = {
  name: 'figure',
  kind: 'container',
  purpose: 'pictures with a caption, several in columns',
  label: 'required',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['fig', 'image', 'gallery', 'columns', 'picture'],
  content: onlyPictures,
  render(node, context) {
    const shown = content(node)
      .flatMap((block) => (block.type === 'paragraph' ? block.children.filter(isPicture) : []))
      // As if each stood alone: with a caption of its own, if it has a title.
      .map((picture) => context.writer.node({ type: 'paragraph', children: [picture] }));
    return element(
      'figure',
      { class: 'pictures' },
      `\n${element('div', {}, `\n${shown.join('\n')}\n`)}\n<figcaption>${label(node, context, '')}</figcaption>\n`,
    );
  },
};
