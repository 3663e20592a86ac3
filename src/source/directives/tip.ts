import type { DirectiveSpec } from './spec.ts';

export const tip: DirectiveSpec = {
  name: 'tip',
  kind: 'container',
  purpose: 'advice worth following',
  label: 'optional',
  attributes: {},
  content: { kind: 'blocks' },
};
