import type { Module } from '../course/model.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { DirectiveUse, Fence, LessonSource } from '../source/lesson.ts';
import type { ProgramFile } from './outcome.ts';
import { linesOf, readOutput, readTranscript, type WrittenLine } from './transcript.ts';

/** Something a module says a program does, and so must be run. */
export interface Claim {
  readonly kind: 'exchange' | 'output' | 'predict-output';
  /** Stable name in its module, as in `proof.json`. */
  readonly id: string;
  readonly files: readonly ProgramFile[];
  readonly clients: number;
  /** Readers can run it in the page. */
  readonly lab?: boolean;
  /** Where to point when no line is to blame. */
  readonly span: Span;
  /** Where each file stands, by title. */
  readonly fileSpans: ReadonlyMap<string, Span>;
  /** What the author says it prints; undefined where nothing is said. */
  readonly written: readonly WrittenLine[] | undefined;
  /** The fence with what is said, or the place where one belongs (`--update`). */
  readonly place: { readonly fence: Fence } | { readonly directive: DirectiveUse } | undefined;
  /** The options of a question, with the text each stands for. */
  readonly options: readonly { readonly id: string; readonly correct: boolean; readonly output: string; readonly span: Span }[];
}

/** A program that is not run, and why. */
export interface OptOut {
  readonly title: string;
  readonly reason: string | undefined;
  readonly span: Span;
}

/** All a module claims, in the order it stands there: exchanges and outputs of the lesson, then questions. */
export function claimsOf(module: Module): readonly Claim[] {
  return [...lessonClaims(module.lesson.source), ...questionClaims(module)];
}

/** Every fence that says `runs="no"`. */
export function optOutsOf(module: Module): readonly OptOut[] {
  return module.lesson.source.fences
    .filter(({ meta }) => meta.runs === 'no')
    .map((fence) => ({ title: fence.meta.title ?? fence.lang ?? 'code', reason: fence.meta.reason, span: fence.infoSpan }));
}

function lessonClaims(source: LessonSource): readonly Claim[] {
  const lines = linesOf(source.text);
  const numbers = new Map<string, number>();
  const name = (span: Span, kind: string): string => {
    const section = source.headings.findLast((heading) => heading.depth === 2 && heading.start.line < span.start.line)?.id ?? '';
    const key = `${section}/${kind}`;
    numbers.set(key, (numbers.get(key) ?? 0) + 1);
    return `${key}${numbers.get(key)}`;
  };
  const exchanges = source.directives
    .filter((directive) => directive.name === 'exchange')
    .map((directive): Claim & { readonly isEmpty: boolean } => {
      const own = source.fences.filter((fence) => fence.directive === directive);
      const programs = own.filter(({ meta }) => meta.runs === 'node' || meta.runs === 'browser');
      const transcript = own.find(({ lang }) => lang === 'transcript');
      return {
        kind: 'exchange',
        id: name(directive, ''),
        files: programs.map(programOf),
        clients: Number(directive.attributes['clients'] ?? 1) || 1,
        lab: 'lab' in directive.attributes,
        span: directive.nameSpan,
        fileSpans: new Map(programs.map((fence) => [titleOf(fence), fence.infoSpan])),
        written: transcript === undefined ? undefined : readTranscript(transcript, lines),
        place: transcript === undefined ? (directive.closed ? { directive } : undefined) : { fence: transcript },
        options: [],
        isEmpty: programs.length === 0,
      };
    })
    .filter(({ isEmpty }) => !isEmpty);
  const outputs = source.fences.flatMap((fence, index): Claim[] => {
    const program = source.fences[index - 1];
    if (fence.lang !== 'output' || program === undefined || program.directive?.name === 'exchange' || program.meta.runs === 'no') return [];
    if (!isAlone(program, fence, lines)) return [];
    return [
      {
        kind: 'output',
        id: name(fence, 'output-'),
        files: [{ ...programOf(program), actor: 'output' }],
        clients: 1,
        span: fence.infoSpan,
        fileSpans: new Map([[titleOf(program), program.infoSpan]]),
        written: readOutput(fence, lines),
        place: { fence },
        options: [],
      },
    ];
  });
  return [...exchanges, ...outputs].toSorted((a, b) => a.span.start.line - b.span.start.line);
}

/** Nothing but blank lines stands between a program and its output. */
function isAlone(program: Fence, output: Fence, lines: readonly string[]): boolean {
  return lines.slice(program.end.line, output.start.line - 1).every((line) => /^[\s>]*$/.test(line));
}

function programOf(fence: Fence): ProgramFile {
  const title = titleOf(fence);
  return { title, actor: title.replace(/\.[^.]*$/, ''), code: `${fence.code}\n`, runs: fence.meta.runs === 'browser' ? 'browser' : 'node' };
}

/** The name of the file that is written and run: never a path, whatever the title says. */
function titleOf(fence: Fence): string {
  const name = /[^/\\]*$/.exec(fence.meta.title ?? '')![0];
  if (/^\w[\w.-]*$/.test(name) && name !== 'node_modules') return name;
  return `program.${/^(?:mjs|cjs|ts|mts|cts|html)$/.test(fence.lang ?? '') ? fence.lang! : 'js'}`;
}

function questionClaims({ quiz }: Module): readonly Claim[] {
  return (quiz?.questions ?? []).flatMap((question): Claim[] => {
    const { data } = question;
    if (data.type !== 'predict-output') return [];
    const span = question.at('output');
    return [
      {
        kind: 'predict-output',
        id: data.id,
        files: [{ title: 'program.js', actor: 'output', code: data.program, runs: 'node' }],
        clients: 1,
        span,
        fileSpans: new Map([['program.js', question.at('program')]]),
        written: outputLines(data.output).map((text) => ({ from: 'output', text, span })),
        place: undefined,
        options: (data.options ?? []).map(({ id, text, correct }, index) => ({ id, correct, output: plainOutput(text), span: question.at('options', index, 'text') })),
      },
    ];
  });
}

/** A text as lines of output: line breaks of any system, a last one forgiven. */
export function outputLines(text: string): readonly string[] {
  const whole = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  return whole === '' ? [] : whole.split('\n');
}

/** The output an option stands for: what is in its code span or fence, else its text. */
function plainOutput(markdown: string): string {
  const text = markdown.trim();
  const fence = /^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?\1$/.exec(text);
  if (fence !== null) return fence[2]!;
  const span = /^(`+)([\s\S]*?[^`])\1$/.exec(text);
  return span === null ? text : span[2]!.replace(/^ (.*\S.*) $/, '$1');
}
