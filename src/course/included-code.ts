import { closest, isSlipOf } from '../diagnostics/closest.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { relativePath, resolvePath } from '../source/address.ts';
import { CodeFile, type CodeStretch, type NoStretch } from '../source/code-stretch.ts';
import type { CodeUse, Fence, LessonSource, MetaPart } from '../source/lesson.ts';
import { limits } from '../source/limits.ts';
import { count } from '../text/count.ts';
import { withLineFeeds } from '../text/lines.ts';
import { checkMarksInCode } from './checks/fences.ts';
import { checkDiagram } from './checks/diagrams.ts';
import { nearFile } from './checks/links.ts';
import { isPublished } from './checks/places.ts';
import { copyOf } from './copy.ts';
import { facts } from './facts.ts';
import { orOneOf, problem, replacing, type Report } from './problem.ts';
import type { CourseReader } from './reader.ts';

/**
 * A body with the code that its fences take from files of the content folder (`file="server.js"`); what cannot be taken is
 * reported at the fence. The body that was read stays as it is: it is kept by its own text alone.
 */
export function withIncludedCode(source: LessonSource, reader: CourseReader): LessonSource {
  if (source.fences.every(({ meta }) => meta.file === undefined)) return source;
  const budget = { left: limits.fileBytes };
  const taken = new Map(source.fences.map((fence) => [fence, taking(fence, source, reader, budget)]));
  const fences = source.fences.map((fence) => taken.get(fence)!);
  return copyOf(source, {
    fences,
    code: source.code.map((block): CodeUse => {
      const fence = block.fence === undefined ? undefined : taken.get(block.fence);
      return fence?.from === undefined ? { ...block, fence } : { ...block, code: fence.code, fence };
    }),
  });
}

/** Files that code was taken from in a load: a lesson may show many regions of one. */
const codeFiles = new WeakMap<CourseReader, Map<string, CodeFile>>();

function codeIn(file: string, text: string, reader: CourseReader): CodeFile {
  const files = codeFiles.get(reader) ?? new Map<string, CodeFile>();
  codeFiles.set(reader, files);
  const code = files.get(file) ?? new CodeFile(withLineFeeds(text));
  files.set(file, code);
  return code;
}

/** The fence with its code, or as it is after reporting why there is none. */
function taking(fence: Fence, source: LessonSource, reader: CourseReader, budget: { left: number }): Fence {
  const { meta } = fence;
  // What stands in the lesson alone is reported with the attributes of the fence.
  if (meta.file === undefined || meta.file.trim() === '' || fence.lang === 'output' || fence.lang === 'transcript')
    return fence;
  const at = new Places(fence, source);
  const path = resolvePath(fence.file, meta.file.trim());
  const file = path === undefined ? undefined : reader.fileAt(path);
  if (file === undefined || !isPublished(file)) {
    reader.report(path === undefined ? outside(at) : file === undefined ? missing(path, at, reader) : secret(file, at));
    return fence;
  }
  const text = reader.text(file);
  if (text === undefined) return fence;
  const code = codeIn(file, text.text, reader);
  if (meta.lines !== undefined && meta.lines[1] > code.lineCount) {
    reader.report(beyond(code, file, at));
    return fence;
  }
  const stretch = stretchOf(fence, code);
  if ('kind' in stretch) {
    reader.report(without(stretch, file, at, reader));
    return fence;
  }
  budget.left -= stretch.code.length;
  if (budget.left < 0) {
    reader.report(tooMuch(at));
    return fence;
  }
  const taken = copyOf(fence, { code: stretch.code, codeLine: fence.start.line, from: { file, whole: code.whole } });
  if (fence.code.trim() !== '') reader.report(ownCode(fence, source, stretch.code, at));
  reader.report(checkMarksInCode(taken, source.located), checkDiagram(taken, source));
  return taken;
}

/** The spans of a fence's attributes, and of the line they stand in. */
class Places {
  readonly #fence: Fence;
  readonly #source: LessonSource;

  constructor(fence: Fence, source: LessonSource) {
    this.#fence = fence;
    this.#source = source;
  }

  get folder(): string {
    return this.#fence.file;
  }

  part(name: string): MetaPart | undefined {
    return this.#fence.metaParts.find((part) => part.name === name);
  }

