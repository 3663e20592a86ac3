import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../source/files.ts';
import { checkCourseList } from './course-list.ts';
import { readCourseFile, type CourseFile } from './course-file.ts';
import { readLayout } from './layout.ts';
import type { Category, Course, Lesson, Module, Quiz } from './model.ts';
import { readModule, type LessonFile, type ModuleFile, type QuizFile } from './module-file.ts';
import { CourseReader, ReadMemory } from './reader.ts';
import { checkReferences } from './references.ts';
import { asList, asMapping } from './value.ts';

export interface LoadedCourse {
  /**
   * As much of the course as can be trusted: modules whose lesson or quiz breaks the format are left out.
   * Undefined where `course.yaml` itself cannot be read. Build it only if no diagnostic is an error.
   */
  readonly course: Course | undefined;
  /** Every problem of every file, sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many modules were read, also those with errors. */
  readonly modules: number;
  /** How many questions were read, also those with errors. */
  readonly questions: number;
}

/**
 * Reads a whole course: the only way to one. Nothing is evaluated, nothing throws, and nothing outside the
 * content folder is read. The same files give the same result, whatever order the system lists them in, and whatever
 * is in the `memory` of earlier loads.
 */
export function loadCourse(files: CourseFiles, memory = new ReadMemory()): LoadedCourse {
  const reader = new CourseReader(files, memory);
  const layout = readLayout(reader.entries);
  reader.report(...layout.diagnostics);
  const courseFile = readCourseFile(reader);
  if (courseFile !== undefined) reader.report(...checkCourseList(courseFile, layout, reader));

  const slugs = courseFile === undefined ? [...layout.folders.keys()] : [...new Set(courseFile.listed.map(({ slug }) => slug))];
  const modules = slugs.flatMap((slug) => {
    const folder = layout.folders.get(slug);
    return folder === undefined ? [] : [readModule(reader, folder)];
  });
  reader.report(...checkReferences(modules));

  return {
    course: courseFile === undefined ? undefined : assemble(courseFile, modules),
    diagnostics: reader.diagnostics.toSorted(compareDiagnostics),
    modules: modules.length,
    questions: modules.reduce((sum, { quiz }) => sum + asList(asMapping(quiz?.source?.value)?.['questions']).length, 0),
  };
}

function assemble({ data, source, listed }: CourseFile, files: readonly ModuleFile[]): Course {
  const bySlug = new Map(files.map((file) => [file.slug, file]));
  const taken = new Set<string>();
  const categories: Category[] = data.categories.map(({ id, title }, index) => {
    const own = listed.filter(({ category, slug }) => category === index && !taken.has(slug));
    const modules = own.flatMap(({ slug }) => {
      taken.add(slug);
      const file = bySlug.get(slug);
      const module = file === undefined ? undefined : trusted(file, { id, title });
      return module === undefined ? [] : [module];
    });
    return { id, title, modules };
  });
  return {
    title: data.title,
    description: data.description ?? '',
    language: data.language,
    categories,
    modules: categories.flatMap(({ modules }) => modules),
    data,
    source,
  };
}

function trusted({ slug, folder, lesson, quiz, proof }: ModuleFile, category: Module['category']): Module | undefined {
  const wholeLesson = lesson === undefined ? undefined : trustedLesson(lesson);
  if (wholeLesson === undefined) return undefined;
  const wholeQuiz = quiz === undefined ? undefined : trustedQuiz(slug, quiz);
  if (quiz !== undefined && wholeQuiz === undefined) return undefined;
  return { slug, category, draft: wholeLesson.data.draft, lesson: wholeLesson, quiz: wholeQuiz, proof, assets: folder.assets };
}

function trustedLesson({ file, format, data, frontMatter, source }: LessonFile): Lesson | undefined {
  return data === undefined || frontMatter === undefined || source === undefined ? undefined : { file, format, data, frontMatter, source };
}

function trustedQuiz(slug: string, { file, data, source }: QuizFile): Quiz | undefined {
  if (data === undefined || source === undefined) return undefined;
  const questions = data.questions.map((question, index) => ({
    data: question,
    address: `${slug}/${question.id}`,
    index,
    at: (...path: readonly (string | number)[]) => source.spanOf(['questions', index, ...path]),
  }));
  return { file, data, source, questions };
}

export { ReadMemory } from './reader.ts';
