import { anyBlocks } from '../../../course/checks/directive-content.ts';
import { insideOf, tabSet } from '../../../course/checks/block-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

/**
 * `:::tabs{sync="…"}`: several ways to the same end, of which a learner needs one. Without JavaScript and on paper all are
 * shown, each under its name; `islands/tabs.ts` adds the controls.
 */
export const tabs: Directive = {
  name: 'tabs',
  kind: 'container',
  purpose: 'several ways to the same end, of which a learner chooses one',
  label: 'none',
  sheet: 'blocks',
  attributes: {
    sync: { kind: 'id', purpose: 'all tabs with the same word are in step, on this page and the next' },
  },
  otherNames: ['tab-set', 'tabset', 'code-group', 'codegroup', 'codetabs', 'group-tab'],
  content: tabSet,
  render(node, context) {
    context.writer.context.uses?.('tabs');
    const parts = content(node).map((child) => {
      const html = context.writer.node(child);
      return child.type === 'code' ? `<div class="tab">${html}</div>` : html;
    });
    const sync = node.attributes?.['sync'] ?? undefined;
    return element('div', { class: 'tabs', 'data-sync': sync }, `\n${parts.join('\n')}\n`);
  },
};

/** `:::tab[Name]`: one of them. */
export const tab: Directive = {
  name: 'tab',
  kind: 'container',
  purpose: 'one of several tabs',
  label: 'required',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['tab-item', 'tabitem'],
  content: insideOf('tabs', anyBlocks),
  render: (node, context) =>
    element(
      'div',
      { class: 'tab' },
      `\n<p class="tab-name">${label(node, context, '')}</p>\n${context.writer.blocks(content(node))}\n`,
    ),
};
