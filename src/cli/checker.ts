import { loadCourse, ReadMemory, type LoadedCourse, type Onlooker, type ReadStore } from '../course/load.ts';
import type { SoundCourse } from '../course/model.ts';
import { proofDiagnostics } from '../proof/record.ts';
import { checkCourse } from '../rules/check-course.ts';
import { RuleMemory, type FindingStore } from '../rules/memory.ts';
import { loadSpeller } from '../rules/dictionary/load-speller.ts';
import type { CourseFiles } from '../source/files.ts';
import { codesWithPages } from './pages.ts';

/**
 * Reads a course and reports everything there is to say about it; runs nothing of it. Give `memory` to do so again and
 * again; the onlooker is told of the course before the rules have judged it.
 */
export type Checker = (files: CourseFiles, memory?: ReadMemory, onlooker?: Onlooker) => LoadedCourse;

/**
 * The one check that `validate`, `build`, `dev` and `prove` share: the format, the records of proofs, then every rule.
 * `reads` and `findings` are those of earlier processes. Without `spelling`, which takes long on a large course, the spelling of words is checked only where the course made it
 * an error.
 */
export async function makeChecker({ spelling = true, reads, findings }: { readonly spelling?: boolean; readonly reads?: ReadStore; readonly findings?: FindingStore } = {}): Promise<Checker> {
  const [american, english] = await Promise.all([loadSpeller('en-US'), loadSpeller('en')]);
  const spellerOf = ({ language }: SoundCourse) => (/^en-us$/i.test(language) ? american : /^en(-|$)/i.test(language) ? english : undefined);
  const otherCodes = codesWithPages();
  const kept = new WeakMap<ReadMemory, RuleMemory>();
  return (files, memory, onlooker) => {
    const loaded = loadCourse(files, memory ?? new ReadMemory(reads), onlooker);
    const { course, sound } = loaded;
    if (course === undefined || sound === undefined) return loaded;
    const sizes = new Map(files.list().map(({ path, size }) => [path, size]));
    const found = [...loaded.diagnostics, ...proofDiagnostics(course)];
    return { ...loaded, diagnostics: checkCourse(sound, { speller: spellerOf(sound), unlessErrors: new Set(spelling ? [] : ['spelling']), sizeOf: (path) => sizes.get(path), found, otherCodes, memory: memory === undefined ? new RuleMemory(findings) : ruleMemoryOf(memory, kept) }) };
  };
}

/** What rules found belongs to what was read: both are kept as long as the reader is. */
function ruleMemoryOf(read: ReadMemory, kept: WeakMap<ReadMemory, RuleMemory>): RuleMemory {
  let memory = kept.get(read);
  if (memory === undefined) kept.set(read, (memory = new RuleMemory()));
  return memory;
}
