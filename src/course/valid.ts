import type { Term } from '../../schemas/glossary.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { CourseFile } from './course-file.ts';
import type { LocatedQuestion, Quiz, Resolve, ValidCourse, ValidLesson, ValidModule } from './model.ts';

import type { LessonFile, ModuleFile, OwnPageFile, QuizFile } from './read-files.ts';
import { asList, asMapping } from './value.ts';

/** Collects the valid parts of a course. `files` in reading order. */
export function validCourse(
  { data, source, whole }: CourseFile,
  files: readonly ModuleFile[],
  glossary: readonly Term[],
  pages: readonly OwnPageFile[],
  resolve: Resolve,
): ValidCourse {
  const modules = files.map(validModule);
  return {
    language: data.language,
    data,
    source,
    glossary,
    pages: pages.flatMap(({ source }) => source ?? []),
    resolve,
    modules,
    whole: whole && modules.every((module) => module.whole),
  };
}

function validModule({ slug, folder, lesson, parts, outline, quiz, isTranslated }: ModuleFile): ValidModule {
  const soundOne = quiz === undefined ? undefined : validQuiz(slug, quiz);
  const quizUnread = quiz === undefined ? folder.quizMisnamed || folder.quizLike !== undefined : soundOne === undefined;
  return {
    slug,
    isTranslated,
    draft: lesson?.valid.data.draft === true,
    lesson: lesson === undefined ? undefined : validLesson(lesson, { parts, outline }),
    quiz: soundOne,
    quizUnread,
    whole:
      lesson?.data !== undefined &&
      lesson.source !== undefined &&
      parts.every(({ source }) => source !== undefined) &&
      !quizUnread &&
      (quiz === undefined || (quiz.data !== undefined && soundOne?.leftOut.length === 0)),
  };
}

function validLesson(
  { file, format, frontMatter, source, valid }: LessonFile,
  shown: Pick<ModuleFile, 'parts' | 'outline'>,
): ValidLesson {
  const written = asList(asMapping(frontMatter?.value)?.['objectives']);
  const objectives = written.flatMap((objective, index) => {
    const id = asMapping(objective)?.['id'];
    return frontMatter === undefined || typeof id !== 'string'
      ? []
      : [{ id, at: () => frontMatter.spanOf(['objectives', index, 'id']) }];
  });
  return { file, format, data: valid.data, objectives, frontMatter, source, ...shown };
}

/**
 * The valid questions of a quiz, with their original index; undefined if there is no list of questions. A question
 * without its shared context is not valid, because it could not be understood.
 */
export function validQuiz(slug: string, quiz: QuizFile): Quiz | undefined {
  const known = quizzes.get(quiz);
  if (known !== undefined) return known;
  const made = gather(slug, quiz);
  if (made !== undefined) quizzes.set(quiz, made);
  return made;
}

/** An unchanged file gives the identical quiz object, so that results for it can be cached. */
const quizzes = new WeakMap<QuizFile, Quiz>();

function gather(slug: string, { file, source, valid, texts, mistakes, translation }: QuizFile): Quiz | undefined {
  const written = asMapping(source?.value)?.['questions'];
  if (source === undefined || !Array.isArray(written)) return undefined;
  const broken = valid.leftOut.get('questions') ?? new Set();
  const contexts = valid.data.contexts ?? {};
  const read = (valid.data.questions ?? []).values();
  const lines = new Set(mistakes.map(({ start }) => start.line));
  const questions: LocatedQuestion[] = [];
  const leftOut: number[] = [];
  for (const index of asList(written).keys()) {
    const question = broken.has(index) ? undefined : read.next().value;
    if (
      question === undefined ||
      (lines.size > 0 && isOn(lines, source.spanOf(['questions', index]))) ||
      (question.context !== undefined && !Object.hasOwn(contexts, question.context))
    )
      leftOut.push(index);
    else
      questions.push({
        data: question,
        address: `${slug}/${question.id}`,
        index,
        ...(translation === undefined
          ? {}
          : { original: translation.original[index], isTranslated: !translation.untranslated.has(index) }),
        at: (...path) => source.spanOf(['questions', index, ...path]),
      });
  }
  const { passMark = 70, shuffle = true, ...rest } = valid.data;
  const data: QuizData = {
    ...rest,
    passMark,
    shuffle,
    contexts,
    questions: questions.map((question) => question.data),
  };
  return {
    file,
    data,
    source,
    texts,
    questions,
    leftOut: leftOut.map((index) => ({ objective: objectiveOf(written[index]) })),
  };
}

/** Whether a span contains one of these lines. */
function isOn(lines: ReadonlySet<number>, { start, end }: Span): boolean {
  for (let line = start.line; line <= end.line; line += 1) if (lines.has(line)) return true;
  return false;
}

function objectiveOf(question: unknown): string | undefined {
  const objective = asMapping(question)?.['objective'];
  return typeof objective === 'string' ? objective : undefined;
}
