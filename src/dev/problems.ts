import path from 'node:path';
import type { LoadedCourse, ReadMemory } from '../course/load.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { escapeAttribute, escapeText } from '../lesson/html.ts';
import type { CourseFiles } from '../source/files.ts';
import { count } from '../text/count.ts';
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

  get errors(): readonly Diagnostic[] {
    return this.#all.filter(({ severity }) => severity === 'error');
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

/** One problem as the page gets it: in words, and where to open the author's file. */
export interface ShownProblem {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** `modules/dns/quiz.yaml:14:16`, for people. */
  readonly place: string;
  /** The same with the file's full path, for `/__open-in-editor`. */
  readonly open: string;
}

export function shownProblem(
  { code, severity, message, why, fix, file, start }: Diagnostic,
  content: string,
): ShownProblem {
  const at = `${start.line}:${start.column}`;
  return { code, severity, message, why, fix, place: `${file}:${at}`, open: `${path.join(content, file)}:${at}` };
}

/**
 * Errors for the overlay that Astro shows over a page: the first in full, with its place and the file around it, then a
 * list of all. Of what is said, Astro makes HTML as it stands: what an author wrote must not become part of the page.
 */
export function overlay(
  errors: readonly Diagnostic[],
  content: string,
  textOf: (file: string) => string | undefined,
):
  | {
      readonly __isEnhancedAstroErrorPayload: true;
      readonly type: 'error';
      readonly err: Record<string, unknown> & { message: string; stack: string };
    }
  | undefined {
  const [first] = errors;
  if (first === undefined) return undefined;
  const list = errors.map(
    (error) =>
      `${error.severity}[${error.code}] ${error.message}\n    at ${path.join(content, error.file)}:${error.start.line}:${error.start.column}`,
  );
  return {
    // Astro's name for a payload that its overlay can show as it is: it would take every other for one of its own files.
    __isEnhancedAstroErrorPayload: true,
    type: 'error',
    err: {
      name: first.code,
      title: errors.length === 1 ? 'A mistake in the course' : `${count(errors.length, 'mistake')} in the course`,
      message: asHtml(`${first.message}\n\n${first.why}`),
      hint: asHtml(first.fix),
      loc: { file: path.join(content, first.file), line: first.start.line, column: first.start.column },
      highlightedCode: codeAround(textOf(first.file), first),
      stack: list.join('\n'),
      plugin: 'lectern',
    },
  };
}

/** Words as HTML, `code` in them set as such. Quotes are escaped, too: Astro puts addresses into attributes. */
const asHtml = (words: string): string => escapeAttribute(words).replace(/`([^`]+)`/g, '<code>$1</code>');

/** A file as Astro's overlay shows code, which scrolls to the line of the mistake; what is mistaken in it is underlined. */
function codeAround(text: string | undefined, { start, end }: Span): string | undefined {
  if (text === undefined) return undefined;
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => {
    if (index + 1 !== start.line) return `<span class="line">${escapeText(line)}</span>`;
    const [from, to] = [start.column - 1, end.line === start.line ? end.column - 1 : line.length];
    return `<span class="line error-line">${escapeText(line.slice(0, from))}<u style="text-decoration: underline wavy">${escapeText(line.slice(from, to))}</u>${escapeText(line.slice(to))}</span>`;
  });
  return `<pre class="shiki"><code>${lines.join('\n')}</code></pre>`;
}
