import { compareDiagnostics, type Diagnostic, type Related, type Severity } from '../diagnostics/diagnostic.ts';
import { loaderCodes } from '../course/codes.ts';
import type { SoundCourse, SoundModule } from '../course/model.ts';
import { readLevels, type Levels } from './levels.ts';
import { rules } from './list.ts';
import { notices } from './notices.ts';
import type { Finding, QuestionRule, Rule } from './rule.ts';
import { Silences } from './silences.ts';
import { primaryLanguage, viewCourse, type CourseView, type ModuleView, type Speller } from './view/course.ts';
import type { QuestionView } from './view/question.ts';

export interface CheckOptions {
  /** Without one, spelling is not checked. */
  readonly speller?: Speller | undefined;
  /** Rules that are left out unless the course made them errors: what takes long and could not stop a build anyway. */
  readonly unlessErrors?: ReadonlySet<string>;
  /** Bytes of a file of the content folder, for pictures. */
  readonly sizeOf?: (path: string) => number | undefined;
  /** What loading reported: its warnings and infos obey `rules:` and silences like any rule's; its errors stay. */
  readonly found?: readonly Diagnostic[];
  /** Codes besides those of rules and of loading that may be named in `rules:` and silences. */
  readonly otherCodes?: Iterable<string>;
}

/**
 * Runs every rule over a course and returns all there is to report, `found` included, sorted.
 *
 * Severities are the rules' own unless `rules:` in course.yaml says otherwise; what authors silenced with a reason is
 * left out, and silences that silence nothing are reported. Rules about the wording of another language are off, which
 * is said once. Pure: the same course and options give the same reports.
 */
export function checkCourse(course: SoundCourse, options: CheckOptions = {}): Diagnostic[] {
  return new Check(course, options).run();
}

/** The language of a course whose `language` is a mistake, which is reported. */
const undetermined = 'und';

const weights: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

class Check {
  readonly #view: CourseView;
  readonly #found: readonly Diagnostic[];
  readonly #codes: ReadonlySet<string>;
  readonly #levels: Levels;
  readonly #silences: Silences;
  readonly #active: readonly Rule[];
  readonly #reports: Diagnostic[] = [];

  constructor(course: SoundCourse, { speller, unlessErrors = new Set(), sizeOf = () => undefined, found = [], otherCodes = [] }: CheckOptions) {
    this.#view = viewCourse(course, speller, sizeOf);
    this.#found = found;
    const own = [...[...rules, ...Object.values(notices)].map(({ code }) => code), ...Object.keys(loaderCodes)];
    this.#codes = new Set([...own, ...otherCodes, ...found.map(({ code }) => code)]);
    this.#levels = readLevels(course, this.#codes);
    this.#silences = new Silences(course);
    const language = primaryLanguage(course.language);
    this.#active = rules.filter(
      (rule) =>
        (rule.language === 'any' || rule.language === language) &&
        this.#levels.of(rule.code) !== 'off' &&
        (rule.code !== 'spelling' || speller !== undefined) &&
        (!unlessErrors.has(rule.code) || this.#levels.of(rule.code) === 'error'),
    );
  }

