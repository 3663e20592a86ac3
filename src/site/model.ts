/**
 * What the pages show: plain, serialisable data, computed once from a trusted `Course`.
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
}

export interface CategoryView {
  readonly id: string;
  readonly title: string;
  /** Which of the accent hues it has, from 0. */
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
  /** The `##` sections, in order. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** The rendered lesson; undefined where only Astro's MDX can render it (`mdx` is set then). */
  readonly html: string | undefined;
  readonly mdx: string | undefined;
  readonly quiz: QuizView | undefined;
  /** What the browser must know about old names, so that answers survive. */
  readonly aliases: readonly string[];
}

/** The quiz with its Markdown rendered; questions carry the author's data and HTML beside it. */
export interface QuizView {
  readonly title: string;
  readonly passMark: number;
  readonly shuffle: boolean;
  readonly pick: number | undefined;
  readonly questions: readonly QuestionView[];
  readonly results: readonly { readonly from: number; readonly icon?: string | undefined; readonly title: string; readonly message?: string | undefined }[];
}

export interface QuestionView {
  /** `module/question`. */
  readonly address: string;
  readonly data: import('../../schemas/questions/index.ts').Question;
  /** Where it is taught: address on the site and the heading's text. */
  readonly taught: { readonly href: string; readonly title: string };
  /** Shared text above it, rendered. */
  readonly contextHtml: string | undefined;
  /** Markdown → HTML for any Markdown string of this question's data; keyed by the source string. */
  readonly html: Readonly<Record<string, string>>;
}
