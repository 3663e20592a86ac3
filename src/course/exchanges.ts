import type { Span } from '../diagnostics/diagnostic.ts';
import type { DirectiveUse, Fence, LessonSource } from '../source/lesson.ts';
import { endOfLine } from '../text/lines.ts';
import { runtimeOf, type Runtime } from './languages.ts';
import { isLessonFile } from './layout.ts';

/** An `:::exchange` of a lesson, read once for everyone: checks, rules, pages, proofs and the lab. */
export interface Exchange {
  /** `section/n`, in a part behind its file: its name on the page and in `proof.json`. */
  readonly id: string;
  readonly use: DirectiveUse;
  /** Its programs, in order. */
  readonly files: readonly ExchangeFile[];
  readonly transcript: Transcript | undefined;
  /** How many clients are started; 1 where the author says nothing that can be read. */
  readonly clients: number;
  /** Readers can run it in the page. */
  readonly lab: boolean;
}

/** One program of an exchange. */
export interface ExchangeFile {
  readonly title: string | undefined;
  /** What its lines in the transcript are called; undefined without a title. */
  readonly actor: string | undefined;
  /** Where its author says that it runs. */
  readonly runs: Runtime | 'no' | undefined;
  /** What really runs it: nothing where nothing can. */
  readonly runtime: Runtime | undefined;
  readonly lang: string | undefined;
  /** Where it runs, in words. */
  readonly label: string | undefined;
  readonly code: string;
  readonly fence: Fence;
}

export interface Transcript {
  readonly fence: Fence;
  /** The lines with something in them. */
  readonly lines: readonly TranscriptLine[];
}

/** A line of a transcript: `server: New client connected`. */
export interface TranscriptLine {
  /** Who prints it: named by the line itself, else by the last line that names somebody. */
  readonly actor: string | undefined;
  /** Where the line names its actor; undefined where it continues the line above. */
  readonly actorSpan: Span | undefined;
  readonly text: string;
  /** The whole line, the name with it. */
  readonly span: Span;
}

/** What an actor prints at once: a line, and those that continue it. */
export interface Utterance {
  readonly actor: string;
  /** Lines end with a line feed, but for the last one. */
  readonly text: string;
}

const known = new WeakMap<LessonSource, readonly Exchange[]>();

/** The exchanges of a lesson, in the order they stand there. */
export function exchangesOf(source: LessonSource): readonly Exchange[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const numbers = new Map<string, number>();
  const exchanges = source.directives
    .filter(({ name }) => name === 'exchange')
    .map((use) => {
      const section = sectionName(source, use);
      const number = (numbers.get(section) ?? 0) + 1;
      numbers.set(section, number);
      return readExchange(use, `${section}/${number}`, source);
    });
  known.set(source, exchanges);
  return exchanges;
}

/**
 * What the exchanges and outputs at a place of a body are named after, once on a page: the id of its section, empty before
 * the first one. Only its file tells what stands there in one part from what stands there in another.
 */
export function sectionName({ file, headings }: LessonSource, { start }: Span): string {
  const section = headings.findLast((heading) => heading.depth === 2 && heading.start.line < start.line)?.id ?? '';
  return isLessonFile(file) ? section : `${file}/${section}`.replace(/\/$/, '');
}

