import type { Span } from '../diagnostics/diagnostic.ts';
import { programIn, type DirectiveUse, type Fence, type LessonSource } from '../source/lesson.ts';
import { endOfLine } from '../text/lines.ts';
import { runtimeOf, type Runtime } from './languages.ts';
import { isLessonFile } from './layout.ts';

/** An `:::exchange` of a lesson, parsed once for checks, rules, pages, proofs and the lab. */
export interface Exchange {
  /** `section/n`, prefixed with the file in a part: its id on the page and in `proof.json`. */
  readonly id: string;
  readonly use: DirectiveUse;
  /** Its programs, in order. */
  readonly files: readonly ExchangeFile[];
  readonly transcript: Transcript | undefined;
  /** Number of clients; 1 if missing or invalid. */
  readonly clients: number;
  /** Whether readers can run it in the page. */
  readonly lab: boolean;
}

/** One program of an exchange. */
export interface ExchangeFile {
  readonly title: string | undefined;
  /** Its name in the transcript; undefined without a title. */
  readonly actor: string | undefined;
  /** The `runs` attribute. */
  readonly runs: Runtime | 'no' | undefined;
  /** The runtime that runs it; undefined if there is none. */
  readonly runtime: Runtime | undefined;
  readonly lang: string | undefined;
  /** Where it runs, as shown. */
  readonly label: string | undefined;
  /** What is run. */
  readonly code: string;
  readonly fence: Fence;
}

export interface Transcript {
  readonly fence: Fence;
  /** The non-empty lines. */
  readonly lines: readonly TranscriptLine[];
}

/** A line of a transcript: `server: New client connected`. */
export interface TranscriptLine {
  /** The actor that prints it: named by the line itself, otherwise by the last line that names one. */
  readonly actor: string | undefined;
  /** Span of the actor's name; undefined if the line continues the previous one. */
  readonly actorSpan: Span | undefined;
  readonly text: string;
  /** The whole line, including the name. */
  readonly span: Span;
}

/** A printed unit of an actor: a line and its continuation lines. */
export interface Utterance {
  readonly actor: string;
  /** Lines are separated by line feeds. */
  readonly text: string;
}

const known = new WeakMap<LessonSource, readonly Exchange[]>();

/** The exchanges of a lesson, in order. */
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
 * The prefix of ids of exchanges and outputs at a position of a body, unique on a page: the id of the section, empty
 * before the first one. In parts the file is included, to keep parts apart.
 */
export function sectionName({ file, headings }: LessonSource, { start }: Span): string {
  const section = headings.findLast((heading) => heading.depth === 2 && heading.start.line < start.line)?.id ?? '';
  return isLessonFile(file) ? section : `${file}/${section}`.replace(/\/$/, '');
}

/** The actor of a file: `server` for `src/server.js`. */
export function actorOf(title: string): string {
  const name = title.split(/[/\\]/).at(-1) || title;
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

/** The printed units of the transcript. */
export function utterancesOf({ transcript }: Exchange): readonly Utterance[] {
  const said: Utterance[] = [];
  for (const { actor, actorSpan, text } of transcript?.lines ?? []) {
    const last = said.at(-1);
    if (actorSpan !== undefined && actor !== undefined) said.push({ actor, text });
    else if (last !== undefined) said[said.length - 1] = { actor: last.actor, text: `${last.text}\n${text}` };
  }
  return said;
}

/** The lines of a fence's code, with their positions. */
export function codeLines(
  { code, codeLine, file }: Fence,
  { located, text }: LessonSource,
): readonly { readonly text: string; readonly span: Span }[] {
  if (code === '') return [];
  return code.split('\n').map((content, index) => {
    const line = codeLine + index;
    const start = located.offsetAt({ line, column: 1 });
    const whole = text.slice(start, endOfLine(text, start));
    // A fence may be in a list or quotation, whose markers are not part of its code.
    const column = (whole.endsWith(content) ? whole.length - content.length : Math.max(0, whole.indexOf(content))) + 1;
    return { text: content, span: { file, start: { line, column }, end: { line, column: column + content.length } } };
  });
}

/** The fences of a directive, in order. */
export function fencesOf(source: LessonSource, use: DirectiveUse): readonly Fence[] {
  let fences = byDirective.get(source.fences);
  if (fences === undefined) {
    fences = Map.groupBy(source.fences, ({ directive }) => directive);
    byDirective.set(source.fences, fences);
  }
  return fences.get(use) ?? [];
}

/** Grouped once: a lesson may have thousands of directives. */
const byDirective = new WeakMap<readonly Fence[], ReadonlyMap<DirectiveUse | undefined, readonly Fence[]>>();

function readExchange(use: DirectiveUse, id: string, source: LessonSource): Exchange {
  const fences = fencesOf(source, use);
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
    code: programIn(fence),
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
 * The name before a line's colon: that of a program, whatever characters it contains, otherwise any name with white
 * space after the colon, which may be a typo.
 */
function namedActor(line: string, { files, clients }: Pick<Exchange, 'files' | 'clients'>): string | undefined {
  const own = files.flatMap(({ actor }) => {
    const after = actor !== undefined && line.startsWith(actor) ? /^(-\d+)?\s*:/.exec(line.slice(actor.length)) : null;
    if (actor === undefined || after === null) return [];
    const name = actor + (after[1] ?? '');
    return name === actor || isNumbered(name, actor, clients) ? [name] : [];
  });
  return own.toSorted((a, b) => b.length - a.length)[0] ?? /^[^\s:][^:]*(?=:(?:\s|$))/.exec(line)?.[0].trimEnd();
}

function isNumbered(actor: string, name: string, clients: number): boolean {
  const number = actor.startsWith(`${name}-`) ? actor.slice(name.length + 1) : '';
  return clients > 1 && /^[1-9]\d{0,3}$/.test(number) && Number(number) <= clients;
}
