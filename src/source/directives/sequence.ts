import type { DirectiveSpec } from './spec.ts';

export const sequence: DirectiveSpec = {
  name: 'sequence',
  kind: 'container',
  purpose: 'a figure of what two sides say to each other, in order of time',
  label: 'optional',
  attributes: {
    left: { kind: 'text', required: true, purpose: 'the name of the side that asks, as the steps begin with it' },
    right: { kind: 'text', required: true, purpose: 'the name of the side that is asked' },
  },
  content: { kind: 'steps' },
};
