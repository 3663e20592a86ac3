import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadCourse } from '../../src/lesson/load.ts';
import type { Course } from '../../src/course/model.ts';
import { diskFiles } from '../../src/source/disk.ts';

/** A course of one module with this body and these questions, below `parent`; gives its content folder. */
export function courseIn(parent: string, body: string, questions = ''): string {
  const folder = path.join(parent, 'content');
  const module = path.join(folder, 'modules/talk');
  mkdirSync(module, { recursive: true });
  writeFileSync(
    path.join(folder, 'course.yaml'),
    'title: Talk\nlanguage: en\ncategories:\n  - id: all\n    title: All\n    modules: [talk]\npackages: [ws, yaml, not-installed]\n',
  );
  writeFileSync(
    path.join(module, 'lesson.md'),
    `---\ntitle: Talk\nsummary: How they talk.\nobjectives:\n  - id: talk\n    text: Explain how they talk\n---\n\n## Hello\n\nThey talk.\n\n${body}`,
  );
  if (questions !== '') writeFileSync(path.join(module, 'quiz.yaml'), `title: Quiz\nquestions:\n${questions}`);
  return folder;
}

/** The course in a folder. */
export function load(folder: string): Course {
  const { course, diagnostics } = loadCourse(diskFiles(folder));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (course === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return course;
}
