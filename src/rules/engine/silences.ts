import { contains, type Diagnostic, type Span } from '../../diagnostics/diagnostic.ts';
import { closest } from '../../diagnostics/closest.ts';
import { ownBodiesOf } from '../../course/bodies.ts';
import type { LessonSource, Quiz, ValidCourse, ValidLesson, ValidModule } from '../../course/model.ts';
import { loaderCodes, type LoaderCode } from '../../diagnostics/codes.ts';
import { ruleUnknown } from './levels.ts';
import { notices } from './notices.ts';

/** A silence, and the range that it covers. */
interface Silence {
  readonly code: string;
  readonly reason: string;
  readonly at: Span;
  readonly covers: readonly Span[];
  readonly module: ValidModule;
  used: boolean;
}

/**
 * All silences of a course: `silence:` of a quiz, question, option or item, and `lectern-silence` comments of a lesson
 * or part. A comment at the start of a body also covers the front matter.
 */
export class Silences {
  readonly #byFile = new Map<string, Silence[]>();
  readonly #codes: ReadonlySet<string>;

  constructor(course: ValidCourse, codes: ReadonlySet<string>) {
    this.#codes = codes;
    for (const module of course.modules) {
      if (module.lesson !== undefined)
        for (const body of ownBodiesOf(module.lesson))
          this.#collect(body.file, bodySilences(module, module.lesson, body));
      if (module.quiz !== undefined) this.#collect(module.quiz.file, quizSilences(module, module.quiz));
    }
  }

  #collect(file: string, silences: readonly Silence[]): void {
    if (silences.length > 0) this.#byFile.set(file, [...silences]);
  }

  /** Whether `code` is silenced at this position; marks the silence as used. */
  covers(code: string, at: Span): boolean {
    let covered = false;
    for (const silence of this.#byFile.get(at.file) ?? []) {
      if (!this.#means(silence, code) || silence.reason === '' || !silence.covers.some((span) => contains(span, at)))
        continue;
      silence.used = true;
      covered = true;
    }
    return covered;
  }

  /** A misspelt name still silences its rule; only the name is reported. */
  #means(silence: Silence, code: string): boolean {
    return (
      silence.code === code ||
      (silence.code !== '' && !this.#codes.has(silence.code) && closest(silence.code, this.#codes) === code)
    );
  }

  /** Useless silences: of an unknown rule, or of a rule that ran on the whole module and found nothing there. */
  problems(codes: ReadonlySet<string>, ran: (code: string, module: ValidModule) => boolean): Diagnostic[] {
    return [...this.#byFile.values()].flat().flatMap((silence): Diagnostic[] => {
      const at = { file: silence.at.file, start: silence.at.start, end: silence.at.end };
      if (silence.code !== '' && !codes.has(silence.code)) return [ruleUnknown(silence.code, codes, at)];
      // A silence without a reason is reported by the loader.
      if (silence.used || silence.reason === '' || !ran(silence.code, silence.module)) return [];
      return [
        {
          ...notices.silenceUnused,
          ...at,
          message: isError(silence.code)
            ? `\`${silence.code}\` is an error of the format, which nobody can silence`
            : `\`${silence.code}\` finds nothing to silence here`,
        },
      ];
    });
  }
}

/** Whether the loader reports it as an error, which cannot be silenced. */
function isError(code: string): boolean {
  return Object.hasOwn(loaderCodes, code) && loaderCodes[code as LoaderCode] === 'error';
}

function bodySilences(module: ValidModule, { source, frontMatter }: ValidLesson, body: LessonSource): Silence[] {
  const opening = frontMatter !== undefined && body === source ? endOfOpening(body) : 0;
  return body.silences.map((silence) => ({
    code: silence.code,
    reason: silence.reason.trim(),
    at: silence,
    covers: [
      ...(silence.covers === undefined ? [] : [silence.covers]),
      ...(frontMatter !== undefined && body.located.offsetAt(silence.start) < opening ? [frontMatter.spanOf([])] : []),
    ],
    module,
    used: false,
  }));
}

/** Where the blank lines and comments end that a body begins with. */
function endOfOpening({ text, located, bodyStartLine }: LessonSource): number {
  const comment = /\s*(?:<!--[^]*?-->|\{\/\*[^]*?\*\/\})/y;
  let end = located.offsetAt({ line: bodyStartLine + 1, column: 1 });
  for (comment.lastIndex = end; comment.test(text);) end = comment.lastIndex;
  return end;
}

interface Silenced {
  readonly silence?: Readonly<Record<string, string>> | undefined;
}

function isReasons(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((reason) => typeof reason === 'string')
  );
}

function quizSilences(module: ValidModule, quiz: Quiz): Silence[] {
  const found: Silence[] = [];
  const read = (owner: Silenced, path: readonly (string | number)[]): void => {
    if (owner.silence === undefined) return;
    for (const [code, reason] of Object.entries(owner.silence)) {
      found.push({
        code,
        reason: reason.trim(),
        at: quiz.source.keySpanOf([...path, 'silence', code]),
        covers: [quiz.source.spanOf(path)],
        module,
        used: false,
      });
    }
  };
  const readAll = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) readAll(item, [...path, index]);
    else if (typeof value === 'object' && value !== null) {
      // A part may be named `silence` as well, in which case its values are not reasons.
      const { silence } = value as { readonly silence?: unknown };
      if (isReasons(silence)) read({ silence }, path);
      for (const [key, part] of Object.entries(value)) readAll(part, [...path, key]);
    }
  };
  read(quiz.data, []);
  for (const { data: question, index: i } of quiz.questions) {
    readAll(question, ['questions', i]);
  }
  return found;
}
