import type { Span } from '../diagnostics/diagnostic.ts';
import type { CourseData } from '../../schemas/course.ts';
import type { LessonData } from '../../schemas/lesson.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { Question } from '../../schemas/questions/index.ts';
import type { ProofData } from '../../schemas/proof.ts';
import type { YamlSource } from '../source/yaml.ts';
import type { LessonSource } from '../source/lesson.ts';

/**
 * A whole course, parsed once and trusted from then on: every reference resolves, every default is filled in.
 * Drafts are in it and marked. `loadCourse` is the only way to make one.
 */
export interface Course {
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  readonly categories: readonly Category[];
  /** All modules in reading order. */
  readonly modules: readonly Module[];
  readonly data: CourseData;
  /** `course.yaml` with positions. */
  readonly source: YamlSource;
}

export interface Category {
  readonly id: string;
  readonly title: string;
  /** In reading order. */
  readonly modules: readonly Module[];
}

export interface Module {
  /** The folder's name: stable, part of the address. */
  readonly slug: string;
  readonly category: { readonly id: string; readonly title: string };
  readonly draft: boolean;
  readonly lesson: Lesson;
  readonly quiz: Quiz | undefined;
  /** The record of the last proof (`proof.json`), if there is one that can be read. */
  readonly proof: ProofData | undefined;
  /** Every other file of the module's folder, relative to the content folder: pictures, components. */
  readonly assets: readonly string[];
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
}

export interface Quiz {
  readonly file: string;
  readonly data: QuizData;
  readonly source: YamlSource;
  readonly questions: readonly LocatedQuestion[];
}

/** A question and where it stands: `at('options', 1, 'text')` is the span of that value in `quiz.yaml`. */
export interface LocatedQuestion {
  readonly data: Question;
  /** `module/question`: stable for ever, answers are stored under it. */
  readonly address: string;
  readonly index: number;
  at(...path: readonly (string | number)[]): Span;
}
