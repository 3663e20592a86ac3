import { anyBlocks } from '../../../course/checks/directive-content.ts';
import { element } from '../../html.ts';
import { content, label, type Directive } from '../directive.ts';

type Kind = 'insight' | 'note' | 'tip' | 'info' | 'important' | 'warning' | 'caution' | 'danger';

/** `:::insight`: the one thing to take away. */
export const insight = callout('insight', 'site', 'the one thing to remember', ['keypoints', 'summary', 'tldr']);

/** `:::note`: worth knowing in passing. */
export const note = callout('note', 'site', 'a remark beside the main line', ['remark', 'seealso', 'callout']);

/** `:::tip`: something that helps in practice. */
export const tip = callout('tip', 'site', 'advice worth following', ['success']);

/** `:::warning`: what goes wrong, and for whom. */
export const warning = callout('warning', 'site', 'something that can go wrong', ['attention']);

/** `:::info`: facts for those who want them. */
export const info = callout('info', 'blocks', 'facts for those who want them', ['information']);

/** `:::important`: what must not be missed. */
export const important = callout('important', 'blocks', 'what no learner may miss', ['critical']);

/** `:::caution`: what takes care. */
export const caution = callout('caution', 'blocks', 'a step that takes care', ['careful']);

/** `:::danger`: what does damage. */
export const danger = callout('danger', 'blocks', 'what does damage that cannot be undone', ['error', 'bug']);

/** An aside: a title, then prose. One that is `collapsed` shows its title until it is opened, and all of it on paper. */
function callout(name: Kind, sheet: Directive['sheet'], purpose: string, otherNames: readonly string[]): Directive {
  return {
    name,
    kind: 'container',
    purpose,
    label: 'optional',
    sheet,
    attributes: { collapsed: { kind: 'flag', purpose: 'shows the title alone until it is opened' } },
    otherNames,
    content: anyBlocks,
    render(node, context) {
      const isCollapsed = node.attributes?.['collapsed'] !== undefined;
      const title = element(
        isCollapsed ? 'summary' : 'p',
        { class: 'callout-title' },
        label(node, context, context.words.html(`callout-${name}`)),
      );
      const text = `\n${title}\n${context.writer.blocks(content(node))}\n`;
      if (!isCollapsed) return element('aside', { class: 'callout', role: 'note', 'data-kind': name }, text);
      context.writer.context.uses?.('blocks');
      return element('details', { class: 'callout', 'data-kind': name }, text);
    },
  };
}
