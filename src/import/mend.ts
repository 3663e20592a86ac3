import type { CourseFiles } from '../source/files.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ReadMemory } from '../course/load.ts';
import { loadCourse } from '../lesson/load.ts';
import { readLesson } from '../source/read-lesson.ts';
import type { LessonSource } from '../source/lesson.ts';
import { rangeOf, type MdastNode } from '../source/markdown.ts';
import { sourceText, type SourceText } from '../source/text.ts';
import { fenced } from './markdown-text.ts';

/** What was done to a lesson so that it has no error. */
export interface Mended {
  readonly file: string;
  /** The line of the lesson, at the time. */
  readonly line: number;
  readonly code: string;
  readonly what: string;
  readonly instead: string;
  /** Whether something is lost by it. */
  readonly isLoss: boolean;
}

export interface MendResult {
  readonly lessons: ReadonlyMap<string, string>;
  readonly mended: readonly Mended[];
  /** What is still wrong. */
  readonly errors: readonly Diagnostic[];
}

/** Where a name is defined that links of the source use across pages: the file of the lesson. */
export type Labels = ReadonlyMap<string, string>;

const mostRounds = 40;

/**
 * Checks lessons as `validate` does, and takes away what is wrong in them, by the smallest step that is known for each kind of
 * error: an edit that the check itself offers, else the words of a link, the text of a tag, at last the whole block as it is
 * written, in a fence. Every step is told. `withLessons` gives the course with these lessons.
 */
export function mend(
  lessons: ReadonlyMap<string, string>,
  withLessons: (lessons: ReadonlyMap<string, string>) => CourseFiles,
  labels: Labels,
): MendResult {
  const memory = new ReadMemory();
  const current = new Map(lessons);
  const mended: Mended[] = [];
  const seen = new Map<string, number>();
  for (let round = 0; ; round++) {
    const errors = loadCourse(withLessons(current), memory).diagnostics.filter(
      ({ severity, file }) => severity === 'error' && current.has(file),
    );
    const byFile = Map.groupBy(errors, ({ file }) => file);
    if (byFile.size === 0 || round === mostRounds) return { lessons: current, mended, errors };
    let isChanged = false;
    for (const [file, own] of byFile) {
      const text = current.get(file) ?? '';
      const located = sourceText(file, text);
      const source = readLesson(located, 'md').source;
      const steps = own.flatMap((error): readonly Step[] => {
        const key = `${file}\n${error.code}\n${error.message}`;
        const times = (seen.get(key) ?? 0) + 1;
        seen.set(key, times);
        const step =
          times > 3 && round > 2
            ? lastStep(error, located, source)
            : (stepFor(error, located, source, current, labels) ?? lastStep(error, located, source));
        return step === undefined ? [] : [{ ...step, error }];
      });
      const applied = withoutOverlaps(steps);
      let next = text;
      for (const { start, end, text: put } of applied.toReversed()) next = next.slice(0, start) + put + next.slice(end);
      if (next === text) continue;
      isChanged = true;
      current.set(file, next);
      for (const { error, what, instead, isLoss } of applied)
        if (what !== undefined)
          mended.push({
            file,
            line: error.start.line,
            code: error.code,
            what,
            instead: instead ?? '',
            isLoss: isLoss !== false,
          });
    }
    if (!isChanged) return { lessons: current, mended, errors };
  }
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is told; undefined for what changes nothing for learners. */
  readonly what?: string;
  readonly instead?: string;
  readonly isLoss?: boolean;
}

interface Step extends Change {
  readonly error: Diagnostic;
}

function withoutOverlaps(steps: readonly Step[]): readonly Step[] {
  let end = -1;
  return steps
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((step) => {
      if (step.start < end) return false;
      end = Math.max(step.end, step.start + 1);
      return true;
    });
}

