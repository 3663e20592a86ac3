import { lesson as lessonSchema } from '../../schemas/lesson.ts';
import { proof as proofSchema, type ProofData } from '../../schemas/proof.ts';
import { quiz as quizSchema } from '../../schemas/quiz.ts';
import { QuizTexts } from '../source/quiz-text.ts';
import { readLesson } from '../source/read-lesson.ts';
import { parseYaml } from '../source/yaml.ts';
import { checkBody } from './checks/body.ts';
import { checkShownTexts } from './checks/quiz-shown.ts';
import { checkCodeLines } from './checks/code-lines.ts';
import { checkColumns } from './checks/columns.ts';
import { checkBlanks, checkGaps, checkResults } from './checks/quiz-text.ts';
import { checkPrograms } from './checks/programs.ts';
import { checkTexts } from './checks/texts.ts';
import { withIncluded } from './included.ts';
import { withExactNumbers } from './exact-numbers.ts';
import { newerProof } from './format.ts';
import { lessonKeeping, quizKeeping } from './cached-reads.ts';
import type { ModuleFolder } from './layout.ts';
import type { LessonFile, ModuleFile, QuizFile } from './read-files.ts';
import type { CourseReader, Read } from './reader.ts';
import { checkSchema } from './schema.ts';
import { isWhole, translateLesson } from './translation/lesson.ts';
import { translateQuiz } from './translation/quiz.ts';
import { asList, asMapping } from './value.ts';

const nothing = { data: {}, leftOut: new Map<string, ReadonlySet<string | number>>() };

/** Reads the files of a module's folder, and reports problems within them. */
export function readModule(reader: CourseReader, folder: ModuleFolder): ModuleFile {
  const lesson = folder.lesson === undefined ? undefined : readLessonFile(reader, folder.lesson);
  const quiz = folder.quiz === undefined ? undefined : readQuizFile(reader, folder.quiz);
  const { language } = reader;
  const own =
    language === undefined ? { lesson, quiz, isTranslated: false } : translate(lesson, quiz, folder, language, reader);
  return {
    slug: folder.slug,
    folder,
    ...own,
    proof: folder.proof === undefined ? undefined : readProof(reader, folder.proof),
    parts: [],
    outline: own.lesson?.source?.headings ?? [],
  };
}

function readLessonFile(
  reader: CourseReader,
  { file, format }: { readonly file: string; readonly format: 'md' | 'mdx' },
): LessonFile {
  const text = reader.text(file);
  if (text === undefined)
    return { file, format, frontMatter: undefined, source: undefined, data: undefined, valid: nothing };
  const lesson = reader.recall(text, lessonKeeping(text, format), () => {
    const read = readLesson(text, format);
    const { frontMatter, source } = read;
    const checked = frontMatter === undefined ? undefined : checkSchema(lessonSchema, frontMatter);
    const found = [
      ...checkBody(read, text, reader.directives),
      ...(checked?.diagnostics ?? []),
      ...(frontMatter === undefined ? [] : checkTexts(lessonSchema, frontMatter)),
    ];
    return {
      result: { file, format, frontMatter, source, data: checked?.data, valid: checked?.valid ?? nothing },
      diagnostics: found,
    };
  });
  return withIncluded(lesson, reader);
}

function readQuizFile(reader: CourseReader, file: string): QuizFile {
  const text = reader.text(file);
  if (text === undefined)
    return { file, source: undefined, data: undefined, valid: nothing, texts: new QuizTexts(), mistakes: [] };
  return reader.recall(text, quizKeeping(text), () => {
    const { source, diagnostics } = parseYaml(text);
    const checked =
      source === undefined
        ? undefined
        : withExactNumbers(
            checkSchema(quizSchema, source, withDefaultTypes(source.value), ['questions', 'contexts', 'silence']),
            source,
          );
    const found = [
      ...diagnostics,
      ...(checked?.diagnostics ?? []),
      ...(source === undefined
        ? []
        : [
            ...checkBlanks(source),
            ...checkCodeLines(source),
            ...checkColumns(source),
            ...checkGaps(source),
            ...checkPrograms(source),
            ...checkResults(source),
            ...checkTexts(quizSchema, source, text.hasMath),
          ]),
    ];
    const result: QuizFile = {
      file,
      source,
      data: checked?.data,
      valid: checked?.valid ?? nothing,
      texts: new QuizTexts(text.hasMath),
      mistakes: diagnostics.filter(({ severity }) => severity === 'error'),
    };
    return { result, diagnostics: [...found, ...checkShownTexts(result)] };
  });
}

