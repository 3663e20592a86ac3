import type { LessonData } from '../../schemas/lesson.ts';
import type { PageData } from '../../schemas/page.ts';
import type { ProofData } from '../../schemas/proof.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { Question } from '../../schemas/questions/index.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { Heading, LessonSource } from '../source/lesson.ts';
import type { QuizTexts } from '../source/quiz-text.ts';
import type { YamlSource } from '../source/yaml.ts';
import type { ModuleFolder } from './layout.ts';
import type { ValidParts } from './schema.ts';

/** A module as read: each file separately, so that one broken file does not hide problems of the others. */
export interface ModuleFile {
  readonly slug: string;
  readonly folder: ModuleFolder;
  readonly lesson: LessonFile | undefined;
  readonly quiz: QuizFile | undefined;
  readonly proof: ProofData | undefined;
  /** Whether its lesson is in the language that is read; false for what is shown in the language of the original. */
  readonly isTranslated: boolean;
  /** The parts that the lesson imports, directly or through components and parts, in order. */
  readonly parts: readonly ShownPart[];
  /** All headings on its page, in reading order. */
  readonly outline: readonly Heading[];
}

/** A part as included in a module. */
export interface ShownPart extends PartFile {
  /** Whether this is the first module that includes it (drafts come last). */
  readonly isOwn: boolean;
}

export interface LessonFile {
  readonly file: string;
  readonly format: 'md' | 'mdx';
  readonly frontMatter: YamlSource | undefined;
  readonly source: LessonSource | undefined;
  readonly data: LessonData | undefined;
  /** The valid parts of the front matter; empty if it cannot be parsed. */
  readonly valid: ValidParts<LessonData>;
}

export interface QuizFile {
  readonly file: string;
  readonly source: YamlSource | undefined;
  readonly data: QuizData | undefined;
  /** The valid parts of the quiz; empty if it cannot be parsed. */
  readonly valid: ValidParts<QuizData>;
  /** Its parsed Markdown texts. */
  readonly texts: QuizTexts;
  /** YAML errors such as duplicate keys and undefined aliases, around which values are unreliable. */
  readonly mistakes: readonly Span[];
  /** For a quiz in another language: the questions as they are in the original, and which of them are not translated. */
  readonly translation?: { readonly original: readonly Question[]; readonly untranslated: ReadonlySet<number> };
}

/** A Markdown or MDX file that a lesson or another part imports, as read. */
export interface PartFile {
  readonly file: string;
  /** Undefined if it cannot be parsed. */
  readonly source: LessonSource | undefined;
  /** Its front matter, if any. */
  readonly frontMatter: unknown;
}

/** A file of `pages/`, as read. */
export interface OwnPageFile {
  readonly slug: string;
  readonly file: string;
  /** The file of the original, where this is a translation; else the same. */
  readonly original: string;
  /** Whether it is in the language that is read. */
  readonly isTranslated: boolean;
  readonly frontMatter: YamlSource | undefined;
  /** Undefined if it cannot be parsed. */
  readonly source: LessonSource | undefined;
  /** Undefined if the front matter has mistakes. */
  readonly data: PageData | undefined;
}
