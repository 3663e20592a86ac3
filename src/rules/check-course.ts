import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ValidCourse } from '../course/model.ts';
import * as engine from './engine/check-course.ts';
import type { CheckOptions, FirstCheck } from './engine/check-course.ts';
import type { RuleMemory } from './engine/memory.ts';
import { rules } from './list.ts';

export type { CheckOptions, FirstCheck };

/** Runs all rules over a course and returns sorted diagnostics. See `engine/check-course.ts`. */
export function checkCourse(course: ValidCourse, options: CheckOptions = {}): Diagnostic[] {
  return engine.checkCourse(rules, course, options);
}

/** The same, but slow rules may be deferred. */
export function checkCourseFirst(
  course: ValidCourse,
  options: CheckOptions & { readonly memory: RuleMemory },
): FirstCheck {
  return engine.checkCourseFirst(rules, course, options);
}
