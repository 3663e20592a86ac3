import { count } from '../text/count.ts';
import type { ModuleCard } from './model.ts';

/** What a module asks of its reader: `8 minutes · 6 questions`. */
export const effort = ({ minutes, questions }: Pick<ModuleCard, 'minutes' | 'questions'>): string =>
  [count(minutes, 'minute'), ...(questions > 0 ? [count(questions, 'question')] : [])].join(' · ');

/** A long reading time is told in hours: `21 minutes`, `about 14 hours`. */
export const duration = (minutes: number): string =>
  minutes < 120 ? count(minutes, 'minute') : `about ${Math.round(minutes / 60)} hours`;
