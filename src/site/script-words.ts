import type { MessageName } from '../words/messages.ts';

/** The messages about the course as a whole, which come with its catalogue (`site/catalogue.ts`). */
export const courseWords = [
  'review',
  'due',
  'next-within-a-day',
  'next-in-days',
  'next-module',
  'continue-course',
  'course-done',
  'all-modules',
  'start-course',
  'module-answered',
  'module-done',
  'partly-count',
  'missed',
] as const satisfies readonly MessageName[];

/** The messages that scripts show, by page; the page hands them over (`components/ScriptWords.astro`). */
export const progressWords = [
  'module-progress',
  'right-answers-in',
  'answers-removed',
  'answers-unnamed',
  'exported',
  'import-newer',
  'import-foreign',
  'import-other-course',
  'import-title',
  'import-new',
  'import-replaces',
  'import-older',
  'import-same',
  'undone',
  'imported',
  'imported-nothing',
  'import-unread',
  'forgotten',
] as const satisfies readonly MessageName[];

export const reviewWords = [
  'place',
  'no-longer-asked',
  'known',
  'due',
  'due-from',
  'review-right',
  'still-due',
  'calendar-event',
] as const satisfies readonly MessageName[];

export const searchWords = [
  'sections-found',
  'nothing-found',
  'search-failed',
] as const satisfies readonly MessageName[];
