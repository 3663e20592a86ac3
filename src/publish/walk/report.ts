import { siteCodes, type SiteCode } from '../../diagnostics/codes.ts';
import { escapeText } from '../../text/escape.ts';
import { lessonAddresses } from '../../course/addresses.ts';
import { bodiesOf } from '../../course/bodies.ts';
import type { Course, Module } from '../../course/model.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { moduleAddress, ownPageAddress } from '../../site/address.ts';
import type { CourseFiles } from '../../source/files.ts';
import { decodeText, type SourceText } from '../../source/text.ts';
import type { DeadReference } from './walk.ts';

/** The course that a site was made from, and under which path. */
export interface WalkedCourse {
  readonly course: Course;
  readonly files: CourseFiles;
  readonly base: string;
}

/**
 * What a walk found, each where its author wrote it.
 *
 * @throws Error for a page that is no module's: an author writes nothing in those that could be dead.
 */
export function reportDead(dead: readonly DeadReference[], walked: WalkedCourse): readonly Diagnostic[] {
  const { course } = walked;
  const modules = new Map<string, Module>(
    [course, ...course.translations].flatMap((each) =>
      each.modules.map((module) => [
        `${each === course ? '' : `${each.language}/`}modules/${module.slug}/index.html`,
        module,
      ]),
    ),
  );
  return dead.map((fault) => {
    const module = modules.get(fault.page);
    if (module === undefined)
      throw new Error(
        `Lectern made a page that is not whole, which is a mistake of Lectern: ${fault.page}: ${sentence(fault)}`,
      );
    const said = words(fault);
    return { ...locate(fault, module, walked), ...said, severity: siteCodes[said.code] };
  });
}

function sentence({ kind, attribute, value, target }: DeadReference): string {
  const written = `\`${attribute}="${value}"\``;
  switch (kind) {
    case 'file':
      return `${written} leads to nothing that is published`;
    case 'place':
      return `${written} leads to nothing: the page \`${shown(target ?? '')}\` has no such place`;
    case 'id':
      return `${written} names nothing of its page`;
    case 'repeated-id':
      return `the id \`${value}\` stands twice on one page`;
  }
}

function words(fault: DeadReference): Pick<Diagnostic, 'message' | 'why' | 'fix'> & { readonly code: SiteCode } {
  const message = `on the page \`${shown(fault.page)}\`, ${sentence(fault)}`;
  if (fault.kind === 'repeated-id') {
    return {
      code: 'page-id-duplicate',
      message,
      why: 'a link to it leads to the first of the two, and what names another part of the page by it may name the wrong one',
      fix: `give one of them another id, for a heading \`{#…}\` at the end of its line; \`${fault.value}\` may also be what the page calls a part of its own`,
    };
  }
  return {
    code: 'page-dead-reference',
    message,
    why:
      fault.kind === 'id'
        ? 'whoever cannot see the page would not learn what belongs together'
        : 'whoever follows it, or looks at the page, would find nothing there',
    fix:
      fault.kind === 'id'
        ? `name the id of an element of this page, or give one of them the id \`${fault.value}\``
        : 'write the path of a file in the content folder, with the id of a heading behind `#` where a place in a lesson is meant, or remove it',
  };
}

/** A page as its address says it. */
const shown = (page: string): string => page.replace(/(^|\/)index\.html$/, '$1') || '/';

/** Where it was written: exactly where that can be found, else the lesson. */
function locate({ kind, value }: DeadReference, { lesson, quiz }: Module, { course, files, base }: WalkedCourse): Span {
  if (kind === 'repeated-id') {
    const heading = lesson.outline.findLast(({ id }) => id === value);
    if (heading !== undefined) return { file: heading.file, start: heading.start, end: heading.end };
  }
  if (kind === 'file' || kind === 'place') {
    const use = bodiesOf(lesson)
      .flatMap(lessonAddresses)
      .find(({ url, at }) => value === shownAddress(url, at.file, course, base));
    if (use !== undefined) return use.at;
  }
  const parts = lesson.parts.map(({ file }) => file);
  const others = files
    .list()
    .flatMap(({ path, kind: what }) =>
      what === 'file' && /\.(?:astro|mdx?|[jt]sx?|svelte|vue|yaml)$/.test(path) ? [path] : [],
    );
  for (const file of [lesson.file, ...parts, ...(quiz === undefined ? [] : [quiz.file]), ...others]) {
    const text = decodeText(file, files.read(file)).source;
    const span = text === undefined ? undefined : written(value, text);
    if (span !== undefined) return span;
  }
  return { file: lesson.file, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
}

/** An address of a lesson as its page has it, where that does not depend on what a file holds. */
function shownAddress(url: string, from: string, { resolve }: Course, base: string): string {
  const target = resolve(url, from);
  switch (target.kind) {
    case 'page':
      return moduleAddress(base, target.module) + target.hash;
    case 'own-page':
      return ownPageAddress(base, target.page) + target.hash;
    case 'here':
      return target.hash;
    default:
      return url;
  }
}

/** Where a text holds a value of an attribute, or the address of a link: between quotes, brackets, parentheses or braces. */
function written(value: string, text: SourceText): Span | undefined {
  for (const form of [value, escapeText(value), encodeURI(value)]) {
    for (let at = text.text.indexOf(form); at >= 0; at = text.text.indexOf(form, at + 1)) {
      if (/["'(<#\s,=]/.test(text.text.charAt(at - 1)) && /["')>}\s,]/.test(text.text.charAt(at + form.length)))
        return text.span(at, at + form.length);
    }
  }
  return undefined;
}
