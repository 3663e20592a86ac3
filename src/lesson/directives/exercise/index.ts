import { anyBlocks } from '../../../course/checks/directive-content.ts';
import { solutionId } from '../../../course/exercises.ts';
import { element } from '../../html.ts';
import { disclosure } from '../details/index.ts';
import { content, label, type Directive, type DirectiveNode } from '../directive.ts';

/** `:::exercise[Title]{id="…"}`: something to do, with `hint` and `solution` in it. */
export const exercise: Directive = {
  name: 'exercise',
  kind: 'container',
  purpose: 'something to do',
  label: 'optional',
  sheet: 'blocks',
  attributes: { id: { kind: 'anchor', purpose: 'what links to it end in' } },
  otherNames: ['challenge', 'activity', 'task', 'practice'],
  content: anyBlocks,
  render(node, context) {
    const id = node.attributes?.['id'] ?? undefined;
    const title = label(node, context, '');
    const parts = [
      `<p class="exercise-title"><span>${context.words.html('exercise')}</span>${title === '' ? '' : ` ${title}`}</p>`,
      ...content(node).map((child) =>
        id !== undefined && child.type === 'containerDirective' && child === solutionIn(node)
          ? disclosure(child, context, context.words.html('solution'), { id: solutionId(id) })
          : context.writer.node(child),
      ),
    ];
    return element(
      'section',
      { class: 'exercise', id, 'aria-label': context.words.say('exercise') },
      `\n${parts.filter((part) => part !== '').join('\n')}\n`,
    );
  },
};

/** `:::hint`: a word of help, closed at first. */
export const hint: Directive = {
  name: 'hint',
  kind: 'container',
  purpose: 'a word of help, closed until it is opened',
  label: 'optional',
  sheet: 'blocks',
  attributes: {},
  content: anyBlocks,
  render: (node, context) => disclosure(node, context, context.words.html('hint')),
};

/** `:::solution`: how it is done, closed at first. */
export const solution: Directive = {
  name: 'solution',
  kind: 'container',
  purpose: 'how it is done, closed until it is opened',
  label: 'optional',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['answer'],
  content: anyBlocks,
  render: (node, context) => disclosure(node, context, context.words.html('solution')),
};

const solutionIn = (node: DirectiveNode): unknown =>
  node.children.find((child) => child.type === 'containerDirective' && child.name === 'solution');
