import { plural } from '../text/count.ts';
import { ordersOf } from '../../schemas/questions/code-lines.ts';
import { linesOf, type Parsons } from '../../schemas/questions/parsons.ts';
import { programOf } from '../../schemas/questions/predict-output.ts';
import { ownBodiesOf } from '../course/bodies.ts';
import {
  actorOf,
  codeLines,
  exchangesOf,
  fileOf,
  sectionName,
  type Exchange,
  type ExchangeFile,
} from '../course/exchanges.ts';
import { languageOf, runtimeOf, runtimesOf, type Runtime } from '../course/languages.ts';
import {
  programIn,
  type DirectiveUse,
  type Fence,
  type LessonSource,
  type LocatedQuestion,
  type Module,
  type QuizTexts,
} from '../course/model.ts';
import { optionOutput, outputLines } from '../course/outputs.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { withLineFeeds } from '../text/lines.ts';
import type { ProgramFile } from './outcome.ts';

/** One line of a transcript or output block, as the author wrote it. */
export interface WrittenLine {
  /** The actor that prints it; `output` in an output block. */
  readonly from: string;
  readonly text: string;
  readonly span: Span;
}

/** A statement of a module about a program's output, which must be verified by running it. */
export interface Claim {
  readonly kind: 'exchange' | 'output' | 'predict-output';
  /** Stable id within its module, as in `proof.json`. */
  readonly id: string;
  readonly files: readonly ProgramFile[];
  readonly clients: number;
  /** Whether readers can run it in the page. */
  readonly lab?: boolean;
  /** Where to report problems that do not belong to a line. */
  readonly span: Span;
  /** Position of each file, by title. */
  readonly fileSpans: ReadonlyMap<string, Span>;
  /** The output according to the author; undefined if none is given. */
  readonly written: readonly WrittenLine[] | undefined;
  /** The fence with the output, or the place to insert one (`--update`). */
  readonly place: { readonly fence: Fence } | { readonly directive: DirectiveUse } | undefined;
  /** The options of a question with their texts. */
  readonly options: readonly {
    readonly id: string;
    readonly correct: boolean;
    readonly output: string;
    readonly span: Span;
  }[];
}

/** A program that is not run, and why. */
export interface Unrun {
  /** Its name in messages. */
  readonly title: string;
  /**
   * `declared`: the author opted out. `runner`: its language is not supported. `others`: it talks to programs that are
   * not run.
   */
  readonly because: 'declared' | 'runner' | 'others';
  /** Where the author can give a reason. */
  readonly of: 'lesson' | 'question';
  /** A phrase to follow “not run: ”; undefined if the author gives none. */
  readonly reason: string | undefined;
  readonly span: Span;
}

/**
 * All claims of a module: exchanges and outputs of its lesson in order, preceded by those of included parts, then
 * questions.
 */
export function claimsOf(module: Module): readonly Claim[] {
  return readClaims(module).filter((one) => 'files' in one);
}

/** Every program that is not run, in the same order. */
export function unrunOf(module: Module): readonly Unrun[] {
  return readClaims(module).filter((one) => 'because' in one);
}

type ClaimOrNot = Claim | Unrun;

function readClaims({ lesson, quiz }: Module): readonly ClaimOrNot[] {
  return [
    ...ownBodiesOf(lesson).flatMap(bodyClaims),
    ...(quiz === undefined ? [] : quiz.questions.flatMap((question) => questionClaim(question, quiz.texts))),
  ];
}

function bodyClaims(body: LessonSource): readonly ClaimOrNot[] {
  const declared = body.fences
    .filter(({ meta }) => meta.runs === 'no')
    .map((fence): Unrun => ({
      title: titleOf(fence),
      because: 'declared',
      of: 'lesson',
      reason: fence.meta.reason,
      span: fence.infoSpan,
    }));
  return [...declared, ...exchangesOf(body).flatMap(exchangeClaim), ...outputClaims(body)].toSorted(
    (a, b) => a.span.start.line - b.span.start.line,
  );
}

