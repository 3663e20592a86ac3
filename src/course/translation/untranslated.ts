import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../../source/files.ts';
import { listed, named } from '../../text/lists.ts';
import { count } from '../../text/count.ts';
import type { Course } from '../model.ts';
import { problem, startOf } from '../problem.ts';
import { translateCommand } from './freshness.ts';
import { translated } from './names.ts';

/** Says of a language which modules, and which files of the whole course, are not translated into it. */
export function untranslated(
  original: Course,
  course: Course,
  language: string,
  files: CourseFiles,
): readonly Diagnostic[] {
  const { source, data } = original;
  const index = data.translations?.indexOf(language) ?? -1;
  const at = source.spanOf(['translations', index]);
  const there = new Set(files.list().map(({ path }) => path));
  const modules = course.modules.filter(({ isTranslated }) => !isTranslated);
  const missing = (span: Span, message: string, fix: string): Diagnostic =>
    problem('translation-missing', span, {
      message,
      why: 'it is shown in the language of the original, and said to be',
      fix,
    });
  const hasCourse = there.has(translated('course.yaml', language));
  const what = [
    ...(hasCourse ? [] : ['the texts of `course.yaml`']),
    ...(modules.length === 0
      ? []
      : [
          `${count(modules.length, 'module')} of ${course.modules.length} (${named(modules.slice(0, 8).map(({ slug }) => slug))}${modules.length > 8 ? ' …' : ''})`,
        ]),
  ];
  return [
    ...(what.length === 0
      ? []
      : [
          missing(
            at,
            `not translated into \`${language}\`: ${listed(what)}`,
            `run \`${translateCommand(language, hasCourse ? (modules[0]?.lesson.file ?? '') : 'course.yaml')}\`, and translate what it writes`,
          ),
        ]),
    ...course.modules.flatMap(({ quiz, isTranslated, lesson, slug }) =>
      quiz === undefined || quiz.file !== `modules/${slug}/quiz.yaml` || !isTranslated
        ? there.has(translated(`modules/${slug}/quiz.yaml`, language)) && !isTranslated
          ? [
              missing(
                startOf(translated(`modules/${slug}/quiz.yaml`, language)),
                'a quiz whose lesson is not translated',
                `translate the lesson, too: \`${translateCommand(language, lesson.file)}\` begins it`,
              ),
            ]
          : []
        : [
            missing(
              startOf(lesson.file),
              `the quiz of this lesson has no \`${translated('quiz.yaml', language)}\``,
              `run \`${translateCommand(language, lesson.file)}\`, and translate what it writes`,
            ),
          ],
    ),
  ];
}

/** A course cannot be translated into the language that it is written in. */
export function wrongLanguages({ data, source }: Course): readonly Diagnostic[] {
  return (data.translations ?? []).flatMap((language, index) =>
    data.language !== language
      ? []
      : [
          problem('translation-language', source.spanOf(['translations', index]), {
            message: `unexpected \`${language}\`, the language that the course is written in`,
            why: 'the original needs no translation, and its pages have their addresses already',
            fix: 'remove it from `translations`',
          }),
        ],
  );
}