function stepFor(
  error: Diagnostic,
  located: SourceText,
  source: LessonSource | undefined,
  lessons: ReadonlyMap<string, string>,
  labels: Labels,
): Change | undefined {
  const { text } = located;
  const [start, end] = [located.offsetAt(error.start), located.offsetAt(error.end)];
  const written = text.slice(start, end);
  const { code } = error;
  if (code === 'link-section-unknown')
    return (
      sectionStep(error.file, written, start, end, lessons, labels) ?? unlink(source, located, start, end, written)
    );
  if (code.startsWith('link-') || code === 'image-outside') return unlink(source, located, start, end, written);
  if (code.startsWith('image-')) return unpicture(source, located, start, end, written);
  if (code === 'name-missing') {
    const [, url = ''] = /\]\(<?([^)>]*)/.exec(written) ?? [];
    return written.startsWith('[') && url !== ''
      ? {
          start: start + 1,
          end: start + 1,
          text: url.replace(/[[\]]/g, ''),
          what: 'a link without words',
          instead: 'its address stands in their place',
          isLoss: false,
        }
      : undefined;
  }
  if (code === 'heading-id-duplicate' || code === 'heading-attributes') {
    const line = lineAround(text, start);
    const found = /[ \t]*\{[^{}]*\}[ \t]*$/.exec(text.slice(...line));
    return found === null
      ? undefined
      : {
          start: line[0] + found.index,
          end: line[1],
          text: '',
          what: `the id \`${found[0].trim()}\` of a heading`,
          instead: 'left out: another one has it, or it is none',
        };
  }
  if (code === 'heading-empty') {
    const line = lineAround(text, start);
    return { start: line[0], end: line[1], text: '', what: 'a heading without words', instead: 'left out' };
  }
  if (code === 'heading-level-one') return { start, end: start, text: '#' };
  if (code === 'html-id-duplicate' || code === 'html-id-invalid' || code === 'html-reference-unknown') {
    const tag = tagAround(text, start);
    if (tag === undefined) return undefined;
    const inner = text.slice(...tag);
    const shorter = inner.replace(
      /[ \t](?:id|name|for|usemap|headers|list|aria-[a-z]+|href)="([^"]*)"/g,
      (attribute, value: string) => (written.includes(value) || value.includes(written) ? '' : attribute),
    );
    return shorter === inner
      ? undefined
      : { start: tag[0], end: tag[1], text: shorter, what: `\`${written}\` of an element`, instead: 'left out' };
  }
  if (code === 'html-misplaced' && !/^<\/?[a-z]/i.test(text.slice(start, start + 3))) {
    // What Markdown makes a block stands in an element that holds words alone.
    const around = [
      ...text.slice(0, start).matchAll(/<(p|span|b|i|em|strong|a|small|sub|sup|font|h[1-6])\b[^<>]*>/g),
    ].at(-1);
    if (around !== undefined)
      return {
        start: around.index,
        end: around.index + around[0].length,
        text: '',
        what: `\`${around[0].slice(0, 60)}\` around blocks`,
        instead: 'left out, its content stands alone',
        isLoss: false,
      };
  }
  if (code.startsWith('html-') || code === 'quotes-curly') {
    const tag = tagAround(text, start);
    if (tag === undefined)
      return text.charAt(start) === '<'
        ? {
            start,
            end: start + 1,
            text: '&lt;',
            what: 'a sign that begins no element',
            instead: 'shown as it is',
            isLoss: false,
          }
        : undefined;
    const whole = text.slice(...tag);
    const isShown = code === 'html-element-unknown' || code === 'html-syntax' || code === 'quotes-curly';
    return isShown
      ? {
          start: tag[0],
          end: tag[0] + 1,
          text: '&lt;',
          what: `\`${whole.slice(0, 60)}\``,
          instead: 'shown as words',
          isLoss: false,
        }
      : {
          start: tag[0],
          end: tag[1],
          text: '',
          what: `\`${whole.slice(0, 60)}\`: ${error.message}`,
          instead: 'left out, its content stands alone',
        };
  }
  if (code === 'footnote-unused') {
    const line = lineAround(text, start);
    const marker = /^([ \t]*)\[\^[^\]]+\]:[ \t]?/.exec(text.slice(...line));
    return marker === null
      ? undefined
      : {
          start: line[0],
          end: line[0] + marker[0].length,
          text: marker[1] ?? '',
          what: 'a footnote that nothing refers to',
          instead: 'its words stand alone',
          isLoss: false,
        };
  }
  if (code.startsWith('diagram-')) {
    const fence = source?.fences.find(
      ({ start: from, end: to }) => located.offsetAt(from) <= start && located.offsetAt(to) >= start,
    );
    if (fence === undefined) return undefined;
    return {
      start: located.offsetAt(fence.infoSpan.start),
      end: located.offsetAt(fence.infoSpan.end),
      text: 'text',
      what: `a diagram that cannot be drawn: ${error.message}`,
      instead: 'shown as its source',
    };
  }
  if (code === 'math-syntax') {
    const formula = formulaAround(text, start);
    if (formula === undefined) return undefined;
    const tex = text.slice(...formula);
    const isDisplay = tex.startsWith('$$');
    const inner = tex.replace(/^\$+|\$+$/g, '').trim();
    return {
      start: formula[0],
      end: formula[1],
      text: isDisplay && tex.includes('\n') ? fenced('latex', inner) : `\`${inner.replace(/\s*\n\s*/g, ' ')}\``,
      what: `a formula that cannot be read: ${error.message}`,
      instead: 'shown as code',
    };
  }
  if (error.edit !== undefined)
    return { start: located.offsetAt(error.edit.start), end: located.offsetAt(error.edit.end), text: error.edit.text };
  return undefined;
}

