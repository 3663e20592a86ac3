import type { Course, Module } from '../../course/model.ts';
import { viewQuestion, type QuestionView } from './question.ts';

/** Says whether a word is spelt as the dictionary of the course's language has it; with suggestions where it is not. */
export interface Speller {
  knows(word: string): boolean;
  /** The best candidates, best first; slow, so ask only for words that are reported. */
  suggest(word: string): readonly string[];
}

/** What rules see of a course. */
export interface CourseView {
  readonly course: Course;
  readonly modules: readonly ModuleView[];
  /** None where no dictionary of the course's language is at hand. */
  readonly speller: Speller | undefined;
}

/** What rules see of a module. */
export interface ModuleView {
  readonly module: Module;
  readonly course: CourseView;
  readonly questions: readonly QuestionView[];
}

/** Reads every text of every quiz once. */
export function viewCourse(course: Course, speller?: Speller): CourseView {
  const modules: ModuleView[] = [];
  const view: CourseView = { course, modules, speller };
  for (const module of course.modules) modules.push(viewModule(view, module));
  return view;
}

function viewModule(course: CourseView, module: Module): ModuleView {
  const questions: QuestionView[] = [];
  const view: ModuleView = { module, course, questions };
  for (const question of module.quiz?.questions ?? []) questions.push(viewQuestion(view, question));
  return view;
}

/** The primary language: `en` of `en-GB`. */
export function primaryLanguage(tag: string): string {
  return (tag.split('-')[0] ?? tag).toLowerCase();
}
