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

/** Which drawing a module has: the one its author named, else one that follows from its slug. */
export function figureOf(slug: string, chosen: FigureName | undefined): FigureName {
  return chosen ?? neutral[Math.floor(chanceOf(slug)() * neutral.length)]!;
}

/** The inside of a drawing's SVG, varied by `seed`: the same seed always gives the same drawing. */
export const drawFigure = (name: FigureName, seed: string): string => figures[name](chanceOf(`${seed}/${name}`));
