import type { ListItem } from 'mdast';
import { element, escapeText } from '../html.ts';
import { content, label, type Directive, type Scene } from './directive.ts';

/** `:::flow[Title]{loop="…"}`: steps in order, each with a title; `loop` says that they begin again. */
export const flow: Directive = {
  name: 'flow',
  render(node, scene) {
    const caption = label(node, scene, '');
    const loop = node.attributes?.['loop'];
    const steps = content(node).map((child) =>
      child.type === 'list' ? `<ol>\n${child.children.map((item) => step(item, scene)).join('\n')}\n</ol>` : scene.writer.node(child),
    );
    const parts = [
      caption === '' ? '' : `<figcaption>${caption}</figcaption>`,
      ...steps,
      typeof loop === 'string' ? `<p class="flow-loop">${escapeText(loop)}</p>` : '',
    ].filter((part) => part !== '');
    return element('figure', { class: 'flow', 'data-loop': typeof loop === 'string' }, `\n${parts.join('\n')}\n`);
  },
};

/** `🔌 **Handshake** Browser asks …`: an emoji that may be missing, a bold title, then what happens. */
function step({ children: [first, ...more] }: ListItem, { writer }: Scene): string {
  if (first?.type !== 'paragraph') return element('li', {}, writer.blocks(first === undefined ? [] : [first, ...more]));
  const at = first.children.findIndex((child) => child.type === 'strong');
  const mark = first.children.slice(0, Math.max(at, 0)).map((child) => (child.type === 'text' ? child.value : '')).join('').trim();
  const title = first.children[at];
  const text = writer.inline(first.children.slice(at + 1)).trim();
  const parts = [
    mark === '' ? '' : `<span class="flow-mark" aria-hidden="true">${escapeText(mark)}</span>`,
    title === undefined ? '' : writer.node(title),
    text === '' ? '' : `<p>${text}</p>`,
    writer.blocks(more),
  ].filter((part) => part !== '');
  return element('li', {}, parts.join(' '));
}