function exchangeClaim(exchange: Exchange): readonly ClaimOrNot[] {
  const { use, transcript } = exchange;
  const programs = exchange.files.filter(({ runtime }) => runtime !== undefined);
  const unable = exchange.files.filter(
    ({ runs, runtime }) => runtime === undefined && runs !== 'no' && runs !== undefined,
  );
  const speakers = new Set(
    transcript?.lines.map(({ actor }) => (actor === undefined ? undefined : fileOf(exchange, actor))),
  );
  const missed = exchange.files.filter(
    (file) => unable.includes(file) || (file.runtime === undefined && speakers.has(file)),
  );
  const withoutRunner = unable.map(({ fence }): Unrun => ({
    title: titleOf(fence),
    because: 'runner',
    of: 'lesson',
    reason: noRunner(fence),
    span: fence.infoSpan,
  }));
  if (programs.length === 0) return withoutRunner;
  if (missed.length > 0) {
    const reason = `it talks to ${missed.map(({ fence }) => `\`${titleOf(fence)}\``).join(' and ')}, which ${plural(missed.length, 'is', 'are')} not`;
    return [
      ...withoutRunner,
      ...programs.map(({ fence }): Unrun => ({
        title: titleOf(fence),
        because: 'others',
        of: 'lesson',
        reason,
        span: fence.infoSpan,
      })),
    ];
  }
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
      written: transcript?.lines.flatMap(({ actor, text, span }) =>
        actor === undefined ? [] : [{ from: actor, text, span }],
      ),
      place: transcript === undefined ? (use.closed ? { directive: use } : undefined) : { fence: transcript.fence },
      options: [],
    },
  ];
}

function outputClaims(source: LessonSource): readonly ClaimOrNot[] {
  const lines = withLineFeeds(source.text).split('\n');
  const inExchange = new Set(exchangesOf(source).flatMap(({ files }) => files.map(({ fence }) => fence)));
  const numbers = new Map<string, number>();
  return source.fences.flatMap((fence, index): readonly ClaimOrNot[] => {
    const program = source.fences[index - 1];
    if (
      fence.lang !== 'output' ||
      program === undefined ||
      inExchange.has(program) ||
      program.lang === 'output' ||
      program.meta.runs === 'no'
    )
      return [];
    if (!isAlone(program, fence, lines)) return [];
    const section = sectionName(source, fence);
    const number = (numbers.get(section) ?? 0) + 1;
    numbers.set(section, number);
    const runtime = runtimeOf(program);
    if (runtime === undefined)
      return [
        { title: titleOf(program), because: 'runner', of: 'lesson', reason: noRunner(program), span: program.infoSpan },
      ];
    const file = programFile(program, fileName(program), runtime);
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
}

function titleOf({ meta, lang }: Fence): string {
  return meta.title ?? lang ?? 'code';
}

function noRunner(fence: Fence): string {
  const language = languageOf(fence) ?? fence.lang;
  return language === undefined ? 'no language named' : `no runner for ${language}`;
}

/** Whether only blank lines separate a program from its output. */
function isAlone(program: Fence, output: Fence, lines: readonly string[]): boolean {
  return lines.slice(program.end.line, output.start.line - 1).every((line) => /^[\s>]*$/.test(line));
}

/** The programs of an exchange as files in one folder, with unique names. */
function programFiles(programs: readonly ExchangeFile[]): readonly ProgramFile[] {
  const taken = new Set<string>();
  return programs.map(({ fence, actor, runtime = 'node' }) => {
    const title = fileName(fence);
    const free = taken.has(title) ? title.replace(/(?=\.[^.]*$|$)/, `-${taken.size + 1}`) : title;
    taken.add(free);
    return { ...programFile(fence, free, runtime), actor: actor ?? actorOf(free) };
  });
}

function programFile(fence: Fence, title: string, runs: Runtime): ProgramFile {
  return { title, actor: actorOf(title), code: `${programIn(fence)}\n`, runs };
}

/** The name of the file that is written and run: never a path, whatever the title contains. */
function fileName(fence: Fence): string {
  const name = /[^/\\]*$/.exec(fence.meta.title ?? '')![0];
  if (/^\w[\w.-]*$/.test(name) && name !== 'node_modules') return name;
  return `program.${endingOf(languageOf(fence))}`;
}

/** The extension by which Node distinguishes CommonJS, ES modules and TypeScript. */
function endingOf(language: string | undefined): string {
  const name = language?.toLowerCase() ?? 'js';
  return /^(?:mjs|cjs|ts|mts|cts|html)$/.test(name) ? name : name === 'typescript' ? 'ts' : 'js';
}

function questionClaim(question: LocatedQuestion, texts: QuizTexts): readonly ClaimOrNot[] {
  const { data } = question;
  if (data.type === 'parsons') return data.output === undefined ? [] : orderClaims(question, data, data.output);
  if (data.type !== 'predict-output') return [];
  if (data.runs === 'no')
    return [{ title: data.id, because: 'declared', of: 'question', reason: data.reason, span: question.at('runs') }];
  const { code, language } = programOf(data);
  if (!runtimesOf(language).includes('node')) return [withoutRunner(question, data.id, language)];
  return [
    {
      ...outputClaim(question, data.id, code, language, data.output),
      options: (data.options ?? []).map(({ id, text, correct }, index) => ({
        id,
        correct,
        output: optionOutput(texts.of(text)),
        span: question.at('options', index, 'text'),
      })),
    },
  ];
}

/** A claim for each right order of the lines: the program prints the same in all of them. */
function orderClaims(question: LocatedQuestion, data: Parsons, output: string): readonly ClaimOrNot[] {
  const { language } = programOf(data);
  if (!runtimesOf(language).includes('node')) return [withoutRunner(question, data.id, language)];
  const { lines, groups } = linesOf({ ...data, indent: false });
  return ordersOf(lines.length, groups).map((order, index) =>
    outputClaim(
      question,
      index === 0 ? data.id : `${data.id}.${index + 1}`,
      order.map((line) => `${lines[line]?.text ?? ''}\n`).join(''),
      language,
      output,
    ),
  );
}

function withoutRunner(question: LocatedQuestion, title: string, language: string): ClaimOrNot {
  return {
    title,
    because: 'runner',
    of: 'question',
    reason: `no runner for ${language}`,
    span: question.at('program'),
  };
}

/** The claim that a question's program prints this. */
function outputClaim(question: LocatedQuestion, id: string, code: string, language: string, output: string): Claim {
  const span = question.at('output');
  const title = `program.${endingOf(language)}`;
  return {
    kind: 'predict-output',
    id,
    files: [{ title, actor: 'output', code, runs: 'node' }],
    clients: 1,
    span,
    fileSpans: new Map([[title, question.at('program')]]),
    written: outputLines(output).map((text) => ({ from: 'output', text, span })),
    place: undefined,
    options: [],
  };
}