/** Lesson and quiz in another language, as far as they are translated. What is wrong in the original comes first. */
function translate(
  lesson: LessonFile | undefined,
  quiz: QuizFile | undefined,
  { translation }: ModuleFolder,
  language: string,
  reader: CourseReader,
): Pick<ModuleFile, 'lesson' | 'quiz' | 'isTranslated'> {
  if (translation.lesson === undefined || !isWhole(lesson)) return { lesson, quiz, isTranslated: false };
  const read = readTranslation(reader, translation.lesson);
  if (read === undefined) return { lesson, quiz, isTranslated: false };
  const inLanguage = translateLesson(lesson, read, language);
  reader.report(inLanguage.diagnostics);
  if (inLanguage.lesson === undefined) return { lesson, quiz, isTranslated: false };
  const text = translation.quiz === undefined ? undefined : reader.text(translation.quiz);
  const { data, source } = quiz ?? {};
  if (quiz === undefined || data === undefined || source === undefined)
    return { lesson: inLanguage.lesson, quiz, isTranslated: true };
  const asIs: QuizFile = {
    ...quiz,
    translation: { original: data.questions, untranslated: new Set(data.questions.keys()) },
  };
  const texts =
    text === undefined
      ? undefined
      : reader.recall(text, undefined, () => {
          const { source: result, diagnostics } = parseYaml(text);
          return { result, diagnostics };
        });
  if (text === undefined || texts === undefined) return { lesson: inLanguage.lesson, quiz: asIs, isTranslated: true };
  const translated = translateQuiz({ ...quiz, data, source }, texts, text, language);
  reader.report(translated.diagnostics);
  return { lesson: inLanguage.lesson, quiz: translated.quiz, isTranslated: true };
}

/** Reads the body of a lesson in another language; what its front matter is to be, the original says. */
function readTranslation(
  reader: CourseReader,
  { file, format }: { readonly file: string; readonly format: 'md' | 'mdx' },
): LessonFile | undefined {
  const text = reader.text(file);
  if (text === undefined) return undefined;
  const lesson = reader.recall(text, lessonKeeping(text, format), (): Read<LessonFile> => {
    const read = readLesson(text, format);
    const { frontMatter, source } = read;
    // Nothing of the data is used; what has none is not kept.
    const data = { title: '', summary: '', objectives: [], prerequisites: [], draft: false, aliases: [], sections: {} };
    return {
      result: { file, format, frontMatter, source, data, valid: nothing },
      diagnostics: checkBody(read, text, reader.directives),
    };
  });
  return withIncluded(lesson, reader);
}

/** `type` defaults to `single-choice` for a question with `options`. */
function withDefaultTypes(quiz: unknown): unknown {
  const mapping = asMapping(quiz);
  if (mapping === undefined || !Array.isArray(mapping['questions'])) return quiz;
  const questions = asList(mapping['questions']).map((question) => {
    const keys = asMapping(question);
    return keys !== undefined && !Object.hasOwn(keys, 'type') && Object.hasOwn(keys, 'options')
      ? { ...keys, type: 'single-choice' }
      : question;
  });
  return { ...mapping, questions };
}

/** A record of a later version is reported. Any other unreadable one counts as missing: `lectern prove` rewrites it. */
function readProof(reader: CourseReader, file: string): ProofData | undefined {
  const text = reader.text(file);
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text.text) as unknown;
    reader.report(newerProof(text, asMapping(record)?.['version']) ?? []);
    return proofSchema.safeParse(record).data;
  } catch {
    return undefined;
  }
}