/** `src/server.js` acts as `server`. */
export function actorOf(title: string): string {
  const name = /[^/\\]+$/.exec(title)?.[0] ?? title;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** The program that prints as this actor; several clients of one program are `client-1`, `client-2`. */
export function fileOf(
  { files, clients }: Pick<Exchange, 'files' | 'clients'>,
  actor: string,
): ExchangeFile | undefined {
  return (
    files.find((file) => file.actor === actor) ??
    files.find((file) => file.actor !== undefined && isNumbered(actor, file.actor, clients))
  );
}

/** What the programs print, each line with those that continue it. */
export function utterancesOf({ transcript }: Exchange): readonly Utterance[] {
  const said: Utterance[] = [];
  for (const { actor, actorSpan, text } of transcript?.lines ?? []) {
    const last = said.at(-1);
    if (actorSpan !== undefined && actor !== undefined) said.push({ actor, text });
    else if (last !== undefined) said[said.length - 1] = { actor: last.actor, text: `${last.text}\n${text}` };
  }
  return said;
}

/** The code of a fence, line by line, and where each line stands. */
export function codeLines(
  { code, codeLine, file }: Fence,
  { located, text }: LessonSource,
): readonly { readonly text: string; readonly span: Span }[] {
  if (code === '') return [];
  return code.split('\n').map((content, index) => {
    const line = codeLine + index;
    const start = located.offsetAt({ line, column: 1 });
    const whole = text.slice(start, endOfLine(text, start));
    // A fence may stand in a list or a quotation, whose signs are no part of its code.
    const column = (whole.endsWith(content) ? whole.length - content.length : Math.max(0, whole.indexOf(content))) + 1;
    return { text: content, span: { file, start: { line, column }, end: { line, column: column + content.length } } };
  });
}

function readExchange(use: DirectiveUse, id: string, source: LessonSource): Exchange {
  const fences = source.fences.filter(({ directive }) => directive === use);
  const files = fences.filter(({ lang }) => lang !== 'transcript').map(readFile);
  const clients = countOf(use.attributes['clients']);
  const transcript = fences.find(({ lang }) => lang === 'transcript');
  return {
    id,
    use,
    files,
    clients,
    lab: Object.hasOwn(use.attributes, 'lab'),
    transcript:
      transcript === undefined
        ? undefined
        : { fence: transcript, lines: readTranscript(transcript, { files, clients }, source) },
  };
}

function readFile(fence: Fence): ExchangeFile {
  const { title, runs, label } = fence.meta;
  return {
    title,
    actor: title === undefined ? undefined : actorOf(title),
    runs,
    runtime: runs === undefined ? undefined : runtimeOf(fence),
    lang: fence.lang,
    label,
    code: fence.code,
    fence,
  };
}

function countOf(written: string | undefined): number {
  return written !== undefined && /^[1-9]\d{0,3}$/.test(written) ? Number(written) : 1;
}

function readTranscript(
  fence: Fence,
  exchange: Pick<Exchange, 'files' | 'clients'>,
  source: LessonSource,
): readonly TranscriptLine[] {
  let last: string | undefined;
  return codeLines(fence, source)
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, span }) => {
      const actor = namedActor(text, exchange);
      last = actor ?? last;
      if (actor === undefined) return { actor: last, actorSpan: undefined, text, span };
      const { start } = span;
      const actorSpan = { ...span, end: { line: start.line, column: start.column + actor.length } };
      return { actor, actorSpan, text: text.slice(actor.length).replace(/^\s*: ?/, ''), span };
    });
}

/**
 * The name before a line's colon: that of a program, whatever stands in it, else any name with white space after the
 * colon, which may be one with a mistake.
 */
function namedActor(line: string, { files, clients }: Pick<Exchange, 'files' | 'clients'>): string | undefined {
  const own = files.flatMap(({ actor }) => {
    const after = actor !== undefined && line.startsWith(actor) ? /^(-\d+)?\s*:/.exec(line.slice(actor.length)) : null;
    if (actor === undefined || after === null) return [];
    const name = actor + (after[1] ?? '');
    return name === actor || isNumbered(name, actor, clients) ? [name] : [];
  });
  return own.toSorted((a, b) => b.length - a.length)[0] ?? /^([^\s:][^:]*?)\s*:(?:\s|$)/.exec(line)?.[1];
}

function isNumbered(actor: string, name: string, clients: number): boolean {
  const number = actor.startsWith(`${name}-`) ? actor.slice(name.length + 1) : '';
  return clients > 1 && /^[1-9]\d{0,3}$/.test(number) && Number(number) <= clients;
}
