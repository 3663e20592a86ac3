import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { FileEntry } from '../../source/files.ts';
import { facts, type Fact } from '../facts.ts';
import type { Layout } from '../layout.ts';
import type { ModuleFile } from '../read-files.ts';
import { problem, startOf } from '../problem.ts';
import type { CourseReader } from '../reader.ts';
import { nestedModules, nestedModuleProblem } from './nested-modules.ts';
import { addressedFiles, hopesByName, mentions, naming } from './orphans.ts';
import type { Places } from './places.ts';

/** Files for authors, which are not part of the course. */
const isForAuthors =
  /^(?:readme|licen[cs]e|copying|contributing|changelog|authors|notice)(?:\.(?:md|markdown|txt|rst))?$/i;

/** Files that operating systems create. */
const isLeftover = /^(?:thumbs\.db|desktop\.ini)$/i;

/**
 * Reports unused files and folders outside the modules’ folders: notes, a quiz next to its module, a nested module. An
 * unused folder is reported once. `alsoUsed`: what pages besides the modules and `course.yaml` use, and those pages.
 */
export function checkStrays(
  reader: CourseReader,
  layout: Layout,
  modules: readonly ModuleFile[],
  places: Places,
  alsoUsed: readonly string[],
): Diagnostic[] {
  const nested = nestedModules(places.files);
  const files = reader.entries
    .filter(({ path, kind }) => kind === 'file' && isOutsideModules(path))
    .map(({ path }) => path);
  const used = new Set([...(files.length === 0 ? [] : usedFiles(files, reader, modules, places)), ...alsoUsed]);
  const reported = new Set(
    [...layout.diagnostics, ...reader.diagnostics.filter(({ code }) => code === 'file-kind')].map(({ file }) => file),
  );
  const unused = files.filter((path) => !used.has(path) && !reported.has(path) && !path.startsWith('course.yaml/'));
  const folders = unusedFolders(reader.entries, used).filter(
    (folder) => folder !== 'course.yaml' && !reported.has(folder),
  );
  const alone = unused.filter(
    (path) => !path.includes('/') || ![...folders, ...reported].some((folder) => path.startsWith(`${folder}/`)),
  );
  const hopes = hopesByName(
    unused,
    unused.length === 0 ? [] : modules.flatMap((module) => addressedFiles(module, places).dead),
  );
  return [
    ...alone.map((path) =>
      isLikeCourse(path, reader) ? likeCourse(path) : strayFile(path, layout, hopes.get(path) ?? []),
    ),
    ...folders.map((folder) =>
      strayFolder(
        folder,
        reader.entries,
        unused.flatMap((path) => (path.startsWith(`${folder}/`) ? (hopes.get(path) ?? []) : [])),
      ),
    ),
    ...nested.map(nestedModuleProblem),
  ];
}

function isOutsideModules(path: string): boolean {
  const [top = '', second = '', ...rest] = path.split('/');
  if (isLeftover.test(path.slice(path.lastIndexOf('/') + 1))) return false;
  if (second === '') return path !== 'course.yaml' && !isForAuthors.test(path);
  return top !== 'modules' || rest.length === 0;
}

/** Files that a URL leads to, or that components or other used files mention. */
function usedFiles(
  files: readonly string[],
  reader: CourseReader,
  modules: readonly ModuleFile[],
  places: Places,
): ReadonlySet<string> {
  // Unparsable files might mention any file.
  if (
    modules.some(
      ({ lesson, parts, quiz }) =>
        (lesson !== undefined && lesson.source === undefined) ||
        parts.some(({ source }) => source === undefined) ||
        (quiz !== undefined && quiz.source === undefined),
    )
  )
    return new Set(files);
  const links = reader.entries.flatMap(({ target }) => target ?? []);
  const used = new Set([
    ...modules.flatMap((module) => [...addressedFiles(module, places).used]),
    ...files.filter((path) => links.some((target) => path === target || path.startsWith(`${target}/`))),
  ]);
  const code = reader.entries
    .filter(({ path, kind }) => kind === 'file' && naming.test(path) && !/\/lesson\.mdx?$/.test(path))
    .map(({ path }) => path);
  const texts = [
    ...modules.flatMap(({ lesson }) => (lesson?.source?.needsMdx === true ? [lesson.source.text] : [])),
    ...code.flatMap((path) => reader.text(path)?.text ?? []),
  ];
  // A mention of `lesson.md` refers to a lesson in the right place.
  for (const path of files) if (!isModuleFile(path) && texts.some((text) => mentions(text, path))) used.add(path);
  return used;
}

