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
  /** The YAML's value, and what the schema made of it. */
  readonly value: unknown;
  readonly data: Data;
  /** Warnings and hints: a file with a mistake is read again. */
  readonly diagnostics: readonly Diagnostic[];
}

const sound = { leftOut: new Map<string, ReadonlySet<string | number>>() };

const hasMistakes = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/** Keeps lessons without mistakes: what is in them, without their trees. */
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
          sound: { data, ...sound },
        },
        diagnostics,
      };
    },
  };
}

/** Keeps parts without mistakes. What their front matter says may be anything, also what no JSON can hold: it is read again. */
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

/** Keeps quizzes without mistakes. */
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
          sound: { data, ...sound },
          texts: new QuizTexts(),
          mistakes: [],
        },
        diagnostics,
      };
    },
  };
}
