import { orderedSteps } from '../../../course/checks/directive-content.ts';
import { element, escapeText } from '../../html.ts';
import { content, label, type Directive, type DirectiveContext } from '../directive.ts';
import { stepParts } from '../step.ts';

/**
 * `:::sequence[Title]{left="Browser" right="Server"}`: messages between two sides. A step that starts with the name of
 * a side is a message from that side; any other step concerns the connection: the first opens it, the next closes it.
 */
export const sequence: Directive = {
  name: 'sequence',
  kind: 'container',
  purpose: 'a figure of what two sides say to each other, in order of time',
  label: 'optional',
  sheet: 'site',
  attributes: {
    left: { kind: 'text', required: true, purpose: 'the name of the side that asks, as the steps begin with it' },
    right: { kind: 'text', required: true, purpose: 'the name of the side that is asked' },
  },
  content: orderedSteps,
  render(node, context) {
    const caption = label(node, context, '');
    const [left, right] = [nameOf(node.attributes?.['left']), nameOf(node.attributes?.['right'])];
    const parts = [
      caption === '' ? '' : `<figcaption>${caption}</figcaption>`,
      `<p class="sequence-sides" aria-hidden="true"><span data-side="client">${escapeText(left)}</span> <span data-side="server">${escapeText(right)}</span></p>`,
      ...content(node).map((child) =>
        child.type === 'list'
          ? `<ol>\n${steps(child.children, [left, right], context).join('\n')}\n</ol>`
          : context.writer.node(child),
      ),
    ].filter((part) => part !== '');
    return element('figure', { class: 'sequence' }, `\n${parts.join('\n')}\n`);
  },
};

function steps(
  items: readonly Parameters<typeof stepParts>[0][],
  [left, right]: readonly [string, string],
  context: DirectiveContext,
): readonly string[] {
  let open = false;
  return items.map((item) => {
    const { title, text, more } = stepParts(item, context);
    const name = title === undefined ? '' : context.writer.node(title);
    const speaker = plain(name);
    const side = speaker === plain(left) ? 'client' : speaker === plain(right) ? 'server' : 'both';
    const turns = side === 'both';
    if (turns) open = !open;
    const attributes = {
      'data-side': side,
      'data-open': open && !turns,
      'data-opens': turns && open,
      'data-closes': turns && !open,
    };
    return element(
      'li',
      attributes,
      [name, text === '' ? '' : `<p>${text}</p>`, more].filter((part) => part !== '').join(' '),
    );
  });
}

const nameOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const plain = (html: string): string =>
  html
    .replaceAll(/<[^<>]*>/g, '')
    .trim()
    .toLowerCase();
