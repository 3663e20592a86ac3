import { exchange } from './exchange.ts';
import { flow } from './flow.ts';
import { insight } from './insight.ts';
import { note } from './note.ts';
import { question } from './question.ts';
import { sequence } from './sequence.ts';
import type { DirectiveSpec } from './spec.ts';
import { tip } from './tip.ts';
import { warning } from './warning.ts';

/** Every block directive there is: the one list to extend. */
export const directiveSpecs: readonly DirectiveSpec[] = [
  insight,
  note,
  tip,
  warning,
  flow,
  sequence,
  exchange,
  question,
];

export type { AttributeSpec, ContentRule, DirectiveSpec } from './spec.ts';
