import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ModuleFile } from '../module-file.ts';
import { problem, startOf } from '../problem.ts';
import type { CourseReader } from '../reader.ts';

/** Files that may name others: components, styles, drawings. */
const naming = /\.(?:astro|[cm]?[jt]sx?|css|html?|svg|json|mdx?)$/i;

/** Reports files of a module that nothing names. Naming is meant generously: the file's name anywhere in the module's texts. */
export function checkOrphans(reader: CourseReader, { folder, lesson, quiz }: ModuleFile): Diagnostic[] {
  const assets = folder.assets.filter((path) => reader.entry(path)?.kind === 'file');
  // What cannot be read might name anything.
  if (assets.length === 0 || lesson?.source === undefined || (quiz !== undefined && quiz.source === undefined)) return [];
  const texts = [lesson.source.text, quiz?.source?.text ?? ''];
  let unnamed = assets;
  for (;;) {
    const still = unnamed.filter((path) => !texts.some((text) => mentions(text, path)));
    const found = unnamed.filter((path) => !still.includes(path) && naming.test(path));
    if (found.length === 0) {
      return still.map((path) =>
        problem('file-orphaned', startOf(path), {
          message: 'no lesson, quiz or component of the module names this file',
          why: 'it is kept and copied for nothing, or the place that should show it was forgotten',
          fix: 'use it, or delete it',
        }),
      );
    }
    texts.length = 0;
    texts.push(...found.map((path) => reader.text(path)?.text ?? ''));
    unnamed = still;
  }
}

function mentions(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.slice(0, name.lastIndexOf('.'));
  return text.includes(name) || text.includes(encodeURIComponent(name)) || (naming.test(name) && stem !== '' && text.includes(`/${stem}'`));
}
