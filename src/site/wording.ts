import type { Words } from '../words/words.ts';
import type { ModuleCard } from './model.ts';

/** The effort of a module as HTML: `8 minutes · 6 questions`. */
export function effort(words: Words, { minutes, questions }: Pick<ModuleCard, 'minutes' | 'questions'>): string {
  const parts = [words.html('minutes', { n: minutes })];
  if (questions > 0) parts.push(words.html('questions', { n: questions }));
  return parts.join(' · ');
}

/** The extent of several modules, as text and as HTML: `4 modules · 21 minutes`, `120 modules · about 14 hours`. */
export function facts(
  words: Words,
  modules: number,
  minutes: number,
): { readonly text: string; readonly html: string } {
  const [time, n] =
    minutes < 120 ? (['minutes', minutes] as const) : (['about-hours', Math.round(minutes / 60)] as const);
  return {
    text: `${words.say('modules', { n: modules })} · ${words.say(time, { n })}`,
    html: `${words.html('modules', { n: modules })} · ${words.html(time, { n })}`,
  };
}
