import { element } from '../html.ts';
import { content, label, type Directive } from './directive.ts';

/** A remark beside the text: a title, then prose. */
export function callout(name: string, title: string): Directive {
  return {
    name,
    render: (node, scene) =>
      element(
        'aside',
        { class: 'callout', role: 'note', 'data-kind': name },
        `\n<p class="callout-title">${label(node, scene, title)}</p>\n${scene.writer.blocks(content(node))}\n`,
      ),
  };
}
