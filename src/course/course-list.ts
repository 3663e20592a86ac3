import { closest } from '../diagnostics/closest.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FileEntry } from '../source/files.ts';
import type { CourseFile } from './course-file.ts';
import { facts, naming } from './facts.ts';
import { wrongKind, type Layout, type ModuleFolder } from './layout.ts';
import { problem, startOf, type Words } from './problem.ts';
import type { CourseReader } from './reader.ts';
import { asId, isId } from './slug.ts';
import { asList, asMapping } from './value.ts';

/** The folders of a course. */
export interface CourseList {
  /**
   * Slugs of folders to read, in reading order as far as known; a slug without a folder is replaced by the folder that
   * was probably meant.
   */
  readonly slugs: readonly string[];
  /** The folder that was probably meant, by slug without a folder. */
  readonly meant: ReadonlyMap<string, string>;
  /** Whether `slugs` are in reading order; false if a list of modules is invalid. */
  readonly isOrdered: boolean;
}

/** Determines the folders that `course.yaml` lists; all folders if that is unknown. */
export function readCourseList(courseFile: CourseFile | undefined, { folders }: Layout): CourseList {
  const listed = [...new Set(courseFile?.listed.map(({ slug }) => slug))];
  const unlisted = [...folders.keys()].filter(
    (slug) => !listed.includes(slug) && !holdsModulesAlone(folders.get(slug)),
  );
  const meant = meantFolders(
    listed.filter((slug) => !folders.has(slug)),
    unlisted,
  );
  const isOrdered = courseFile !== undefined && isWhole(courseFile);
  const slugs = listed.map((slug) => meant.get(slug) ?? slug);
  return { slugs: isOrdered ? slugs : [...new Set([...slugs, ...folders.keys()])], meant, isOrdered };
}

/** Whether every category has a list of modules. */
function isWhole({ source }: CourseFile): boolean {
  const categories = asMapping(source.value)?.['categories'];
  return (
    Array.isArray(categories) &&
    categories.length > 0 &&
    asList(categories).every((category) => ['string', 'object'].includes(typeof asMapping(category)?.['modules']))
  );
}

/**
 * Matches slugs without a folder to unlisted folders: by letter case, by similarity, or because one of each is left.
 */
function meantFolders(missing: readonly string[], unlisted: readonly string[]): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  const free = new Set(unlisted);
  for (const slug of missing) {
    const found = free.has(asId(slug)) ? asId(slug) : closest(slug, free);
    if (found === undefined) continue;
    meant.set(slug, found);
    free.delete(found);
  }
  const left = missing.filter((slug) => !meant.has(slug));
  const [slug, folder] = [left[0], [...free][0]];
  if (slug !== undefined && folder !== undefined && left.length === 1 && free.size === 1) meant.set(slug, folder);
  return meant;
}

/** Whether a folder is not a module but contains modules, which are reported separately. */
function holdsModulesAlone(folder: ModuleFolder | undefined): boolean {
  return (
    folder !== undefined &&
    folder.lesson === undefined &&
    !folder.lessonMisnamed &&
    folder.assets.some((path) => /\/lesson\.mdx?$/.test(path))
  );
}

/** Checks that `course.yaml` lists each folder in `modules/` exactly once, and no others. */
export function checkCourseList(
  { source, listed }: CourseFile,
  { folders }: Layout,
  { meant, isOrdered }: CourseList,
  reader: CourseReader,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const first = new Map<string, (typeof listed)[number]>();
  for (const entry of listed) {
    const { slug, path } = entry;
    const span = source.spanOf(path);
    const before = first.get(slug);
    if (before !== undefined) {
      diagnostics.push(
        problem('module-listed-twice', span, {
          message: `unexpected second \`${slug}\`, each module is listed once`,
          why: 'a module has one place in the reading order and one page',
          fix: 'remove one of the two',
          related: [{ ...source.spanOf(before.path), message: 'listed here first' }],
        }),
      );
      continue;
    }
    first.set(slug, entry);
    const folder = folders.get(slug);
    if (folder === undefined) {
      // Special files in place of a folder are reported when the content folder is listed.
      const inPlace = reader.entry(`modules/${slug}`);
      if (isInTheWay(reader.entry('modules')) || inPlace?.failure !== undefined) continue;
      if (inPlace !== undefined) diagnostics.push(wrongKind(inPlace.path, 'folder', [facts.module(slug)]));
      // Invalid slugs are reported separately.
      else if (isId(slug))
        diagnostics.push(problem('module-missing', span, missingModule(slug, meant.get(slug), reader)));
    } else if (hasNoLesson(folder)) {
      diagnostics.push(
        problem('lesson-missing', span, {
          message: `\`modules/${slug}\` has no \`lesson.md\` or \`lesson.mdx\``,
          why: 'a module is its lesson; without one there is no page',
          fix: `write the lesson, or remove \`${slug}\` from the list`,
          unsettles: [facts.module(slug)],
        }),
      );
    }
  }
  if (!isOrdered) return diagnostics;
  const taken = new Set(meant.values());
  for (const slug of folders.keys()) {
    if (first.has(slug) || taken.has(slug) || holdsModulesAlone(folders.get(slug))) continue;
    diagnostics.push(
      problem('module-unlisted', startOf(`modules/${slug}`), {
        message: `no category of \`course.yaml\` lists \`${slug}\``,
        why: 'learners would never see it, and it is not checked',
        fix: `add \`${slug}\` to the \`modules\` of a category, or delete the folder`,
        ...naming(slug, facts.modules, facts.listed),
      }),
    );
  }
  return diagnostics;
}

function missingModule(slug: string, meant: string | undefined, { entries }: CourseReader): Words {
  const elsewhere =
    meant === undefined
      ? entries
          .find(
            ({ path, kind }) =>
              kind === 'file' && /^lesson\.mdx?$/.test(path.split('/').at(-1) ?? '') && path.split('/').at(-2) === slug,
          )
          ?.path.replace(/\/[^/]+$/, '')
      : undefined;
  const there = meant === undefined ? elsewhere : `modules/${meant}`;
  return {
    message: `no folder \`modules/${slug}\`${there === undefined ? '' : `, but there is \`${there}\`${meant === undefined ? '' : ', which is not listed'}`}`,
    why: 'the course would have a gap where this module should be',
    fix:
      meant !== undefined
        ? `write \`${meant}\`, or rename the folder; where the module was called \`${slug}\` before, \`aliases: [${slug}]\` in its lesson lets learners keep their answers`
        : elsewhere !== undefined
          ? `move the folder to \`modules/${slug}\``
          : `begin it with \`lectern new ${slug} --title "${titleOf(slug)}"\`, or remove \`${slug}\` from the list`,
    unsettles: [facts.module(slug)],
    assumes: [facts.modules],
  };
}

function hasNoLesson({ lesson, lessonMisnamed }: ModuleFolder): boolean {
  return lesson === undefined && !lessonMisnamed;
}

function isInTheWay(modules: FileEntry | undefined): boolean {
  return modules !== undefined && modules.kind !== 'folder';
}

/** An initial title: `how-dns-works` → `How Dns Works`. */
function titleOf(slug: string): string {
  return slug.replace(
    /(^|-)([a-z0-9])/g,
    (_, hyphen: string, letter: string) => `${hyphen === '' ? '' : ' '}${letter.toUpperCase()}`,
  );
}
