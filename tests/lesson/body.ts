import type { CodeBlock, Highlight } from '../../src/lesson/code/tokens.ts';
import { plainLines } from '../../src/lesson/code/tokens.ts';
import { renderLesson, type LessonHtml, type LessonContext } from '../../src/lesson/render.ts';
import type { LessonSource } from '../../src/source/lesson.ts';
import { wordsOf } from '../../src/words/words.ts';
import { readLesson } from '../../src/source/read-lesson.ts';
import { sourceText } from '../../src/source/text.ts';

export const plain: Highlight = (block: CodeBlock) => plainLines(block.code);

/** A lesson's body read as `loadCourse` would; fails the test if it cannot be read. */
export function read(body: string, format: 'md' | 'mdx' = 'md'): LessonSource {
  const file = `modules/here/lesson.${format}`;
  const { source, diagnostics } = readLesson(sourceText(file, `---\ntitle: Here\n---\n\n${body}`), format);
  if (source === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return source;
}

/** What becomes of a body in a context where nothing is known; `world` adds what a test is about. */
export function render(body: string, format: 'md' | 'mdx' = 'md', context: Partial<LessonContext> = {}): LessonHtml {
  return renderSource(read(body, format), context);
}

function renderSource(source: LessonSource, context: Partial<LessonContext>): LessonHtml {
  return renderLesson(source, {
    words: wordsOf('en'),
    highlight: plain,
    link: (url) => url,
    picture: () => undefined,
    proof: () => undefined,
    question: () => undefined,
    labFrame: () => undefined,
    sectionsAfter: 0,
    ...context,
  });
}

export const html = (body: string, format: 'md' | 'mdx' = 'md', context: Partial<LessonContext> = {}): string =>
  render(body, format, context).html;

/** The same of a body that was read, with what it takes from other files. */
export const htmlOf = (source: LessonSource, context: Partial<LessonContext> = {}): string =>
  renderSource(source, context).html;
