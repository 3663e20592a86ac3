import type { Span } from '../diagnostics/diagnostic.ts';
import type { CourseData } from '../../schemas/course.ts';
import type { Term } from '../../schemas/glossary.ts';
import type { LessonData } from '../../schemas/lesson.ts';
import type { PageData } from '../../schemas/page.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { Question } from '../../schemas/questions/index.ts';
import type { ProofData } from '../../schemas/proof.ts';
import type { MdastNode, NodeOf } from '../source/markdown.ts';
import type { QuizText, QuizTexts } from '../source/quiz-text.ts';
import type { YamlSource } from '../source/yaml.ts';
import type { DirectiveUse, Fence, Heading, LessonSource } from '../source/lesson.ts';

export type { HtmlToken } from '../source/html.ts';
export { srcsetCandidates } from '../source/address.ts';
export { globalNames } from '../source/global-names.ts';
export { attributeText } from '../source/html.ts';
export { footnoteId, footnoteKey, footnoteReferenceId, inputOf, programIn } from '../source/lesson.ts';
export { languageOfFile } from './media.ts';
export { remoteVideo, type RemoteVideo } from './remote-video.ts';
export { publicPath } from '../source/published-files.ts';
export { languageOf } from '../source/foreign-words.ts';
export { widthOf, type PictureWidth } from '../source/picture-width.ts';
export { isHighlight } from '../source/highlights.ts';
export { walk } from '../source/markdown.ts';
export { CODE, foldSpace, isComment, referencedCharacter } from '../source/quiz-text.ts';
export type { DirectiveUse, Fence, Heading, LessonSource, MdastNode, NodeOf, QuizText, QuizTexts };

/** What an address in a lesson or quiz leads to. `hash` is its `#…` as written, or empty. */
export type Target =
  /** Another host, a mailbox or a telephone: the address stays as it is. */
  | { readonly kind: 'elsewhere' }
  /** A place on the same page. */
  | { readonly kind: 'here'; readonly hash: string }
  /** The page of a module, which a draft has none of on a published site. */
  | { readonly kind: 'page'; readonly module: string; readonly hash: string }
  /** A page of the course besides its modules. */
  | { readonly kind: 'own-page'; readonly page: string; readonly hash: string }
  /** A file of the content folder, which has to be published. */
  | { readonly kind: 'file'; readonly file: string; readonly hash: string }
  /** Nothing: an error, which was reported. */
  | { readonly kind: 'nowhere' };

/** What an address as written in `from` (a lesson or quiz, relative to the content folder) leads to. */
export type Resolve = (url: string, from: string) => Target;

/**
 * A whole course, parsed once and trusted from then on: every reference resolves, every default is filled in.
 * Drafts are in it and marked. `loadCourse` is the only way to make one.
 */
export interface Course {
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** The same course in other languages: each is whole, and has what is not translated in the language of the original. */
  readonly translations: readonly Course[];
  readonly categories: readonly Category[];
  /** All modules in reading order. */
  readonly modules: readonly Module[];
  readonly data: CourseData;
  /** `course.yaml` with positions. */
  readonly source: YamlSource;
  /** The terms of `glossary.yaml`, as written there. */
  readonly glossary: readonly Term[];
  /** The pages besides the modules, by name. */
  readonly pages: readonly OwnPage[];
  /** Files that `course.yaml` and its style sheet name, such as the logo, relative to the content folder: they have to be published. */
  readonly files: readonly string[];
  /** The style sheet that `course.yaml` names. */
  readonly styleSheet: StyleSheet | undefined;
  /** Files of `public/`, which are copied as they are. */
  readonly publicFiles: readonly string[];
  readonly resolve: Resolve;
}

/** Files that have to be published for a module or page, relative to the content folder, sorted. */
export interface UsedFiles {
  /** All of them. */
  readonly files: readonly string[];
  /** Those that it shows as pictures. */
  readonly shown: readonly string[];
  /** Those that it links to, or loads as something else than a picture. */
  readonly linked: readonly string[];
}

/** A page of the course besides its modules, `pages/<slug>.md`. */
export interface OwnPage extends UsedFiles {
  readonly slug: string;
  /** Relative to the content folder. */
  readonly file: string;
  /** As in `Module`. */
  readonly isTranslated: boolean;
  readonly data: PageData;
  readonly source: LessonSource;
}

/** The style sheet that a course brings (`theme.css` in `course.yaml`). */
export interface StyleSheet {
  /** Relative to the content folder. */
  readonly file: string;
  readonly text: string;
  /** Files that it loads, with the offsets of their addresses in the text. */
  readonly loads: readonly { readonly file: string; readonly start: number; readonly end: number }[];
}

