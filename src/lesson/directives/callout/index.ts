import { anyBlocks } from '../../../course/checks/directive-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

/** `:::insight`: the one thing to take away. */
export const insight = callout('insight', 'the one thing to remember', ['important']);

/** `:::note`: worth knowing in passing. */
export const note = callout('note', 'a remark beside the main line', ['info']);

/** `:::tip`: something that helps in practice. */
export const tip = callout('tip', 'advice worth following', ['hint']);

/** `:::warning`: what goes wrong, and for whom. */
export const warning = callout('warning', 'something that can go wrong', ['caution', 'danger']);

/** An aside: a title, then prose. */
function callout(
  name: 'insight' | 'note' | 'tip' | 'warning',
  purpose: string,
  otherNames: readonly string[],
): Directive {
  return {
    name,
    kind: 'container',
    purpose,
    label: 'optional',
    sheet: 'site',
    attributes: {},
    otherNames,
    content: anyBlocks,
    render: (node, context) =>
      element(
        'aside',
        { class: 'callout', role: 'note', 'data-kind': name },
        `\n<p class="callout-title">${label(node, context, context.words.html(`callout-${name}`))}</p>\n${context.writer.blocks(content(node))}\n`,
      ),
  };
}
