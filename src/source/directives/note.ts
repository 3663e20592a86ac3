import type { DirectiveSpec } from './spec.ts';

export const note: DirectiveSpec = {
  name: 'note',
  kind: 'container',
  purpose: 'a remark beside the main line',
  label: 'optional',
  attributes: {},
  content: { kind: 'blocks' },
};
