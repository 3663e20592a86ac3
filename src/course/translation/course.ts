import { course as courseSchema } from '../../../schemas/course.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parseYaml, type YamlSource } from '../../source/yaml.ts';
import { checkTexts } from '../checks/texts.ts';
import type { CourseFile } from '../course-file.ts';
import { problem } from '../problem.ts';
import type { CourseReader } from '../reader.ts';
import { checkSchema } from '../schema.ts';
import { textAt } from '../value.ts';
import { staleness, translateCommand } from './freshness.ts';
import { hashOfTexts, namedPath, sourceKey, translatable, translateDocument } from './texts.ts';
import { translated } from './names.ts';

/** Keys that each language has for itself. */
const own = ['words', 'vocabulary'] as const;
const ownSchema = courseSchema.pick({ words: true, vocabulary: true });

/** The texts of `course.yaml` that are translated. */
const textsOf = (source: YamlSource) => translatable(courseSchema, source.value);

/** The hash of what a translation of `course.yaml` is made of. */
export const hashOfCourse = (source: YamlSource): string => hashOfTexts(textsOf(source), source.value);

/** `course.yaml` with the texts of its translation, `course.de.yaml`; with its own texts where there is none. */
export function translateCourse(original: CourseFile, language: string, reader: CourseReader): CourseFile {
  const file = translated('course.yaml', language);
  // Words of the interface are in the language that they were written in.
  const { words: _words, ...rest } = original.data;
  const untranslated: CourseFile = { ...original, data: { ...rest, language, words: {} } };
  const text = reader.entry(file)?.kind === 'file' ? reader.text(file) : undefined;
  if (text === undefined) return untranslated;
  const { source: translation, diagnostics } = parseYaml(text);
  reader.report(diagnostics);
  if (translation === undefined) return untranslated;
  const document = translateDocument(courseSchema, original.source, translation, {
    own,
    isMarked: (path) => path.length === 0,
  });
  const { words, vocabulary } = ownOf(translation, reader);
  reader.report(
    document.diagnostics,
    checkTexts(courseSchema, document.source),
    staleness({
      written: textAt(translation, [sourceKey]),
      current: hashOfCourse(original.source),
      at: () => translation.keySpanOf([sourceKey]),
      original: () => original.source.spanOf(['title']),
      what: 'course',
      language,
      file,
    }),
    document.missing.map(({ path }) =>
      problem('translation-missing', translation.spanOf([]), {
        message: `\`${namedPath(path, original.source.value).join('.')}\` is not translated`,
        why: 'learners of this language would read it in the language of the original',
        fix: `run \`${translateCommand(language, file)}\`, which adds what is missing, and translate it`,
      }),
    ),
  );
  return {
    ...original,
    data: {
      ...document.apply(untranslated.data),
      language,
      words,
      vocabulary: [...original.data.vocabulary, ...vocabulary],
    },
  };
}

function ownOf(translation: YamlSource, reader: CourseReader) {
  const written = Object.fromEntries(
    own.flatMap((key) => {
      const value = (translation.value as Readonly<Record<string, unknown>> | null)?.[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const { data, diagnostics } = checkSchema(ownSchema, translation, written);
  reader.report(diagnostics as Diagnostic[]);
  return data ?? { words: {}, vocabulary: [] };
}
