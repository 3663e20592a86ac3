import path from 'node:path';
import type { LoadedCourse, ReadMemory } from '../course/load.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { PageProblem, ProblemReport } from '../diagnostics/page-problem.ts';
import type { CourseFiles } from '../source/files.ts';
import { linesOf, type Lines } from '../text/lines.ts';
import type { WatchedCourse } from './course-watch.ts';

/** How a course is checked; what takes long may be left out of the answer, step by step to be looked for after it. */
export type Check = (files: CourseFiles, memory: ReadMemory) => LoadedCourse & { readonly rest?: Iterator<void> };

/** Milliseconds in which a browser that was told to reload has its page. */
export const afterThePage = 300;

/** What is wrong with the course now. */
export class Problems {
  readonly #course: WatchedCourse;
  readonly #check: Check;
  readonly #report: (checked: LoadedCourse) => void;
  #listener: () => void = () => undefined;
  #all: readonly Diagnostic[] = [];
  /** The problems before the last edit; undefined where there was none yet. */
  #before: ReadonlySet<string> | undefined;
  #reported = false;
  #rest: Iterator<void> | undefined;

  /** `report`: told at the start, and whenever there is something new to say. */
  constructor(course: WatchedCourse, check: Check, report: (checked: LoadedCourse) => void) {
    this.#course = course;
    this.#check = check;
    this.#report = report;
  }

  get all(): readonly Diagnostic[] {
    return this.#all;
  }

  /** Whether a problem was not there before the last edit. Where it stands does not matter: lines move. */
  isNew(problem: Diagnostic): boolean {
    return this.#before?.has(nameOf(problem)) === false;
  }

  /** To be told when a file was edited: what is there now is no longer new. */
  edited(): void {
    this.#before = new Set(this.#all.map(nameOf));
  }

  /** Tells `listener`, too, of what is found after a check has answered. */
  listen(listener: () => void): void {
    this.#listener = listener;
  }

  /** Checks the course as it was read last; what takes long is found later, while nobody waits. */
  check(): void {
    const { rest, ...found } = this.#check(this.#course.files, this.#course.memory);
    // Drafts are shown here, so there is nothing to say of them.
    const checked = { ...found, diagnostics: found.diagnostics.filter(({ code }) => code !== 'module-draft') };
    const news = !this.#reported || JSON.stringify(checked.diagnostics) !== JSON.stringify(this.#all);
    this.#all = checked.diagnostics;
    this.#reported = true;
    if (news) this.#report(checked);
    this.#rest = rest;
    if (rest !== undefined) setImmediate(this.#goOn, rest);
  }

  /** Looks for nothing any more. */
  stop(): void {
    this.#rest = undefined;
  }

  /** One step at a time, so that who asks for a page meanwhile does not wait. The next check has a rest of its own. */
  readonly #goOn = (rest: Iterator<void>): void => {
    if (this.#rest !== rest) return;
    if (rest.next().done !== true) {
      setImmediate(this.#goOn, rest);
      return;
    }
    this.check();
    this.#listener();
  };
}

const nameOf = ({ code, file, message }: Diagnostic): string => [code, file, message].join('\0');

/** What pages are told of the problems: `islands/problem-panel.ts` shows it. */
export function pageReport(problems: Problems, course: WatchedCourse, content: string, base: string): ProblemReport {
  const known = new Map<string, Lines>();
  const lineOf = (file: string, number: number): string => {
    let lines = known.get(file);
    if (lines === undefined) {
      const bytes = course.files.read(file);
      known.set(file, (lines = linesOf(bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '')));
    }
    return lines.line(number) ?? '';
  };
  return {
    base,
    shown: course.shown,
    problems: problems.all.map((problem): PageProblem => {
      const { code, severity, message, why, fix, file, start, end } = problem;
      const at = `${start.line}:${start.column}`;
      const line = lineOf(file, start.line);
      const [from, to] = [start.column - 1, end.line === start.line ? end.column - 1 : line.length];
      return {
        code,
        severity,
        message,
        why,
        fix,
        place: `${file}:${at}`,
        open: `${path.join(content, file)}:${at}`,
        // Of a paragraph on one line, what stands around the problem.
        line: [
          line.slice(Math.max(0, from - 60), from),
          line.slice(from, Math.min(to, from + 120)),
          line.slice(to, to + 60),
        ],
        isNew: problems.isNew(problem),
      };
    }),
  };
}