  /** The value of an attribute without its quotes. */
  value(name: string): Span {
    const part = this.part(name);
    if (part === undefined) return this.#fence.infoSpan;
    const value = part.value ?? '';
    const start = part.offset + part.text.length - value.length - (/["']$/.test(part.text) ? 1 : 0);
    return this.#source.located.span(start, start + value.length);
  }
}

function stretchOf({ meta }: Fence, code: CodeFile): CodeStretch | NoStretch {
  if (meta.region !== undefined) return code.region(meta.region);
  return meta.lines === undefined ? code.all() : code.between(...meta.lines);
}

function outside(at: Places): Report {
  return problem('link-outside', at.value('file'), {
    message: 'this file lies outside of the content folder',
    why: 'only what lies in the content folder is read',
    fix: 'copy the file into the module’s folder',
  });
}

function missing(path: string, at: Places, reader: CourseReader): Report {
  const files = reader.entries.flatMap((entry) =>
    entry.kind === 'file' && isPublished(entry.path) ? [entry.path] : [],
  );
  const near = nearFile(path, files);
  const meant = near === undefined ? undefined : relativePath(at.folder, near);
  const span = at.value('file');
  const doubts = [facts.path(path)];
  const isSlip =
    meant !== undefined && isSlipOf(path.slice(path.lastIndexOf('/') + 1), near!.slice(near!.lastIndexOf('/') + 1));
  return problem('code-file-missing', span, {
    message: `no file \`${path}\`${meant === undefined ? '' : `, expected \`${meant}\``}`,
    why: 'there would be no code to show',
    fix: meant === undefined ? 'add the file, or write the code between the backticks' : `write \`${meant}\``,
    edit: isSlip ? replacing(span, meant) : undefined,
    unsettles: doubts,
    assumes: doubts,
  });
}

function secret(file: string, at: Places): Report {
  return problem('link-unpublished', at.value('file'), {
    message: `\`${file}\` is not published`,
    why: 'the site is made from it; a quiz would even give its answers away',
    fix: 'save what learners should see under another name',
  });
}

function beyond(code: CodeFile, file: string, at: Places): Report {
  return problem('code-region-unknown', at.value('lines'), {
    message: `\`${nameOf(file)}\` has ${count(code.lineCount, 'line')}`,
    why: 'some of the lines that should be shown are not there',
    fix: 'count the lines of the file, from 1, or mark a region in it, which stays where it is when lines are added',
    assumes: [facts.text(file)],
  });
}

function without(found: NoStretch, file: string, at: Places, reader: CourseReader): Report {
  const name = nameOf(file);
  const span = at.value(
    at.part('region') === undefined ? (at.part('lines') === undefined ? 'file' : 'lines') : 'region',
  );
  const region = at.part('region')?.value ?? '';
  const line = (number: number): Span => {
    const text = reader.text(file)!;
    const start = text.offsetAt({ line: number, column: 1 });
    return text.span(start, start);
  };
  const why = 'there would be no code to show';
  switch (found.kind) {
    case 'unknown': {
      const meant = closest(region, found.names, 'clear');
      return problem('code-region-unknown', span, {
        message: `\`${name}\` has no region \`${region}\`${found.names.length === 0 ? '' : orOneOf(meant, found.names)}`,
        why,
        fix:
          meant === undefined
            ? `mark it in the file: a comment \`#region ${region}\` before it and \`#endregion\` behind it`
            : `write \`${meant}\``,
        edit: meant !== undefined && isSlipOf(region, meant) ? replacing(span, meant) : undefined,
        assumes: [facts.text(file)],
      });
    }
    case 'unclosed':
      return problem('code-region-unknown', span, {
        message: `the region \`${region}\` of \`${name}\` does not end`,
        why: 'all of the file would be shown from there on',
        fix: 'write a comment `#endregion` behind it',
        related: [{ ...line(found.line), message: 'it begins here' }],
      });
    case 'twice':
      return problem('code-region-unknown', span, {
        message: `\`${name}\` has two regions \`${region}\``,
        why: 'nobody knows which one should be shown',
        fix: 'give one of them another name',
        related: found.lines.map((number) => ({ ...line(number), message: 'one of them' })),
      });
    case 'empty':
      return problem('code-region-unknown', span, {
        message: `there is nothing in ${region === '' ? `what should be shown of \`${name}\`` : `the region \`${region}\` of \`${name}\``}`,
        why,
        fix: 'name other lines, or another region',
        assumes: [facts.text(file)],
      });
  }
}

function tooMuch(at: Places): Report {
  return problem('file-too-large', at.value('file'), {
    message: `this lesson takes more than ${limits.fileBytes / 1024 / 1024} MiB of code from files`,
    why: 'its page would be too large for any reader',
    fix: 'show a region of the file',
  });
}

/** Code between the backticks, beside that of the file. */
function ownCode(fence: Fence, source: LessonSource, taken: string, at: Places): Report {
  const start = source.located.offsetAt({ line: fence.codeLine, column: 1 });
  const end = source.located.offsetAt({ line: fence.end.line, column: 1 });
  const isSame = fence.code.trim() === taken.trim();
  return problem('fence-content', at.value('file'), {
    message: `unexpected code below \`file="${fence.meta.file}"\``,
    why: isSame
      ? 'the same code is in the file, and one of the two will change alone'
      : 'the file’s code is shown in its place',
    fix: isSame ? 'delete it here' : 'delete it here, or leave out `file`',
    edit:
      isSame && source.located.pointAt(end).line === fence.end.line
        ? replacing(source.located.span(start, end), '')
        : undefined,
  });
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
