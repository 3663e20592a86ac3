import type { DirectiveSpec } from './spec.ts';

export const flow: DirectiveSpec = {
  name: 'flow',
  kind: 'container',
  purpose: 'a figure of steps that follow each other',
  label: 'optional',
  attributes: { loop: { kind: 'text', purpose: 'what is written on the way back from the last step to the first' } },
  content: { kind: 'steps' },
};
