import * as course from '../course/load.ts';
import type { CourseFiles, LoadedCourse, Onlooker, ReadMemory } from '../course/load.ts';
import { directives } from './directives/index.ts';

/** Loads a course with all directives enabled. See `course/load.ts`. */
export function loadCourse(files: CourseFiles, memory?: ReadMemory, onlooker?: Onlooker): LoadedCourse {
  return course.loadCourse(files, directives, memory, onlooker);
}
