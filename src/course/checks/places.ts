import type { ModuleFile } from '../module-file.ts';
import type { CourseReader } from '../reader.ts';

/** Everything a link may lead to: the files of the content folder, and the sections of every lesson that was read. */
export interface Places {
  /** What stands at a path, if anything that can be used. */
  kindOf(path: string): 'file' | 'folder' | undefined;
  /** Modules that `course.yaml` lists. */
  module(slug: string): ModuleFile | undefined;
  /** Every file, for suggestions. */
  readonly files: readonly string[];
  readonly slugs: readonly string[];
}

export function placesOf(reader: CourseReader, modules: readonly ModuleFile[]): Places {
  const bySlug = new Map(modules.map((module) => [module.slug, module]));
  return {
    kindOf(path) {
      const kind = path === '' ? 'folder' : reader.entry(path)?.kind;
      return kind === 'other' ? undefined : kind;
    },
    module: (slug) => bySlug.get(slug),
    files: reader.entries.filter(({ kind }) => kind === 'file').map(({ path }) => path),
    slugs: [...bySlug.keys()],
  };
}

/** Whether the lesson says it is a draft; what cannot be read counts as none. */
export function isDraft(module: ModuleFile | undefined): boolean {
  return module?.lesson?.sound.data.draft === true;
}
