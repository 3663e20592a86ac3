/** The version of the format of courses that this Lectern reads and writes: `lectern` in `course.yaml`. */
export const courseFormat = 1;
