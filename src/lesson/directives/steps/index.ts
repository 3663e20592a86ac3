import { oneList } from '../../../course/checks/block-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

/** `:::steps[Title]`: a numbered list of things to do, each as long as it needs to be. */
export const steps: Directive = {
  name: 'steps',
  kind: 'container',
  purpose: 'things to do one after another',
  label: 'optional',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['stepper', 'procedure'],
  content: oneList(true),
  render(node, context) {
    const title = label(node, context, '');
    return element(
      'div',
      { class: 'steps' },
      `\n${title === '' ? '' : `<p class="label">${title}</p>\n`}${context.writer.blocks(content(node))}\n`,
    );
  },
};
