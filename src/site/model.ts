import type { Need } from '../lesson/sheets.ts';
import type { QuizView } from '../questions/kit/view.ts';
import type { GlossaryTerm } from '../lesson/terms.ts';
import type { FigureName } from '../../schemas/lesson.ts';
import type { Words } from '../words/words.ts';
import type { Appearance, Named, ThemedPicture } from './appearance.ts';

export type { QuestionView, QuizView } from '../questions/kit/view.ts';

/**
 * The data that pages show: plain data, computed once from a valid `Course`. Pages and components get everything from
 * here (`import { site } from 'lectern:site'`), never from files.
 */
export interface SiteModel {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The words of the interface, in the course's language. */
  readonly words: Words;
  /** Absolute URL of the published course without trailing slash, if set. */
  readonly url: string | undefined;
  /** Where its pages lie: `/` or `/some/path/`, and below that `de/` for a translation. */
  readonly base: string;
  /** Where the whole site lies, and the files that all languages share: the base of the original. */
  readonly root: string;
  /** All languages of the course, that of the original first; none where there is only one. */
  readonly languages: readonly LanguageView[];
  /** Modules that are not translated, where this is a translation: their pages are the original's. */
  readonly elsewhere: readonly ModuleView[];
  readonly categories: readonly CategoryView[];
  /** Whose course it is, and how it looks. */
  readonly appearance: Appearance;
  /** The terms of the course, sorted as its language does. */
  readonly glossary: readonly GlossaryTerm[];
  /** The pages besides the modules. */
  readonly pages: readonly OwnPageView[];
  /** Files of the course that take the place of what Lectern would write, by their path below the base. */
  readonly replaced: ReadonlySet<string>;
  /** In reading order; builds exclude drafts. */
  readonly modules: readonly ModuleView[];
  /** The index that the search reads; computed when it is asked for. */
  readonly search: SearchIndex;
  /** The HTML around the components of a lesson or part, by path in the content folder. */
  htmlAround(file: string): readonly string[];
}

/** A language of a course. */
export interface LanguageView {
  /** Its name in itself: `Deutsch`. */
  readonly name: string;
  /** What its pages show. */
  readonly site: SiteModel;
  /** Whether it has a page at a path below its base. */
  has(path: string): boolean;
}

/** The index that a site's search reads. */
export interface SearchIndex {
  /** The address of the first file. */
  readonly root: string;
  /** All files, by their path below the base. Their names hold a hash of their content. */
  readonly files: ReadonlyMap<string, string>;
}

/** A page of the course besides its modules. */
export interface OwnPageView {
  readonly slug: string;
  /** Including the base path and a trailing slash. */
  readonly href: string;
  readonly title: string;
  readonly summary: string | undefined;
  /** The rendered body. */
  readonly html: string;
  /** What its blocks need beside what every page has. */
  readonly needs: ReadonlySet<Need>;
  /** Origins of the players that other hosts have of its videos. */
  readonly players: readonly string[];
  readonly hasLab: boolean;
  /** Where its source can be edited. */
  readonly edit: string | undefined;
}

export interface CategoryView {
  readonly id: string;
  readonly title: string;
  /** Index of its accent, 0 to 5. */
  readonly accent: number;
  readonly modules: readonly ModuleCard[];
}

/** A module as other pages refer to it: on the home page, in previous/next, as a prerequisite. */
export interface ModuleCard {
  readonly slug: string;
  /** Including the base path and a trailing slash. */
  readonly href: string;
  readonly title: string;
  readonly categoryTitle: string;
  readonly summary: string;
  readonly minutes: number;
  readonly questions: number;
  readonly draft: boolean;
  /** Its language, where that is not the site's: it is not translated, and its page is the original's. */
  readonly language?: string | undefined;
}

/** A heading that a table of contents leads to. */
export interface Place {
  readonly id: string;
  readonly title: string;
}

export interface ModuleView extends ModuleCard {
  readonly category: { readonly id: string; readonly title: string; readonly accent: number };
  readonly objectives: readonly { readonly id: string; readonly text: string }[];
  readonly prerequisites: readonly ModuleCard[];
  readonly previous: ModuleCard | undefined;
  readonly next: ModuleCard | undefined;
  /** The opening figure, if the author chose or drew one. */
  readonly figure: FigureName | ThemedPicture | undefined;
  /** Who wrote it, if not all authors of the course. */
  readonly authors: readonly Named[];
  /** The day of its last change, `2026-11-30`, if the author says it. */
  readonly updated: string | undefined;
  /** Where its lesson can be edited. */
  readonly edit: string | undefined;
  /** The `##` sections, in order, with their `###` parts. */
  readonly sections: readonly (Place & { readonly parts: readonly Place[] })[];
  /** The rendered lesson; undefined if it uses components, in which case it is in `lectern:lessons`. */
  readonly html: string | undefined;
  /** What its blocks need beside what every page has. */
  readonly needs: ReadonlySet<Need>;
  /** Origins of the players that other hosts have of its videos. */
  readonly players: readonly string[];
  /** Whether the lesson has a live lab. */
  readonly hasLab: boolean;
  readonly quiz: QuizView | undefined;
  /** Former names, so that stored answers survive renames. */
  readonly aliases: readonly string[];
}
