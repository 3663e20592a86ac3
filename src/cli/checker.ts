import type { ValidCourse } from '../course/model.ts';
import { translationOf } from '../course/translation/names.ts';
import { codeInLesson } from '../course/course-code.ts';
import { ReadMemory, type LoadedCourse, type Onlooker, type ReadStore } from '../course/load.ts';
import { loadCourse } from '../lesson/load.ts';
import { proofDiagnostics } from '../proof/record.ts';
import { checkCourse, checkCourseFirst, type CheckOptions } from '../rules/check-course.ts';
import { RuleMemory, type FindingStore } from '../rules/engine/memory.ts';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../source/files.ts';
import { spellerOf } from './dictionaries.ts';
import { codesWithPages } from './pages.ts';

/** A loaded course with its diagnostics. */
export interface CheckedCourse extends LoadedCourse {
  /**
   * Set if the checker deferred work: each step checks one more lesson, and after the last one the course is checked
   * again.
   */
  readonly rest?: Iterator<void>;
}

/**
 * Loads a course and returns all diagnostics, without running any of its code. Pass `memory` for repeated checks; the
 * onlooker receives the course before the rules have run.
 */
export type Checker = (files: CourseFiles, memory?: ReadMemory, onlooker?: Onlooker) => CheckedCourse;

export interface CheckerOptions {
  /** See `CheckOptions`: how many changed lessons may be spell-checked before the first result. */
  readonly patience?: number | 'never';
  /** Cached reads of earlier processes. */
  readonly reads?: ReadStore;
  readonly findings?: FindingStore;
  /** False: components, expressions and imports of lessons are errors. */
  readonly components?: boolean;
}

/** Creates the check that `validate`, `build`, `dev` and `prove` share: the format, proof records, then all rules. */
export function makeChecker({ patience, reads, findings, components = true }: CheckerOptions = {}): Checker {
  const otherCodes = codesWithPages();
  const kept = new WeakMap<ReadMemory, RuleMemory>();
  return (files, memory, onlooker) => {
    const code: Diagnostic[] = [];
    const read = loadCourse(files, memory ?? new ReadMemory(reads), {
      ...(onlooker?.course === undefined ? {} : { course: (loaded) => onlooker.course?.(loaded) }),
      lesson(source) {
        onlooker?.lesson?.(source);
        if (!components) code.push(...codeInLesson(source));
      },
    });
    const loaded =
      code.length === 0 ? read : { ...read, diagnostics: [...read.diagnostics, ...code].toSorted(compareDiagnostics) };
    const { course, valid } = loaded;
    if (course === undefined || valid === undefined) return loaded;
    const sizes = new Map(files.list().map(({ path, size }) => [path, size]));
    const found = [...loaded.diagnostics, ...proofDiagnostics(course)];
    const { diagnostics, rest } = checkCourseFirst(valid, {
      speller: spellerOf(valid.language),
      sizeOf: (path) => sizes.get(path),
      found,
      otherCodes,
      memory: memory === undefined ? new RuleMemory(findings) : ruleMemoryOf(memory, kept, findings),
      ...(patience === undefined ? {} : { patience }),
    });
    const inOthers = loaded.translations.flatMap((translation) =>
      checkTranslation(translation, { otherCodes, sizeOf: (path) => sizes.get(path) }),
    );
    return {
      ...loaded,
      diagnostics: inOthers.length === 0 ? diagnostics : [...diagnostics, ...inOthers].toSorted(compareDiagnostics),
      ...(rest === undefined ? {} : { rest }),
    };
  };
}

/** What the rules of its language say of a translation: of the files that are its own. */
function checkTranslation(
  { modules, ...course }: ValidCourse,
  options: Pick<CheckOptions, 'otherCodes' | 'sizeOf'>,
): readonly Diagnostic[] {
  const own = { ...course, modules: modules.filter(({ isTranslated }) => isTranslated), whole: false };
  return checkCourse(own, { ...options, speller: spellerOf(course.language) }).filter(
    ({ file }) => translationOf(file)?.language === course.language,
  );
}

/** Rule results belong to what was read, so they share the lifetime of the read memory. */
function ruleMemoryOf(
  read: ReadMemory,
  kept: WeakMap<ReadMemory, RuleMemory>,
  findings: FindingStore | undefined,
): RuleMemory {
  let memory = kept.get(read);
  if (memory === undefined) kept.set(read, (memory = new RuleMemory(findings)));
  return memory;
}
