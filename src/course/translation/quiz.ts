import { quiz as quizSchema, type QuizData } from '../../../schemas/quiz.ts';
import type { Question } from '../../../schemas/questions/index.ts';
import type { TextUse } from '../../../schemas/texts.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { QuizTexts } from '../../source/quiz-text.ts';
import type { SourceText } from '../../source/text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import { checkShownTexts } from '../checks/quiz-shown.ts';
import { checkBlanks } from '../checks/quiz-text.ts';
import { checkTexts } from '../checks/texts.ts';
import type { QuizFile } from '../read-files.ts';
import { asMapping, textAt } from '../value.ts';
import { hashOfTexts, namedPath, sourceKey, translatable, translateDocument } from './texts.ts';
import { staleness, untranslatedPart } from './freshness.ts';

/** A quiz in another language. */
export interface TranslatedQuiz {
  readonly quiz: QuizFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** The hashes of what a translation of a quiz is made of: of each question with its context, by id. */
export function hashesOfQuiz(data: QuizData): ReadonlyMap<string, string> {
  const texts = textsOfQuestions(data);
  return new Map(data.questions.map(({ id }, index) => [id, hashOfTexts(texts.get(index) ?? [], data)]));
}

/** The texts of each question, with those of its context. */
function textsOfQuestions(data: QuizData): ReadonlyMap<number, readonly TextUse[]> {
  const all = translatable(quizSchema, data);
  const contexts = Map.groupBy(
    all.filter(({ path }) => path[0] === 'contexts'),
    ({ path }) => String(path[1]),
  );
  return new Map(
    data.questions.map(({ context }, index) => [
      index,
      [
        ...all.filter(({ path }) => path[0] === 'questions' && path[1] === index),
        ...(context === undefined ? [] : (contexts.get(context) ?? [])),
      ],
    ]),
  );
}

/**
 * A quiz with the texts of its translation. A question of which a text is missing stays whole in the language of the
 * original: half of each would help nobody. The original must be valid.
 */
export function translateQuiz(
  original: QuizFile & { readonly source: YamlSource; readonly data: QuizData },
  translation: YamlSource,
  text: SourceText,
  language: string,
): TranslatedQuiz {
  const { source, data } = original;
  const document = translateDocument(quizSchema, source, translation, {
    isMarked: (path) => path.length === 2 && path[0] === 'questions',
  });
  const missing = new Set(document.missing.map(({ path }) => keyOf(path)));
  const texts = textsOfQuestions(data);
  const untranslated = new Set(
    [...texts].flatMap(([index, own]) => (own.some(({ path }) => missing.has(keyOf(path))) ? [index] : [])),
  );
  const merged = document.apply(data);
  const shown: QuizData = {
    ...merged,
    title: missing.has('title') ? undefined : merged.title,
    results: document.missing.some(({ path }) => path[0] === 'results') ? undefined : merged.results,
    questions: data.questions.map((question, index) =>
      untranslated.has(index) ? question : withKey(merged.questions[index] ?? question, question),
    ),
  };
  const mergedSource: YamlSource = {
    ...document.source,
    spanOf: (path) => (isIn(untranslated, path) ? source : document.source).spanOf(path),
    keySpanOf: (path) => (isIn(untranslated, path) ? source : document.source).keySpanOf(path),
  };
  const quiz: QuizFile = {
    file: translation.file,
    source: mergedSource,
    data: shown,
    valid: { data: shown, leftOut: new Map() },
    texts: new QuizTexts(text.hasMath),
    mistakes: [],
    translation: { original: data.questions, untranslated },
  };
  const hashes = hashesOfQuiz(data);
  return {
    quiz,
    diagnostics: [
      ...document.diagnostics,
      ...checkBlanks(mergedSource),
      ...checkTexts(quizSchema, mergedSource, text.hasMath),
      ...checkShownTexts(quiz),
      ...data.questions.flatMap(({ id }, index): Diagnostic[] => {
        const path = ['questions', index];
        const named = namedPath(path, source.value);
        if (untranslated.has(index)) return [];
        return staleness({
          written: textAt(translation, [...named, sourceKey]),
          current: hashes.get(id) ?? '',
          at: () => translation.keySpanOf([...named, sourceKey]),
          original: () => source.spanOf([...path, 'prompt']),
          what: `question \`${id}\``,
          language,
          file: translation.file,
        });
      }),
      ...untranslatedQuestions(document.missing, untranslated, data.questions, translation, language),
    ],
  };
}

function untranslatedQuestions(
  missing: readonly TextUse[],
  untranslated: ReadonlySet<number>,
  questions: readonly Question[],
  translation: YamlSource,
  language: string,
): readonly Diagnostic[] {
  const written = asMapping(asMapping(translation.value)?.['questions']) ?? {};
  const ids = [...untranslated].map((index) => questions[index]?.id ?? '');
  const absent = ids.filter((id) => !Object.hasOwn(written, id));
  const part = (at: Span, what: string, lacking: readonly string[]): Diagnostic =>
    untranslatedPart({ at, what, lacking, language, file: translation.file });
  return [
    ...(absent.length === 0
      ? []
      : [
          part(
            translation.keySpanOf(['questions']),
            'quiz',
            absent.map((id) => `question \`${id}\``),
          ),
        ]),
    ...[...untranslated].flatMap((index) => {
      const id = questions[index]?.id ?? '';
      const lacking = missing.filter(({ path }) => path[0] === 'questions' && path[1] === index);
      return absent.includes(id) || lacking.length === 0
        ? []
        : [
            part(
              translation.keySpanOf(['questions', id]),
              `question \`${id}\``,
              lacking.map(({ path }) => `\`${namedPath(path, { questions }).slice(2).join('.')}\``),
            ),
          ];
    }),
    ...missing.flatMap(({ path }) =>
      path[0] === 'questions' ? [] : [part(translation.spanOf([]), 'quiz', [`\`${path.join('.')}\``])],
    ),
  ];
}

/** Pairs are told apart by what stands left, and answers are stored under it: the translation keeps the original's. */
function withKey(question: Question, original: Question): Question {
  if (question.type !== 'matching' || original.type !== 'matching') return question;
  const pairs = question.pairs.map((pair, index) => {
    const { id, left = '' } = original.pairs[index] ?? {};
    return { ...pair, id: id ?? left };
  });
  const said = [...question.pairs.map(({ right }) => right), ...question.distractors];
  const meant = [...original.pairs.map(({ right }) => right), ...original.distractors];
  return Object.assign(
    { ...question, pairs },
    { originals: Object.fromEntries(said.map((text, index) => [text, meant[index] ?? text])) },
  );
}

const isIn = (questions: ReadonlySet<number>, [top, index]: YamlPath): boolean =>
  top === 'questions' && typeof index === 'number' && questions.has(index);

const keyOf = (path: YamlPath): string => path.join('\0');
