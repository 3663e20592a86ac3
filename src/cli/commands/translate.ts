import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { course as courseSchema } from '../../../schemas/course.ts';
import { lesson as lessonSchema } from '../../../schemas/lesson.ts';
import { languageTag } from '../../../schemas/primitives.ts';
import { quiz as quizSchema } from '../../../schemas/quiz.ts';
import type { Course, Module } from '../../course/model.ts';
import { hashOfCourse } from '../../course/translation/course.ts';
import { hashOfLesson } from '../../course/translation/lesson.ts';
import { translated } from '../../course/translation/names.ts';
import { hashesOfQuiz } from '../../course/translation/quiz.ts';
import { namedPath, translatable } from '../../course/translation/texts.ts';
import { loadCourse } from '../../lesson/load.ts';
import { diskFiles } from '../../source/disk.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder } from '../content.ts';
import { Refusal } from '../refusal.ts';
import { addLanguage } from '../scaffold/course-list.ts';
import {
  beginLesson,
  withMarkInFront,
  withMarks,
  withMissingTexts,
  type TextToTranslate,
} from '../scaffold/translation-files.ts';
import { createFile, replaceFile } from '../write-file.ts';

export const translate = defineCommand({
  name: 'translate',
  summary: 'Begin a translation, add what it lacks, or say that it is up to date',
  details:
    'Writes the texts of the original as comments, each with an empty key below it for the translation. What is translated already stays as it is. `--done` notes which version of the original was translated: the check says when that has changed.',
  operand: { name: 'LANGUAGE', required: true, summary: 'the language, such as `de` or `pt-BR`' },
  flags: {
    module: {
      type: 'text',
      value: 'SLUG',
      summary: 'one module (default: the texts of the course, and all modules begun)',
    },
    done: { type: 'boolean', summary: 'write nothing but that the translation is up to date' },
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
  },
  examples: [
    ['translate de', 'content/course.de.yaml, with the texts of the course'],
    ['translate de --module http', 'lesson.de.md and quiz.de.yaml beside lesson and quiz'],
    ['translate de --module http --done', 'they say the same as the original'],
  ],
  run({ operand: language = '', flags }, terminal): ExitStatus {
    const folder = contentFolder(flags.content, terminal);
    const commandLine = commandLines(terminal, folder);
    const { course } = loadCourse(diskFiles(folder.full));
    if (course === undefined)
      throw new Refusal('course.yaml cannot be read.', `See what is wrong with it: ${commandLine('validate')}`);
    if (!languageTag.safeParse(language).success || language === course.language)
      throw new Refusal(
        language === course.language
          ? `\`${language}\` is the language that the course is written in.`
          : `\`${language}\` is no language tag.`,
        `Name the language to translate into, such as ${commandLine('translate de')}`,
      );
    const chosen = modulesToTranslate(
      course,
      language,
      flags.module,
      folder.full,
      commandLine('translate de --module http'),
    );
    const write = new Writer(folder.full);
    const files = [...(flags.module === undefined ? [courseTexts(course)] : []), ...chosen.flatMap(moduleTexts)];
    for (const each of files) {
      const file = translated(each.file, language);
      const before = write.read(file);
      if (flags.done) {
        if (before !== undefined) write.put(file, each.done(before));
      } else write.put(file, each.begin(before));
    }
    if (!flags.done) write.put('course.yaml', addLanguage(write.read('course.yaml') ?? '', language));
    const written = write.written.map((file) => `  ${path.join(folder.typed, file)}\n`).join('');
    terminal.out.write(
      written === ''
        ? flags.done
          ? 'Every translation says already which version it was made of.\n'
          : 'Nothing is missing.\n'
        : flags.done
          ? `${written}\nSee what is left: ${commandLine('validate')}\n`
          : `${written}\nTranslate what is empty; the original stands above it. Then run: ${commandLine(`translate ${language}${flags.module === undefined ? '' : ` --module ${flags.module}`} --done`)}\n`,
    );
    return 0;
  },
});

/** A file that is translated. */
interface Translatable {
  /** The original, relative to the content folder. */
  readonly file: string;
  /** The translation with all keys there are, of what it is now. */
  begin(before: string | undefined): string;
  /** The translation with the versions that it is made of. */
  done(before: string): string;
}

function modulesToTranslate(
  { modules }: Course,
  language: string,
  slug: string | undefined,
  content: string,
  example: string,
): readonly Module[] {
  if (slug === undefined)
    return modules.filter(({ lesson }) => existsSync(path.join(content, translated(lesson.file, language))));
  const module = modules.find((one) => one.slug === slug);
  if (module !== undefined) return [module];
  throw new Refusal(
    `There is no module \`${slug}\` that can be read.`,
    `There are: ${modules.map((one) => one.slug).join(', ')}. For example: ${example}`,
  );
}

function textsOf(schema: z.ZodType, value: unknown): readonly TextToTranslate[] {
  return translatable(schema, value)
    .filter(({ text }) => text.trim() !== '')
    .map(({ path: at, text }) => ({ path: namedPath(at, value), original: text }));
}

function courseTexts({ source }: Course): Translatable {
  const marks = new Map([['', hashOfCourse(source)]]);
  return {
    file: 'course.yaml',
    begin: (before = '') => withMissingTexts(before, textsOf(courseSchema, source.value), marks),
    done: (before) => withMarks(before, [{ path: [], hash: hashOfCourse(source) }]),
  };
}

function moduleTexts({ lesson, quiz }: Module): readonly Translatable[] {
  const hash = hashOfLesson(lesson);
  const ofLesson: Translatable = {
    file: lesson.file,
    begin: (before) => before ?? beginLesson(lesson.source, textsOf(lessonSchema, lesson.frontMatter.value), hash),
    done: (before) => withMarkInFront(before, hash),
  };
  if (quiz === undefined) return [ofLesson];
  const hashes = hashesOfQuiz(quiz.data);
  const entries = [...hashes].map(([id, own]) => [`questions.${id}`, own] as const);
  return [
    ofLesson,
    {
      file: quiz.file,
      begin: (before = '') => withMissingTexts(before, textsOf(quizSchema, quiz.data), new Map(entries)),
      done: (before) =>
        withMarks(
          before,
          [...hashes].map(([id, own]) => ({ path: ['questions', id], hash: own })),
        ),
    },
  ];
}

/** Writes what has changed, each file once. */
class Writer {
  readonly #content: string;
  readonly written: string[] = [];

  constructor(content: string) {
    this.#content = content;
  }

  read(file: string): string | undefined {
    const full = path.join(this.#content, file);
    return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  }

  put(file: string, text: string): void {
    const before = this.read(file);
    if (before === text) return;
    if (before === undefined) createFile(this.#content, file, text);
    else replaceFile(path.join(this.#content, file), text, this.#content);
    this.written.push(file);
  }
}
