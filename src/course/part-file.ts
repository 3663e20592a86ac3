import { readPart } from '../source/read-lesson.ts';
import type { LessonSource } from '../source/lesson.ts';
import { checkBody } from './checks/body.ts';
import { partKeeping } from './kept-files.ts';
import type { CourseReader } from './reader.ts';

/** A Markdown or MDX file that a lesson or another part imports, as read. */
export interface PartFile {
  readonly file: string;
  /** Undefined where it cannot be read. */
  readonly source: LessonSource | undefined;
  /** What its front matter says, where it has any. */
  readonly frontMatter: unknown;
}

/** Reads a part as a lesson's body is read, and reports what it has wrong by itself. */
export function readPartFile(reader: CourseReader, file: string): PartFile {
  const text = reader.text(file);
  if (text === undefined) return { file, source: undefined, frontMatter: undefined };
  const format = file.endsWith('.mdx') ? 'mdx' : 'md';
  return reader.recall(text, partKeeping(text, format), () => {
    const read = readPart(text, format);
    return {
      result: { file, source: read.source, frontMatter: read.frontMatter?.value },
      diagnostics: checkBody(read, text),
    };
  });
}
