import { id } from '../../schemas/primitives.ts';
import { closest } from '../diagnostics/closest.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FileEntry } from '../source/files.ts';
import type { CourseFile } from './course-file.ts';
import { wrongKind, type Layout, type ModuleFolder } from './layout.ts';
import type { CourseReader } from './reader.ts';

/** Whether a folder is no module itself and holds some, which are reported as such. */
function holdsModulesAlone(folder: ModuleFolder | undefined): boolean {
  return folder !== undefined && folder.lesson === undefined && !folder.lessonMisnamed && folder.assets.some((path) => /\/lesson\.mdx?$/.test(path));
}

/** Checks that `course.yaml` and the folders under `modules/` speak of the same modules, each once. */
export function checkCourseList({ source, listed }: CourseFile, { folders }: Layout, reader: CourseReader): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const first = new Map<string, (typeof listed)[number]>();
  for (const entry of listed) {
    const { slug, path } = entry;
    const span = source.spanOf(path);
    const before = first.get(slug);
    if (before !== undefined) {
      diagnostics.push({
        ...span,
        code: 'module-listed-twice',
        severity: 'error',
        message: `unexpected second \`${slug}\`, each module is listed once`,
        why: 'a module has one place in the reading order and one page',
        fix: 'remove one of the two',
        related: [{ ...source.spanOf(before.path), message: 'listed here first' }],
      });
      continue;
    }
    first.set(slug, entry);
    const folder = folders.get(slug);
    if (folder === undefined) {
      // What stands in the place of all of them, or a link or device in this one's, was reported when the content folder was listed.
      const inPlace = reader.entry(`modules/${slug}`);
      if (isInTheWay(reader.entry('modules')) || inPlace?.failure !== undefined) continue;
      if (inPlace !== undefined) {
        diagnostics.push(wrongKind(inPlace.path, 'folder'));
        continue;
      }
      const unlisted = [...folders.keys()].filter((name) => !listed.some((other) => other.slug === name));
      const meant = closest(slug, unlisted);
      diagnostics.push({
        ...span,
        code: 'module-missing',
        severity: 'error',
        message: `no folder \`modules/${slug}\`${meant === undefined ? '' : `, but there is \`modules/${meant}\``}`,
        why: 'the course would have a gap where this module should be',
        fix: meant === undefined ? `${isId(slug) ? `begin it with \`lectern new ${slug} --title "${titleOf(slug)}"\`` : 'make the folder'}, or remove \`${slug}\` from the list` : `write \`${meant}\`, or rename the folder`,
      });
    } else if (folder.lesson === undefined && !folder.lessonMisnamed) {
      diagnostics.push({
        ...span,
        code: 'lesson-missing',
        severity: 'error',
        message: `\`modules/${slug}\` has no \`lesson.md\` or \`lesson.mdx\``,
        why: 'a module is its lesson; without one there is no page',
        fix: `write the lesson, or remove \`${slug}\` from the list`,
      });
    }
  }
  const missing = listed.map(({ slug }) => slug).filter((slug) => !folders.has(slug));
  for (const slug of folders.keys()) {
    if (first.has(slug) || closest(slug, missing) !== undefined || holdsModulesAlone(folders.get(slug))) continue;
    const start = { line: 1, column: 1 };
    diagnostics.push({
      file: `modules/${slug}`,
      start,
      end: start,
      code: 'module-unlisted',
      severity: 'warning',
      message: `no category of \`course.yaml\` lists \`${slug}\``,
      why: 'learners would never see it, and it is not checked',
      fix: `add \`${slug}\` to the \`modules\` of a category, or delete the folder`,
    });
  }
  return diagnostics;
}

function isInTheWay(modules: FileEntry | undefined): boolean {
  return modules !== undefined && modules.kind !== 'folder';
}

function isId(slug: string): boolean {
  return id.safeParse(slug).success;
}

/** A title to begin with: `how-dns-works` → `How Dns Works`. */
function titleOf(slug: string): string {
  return slug.replace(/(^|-)([a-z0-9])/g, (_, hyphen: string, letter: string) => `${hyphen === '' ? '' : ' '}${letter.toUpperCase()}`);
}
