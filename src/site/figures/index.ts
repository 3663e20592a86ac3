import { branch } from './branch.ts';
import { cycle } from './cycle.ts';
import { chanceOf, height, width, type Chance } from './drawing.ts';
import { layers } from './layers.ts';
import { letters } from './letters.ts';
import { openLine } from './open-line.ts';
import { relay } from './relay.ts';
import { stream } from './stream.ts';

import type { FigureName } from '../../../schemas/lesson.ts';

/** The opening figures. Each is varied by the module's name, so no two modules look quite the same. */
const figures: Readonly<Record<FigureName, (chance: Chance) => string>> = {
  'open-line': openLine,
  letters,
  stream,
  relay,
  layers,
  branch,
  cycle,
};

/** Figures that suit any subject; a module that names none gets one of these. */
const neutral: readonly FigureName[] = ['relay', 'layers', 'branch', 'cycle'];

export const viewBox = `0 0 ${width} ${height}`;

/** The figure of a module: the one that its author named, otherwise one derived from its slug. */
export function figureOf(slug: string, chosen: FigureName | undefined): FigureName {
  return chosen ?? neutral[Math.floor(chanceOf(slug)() * neutral.length)]!;
}

/** The contents of a figure's SVG, varied by `seed`: the same seed always gives the same drawing. */
export const drawFigure = (name: FigureName, seed: string): string => figures[name](chanceOf(`${seed}/${name}`));
