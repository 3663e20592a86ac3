import { orderedSteps } from '../../../course/checks/directive-content.ts';
import type { ListItem } from 'mdast';
import { element, escapeText } from '../../html.ts';
import { drawnIcon } from '../../icons.ts';
import { content, label, type Directive, type DirectiveContext } from '../directive.ts';
import { stepParts } from '../step.ts';

/** `:::flow[Title]{loop="…"}`: steps in order, each with a title; `loop` says that they repeat. */
export const flow: Directive = {
  name: 'flow',
  kind: 'container',
  purpose: 'a figure of steps that follow each other',
  label: 'optional',
  sheet: 'site',
  attributes: { loop: { kind: 'text', purpose: 'what is written on the way back from the last step to the first' } },
  content: orderedSteps,
  render(node, context) {
    const caption = label(node, context, '');
    const loop = node.attributes?.['loop'];
    const steps = content(node).map((child) =>
      child.type === 'list'
        ? `<ol>\n${child.children.map((item, index) => step(item, index, context)).join('\n')}\n</ol>`
        : context.writer.node(child),
    );
    const parts = [
      caption === '' ? '' : `<figcaption>${caption}</figcaption>`,
      ...steps,
      typeof loop === 'string' ? `<p class="flow-loop">${escapeText(loop)}</p>` : '',
    ].filter((part) => part !== '');
    return element('figure', { class: 'flow', 'data-loop': typeof loop === 'string' }, `\n${parts.join('\n')}\n`);
  },
};

/** Renders a step: the marker in the circle, its number if the author gave none, and which side it belongs to. */
function step(item: ListItem, index: number, context: DirectiveContext): string {
  const { mark, title, text, more } = stepParts(item, context);
  const parts = [
    `<span class="flow-mark" aria-hidden="true">${drawnIcon(mark) ?? escapeText(mark || context.words.number(index + 1))}</span>`,
    title === undefined ? '' : context.writer.node(title),
    text === '' ? '' : `<p>${text}</p>`,
    more,
  ].filter((part) => part !== '');
  return element('li', { 'data-side': sideOf(text) }, parts.join(' '));
}

/** The side that a step belongs to, if its text starts with it: the browser, the server, or both. */
function sideOf(text: string): 'client' | 'server' | 'both' | undefined {
  const [, word] = /^(?:the |your |a )?(browser|client|server|both)\b/i.exec(text) ?? [];
  if (word === undefined) return undefined;
  const subject = word.toLowerCase();
  return subject === 'server' || subject === 'both' ? subject : 'client';
}
