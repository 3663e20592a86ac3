import { lesson as lessonSchema, type LessonData } from '../../schemas/lesson.ts';
import { proof as proofSchema, type ProofData } from '../../schemas/proof.ts';
import { quiz as quizSchema, type QuizData } from '../../schemas/quiz.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { Heading, LessonSource } from '../source/lesson.ts';
import { QuizTexts } from '../source/quiz-text.ts';
import { readLesson } from '../source/read-lesson.ts';
import { parseYaml, type YamlSource } from '../source/yaml.ts';
import { checkBody } from './checks/body.ts';
import { checkShownTexts } from './checks/quiz-shown.ts';
import { checkBlanks, checkResults } from './checks/quiz-text.ts';
import { checkPrograms } from './checks/programs.ts';
import { checkTexts } from './checks/texts.ts';
import { withExactNumbers } from './exact-numbers.ts';
import { lessonKeeping, quizKeeping } from './kept-files.ts';
import type { ModuleFolder } from './layout.ts';
import type { PartFile } from './part-file.ts';
import type { CourseReader } from './reader.ts';
import { checkSchema, type SoundParts } from './schema.ts';
import { asList, asMapping } from './value.ts';

/** One module as read: whatever could be, each part on its own, so that one broken part silences no other. */
export interface ModuleFile {
  readonly slug: string;
  readonly folder: ModuleFolder;
  readonly lesson: LessonFile | undefined;
  readonly quiz: QuizFile | undefined;
  readonly proof: ProofData | undefined;
  /** The parts that the lesson imports, itself or by a component or part, in order. */
  readonly parts: readonly ShownPart[];
  /** Every heading on its page in the order of reading. */
  readonly outline: readonly Heading[];
}

/** A part as one module shows it. */
export interface ShownPart extends PartFile {
  /** Whether no earlier module shows it, drafts coming last. */
  readonly isOwn: boolean;
}

export interface LessonFile {
  readonly file: string;
  readonly format: 'md' | 'mdx';
  readonly frontMatter: YamlSource | undefined;
  readonly source: LessonSource | undefined;
  readonly data: LessonData | undefined;
  /** What is right in the front matter; nothing where it cannot be read. */
  readonly sound: SoundParts<LessonData>;
}

export interface QuizFile {
  readonly file: string;
  readonly source: YamlSource | undefined;
  readonly data: QuizData | undefined;
  /** What is right in the quiz; nothing where it cannot be read. */
  readonly sound: SoundParts<QuizData>;
  /** Its Markdown texts, read. */
  readonly texts: QuizTexts;
  /** What YAML itself has wrong: duplicate keys, aliases of nothing. What stands around them may not be what was meant. */
  readonly mistakes: readonly Span[];
}

const nothing = { data: {}, leftOut: new Map<string, ReadonlySet<string | number>>() };

/** Reads everything in a module's folder and reports what its own files have wrong. */
export function readModule(reader: CourseReader, folder: ModuleFolder): ModuleFile {
  const lesson = folder.lesson === undefined ? undefined : readLessonFile(reader, folder.lesson);
  return {
    slug: folder.slug,
    folder,
    lesson,
    quiz: folder.quiz === undefined ? undefined : readQuizFile(reader, folder.quiz),
    proof: folder.proof === undefined ? undefined : readProof(reader, folder.proof),
    parts: [],
    outline: lesson?.source?.headings ?? [],
  };
}

function readLessonFile(
  reader: CourseReader,
  { file, format }: { readonly file: string; readonly format: 'md' | 'mdx' },
): LessonFile {
  const text = reader.text(file);
  if (text === undefined)
    return { file, format, frontMatter: undefined, source: undefined, data: undefined, sound: nothing };
  return reader.recall(text, lessonKeeping(text, format), () => {
    const read = readLesson(text, format);
    const { frontMatter, source } = read;
    const checked = frontMatter === undefined ? undefined : checkSchema(lessonSchema, frontMatter);
    const found = [
      ...checkBody(read, text),
      ...(checked?.diagnostics ?? []),
      ...(frontMatter === undefined ? [] : checkTexts(lessonSchema, frontMatter)),
    ];
    return {
      result: { file, format, frontMatter, source, data: checked?.data, sound: checked?.sound ?? nothing },
      diagnostics: found,
    };
  });
}

function readQuizFile(reader: CourseReader, file: string): QuizFile {
  const text = reader.text(file);
  if (text === undefined)
    return { file, source: undefined, data: undefined, sound: nothing, texts: new QuizTexts(), mistakes: [] };
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
            ...checkPrograms(source),
            ...checkResults(source),
            ...checkTexts(quizSchema, source),
          ]),
    ];
    const result: QuizFile = {
      file,
      source,
      data: checked?.data,
      sound: checked?.sound ?? nothing,
      texts: new QuizTexts(),
      mistakes: diagnostics.filter(({ severity }) => severity === 'error'),
    };
    return { result, diagnostics: [...found, ...checkShownTexts(result)] };
  });
}

/** `type` may be left out of a question with `options`: it is a `single-choice` then. */
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

/** A record that cannot be read counts as none: `lectern prove` writes it anew. */
function readProof(reader: CourseReader, file: string): ProofData | undefined {
  const text = reader.text(file);
  if (text === undefined) return undefined;
  try {
    return proofSchema.safeParse(JSON.parse(text.text)).data;
  } catch {
    return undefined;
  }
}
