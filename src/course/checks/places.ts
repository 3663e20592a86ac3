import { readAddress } from '../../source/address.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { anchorsOf, type Anchors } from '../anchors.ts';
import { bodiesOf } from '../bodies.ts';
import type { ModuleFile, OwnPageFile } from '../read-files.ts';
import { translationOf } from '../translation/names.ts';
import type { CourseReader } from '../reader.ts';
import type { Target } from '../model.ts';

/** Everything an address may lead to: the files of the content folder, and the pages of the course. */
export interface Places {
  /** What stands at a path, if anything that can be used. */
  kindOf(path: string): 'file' | 'folder' | undefined;
  /** The file at a path, spelt as it is listed: systems and editors differ in how they compose accented letters. */
  fileAt(path: string): string | undefined;
  /** Modules that `course.yaml` lists. */
  module(slug: string): ModuleFile | undefined;
  /** The module that had this name before. */
  renamed(slug: string): ModuleFile | undefined;
  /** The module whose lesson a file is. */
  moduleOf(file: string): ModuleFile | undefined;
  /** The page besides the modules that a file is. */
  ownPage(file: string): OwnPageFile | undefined;
  /** What an address in a file leads to. */
  resolve(url: string, from: string): Target;
  /** What a file holds in place of a picture, if it is known to be none. */
  notAPicture(file: string): string | undefined;
  /** What keeps a file from being published as it is. */
  active(file: string): string | undefined;
  /** Every file, for suggestions. */
  readonly files: readonly string[];
  readonly slugs: readonly string[];
  /** The places that links can lead to on the page of a lesson, those in its parts included; for a part, on all that show it. */
  anchors(body: LessonSource): Anchors;
}

export function placesOf(reader: CourseReader, modules: readonly ModuleFile[], pages: readonly OwnPageFile[]): Places {
  const byPage = new Map(pages.flatMap((page) => [[page.original, page] as const, [page.file, page] as const]));
  const bySlug = new Map(modules.map((module) => [module.slug, module]));
  const byLesson = new Map(
    // A lesson in another language may link to the original of one that it has itself: both are the same page.
    modules.flatMap((module) =>
      [module.folder.lesson, module.lesson].flatMap((lesson) =>
        lesson === undefined ? [] : [[lesson.file, module] as const],
      ),
    ),
  );
  const files = reader.entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const listed = new Map(files.map((path) => [path.normalize('NFC'), path]));
  const fileAt = (path: string): string | undefined => listed.get(path.normalize('NFC'));
  const shown = shownAnchors(modules);
  return {
    anchors(body) {
      const anchors = shown.get(body.file) ?? anchorsOf(body);
      const names = Object.entries(byLesson.get(body.file)?.lesson?.valid.data.sections ?? {});
      // Very few lessons have any.
      return names.length === 0
        ? anchors
        : { ...anchors, renamed: new Map(names.flatMap(([id, olds]) => olds.map((old) => [old, id]))) };
    },
    kindOf(path) {
      if (fileAt(path) !== undefined) return 'file';
      return path === '' || reader.entry(path)?.kind === 'folder' ? 'folder' : undefined;
    },
    fileAt,
    notAPicture: (file) => reader.notAPicture(file),
    active: (file) => reader.active(file),
    module: (slug) => bySlug.get(slug),
    renamed: (slug) => modules.find(({ lesson }) => lesson?.valid.data.aliases?.includes(slug)),
    moduleOf: (file) => byLesson.get(file),
    ownPage: (file) => byPage.get(file),
    resolve(url, from) {
      const address = readAddress(url, from);
      if (address.kind === 'web') return { kind: 'elsewhere' };
      if (address.kind === 'fragment') return { kind: 'here', hash: address.hash };
      const file = address.kind === 'file' && address.path !== undefined ? fileAt(address.path) : undefined;
      if (address.kind !== 'file' || file === undefined) return { kind: 'nowhere' };
      const module = byLesson.get(file);
      if (module !== undefined) return { kind: 'page', module: module.slug, hash: address.hash };
      const page = byPage.get(file);
      if (page !== undefined) return { kind: 'own-page', page: page.slug, hash: address.hash };
      return isPublished(file) ? { kind: 'file', file, hash: address.hash } : { kind: 'nowhere' };
    },
    files,
    slugs: [...bySlug.keys()],
  };
}

/** The anchors of pages that show parts, by the files of their lessons and parts. */
function shownAnchors(modules: readonly ModuleFile[]): ReadonlyMap<string, Anchors> {
  const shown = new Map<string, Anchors>();
  for (const { lesson, parts } of modules) {
    if (lesson?.source === undefined || parts.length === 0) continue;
    const page = joined([
      ...bodiesOf({ source: lesson.source, parts }).map(anchorsOf),
      ...parts.flatMap(({ source }) => (source === undefined ? [unknowable] : [])),
    ]);
    for (const { file } of [lesson, ...parts])
      shown.set(file, joined([page, ...(shown.has(file) ? [shown.get(file)!] : [])]));
  }
  return shown;
}

/** Those of a part that cannot be read. */
const unknowable: Anchors = { ids: new Set(), isOpen: true };

function joined(anchors: readonly Anchors[]): Anchors {
  return { ids: new Set(anchors.flatMap(({ ids }) => [...ids])), isOpen: anchors.some(({ isOpen }) => isOpen) };
}

/** Whether a file may be put on the site as it is: the files that the format gives a meaning to may not. */
export function isPublished(file: string): boolean {
  const original = translationOf(file)?.original ?? file;
  return !/^(?:(?:course|glossary)\.yaml|modules\/[^/]+\/(?:lesson\.mdx?|quiz\.yaml|proof\.json))$/.test(original);
}

/** Whether the lesson says it is a draft; what cannot be read counts as none. */
export function isDraft(module: ModuleFile | undefined): boolean {
  return module?.lesson?.valid.data.draft === true;
}
