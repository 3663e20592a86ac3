import { actorOf, codeLines, sectionAt, type ExchangeFile } from '../course/exchanges.ts';
import type { Lesson, Module } from '../course/model.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { DirectiveUse, Fence } from '../source/lesson.ts';
import { withLineFeeds } from '../source/line-ends.ts';
import type { ProgramFile } from './outcome.ts';

/** One line of a transcript or output block, as the author wrote it. */
export interface WrittenLine {
  /** Who prints it; `output` in an output block. */
  readonly from: string;
  readonly text: string;
  readonly span: Span;
}

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
  return [...lessonClaims(module.lesson), ...questionClaims(module)];
}

/** Every fence that says `runs="no"`. */
export function optOutsOf(module: Module): readonly OptOut[] {
  return module.lesson.source.fences
    .filter(({ meta }) => meta.runs === 'no')
    .map((fence) => ({ title: fence.meta.title ?? fence.lang ?? 'code', reason: fence.meta.reason, span: fence.infoSpan }));
}

function lessonClaims({ source, exchanges }: Lesson): readonly Claim[] {
  const lines = withLineFeeds(source.text).split('\n');
  const exchangeClaims = exchanges.flatMap((exchange): Claim[] => {
    const { use, transcript } = exchange;
    const programs = exchange.files.filter(({ runs }) => runs === 'node' || runs === 'browser');
    if (programs.length === 0) return [];
    const files = programFiles(programs);
    return [
      {
        kind: 'exchange',
        id: exchange.id,
        files,
        clients: exchange.clients,
        lab: exchange.lab,
        span: use.nameSpan,
        fileSpans: new Map(files.map(({ title }, index) => [title, programs[index]!.fence.infoSpan])),
        written: transcript?.lines.flatMap(({ actor, text, span }) => (actor === undefined ? [] : [{ from: actor, text, span }])),
        place: transcript === undefined ? (use.closed ? { directive: use } : undefined) : { fence: transcript.fence },
        options: [],
      },
    ];
  });
  const inExchange = new Set(exchanges.flatMap(({ files }) => files.map(({ fence }) => fence)));
  const outputNumbers = new Map<string, number>();
  const outputs = source.fences.flatMap((fence, index): Claim[] => {
    const program = source.fences[index - 1];
    if (fence.lang !== 'output' || program === undefined || inExchange.has(program) || program.meta.runs === 'no') return [];
    if (!isAlone(program, fence, lines)) return [];
    const section = sectionAt(source, fence);
    const number = (outputNumbers.get(section) ?? 0) + 1;
    outputNumbers.set(section, number);
    const file = programFile(program, fileName(program));
    return [
      {
        kind: 'output',
        id: `${section}/output-${number}`,
        files: [{ ...file, actor: 'output' }],
        clients: 1,
        span: fence.infoSpan,
        fileSpans: new Map([[file.title, program.infoSpan]]),
        written: codeLines(fence, source).map((line) => ({ ...line, from: 'output' })),
        place: { fence },
        options: [],
      },
    ];
  });
  return [...exchangeClaims, ...outputs].toSorted((a, b) => a.span.start.line - b.span.start.line);
}

/** Nothing but blank lines stands between a program and its output. */
function isAlone(program: Fence, output: Fence, lines: readonly string[]): boolean {
  return lines.slice(program.end.line, output.start.line - 1).every((line) => /^[\s>]*$/.test(line));
}

/** The programs of an exchange as files of one folder: no two have the same name. */
function programFiles(programs: readonly ExchangeFile[]): readonly ProgramFile[] {
  const taken = new Set<string>();
  return programs.map(({ fence, actor }) => {
    const title = fileName(fence);
    const free = taken.has(title) ? title.replace(/(?=\.[^.]*$|$)/, `-${taken.size + 1}`) : title;
    taken.add(free);
    return { ...programFile(fence, free), actor: actor ?? actorOf(free) };
  });
}

function programFile(fence: Fence, title: string): ProgramFile {
  return { title, actor: actorOf(title), code: `${fence.code}\n`, runs: fence.meta.runs === 'browser' ? 'browser' : 'node' };
}

/** The name of the file that is written and run: never a path, whatever the title says. */
function fileName(fence: Fence): string {
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
  const whole = withLineFeeds(text).replace(/\n$/, '');
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
