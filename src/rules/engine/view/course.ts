import type { SoundCourse, SoundModule } from '../../../course/model.ts';
import type { Speller } from '../../spelling/speller.ts';
import { viewQuestion, type QuestionView } from './question.ts';

/** What rules see of a course. */
export interface CourseView {
  readonly course: SoundCourse;
  readonly modules: readonly ModuleView[];
  /** None where no dictionary of the course's language is at hand. */
  readonly speller: Speller | undefined;
  /** The words of `vocabulary` in course.yaml, in small letters. */
  readonly vocabulary: ReadonlySet<string>;
  readonly bySlug: ReadonlyMap<string, ModuleView>;
  /** Bytes of a file of the content folder. */
  sizeOf(path: string): number | undefined;
}

/** What rules see of a module. */
export interface ModuleView {
  readonly module: SoundModule;
  readonly course: CourseView;
  /** Read when somebody first asks for them. */
  readonly questions: readonly QuestionView[];
}

/** The course as rules see it. */
export function viewCourse(
  course: SoundCourse,
  speller: Speller | undefined,
  sizeOf: (path: string) => number | undefined,
): CourseView {
  const modules: ModuleView[] = [];
  const bySlug = new Map<string, ModuleView>();
  const vocabulary = new Set(
    course.data.vocabulary.flatMap((entry) => [entry, ...entry.split(/\s+/)]).map((word) => word.toLowerCase()),
  );
  const view: CourseView = { course, modules, speller, vocabulary, bySlug, sizeOf };
  for (const module of course.modules) {
    const seen = viewModule(view, module);
    modules.push(seen);
    bySlug.set(module.slug, seen);
  }
  return view;
}

function viewModule(course: CourseView, module: SoundModule): ModuleView {
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

/** The primary language: `en` of `en-GB`. */
export function primaryLanguage(tag: string): string {
  return (tag.split('-')[0] ?? tag).toLowerCase();
}
