import type { DirectiveSpec } from './spec.ts';

export const question: DirectiveSpec = {
  name: 'question',
  kind: 'leaf',
  purpose: 'one question of the module’s quiz, asked in the middle of the lesson',
  label: 'none',
  attributes: { id: { kind: 'id', required: true, purpose: 'the question’s id in `quiz.yaml`' } },
  content: { kind: 'none' },
};
