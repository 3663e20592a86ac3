import type { CourseFiles, FileEntry, ReadFailure } from './files.ts';

/**
 * Files as they are when they are first asked for: whoever reads them again sees the same, also where somebody saves one
 * meanwhile, and nothing is read from the disk twice.
 */
export function snapshot(files: CourseFiles): CourseFiles {
  let entries: readonly FileEntry[] | undefined;
  const contents = new Map<string, Uint8Array | ReadFailure>();
  return {
    list: () => (entries ??= files.list()),
    read(path) {
      const known = contents.get(path);
      if (known !== undefined) return known;
      const content = files.read(path);
      contents.set(path, content);
      return content;
    },
  };
}
