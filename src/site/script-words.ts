import type { MessageName } from '../words/messages.ts';

/** The messages that scripts show, by page; the page hands them over (`components/ScriptWords.astro`). */
export const progressWords = [
  'module-progress',
  'right-answers-in',
  'answers-removed',
  'answers-unnamed',
  'exported',
  'import-newer',
  'import-foreign',
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
  'next-within-a-day',
  'next-in-days',
  'no-longer-asked',
  'known',
  'due',
  'due-from',
  'review-right',
  'still-due',
] as const satisfies readonly MessageName[];

export const searchWords = [
  'sections-found',
  'nothing-found',
  'search-failed',
] as const satisfies readonly MessageName[];
