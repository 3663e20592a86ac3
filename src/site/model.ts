import type { QuizView } from '../questions/kit/view.ts';

export type { QuestionView, QuizView } from '../questions/kit/view.ts';

/**
 * What the pages show: plain data, computed once from a trusted `Course`.
 * Pages and components get everything from here (`import { site } from 'lectern:site'`), never from files.
 */
export interface SiteModel {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** Absolute address of the published course without trailing slash, if the author gave one. */
  readonly url: string | undefined;
  /** `/` or `/some/path/`. */
  readonly base: string;
  readonly categories: readonly CategoryView[];
  /** In reading order, drafts left out of a build. */
  readonly modules: readonly ModuleView[];
  /** The HTML around the components of a lesson or part that uses them, by its path in the content folder. */
  htmlAround(file: string): readonly string[];
}

export interface CategoryView {
  readonly id: string;
  readonly title: string;
  /** Which of the six accents it has, from 0. */
  readonly accent: number;
  readonly modules: readonly ModuleCard[];
}

/** A module as others see it: on the home page, in previous/next, as a prerequisite. */
export interface ModuleCard {
  readonly slug: string;
  /** With base, with trailing slash. */
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly questions: number;
  readonly draft: boolean;
}

export interface ModuleView extends ModuleCard {
  readonly category: { readonly id: string; readonly title: string; readonly accent: number };
  readonly objectives: readonly { readonly id: string; readonly text: string }[];
  readonly prerequisites: readonly ModuleCard[];
  readonly previous: ModuleCard | undefined;
  readonly next: ModuleCard | undefined;
  /** The drawing that opens the page, if the author chose one. */
  readonly figure: import('../../schemas/lesson.ts').FigureName | undefined;
  /** The `##` sections, in order. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** The rendered lesson; undefined where it uses components: `lectern:lessons` has it then. */
  readonly html: string | undefined;
  /** Whether a program of the lesson can be run in the page. */
  readonly hasLab: boolean;
  readonly quiz: QuizView | undefined;
  /** What the browser must know about old names, so that answers survive. */
  readonly aliases: readonly string[];
}
