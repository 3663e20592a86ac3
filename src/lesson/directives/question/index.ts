import { nothing } from '../../../course/checks/directive-content.ts';
import { element } from '../../html.ts';
import type { Directive } from '../directive.ts';

/** `::question{id="…"}`: a question of the module's quiz, asked in the middle of the lesson. */
export const question: Directive = {
  name: 'question',
  kind: 'leaf',
  purpose: 'one question of the module’s quiz, asked in the middle of the lesson',
  label: 'none',
  sheet: 'site',
  attributes: { id: { kind: 'id', required: true, purpose: 'the question’s id in `quiz.yaml`' } },
  otherNames: ['quiz'],
  content: nothing,
  render(node, context) {
    const id = node.attributes?.['id'] ?? '';
    return element('div', { class: 'check-yourself' }, context.question(id) ?? '');
  },
};
