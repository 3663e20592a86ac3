import { byCodeUnit } from '../text/order.ts';
import type { CourseFiles, FileEntry, ReadFailure } from './files.ts';

/** A course as an object literal: `{ 'course.yaml': 'title: …', 'modules/dns/lesson.md': '…' }`. For tests and tools. */
export type MemoryContent = Readonly<Record<string, string | Uint8Array | ReadFailure>>;

/** A content folder in memory. Folders are those that the paths name. */
export function memoryFiles(content: MemoryContent): CourseFiles {
  const encoder = new TextEncoder();
  const bytes = new Map<string, Uint8Array | ReadFailure>();
  const entries = new Map<string, FileEntry>();
  for (const [path, value] of Object.entries(content)) {
    const stored = typeof value === 'string' ? encoder.encode(value) : value;
    bytes.set(path, stored);
    if (stored instanceof Uint8Array) entries.set(path, { path, kind: 'file', size: stored.length });
    else if (stored.reason === 'too-large') entries.set(path, { path, kind: 'file', size: stored.size });
    else entries.set(path, { path, kind: 'other', size: 0, failure: stored });
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      entries.set(folder, { path: folder, kind: 'folder', size: 0 });
    }
  }
  const listing = [...entries.values()].toSorted((a, b) => byCodeUnit(a.path, b.path));
  return {
    list: () => listing,
    head(path, length) {
      const content = bytes.get(path);
      return content instanceof Uint8Array ? content.subarray(0, length) : undefined;
    },
    read: (path) => bytes.get(path) ?? { reason: entries.has(path) ? 'not-a-file' : 'missing' },
  };
}
