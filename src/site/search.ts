import { inputOf, type Module } from '../course/model.ts';
import { bodiesOf } from '../course/bodies.ts';
import { sectionTexts } from '../lesson/section-texts.ts';
import { entriesOf, type SectionEntry } from '../search/entry.ts';
import { indexFiles } from '../search/index-files.ts';
import { moduleAddress } from './address.ts';
import type { SearchIndex } from './model.ts';

/** What was made of lessons before, under a hash of all that it was made from. */
export interface KeptEntries {
  get(key: string): readonly SectionEntry[] | undefined;
  put(key: string, entries: readonly SectionEntry[]): void;
}

const folder = '_files/search/';

/**
 * The index of the sections of a course's lessons: of what learners read there, and nothing of questions. Lessons that have
 * not changed since they were kept are not read again; the files are the same either way.
 */
export function searchIndex(
  modules: readonly Module[],
  {
    language,
    base,
    root: shared,
    hash,
    kept,
  }: { language: string; base: string; root: string; hash(text: string): string; kept: KeptEntries },
): SearchIndex {
  const indexed = modules.map(({ slug, lesson }) => {
    const { title, summary } = lesson.data;
    const bodies = bodiesOf(lesson);
    const key = hash(JSON.stringify([language, title, summary, ...bodies.map(inputOf)]));
    let entries = kept.get(key);
    if (entries === undefined) {
      entries = entriesOf({ title, summary, sections: bodies.flatMap(sectionTexts) }, language);
      kept.put(key, entries);
    }
    return { title, href: moduleAddress(base, slug), entries };
  });
  const { root, files } = indexFiles(indexed, language, (content) => `${hash(content)}.txt`);
  const text = JSON.stringify(root);
  const file = `${folder}${hash(text)}.json`;
  return {
    root: shared + file,
    files: new Map([[file, text], ...[...files].map(([name, content]) => [folder + name, content] as const)]),
  };
}
