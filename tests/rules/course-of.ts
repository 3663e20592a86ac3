import { loadCourse } from '../../src/lesson/load.ts';
import type { ValidCourse } from '../../src/course/model.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { checkCourse, type CheckOptions } from '../../src/rules/check-course.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';

/** A question as tests write it: what every question needs and the test is not about may be left out. */
export type LooseQuestion = Readonly<Record<string, unknown>>;

/** Files a test gives; what is missing to a course of one module, `m`, is filled in. */
export interface LooseCourse {
  readonly questions?: readonly LooseQuestion[];
  /** Other keys of `quiz.yaml`. */
  readonly quiz?: Readonly<Record<string, unknown>>;
  /** Body of the lesson. */
  readonly body?: string;
  /** Other keys of `course.yaml`. */
  readonly course?: Readonly<Record<string, unknown>>;
  readonly files?: MemoryContent;
}

const lessonBody = '## One\n\nWords.\n';

/** `course.yaml`, one lesson and one quiz, as text. JSON is YAML, so no text of a test needs quoting. */
function filesOf({ questions, quiz, body = lessonBody, course, files }: LooseCourse): MemoryContent {
  const section = /^##+ (.*)$/m.test(body) ? slug(/^##+ (.*)$/m.exec(body)?.[1] ?? '') : 'one';
  const asked = questions?.map((question, i) => ({
    id: `q${i + 1}`,
    objective: 'know',
    section,
    ...withOptionIds(question),
  }));
  return {
    'course.yaml': JSON.stringify(
      { title: 'T', language: 'en', categories: [{ id: 'c', title: 'C', modules: ['m'] }], ...course },
      undefined,
      1,
    ),
    ...(files !== undefined && 'modules/m/lesson.mdx' in files ? {} : { 'modules/m/lesson.md': lessonAround(body) }),
    ...(asked === undefined
      ? {}
      : { 'modules/m/quiz.yaml': JSON.stringify({ ...quiz, questions: asked }, undefined, 1) }),
    ...Object.fromEntries(
      [...body.matchAll(/[\w-]+-\d+kb\.\w+/g)].map(([name]) => [`modules/m/${name}`, new Uint8Array()]),
    ),
    ...files,
  };
}

/** A lesson with this body. */
export function lessonAround(body: string): string {
  return `---\ntitle: T\nsummary: S\nobjectives:\n  - id: know\n    text: Know it\n---\n\n${body}`;
}

/** A loaded course; throws where the test's own course is not sound YAML. */
export function courseOf(loose: LooseCourse): ValidCourse {
  const { valid: course, diagnostics } = loadCourse(memoryFiles(filesOf(loose)));
  const errors = diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !/^(?:html|section|markdown-html)/.test(code),
  );
  if (course === undefined || !course.whole)
    throw new Error(
      `this course cannot be loaded:\n${errors.map(({ file, start, message }) => `${file}:${start.line} ${message}`).join('\n')}`,
    );
  return course;
}

/** Everything the rules say about a course. */
export function check(loose: LooseCourse, options?: CheckOptions): Diagnostic[] {
  return checkCourse(courseOf(loose), options);
}

function withOptionIds(question: LooseQuestion): LooseQuestion {
  const { options } = question;
  return Array.isArray(options)
    ? { ...question, options: options.map((option: object, i) => ({ id: `o${i + 1}`, ...option })) }
    : question;
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
