import type { DirectiveSpec } from './spec.ts';

export const exchange: DirectiveSpec = {
  name: 'exchange',
  kind: 'container',
  purpose: 'programs that talk to each other, and what they print',
  label: 'optional',
  attributes: {
    lab: { kind: 'flag', purpose: 'lets the reader run it in the page' },
    clients: { kind: 'count', purpose: 'how many clients a proof starts, 1 if left out' },
  },
  content: { kind: 'programs', min: 1, max: 4, needs: ['title', 'runs'] },
};
