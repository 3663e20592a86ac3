import type { DirectiveSpec } from './spec.ts';

export const insight: DirectiveSpec = {
  name: 'insight',
  kind: 'container',
  purpose: 'the one thing to remember',
  label: 'optional',
  attributes: {},
  content: { kind: 'blocks' },
};
