import { page as pageSchema } from '../../schemas/page.ts';
import { readLesson } from '../source/read-lesson.ts';
import type { LessonSource } from '../source/lesson.ts';
import { checkBody } from './checks/body.ts';
import { checkPageIds } from './checks/page-ids.ts';
import { checkTexts } from './checks/texts.ts';
import { facts } from './facts.ts';
import { withIncluded } from './included.ts';
import { problem, startOf, type Report } from './problem.ts';
import type { CourseReader, Read } from './reader.ts';
import type { OwnPageFile } from './read-files.ts';
import { checkSchema } from './schema.ts';
import { asId, isId } from './slug.ts';
import { translated, translationOf } from './translation/names.ts';

/** Whether a file of the content folder is a page of the course, or was meant to be one. */
export const isOwnPage = (file: string): boolean => /^pages\/[^/]+\.(?:mdx?|markdown)$/i.test(file);

/** Reads the pages of a course besides its modules, `pages/*.md`, and reports what is wrong with each by itself. */
export function readOwnPages(reader: CourseReader): readonly OwnPageFile[] {
  return reader.entries.flatMap(({ path: original, kind }) => {
    const { language } = reader;
    if (kind !== 'file' || !isOwnPage(original) || translationOf(original)?.language === (language ?? '')) return [];
    const inLanguage = language === undefined ? undefined : reader.entry(translated(original, language));
    const path = inLanguage?.kind === 'file' ? inLanguage.path : original;
    const isTranslated = path !== original;
    const name = original.slice('pages/'.length);
    const slug = name.replace(/\.[^.]*$/, '');
    if (!name.endsWith('.md') || !isId(slug)) {
      reader.report(misnamed(original, name, asId(slug)));
      return [];
    }
    const text = reader.text(path);
    if (text === undefined)
      return [{ slug, file: path, original, isTranslated, frontMatter: undefined, source: undefined, data: undefined }];
    const page = reader.recall(text, undefined, (): Read<OwnPageFile> => {
      const read = readLesson(text, 'md');
      const { frontMatter, source } = read;
      const checked = frontMatter === undefined ? undefined : checkSchema(pageSchema, frontMatter);
      return {
        result: { slug, file: path, original, isTranslated, frontMatter, source, data: checked?.data },
        diagnostics: [
          ...checkBody(read, text, reader.directives),
          ...(checked?.diagnostics ?? []),
          ...(frontMatter === undefined ? [] : checkTexts(pageSchema, frontMatter)),
          ...checkPageIds({ lesson: { source }, quiz: undefined, parts: [] }),
          ...(source === undefined ? [] : questionsIn(source)),
        ],
      };
    });
    return [withIncluded(page, reader)];
  });
}

function misnamed(path: string, name: string, slug: string): Report {
  const expected = `${slug || 'about'}.md`;
  return problem('file-misnamed', startOf(path), {
    message: `unexpected file name \`${name}\`, expected \`${expected}\``,
    why: 'the name of a page is its address: lower-case letters and digits joined by single hyphens, and no components',
    fix: `rename it to \`${expected}\``,
    unsettles: [facts.path(path), facts.path(`pages/${expected}`)],
  });
}

/** Only modules have questions. */
function questionsIn({ directives }: LessonSource): Report[] {
  return directives.flatMap(({ name, nameSpan }) =>
    name === 'question'
      ? [
          problem('question-unknown', nameSpan, {
            message: 'a page besides the modules has no quiz whose question it could ask',
            why: 'there would be nothing to ask here',
            fix: 'ask it in the lesson of a module, or remove the directive',
          }),
        ]
      : [],
  );
}