/** A heading by another tool's name for it, or a label of another page; else the page without a place in it. */
function sectionStep(
  file: string,
  url: string,
  start: number,
  end: number,
  lessons: ReadonlyMap<string, string>,
  labels: Labels,
): Change | undefined {
  const at = url.indexOf('#');
  if (at < 0) return undefined;
  const path = url.slice(0, at);
  const fragment = decoded(url.slice(at + 1));
  const target = path === '' ? file : `modules/${/^\.\.\/([^/]+)\//.exec(path)?.[1] ?? ''}/lesson.md`;
  const text = lessons.get(target);
  const found = text === undefined ? undefined : idLike(fragment, target, text);
  if (found !== undefined) return { start, end, text: `${path}#${found}` };
  const label = path === '' ? (labels.get(fragment) ?? labels.get(fragment.toLowerCase())) : undefined;
  if (label !== undefined && label !== file) {
    const slug = label.split('/')[1] ?? '';
    const id = idLike(fragment, label, lessons.get(label) ?? '');
    return { start, end, text: `../${slug}/lesson.md${id === undefined ? '' : `#${id}`}` };
  }
  if (path === '') return undefined;
  const isTitle = loose(/^title: "(.*)"$/m.exec(text ?? '')?.[1] ?? '') === loose(fragment);
  return {
    start,
    end,
    text: path,
    ...(isTitle ? {} : { what: `the place \`#${fragment}\` of a link`, instead: 'it leads to the page', isLoss: true }),
  };
}

const loose = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** An id of a lesson that means the same as another tool's. */
function idLike(fragment: string, file: string, text: string): string | undefined {
  const source = readLesson(sourceText(file, text), 'md').source;
  const ids = [
    ...(source?.headings ?? []).map(({ id }) => id),
    ...(source?.elements ?? []).flatMap(({ attributes }) =>
      attributes.flatMap(({ name, value }) =>
        (name === 'id' || name === 'name') && value !== undefined ? [value] : [],
      ),
    ),
  ].filter((id) => id !== '');
  return (
    ids.find((id) => id === fragment) ??
    ids.find((id) => loose(id) === loose(fragment)) ??
    ids.find((id) => loose(id) === loose(fragment).replace(/^\d+/, '')) ??
    (source?.headings ?? []).find(({ text: words }) => loose(words) === loose(fragment))?.id
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The words of a link, without it. */
function unlink(
  source: LessonSource | undefined,
  located: SourceText,
  start: number,
  end: number,
  url: string,
): Change | undefined {
  const link = source?.links.find(
    ({ start: from, end: to }) => located.offsetAt(from) <= start && located.offsetAt(to) >= end,
  );
  const what = `a link that leads nowhere here: \`${url}\``;
  if (link !== undefined) {
    const [from, to] = [located.offsetAt(link.start), located.offsetAt(link.end)];
    const written = located.text.slice(from, to);
    const words = written.startsWith('[') ? written.slice(1, closingBracket(written)) : written.replace(/^<|>$/g, '');
    return {
      start: from,
      end: to,
      text: words === '' && written.startsWith('[') ? url : words,
      what,
      instead: 'its words stand alone',
    };
  }
  return withoutAttribute(located.text, start, what);
}

function unpicture(
  source: LessonSource | undefined,
  located: SourceText,
  start: number,
  end: number,
  url: string,
): Change | undefined {
  const image = source?.images.find(
    ({ start: from, end: to }) => located.offsetAt(from) <= start && located.offsetAt(to) >= end,
  );
  const what = `a picture that cannot be shown: \`${url}\``;
  if (image !== undefined)
    return {
      start: located.offsetAt(image.start),
      end: located.offsetAt(image.end),
      text: image.text === '' ? '' : `*${image.text.replace(/[*_[\]\\]/g, '\\$&')}*`,
      what,
      instead: 'its words stand in its place',
    };
  const tag = tagAround(located.text, start);
  return tag === undefined ? undefined : { start: tag[0], end: tag[1], text: '', what, instead: 'left out' };
}

function withoutAttribute(text: string, start: number, what: string): Change | undefined {
  const tag = tagAround(text, start);
  if (tag === undefined) return undefined;
  const before = text.slice(tag[0], start);
  const name = /[ \t\n]([\w:-]+)=["']?[^"'=]*$/.exec(before);
  if (name === null) return undefined;
  const quote = text.indexOf(text.charAt(start - 1), start);
  return {
    start: tag[0] + name.index,
    end: quote < 0 || quote > tag[1] ? start : quote + 1,
    text: '',
    what,
    instead: 'its words stand alone',
  };
}

function closingBracket(written: string): number {
  let depth = 0;
  for (let at = 0; at < written.length; at++) {
    const sign = written.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '[') depth++;
    else if (sign === ']' && --depth === 0) return at;
  }
  return written.length - 1;
}

function lineAround(text: string, at: number): [number, number] {
  const end = text.indexOf('\n', at);
  return [text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length : end];
}

/** The tag that holds an offset. */
function tagAround(text: string, at: number): [number, number] | undefined {
  const start = text.charAt(at) === '<' ? at : text.lastIndexOf('<', at);
  if (start < 0) return undefined;
  const found = /^<\/?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>/.exec(text.slice(start, start + 4000));
  return found === null || start + found[0].length < at ? undefined : [start, start + found[0].length];
}

function formulaAround(text: string, at: number): [number, number] | undefined {
  const start = text.lastIndexOf('$', at);
  for (const from of [start, text.lastIndexOf('$', start - 1)]) {
    if (from < 0) continue;
    const begin = text.charAt(from - 1) === '$' ? from - 1 : from;
    const marks = text.startsWith('$$', begin) ? '$$' : '$';
    const close = text.indexOf(marks, begin + marks.length);
    if (close >= at || (close >= 0 && close + marks.length >= at)) return [begin, close + marks.length];
  }
  return undefined;
}

/** The smallest block around an error, as it is written; a directive without what opens and closes it. */
function lastStep(error: Diagnostic, located: SourceText, source: LessonSource | undefined): Change | undefined {
  const { text } = located;
  const at = located.offsetAt(error.start);
  if (source === undefined) return undefined;
  const path = blocksAt(source.tree, at);
  const directive = path.findLast(({ type }) => type === 'containerDirective');
  const block = path.findLast(
    (node) => !['root', 'containerDirective'].includes(node.type) && parentOf(path, node) !== 'listItem',
  );
  if (directive !== undefined && /^directive-|^flow-|^exchange-|^table/.test(error.code)) {
    const [start, end] = rangeOf(directive);
    const lines = text.slice(start, end).split('\n');
    const closes = /^[ \t>]*:{3,}[ \t]*$/.test(lines.at(-1) ?? '');
    const label = /^:{3,}[\w-]+\[(.*)\]/.exec(lines[0] ?? '')?.[1];
    const inner = lines.slice(1, closes ? -1 : undefined).join('\n');
    return {
      start,
      end,
      text: `${label === undefined ? '' : `**${label}**\n\n`}${inner.trim()}`,
      what: `a block: ${error.message}`,
      instead: 'its content stands alone',
    };
  }
  const top = block ?? path.at(-1);
  if (top === undefined || top.type === 'root' || top.type === 'code') return undefined;
  const [start, end] = rangeOf(top);
  const line = lineAround(text, start);
  const indent = text.slice(line[0], start);
  if (/\S/.test(indent)) {
    const outer = path.find((node) => node.type !== 'root' && node.type !== 'containerDirective');
    if (outer === undefined) return undefined;
    const [from, to] = rangeOf(outer);
    return {
      start: from,
      end: to,
      text: fenced('text', text.slice(from, to)),
      what: `a block: ${error.message}`,
      instead: 'shown as it is written',
    };
  }
  const written = text
    .slice(start, end)
    .split('\n')
    .map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one))
    .join('\n');
  return {
    start,
    end,
    text: fenced('text', written).split('\n').join(`\n${indent}`),
    what: `a block: ${error.message}`,
    instead: 'shown as it is written',
  };
}

function blocksAt(node: MdastNode, at: number): readonly MdastNode[] {
  const flow =
    /^(?:root|containerDirective|list|listItem|blockquote|paragraph|heading|table|code|html|thematicBreak|footnoteDefinition|definition|descriptionList|leafDirective)$/;
  if (!flow.test(node.type)) return [];
  const children = 'children' in node && !/^(?:paragraph|heading|table)$/.test(node.type) ? node.children : [];
  const inside = children.find((child) => {
    const [start, end] = rangeOf(child);
    return start <= at && at <= end;
  });
  return [node, ...(inside === undefined ? [] : blocksAt(inside, at))];
}

const parentOf = (path: readonly MdastNode[], node: MdastNode): string => path[path.indexOf(node) - 1]?.type ?? '';
