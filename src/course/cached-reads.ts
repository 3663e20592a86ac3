import type { LessonData } from '../../schemas/lesson.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { findFrontMatter } from '../source/front-matter.ts';
import { factsOf, lessonFromFacts, type LessonFacts } from '../source/lesson-facts.ts';
import { QuizTexts } from '../source/quiz-text.ts';
import type { SourceText } from '../source/text.ts';
import { parseYaml, yamlOfValue } from '../source/yaml.ts';
import type { LessonFile, QuizFile } from './read-files.ts';
import type { PartFile } from './read-files.ts';
import type { Keeping } from './reader.ts';

interface Kept<Data> {
  /** The value of the YAML, and the result of the schema. */
  readonly value: unknown;
  readonly data: Data;
  /** Warnings and infos only: a file with errors is not cached. */
  readonly diagnostics: readonly Diagnostic[];
}

const sound = { leftOut: new Map<string, ReadonlySet<string | number>>() };

const hasMistakes = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/** Caches lessons without errors: their facts, without the syntax tree. */
export function lessonKeeping(text: SourceText, format: 'md' | 'mdx'): Keeping<LessonFile> {
  return {
    keep({
      result: { frontMatter, source, data },
      diagnostics,
    }): (Kept<LessonData> & { readonly facts: LessonFacts }) | undefined {
      if (frontMatter === undefined || source === undefined || data === undefined || hasMistakes(diagnostics))
        return undefined;
      return { value: frontMatter.value, data, facts: factsOf(source), diagnostics };
    },
    revive(kept) {
      const { value, data, facts, diagnostics } = kept as Kept<LessonData> & { readonly facts: LessonFacts };
      const frontMatter = yamlOfValue(text, value, () => {
        const found = findFrontMatter(text);
        if (typeof found === 'string') throw new Error(`${text.file}: kept with front matter, and has none`);
        return found.yaml;
      });
      return {
        result: {
          file: text.file,
          format,
          frontMatter,
          source: lessonFromFacts(text, format, facts),
          data,
          valid: { data, ...sound },
        },
        diagnostics,
      };
    },
  };
}

/**
 * Caches parts without errors. Their front matter can be anything, including values that JSON cannot represent, so it
 * is parsed again.
 */
export function partKeeping(text: SourceText, format: 'md' | 'mdx'): Keeping<PartFile> {
  return {
    keep({
      result: { source },
      diagnostics,
    }): { readonly facts: LessonFacts; readonly diagnostics: readonly Diagnostic[] } | undefined {
      return source === undefined || hasMistakes(diagnostics) ? undefined : { facts: factsOf(source), diagnostics };
    },
    revive(kept) {
      const { facts, diagnostics } = kept as {
        readonly facts: LessonFacts;
        readonly diagnostics: readonly Diagnostic[];
      };
      const found = findFrontMatter(text);
      const frontMatter = typeof found === 'string' ? undefined : parseYaml(text, found.yaml).source?.value;
      return { result: { file: text.file, source: lessonFromFacts(text, format, facts), frontMatter }, diagnostics };
    },
  };
}

/** Caches quizzes without errors. */
export function quizKeeping(text: SourceText): Keeping<QuizFile> {
  return {
    keep({ result: { source, data, mistakes }, diagnostics }): Kept<QuizData> | undefined {
      return source === undefined || data === undefined || mistakes.length > 0 || hasMistakes(diagnostics)
        ? undefined
        : { value: source.value, data, diagnostics };
    },
    revive(kept) {
      const { value, data, diagnostics } = kept as Kept<QuizData>;
      return {
        result: {
          file: text.file,
          source: yamlOfValue(text, value),
          data,
          valid: { data, ...sound },
          texts: new QuizTexts(text.hasMath),
          mistakes: [],
        },
        diagnostics,
      };
    },
  };
}
