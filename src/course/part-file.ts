import { readPart } from '../source/read-lesson.ts';
import { checkBody } from './checks/body.ts';
import { withIncluded } from './included.ts';
import { partKeeping } from './cached-reads.ts';
import type { PartFile } from './read-files.ts';
import type { CourseReader } from './reader.ts';

/** Reads a part like a lesson's body, and reports problems within it. */
export function readPartFile(reader: CourseReader, file: string): PartFile {
  const text = reader.text(file);
  if (text === undefined) return { file, source: undefined, frontMatter: undefined };
  const format = file.endsWith('.mdx') ? 'mdx' : 'md';
  const part = reader.recall(text, partKeeping(text, format), () => {
    const read = readPart(text, format);
    return {
      result: { file, source: read.source, frontMatter: read.frontMatter?.value },
      diagnostics: checkBody(read, text, reader.directives),
    };
  });
  return withIncluded(part, reader);
}
