import { count } from '../text/count.ts';
import type { ModuleCard } from './model.ts';

/** The effort of a module: `8 minutes · 6 questions`. */
export const effort = ({ minutes, questions }: Pick<ModuleCard, 'minutes' | 'questions'>): string =>
  [count(minutes, 'minute'), ...(questions > 0 ? [count(questions, 'question')] : [])].join(' · ');

/** A reading time: `21 minutes`, `about 14 hours`. */
export const duration = (minutes: number): string =>
  minutes < 120 ? count(minutes, 'minute') : `about ${Math.round(minutes / 60)} hours`;
