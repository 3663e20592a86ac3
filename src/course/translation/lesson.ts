import { lesson as lessonSchema, type LessonData } from '../../../schemas/lesson.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Heading, LessonSource } from '../../source/lesson.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { hash64 } from '../../text/hash.ts';
import { named } from '../../text/lists.ts';
import { checkTexts } from '../checks/texts.ts';
import { exchangesOf } from '../exchanges.ts';
import { copyOf } from '../copy.ts';
import { problem, startOf } from '../problem.ts';
import type { LessonFile } from '../read-files.ts';
import { asMapping, textAt } from '../value.ts';
import { staleness, untranslatedPart } from './freshness.ts';
import { hashOfTexts, namedPath, sourceKey, translatable, translateDocument } from './texts.ts';

/** A lesson with nothing wrong in its format. */
export type WholeLesson = LessonFile & {
  readonly frontMatter: YamlSource;
  readonly source: LessonSource;
  readonly data: LessonData;
};

/** Whether nothing is wrong in the format of a lesson. */
export function isWhole(lesson: LessonFile | undefined): lesson is WholeLesson {
  return lesson?.data !== undefined && lesson.frontMatter !== undefined && lesson.source !== undefined;
}

/** The hash of what a translation of a lesson is made of. */
export function hashOfLesson({ frontMatter, source }: Pick<WholeLesson, 'frontMatter' | 'source'>): string {
  const texts = hashOfTexts(translatable(lessonSchema, frontMatter.value), frontMatter.value);
  return hash64(texts + source.body.replaceAll(/\r\n?/g, '\n').trim()).slice(0, 10);
}

/**
 * A lesson in another language: its texts are its own, all else is the original's. Headings pair by their order, and take
 * the original's ids, so that links and questions lead to the same place in every language. Without a lesson where the front
 * matter is not wholly translated.
 */
export function translateLesson(
  original: WholeLesson,
  { file, format, frontMatter, source: body }: Pick<LessonFile, 'file' | 'format' | 'frontMatter' | 'source'>,
  language: string,
): { readonly lesson: LessonFile | undefined; readonly diagnostics: readonly Diagnostic[] } {
  if (frontMatter === undefined || body === undefined) return { lesson: undefined, diagnostics: [] };
  const document = translateDocument(lessonSchema, original.frontMatter, frontMatter, {
    isMarked: (path) => path.length === 0,
  });
  const diagnostics = [...document.diagnostics, ...checkTexts(lessonSchema, document.source)];
  if (document.missing.length > 0) {
    const lacking = document.missing.map(({ path }) => `\`${namedPath(path, original.frontMatter.value).join('.')}\``);
    const at = frontMatter.keySpanOf([Object.keys(asMapping(frontMatter.value) ?? {})[0] ?? '']);
    return {
      lesson: undefined,
      diagnostics: [...diagnostics, untranslatedPart({ at, what: 'lesson', lacking, language, file })],
    };
  }
  const source = withIds(body, original.source.headings);
  const data = document.apply(original.data);
  return {
    lesson: { file, format, frontMatter: document.source, source, data, valid: { data, leftOut: new Map() } },
    diagnostics: [
      ...diagnostics,
      ...staleness({
        written: textAt(frontMatter, [sourceKey]),
        current: hashOfLesson(original),
        at: () => frontMatter.keySpanOf([sourceKey]),
        original: () => startOf(original.file),
        what: 'lesson',
        language,
        file,
      }),
      ...missingSections(source, original.source.headings, file),
      ...otherPrograms(source, original.source),
    ],
  };
}

/** A body whose headings have the ids of the original’s, as far as both have the same headings. */
function withIds(source: LessonSource, originals: readonly Heading[]): LessonSource {
  const { headings } = source;
  const isParallel =
    headings.length === originals.length && headings.every(({ depth }, index) => depth === originals[index]?.depth);
  if (!isParallel) return source;
  const paired = headings.map((heading, index) =>
    heading.explicitId ? heading : { ...heading, id: originals[index]?.id ?? heading.id },
  );
  return copyOf(source, { headings: paired });
}

function missingSections(
  { headings }: LessonSource,
  originals: readonly Heading[],
  file: string,
): readonly Diagnostic[] {
  const ids = new Set(headings.map(({ id }) => id));
  const missing = originals.filter(({ id }) => !ids.has(id));
  const [first] = missing;
  if (first === undefined) return [];
  const different = headings.findIndex(({ depth, text }, index) => depth !== originals[index]?.depth || text === '');
  const at = headings[different] ?? headings.at(-1) ?? startOf(file);
  return [
    problem('translation-section', at, {
      message: `no heading for ${named(missing.map(({ id }) => id))} of the original`,
      why: 'questions, and links from other lessons, lead to the sections of the original by their ids',
      fix: `write the same headings in the same order, each on the same level, or name the one that is meant: \`## … {#${first.id}}\``,
      related: [{ ...first, message: 'the heading of the original' }],
    }),
  ];
}

/** Programs are run once, those of the original: another one would be shown without a proof. */
function otherPrograms(source: LessonSource, original: LessonSource): readonly Diagnostic[] {
  const known = new Map(exchangesOf(original).map((exchange) => [exchange.id, exchange]));
  return exchangesOf(source).flatMap(({ id, files, transcript, use }): Diagnostic[] => {
    const meant = known.get(id);
    if (meant === undefined) return [];
    const other = [...files.keys()].find((index) => files[index]?.code !== meant.files[index]?.code);
    const fence = other === undefined ? undefined : files[other]?.fence;
    const isSame =
      fence === undefined &&
      files.length === meant.files.length &&
      transcript?.fence.code === meant.transcript?.fence.code;
    return isSame
      ? []
      : [
          problem('translation-program', fence ?? transcript?.fence ?? use, {
            message: 'this program, or what it prints, is another one than in the original',
            why: 'only the programs of the original are run, so nobody would know whether this one does what the page says',
            fix: 'copy the code from the original as it is, and translate around it',
            related: [
              {
                ...(other === undefined ? meant.use : (meant.files[other]?.fence ?? meant.use)),
                message: 'the original',
              },
            ],
          }),
        ];
  });
}
