import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { facts } from '../facts.ts';
import { problem, startOf } from '../problem.ts';

const lessonBelowModule = /^(modules\/[^/]+\/.+)\/lesson\.mdx?$/;

/** The outermost folders inside a module’s folder that contain a lesson: modules cannot be nested. */
export function nestedModules(files: readonly string[]): readonly string[] {
  const folders = new Set(files.flatMap((path) => lessonBelowModule.exec(path)?.slice(1) ?? []));
  return [...folders].filter((folder) => ![...folders].some((other) => folder.startsWith(`${other}/`)));
}

/** A module inside a module, with all its files. */
export function nestedModuleProblem(folder: string): Diagnostic {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return problem('file-orphaned', startOf(folder), {
    message: 'unexpected module inside a module',
    why: 'only folders directly below `modules/` are modules, so learners would not see its lesson',
    fix: `move it to \`modules/${name}\`, and list \`${name}\` in a category of \`course.yaml\``,
    assumes: [facts.module(name)],
  });
}
