import { element } from '../html.ts';
import type { Directive } from './directive.ts';

/** `::question{id="…"}`: a question of the module's quiz, asked in the middle of the lesson. */
export const question: Directive = {
  name: 'question',
  render(node, scene) {
    const id = node.attributes?.['id'] ?? '';
    return element('div', { class: 'check-yourself' }, scene.question(id) ?? '');
  },
};
