import type { ValidCourse, ValidModule } from '../../../course/model.ts';
import type { Speller } from '../../spelling/speller.ts';
import { viewQuestion, type QuestionView } from './question.ts';

/** The view of a course for rules. */
export interface CourseView {
  readonly course: ValidCourse;
  readonly modules: readonly ModuleView[];
  /** Undefined if there is no dictionary for the course's language. */
  readonly speller: Speller | undefined;
  /** The words of `vocabulary` in course.yaml and the terms of the glossary, in lower case. */
  readonly vocabulary: ReadonlySet<string>;
  readonly bySlug: ReadonlyMap<string, ModuleView>;
  /** Size in bytes of a file of the content folder. */
  sizeOf(path: string): number | undefined;
}

/** The view of a module for rules. */
export interface ModuleView {
  readonly module: ValidModule;
  readonly course: CourseView;
  /** Computed lazily. */
  readonly questions: readonly QuestionView[];
}

/** Creates the view of a course. */
export function viewCourse(
  course: ValidCourse,
  speller: Speller | undefined,
  sizeOf: (path: string) => number | undefined,
): CourseView {
  const modules: ModuleView[] = [];
  const bySlug = new Map<string, ModuleView>();
  const vocabulary = new Set(
    [...course.data.vocabulary, ...course.glossary.flatMap(({ term, also }) => [term, ...also])]
      .flatMap((entry) => [entry, ...entry.split(/\s+/)])
      .map((word) => word.toLowerCase()),
  );
  const view: CourseView = { course, modules, speller, vocabulary, bySlug, sizeOf };
  for (const module of course.modules) {
    const seen = viewModule(view, module);
    modules.push(seen);
    bySlug.set(module.slug, seen);
  }
  return view;
}

function viewModule(course: CourseView, module: ValidModule): ModuleView {
  const { quiz } = module;
  let questions: readonly QuestionView[] | undefined;
  return {
    module,
    course,
    get questions() {
      return (questions ??= quiz === undefined ? [] : quiz.questions.map((question) => viewQuestion(quiz, question)));
    },
  };
}

/** The primary language subtag: `en` for `en-GB`. */
export function primaryLanguage(tag: string): string {
  return (tag.split('-')[0] ?? tag).toLowerCase();
}

/** The language of a module's texts, as its primary tag. */
export function languageOf({ course }: ModuleView): string {
  return primaryLanguage(course.course.language);
}
