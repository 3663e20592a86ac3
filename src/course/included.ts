import { inputOf, type LessonSource } from '../source/lesson.ts';
import { withIncludedCode } from './included-code.ts';
import { withSpokenWords } from './media-files.ts';
import type { CourseReader } from './reader.ts';

/** Bodies with what they take from other files, by the bodies as they were read. */
const known = new WeakMap<LessonSource, LessonSource>();

/**
 * A file that was read, its body with the code and the words that it takes from other files. The body that was read stays
 * as it is: it is kept by its own text alone.
 */
export function withIncluded<File extends { readonly source: LessonSource | undefined }>(
  file: File,
  reader: CourseReader,
): File {
  const { source } = file;
  if (source === undefined) return file;
  const body = withSpokenWords(withIncludedCode(source, reader), reader);
  if (body === source) return file;
  // The same body stays the same object, so that what was found out of it need not be found again.
  const before = known.get(source);
  if (before !== undefined && inputOf(before) === inputOf(body)) return { ...file, source: before };
  known.set(source, body);
  return { ...file, source: body };
}
