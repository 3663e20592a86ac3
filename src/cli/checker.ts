import { ReadMemory, type LoadedCourse, type Onlooker, type ReadStore } from '../course/load.ts';
import { loadCourse } from '../lesson/load.ts';
import { proofDiagnostics } from '../proof/record.ts';
import { checkCourseFirst } from '../rules/check-course.ts';
import { RuleMemory, type FindingStore } from '../rules/engine/memory.ts';
import type { CourseFiles } from '../source/files.ts';
import { spellerOf } from './dictionaries.ts';
import { codesWithPages } from './pages.ts';

/** A course that was read, and what there is to say about it. */
export interface CheckedCourse extends LoadedCourse {
  /** Where a checker with little patience left something out: looks at one lesson more at each step, after the last check again. */
  readonly rest?: Iterator<void>;
}

/**
 * Reads a course and reports everything there is to say about it; runs nothing of it. Give `memory` to do so again and
 * again; the onlooker is told of the course before the rules have judged it.
 */
export type Checker = (files: CourseFiles, memory?: ReadMemory, onlooker?: Onlooker) => CheckedCourse;

export interface CheckerOptions {
  /** See `CheckOptions`: how many new lessons may be checked for spelling before there is an answer. */
  readonly patience?: number | 'never';
  /** Those of earlier processes. */
  readonly reads?: ReadStore;
  readonly findings?: FindingStore;
}

/** The one check that `validate`, `build`, `dev` and `prove` share: the format, the records of proofs, then every rule. */
export function makeChecker({ patience, reads, findings }: CheckerOptions = {}): Checker {
  const otherCodes = codesWithPages();
  const kept = new WeakMap<ReadMemory, RuleMemory>();
  return (files, memory, onlooker) => {
    const loaded = loadCourse(files, memory ?? new ReadMemory(reads), onlooker);
    const { course, sound } = loaded;
    if (course === undefined || sound === undefined) return loaded;
    const sizes = new Map(files.list().map(({ path, size }) => [path, size]));
    const found = [...loaded.diagnostics, ...proofDiagnostics(course)];
    const { diagnostics, rest } = checkCourseFirst(sound, {
      speller: spellerOf(sound.language),
      sizeOf: (path) => sizes.get(path),
      found,
      otherCodes,
      memory: memory === undefined ? new RuleMemory(findings) : ruleMemoryOf(memory, kept, findings),
      ...(patience === undefined ? {} : { patience }),
    });
    return { ...loaded, diagnostics, ...(rest === undefined ? {} : { rest }) };
  };
}

/** What rules found belongs to what was read: both are kept as long as the reader is. */
function ruleMemoryOf(
  read: ReadMemory,
  kept: WeakMap<ReadMemory, RuleMemory>,
  findings: FindingStore | undefined,
): RuleMemory {
  let memory = kept.get(read);
  if (memory === undefined) kept.set(read, (memory = new RuleMemory(findings)));
  return memory;
}