export interface Category {
  readonly id: string;
  readonly title: string;
  /** In reading order. */
  readonly modules: readonly Module[];
}

export interface Module extends UsedFiles {
  /** The folder's name: stable, part of the address. */
  readonly slug: string;
  readonly category: { readonly id: string; readonly title: string };
  readonly draft: boolean;
  /** Whether it is in the language of a course that is a translation; false for all of an original. */
  readonly isTranslated: boolean;
  readonly lesson: Lesson;
  readonly quiz: Quiz | undefined;
  /** The record of the last proof (`proof.json`), if there is one that can be read. */
  readonly proof: ProofData | undefined;
}

export interface Lesson {
  /** Relative to the content folder. */
  readonly file: string;
  readonly format: 'md' | 'mdx';
  readonly data: LessonData;
  /** Front matter with positions, `spanOf(['objectives', 0, 'id'])`. */
  readonly frontMatter: YamlSource;
  /** The body's syntax tree with positions, its headings, links, fences, directives. */
  readonly source: LessonSource;
  /** The Markdown and MDX files that it imports, itself or by a component or part, in order. */
  readonly parts: readonly Part[];
  /** Every heading on its page in the order of reading, those of its parts included. */
  readonly outline: readonly Heading[];
}

/** A Markdown or MDX file that lessons import and show as if it stood in them. */
export interface Part {
  /** Relative to the content folder. */
  readonly file: string;
  readonly source: LessonSource;
  /** What its front matter says, where it has any. */
  readonly frontMatter: unknown;
  /** Whether no earlier module shows it, drafts coming last. It is rendered as the first one's: its questions are that one's. */
  readonly isOwn: boolean;
}

export interface Quiz {
  readonly file: string;
  readonly data: QuizData;
  readonly source: YamlSource;
  /** Its Markdown texts, read. */
  readonly texts: QuizTexts;
  readonly questions: readonly LocatedQuestion[];
  /** Questions with mistakes, which are not among `questions`; none in a `Course`. */
  readonly leftOut: readonly LeftOutQuestion[];
}

/** What can be said of a question that breaks the format. */
export interface LeftOutQuestion {
  /** As written; undefined where it cannot be known. */
  readonly objective: string | undefined;
}

/** A question and where it stands: `at('options', 1, 'text')` is the span of that value in `quiz.yaml`. */
export interface LocatedQuestion {
  readonly data: Question;
  /** `module/question`: stable for ever, answers are stored under it. */
  readonly address: string;
  readonly index: number;
  /** In a translation, the question as the original has it: what an answer is, and whether it still counts, goes by that. */
  readonly original?: Question | undefined;
  /** In a translation, whether it is translated. */
  readonly isTranslated?: boolean;
  at(...path: readonly (string | number)[]): Span;
}

/**
 * All that is sound in a course, mistakes or not: what rules look at. Broken parts are left out, are reported by the
 * loader, and make whatever they stand in less than `whole`: who counts, or says that something is missing, asks that
 * first.
 */
export interface ValidCourse {
  /** BCP 47; `und` where it cannot be known. */
  readonly language: string;
  readonly data: CourseData;
  readonly source: YamlSource;
  /** The terms of `glossary.yaml` that are right. */
  readonly glossary: readonly Term[];
  /** The texts of the pages besides the modules that can be read. */
  readonly pages: readonly LessonSource[];
  readonly resolve: Resolve;
  /** In reading order. */
  readonly modules: readonly ValidModule[];
  /** Whether nothing of the whole course was left out. */
  readonly whole: boolean;
}

export interface ValidModule {
  readonly slug: string;
  /** As in `Module`. */
  readonly isTranslated: boolean;
  readonly draft: boolean;
  readonly lesson: ValidLesson | undefined;
  readonly quiz: Quiz | undefined;
  /** There is a quiz, but it cannot be read. */
  readonly quizUnread: boolean;
  /** Whether nothing of lesson and quiz was left out. */
  readonly whole: boolean;
}

export interface ValidLesson {
  readonly file: string;
  readonly format: 'md' | 'mdx';
  /** The keys that are right. */
  readonly data: Partial<LessonData>;
  /** Every objective that has an id, and where that stands. */
  readonly objectives: readonly { readonly id: string; at(): Span }[];
  /** Undefined where it cannot be read. */
  readonly frontMatter: YamlSource | undefined;
  /** Undefined where the body cannot be read. */
  readonly source: LessonSource | undefined;
  /** As in `Lesson`; a part's body is undefined where it cannot be read. */
  readonly parts: readonly ValidPart[];
  /** As in `Lesson`. */
  readonly outline: readonly Heading[];
}

export interface ValidPart extends Omit<Part, 'source'> {
  readonly source: LessonSource | undefined;
}
