import { branch } from './branch.ts';
import { cycle } from './cycle.ts';
import { chanceOf, height, width, type Chance } from './drawing.ts';
import { layers } from './layers.ts';
import { letters } from './letters.ts';
import { openLine } from './open-line.ts';
import { relay } from './relay.ts';
import { stream } from './stream.ts';

import type { FigureName } from '../../../schemas/lesson.ts';

/** What opens a module's page. Each is drawn from the module's name, so no two modules look quite the same. */
const figures: Readonly<Record<FigureName, (chance: Chance) => string>> = {
  'open-line': openLine,
  letters,
  stream,
  relay,
  layers,
  branch,
  cycle,
};

/** Those that say something true about any subject: a module that names none gets one of these. */
const neutral: readonly FigureName[] = ['relay', 'layers', 'branch', 'cycle'];

export const viewBox = `0 0 ${width} ${height}`;

/** The inner SVG of a module's figure: the one its author named, else one that follows from its slug. */
export function openingFigure(slug: string, chosen: FigureName | undefined): string {
  const chance = chanceOf(slug);
  const name = chosen ?? neutral[Math.floor(chance() * neutral.length)]!;
  return figures[name](chance);
}
