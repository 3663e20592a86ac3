import * as course from '../course/load.ts';
import type { CourseFiles, LoadedCourse, Onlooker, ReadMemory } from '../course/load.ts';
import { directives } from './directives/index.ts';

/** Reads a whole course in which authors may write every directive there is. See `course/load.ts`. */
export function loadCourse(files: CourseFiles, memory?: ReadMemory, onlooker?: Onlooker): LoadedCourse {
  return course.loadCourse(files, directives, memory, onlooker);
}
