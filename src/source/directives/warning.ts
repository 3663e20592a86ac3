import type { DirectiveSpec } from './spec.ts';

export const warning: DirectiveSpec = {
  name: 'warning',
  kind: 'container',
  purpose: 'something that can go wrong',
  label: 'optional',
  attributes: {},
  content: { kind: 'blocks' },
};
