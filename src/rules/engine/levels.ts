import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.ts';
import { closest } from '../../diagnostics/closest.ts';
import { asId, isId } from '../../course/slug.ts';
import type { ValidCourse } from '../../course/model.ts';
import { notices } from './notices.ts';

export type Level = Severity | 'off';

/** The level of each rule in a course, from `rules:` in course.yaml. */
export interface Levels {
  /** The level that the course sets for a rule, or `undefined` if it keeps its severity. */
  of(code: string): Level | undefined;
  /** Unknown names in `rules:`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `rules:`. `codes` are all valid names. */
export function readLevels(course: ValidCourse, codes: ReadonlySet<string>): Levels {
  const { rules } = course.data;
  const diagnostics = Object.keys(rules)
    // Invalid names are reported separately.
    .filter((code) => isId(code) && !codes.has(code))
    .map((code) => ruleUnknown(code, codes, course.source.keySpanOf(['rules', code])));
  // A misspelt name still sets its rule; only the name is reported.
  const meant = new Map(
    Object.entries(rules).flatMap(([name, level]) =>
      codes.has(name) ? [] : [[codes.has(asId(name)) ? asId(name) : closest(name, codes), level] as const],
    ),
  );
  return { of: (code) => (Object.hasOwn(rules, code) ? rules[code] : meant.get(code)), diagnostics };
}

/** The diagnostic for an unknown rule name, with the closest known one. */
export function ruleUnknown(
  code: string,
  codes: Iterable<string>,
  at: Pick<Diagnostic, 'file' | 'start' | 'end'>,
): Diagnostic {
  const meant = closest(code, codes);
  return {
    ...notices.ruleUnknown,
    file: at.file,
    start: at.start,
    end: at.end,
    message: `there is no rule \`${code}\`${meant === undefined ? '' : `, did you mean \`${meant}\``}`,
  };
}