  run(): Diagnostic[] {
    this.#judgeFound();
    const perQuestion = this.#active.filter((rule) => rule.scope === 'question');
    for (const module of this.#view.modules) {
      for (const question of module.questions) this.#checkQuestion(perQuestion, question);
      for (const rule of this.#active) this.#reportAll(rule, findingsOf(rule, module));
    }
    for (const rule of this.#active) if (rule.scope === 'course') this.#reportAll(rule, rule.check(this.#view));
    this.#reports.push(...this.#levels.diagnostics);
    for (const problem of this.#silences.problems(this.#codes, (code, module) => this.#hasJudged(code, module))) this.#push(problem);
    this.#sayWhatIsOff();
    return this.#reports.toSorted(compareDiagnostics);
  }

  /** Reports of loading: an error means that the course is not what it seems, so nobody can silence it. */
  #judgeFound(): void {
    for (const diagnostic of this.#found) {
      if (diagnostic.severity === 'error') this.#reports.push(diagnostic);
      else if (!this.#silences.covers(diagnostic.code, diagnostic)) this.#push(diagnostic);
    }
  }

  /** All rules about single questions; of several that say the same thing, the most exact one speaks. */
  #checkQuestion(active: readonly QuestionRule[], question: QuestionView): void {
    let spoke: Map<QuestionRule, readonly Finding[]> | undefined;
    for (const rule of active) {
      const findings = rule.check(question);
      if (findings.length > 0) (spoke ??= new Map()).set(rule, findings);
    }
    if (spoke === undefined) return;
    const codes = new Set([...spoke.keys()].map(({ code }) => code));
    for (const [rule, findings] of spoke) {
      if (rule.yieldsTo?.some((code) => codes.has(code)) === true) continue;
      const audible = findings.filter(({ at }) => !this.#silences.covers(rule.code, at));
      const joined = join(rule, audible);
      if (joined !== undefined) this.#report(rule, joined);
    }
  }

  #reportAll(rule: Rule, findings: readonly Finding[]): void {
    for (const finding of findings) if (!this.#silences.covers(rule.code, finding.at)) this.#report(rule, finding);
  }

  #report(rule: Rule, finding: Finding): void {
    const { at, message, severity = rule.severity, why = rule.why, fix = rule.fix, edit, related } = finding;
    this.#push({
      code: rule.code,
      severity,
      message,
      file: at.file,
      start: at.start,
      end: at.end,
      why,
      fix,
      ...(edit === undefined ? {} : { edit }),
      ...(related === undefined || related.length === 0 ? {} : { related }),
    });
  }

  /** Adds a report with the severity the course gives its code. */
  #push(diagnostic: Diagnostic): void {
    const level = this.#levels.of(diagnostic.code);
    if (level === 'off') return;
    this.#reports.push(level === undefined ? diagnostic : { ...diagnostic, severity: level });
  }

  /** Whether what a code stands for was looked for in all of a module: what is left out might have been what an author silenced. */
  #hasJudged(code: string, module: SoundModule): boolean {
    const rule = this.#active.find((one) => one.code === code);
    if (rule === undefined) return this.#view.course.whole && (Object.hasOwn(loaderCodes, code) || this.#found.some((one) => one.code === code));
    return this.#view.course.whole || (module.whole && rule.scope !== 'course' && rule.code !== 'question-untaught');
  }

  #sayWhatIsOff(): void {
    const { course } = this.#view;
    const language = primaryLanguage(course.language);
    if (language === undetermined) return;
    const off = rules.filter((rule) => rule.language !== 'any' && rule.language !== language);
    if (off.length === 0) return;
    const at = course.source.spanOf(['language']);
    const first = off[0]?.language ?? 'en';
    this.#push({ ...notices.rulesLanguage, file: at.file, start: at.start, end: at.end, message: `${off.length} rules about wording are off, because they know \`${first}\` and not \`${course.language}\`` });
  }
}

/** What a rule about a module finds in it; nothing for rules of another scope. */
function findingsOf(rule: Rule, module: ModuleView): readonly Finding[] {
  switch (rule.scope) {
    case 'lesson':
      return rule.check(module);
    case 'body':
      return module.module.lesson?.source === undefined ? [] : rule.check(module.module.lesson.source, module.course);
    case 'module':
      return module.questions.length === 0 ? [] : rule.check(module);
    default:
      return [];
  }
}

/** Several findings of one rule in one question are one report, the rest as related places. */
function join(rule: Rule, findings: readonly Finding[]): Finding | undefined {
  const [first, ...others] = findings;
  if (first === undefined || others.length === 0) return first;
  const related: Related[] = [...(first.related ?? []), ...others.flatMap((other) => [{ ...other.at, message: other.message }, ...(other.related ?? [])])];
  const severity = findings.map((finding) => finding.severity ?? rule.severity).reduce((a, b) => (weights[a] >= weights[b] ? a : b));
  return { ...first, severity, related };
}
