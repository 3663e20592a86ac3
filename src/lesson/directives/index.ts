import { caution, danger, important, info, insight, note, tip, warning } from './callout/index.ts';
import type { Directive } from './directive.ts';
import { details } from './details/index.ts';
import { exchange } from './exchange/index.ts';
import { exercise, hint, solution } from './exercise/index.ts';
import { figure } from './figure/index.ts';
import { files } from './files/index.ts';
import { flow } from './flow/index.ts';
import { audio, video } from './media/index.ts';
import { question } from './question/index.ts';
import { quote } from './quote/index.ts';
import { sequence } from './sequence/index.ts';
import { steps } from './steps/index.ts';
import { table } from './table/index.ts';
import { tab, tabs } from './tabs/index.ts';

/** All block directives; the only list to extend. */
export const directives: readonly Directive[] = [
  insight,
  note,
  tip,
  info,
  important,
  warning,
  caution,
  danger,
  flow,
  sequence,
  exchange,
  question,
  details,
  exercise,
  hint,
  solution,
  tabs,
  tab,
  steps,
  files,
  table,
  figure,
  quote,
  video,
  audio,
];