/** The outermost folders outside of modules that contain no used file. */
function unusedFolders(entries: readonly FileEntry[], used: ReadonlySet<string>): readonly string[] {
  const folders = entries.flatMap(({ path, kind }) =>
    kind === 'folder' && path !== 'modules' && !path.startsWith('modules/') ? [path] : [],
  );
  const isUsed = (folder: string): boolean => [...used].some((path) => path.startsWith(`${folder}/`));
  const empty = folders.filter((folder) => !isUsed(folder));
  return empty.filter((folder) => !empty.some((other) => folder.startsWith(`${other}/`)));
}

/** Whether a file may be the missing `course.yaml` under a wrong name. */
function isLikeCourse(path: string, reader: CourseReader): boolean {
  return /^[^/]+\.ya?ml$/i.test(path) && reader.entry('course.yaml') === undefined;
}

function likeCourse(path: string): Diagnostic {
  const course = [facts.path('course.yaml')];
  return problem('file-orphaned', startOf(path), {
    message: `nothing reads \`${path}\`, and there is no \`course.yaml\``,
    why: 'only a file of that name says which modules belong to the course',
    fix: 'rename it to `course.yaml`, or move it out of the content folder',
    unsettles: course,
    assumes: course,
  });
}

/** A file name with a meaning in a module's folder only. */
function isModuleFile(path: string): boolean {
  return /(?:^|\/)(?:lesson\.mdx?|quiz\.ya?ml|proof\.json)$/i.test(path);
}

function strayFile(path: string, { folders }: Layout, hopes: readonly Fact[]): Diagnostic {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isOfModule = isModuleFile(path);
  const example = [...folders.keys()][0] ?? 'my-module';
  return problem('file-orphaned', startOf(path), {
    message: isOfModule
      ? `unexpected \`${name}\` outside of a module’s folder`
      : 'nothing reads this file, and no lesson or quiz names it',
    why: isOfModule
      ? 'only files in a folder of their own below `modules/` make a module'
      : 'it is kept for nothing, or the place that should show it was forgotten',
    fix: isOfModule
      ? `move it into the folder of its module, such as \`modules/${example}/\``
      : 'use it, move it out of the content folder, or delete it',
    assumes: [facts.file(path), ...hopes],
  });
}

function strayFolder(folder: string, entries: readonly FileEntry[], hopes: readonly Fact[]): Diagnostic {
  const holdsModules = entries.some(({ path }) => path.startsWith(`${folder}/`) && /\/lesson\.mdx?$/.test(path));
  const isModule = entries.some(({ path }) => path === `${folder}/lesson.md` || path === `${folder}/lesson.mdx`);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return problem('file-orphaned', startOf(folder), {
    message: 'nothing reads this folder, and no lesson or quiz names anything in it',
    why: holdsModules
      ? 'only folders below `modules/` are modules, so learners would not see its lessons'
      : 'it is kept for nothing, or the place that should show it was forgotten',
    fix: isModule
      ? `move it to \`modules/${name}\``
      : holdsModules
        ? 'move the folders with lessons into `modules/`'
        : 'use what is in it, move it out of the content folder, or delete it',
    assumes: [...hopes, facts.module(name)],
  });
}
