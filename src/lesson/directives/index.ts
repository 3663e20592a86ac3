import type { Directive } from './directive.ts';
import { exchange } from './exchange.ts';
import { flow } from './flow.ts';
import { insight } from './insight.ts';
import { note } from './note.ts';
import { question } from './question.ts';
import { sequence } from './sequence.ts';
import { tip } from './tip.ts';
import { warning } from './warning.ts';

/** Every block directive there is: the one list to extend. */
export const directives: ReadonlyMap<string, Directive> = new Map(
  [exchange, flow, insight, note, question, sequence, tip, warning].map((directive) => [directive.name, directive]),
);
