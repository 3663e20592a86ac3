import {
  compareDiagnostics,
  type Diagnostic,
  type Related,
  type Severity,
  type Span,
} from '../../diagnostics/diagnostic.ts';
import { plural } from '../../text/count.ts';
import { reportsPerFile } from '../../diagnostics/reports-per-file.ts';
import { ownBodiesOf } from '../../course/bodies.ts';
import { loaderCodes } from '../../diagnostics/codes.ts';
import { inputOf, type LessonSource, type ValidCourse, type ValidModule } from '../../course/model.ts';
import { readLevels, type Levels } from './levels.ts';
import { RuleMemory, type Found, type Part } from './memory.ts';
import { moreProblems, notices } from './notices.ts';
import { knows, type CourseRule, type Finding, type Rule } from './rule.ts';
import { Silences } from './silences.ts';
import type { Speller } from '../spelling/speller.ts';
import { primaryLanguage, viewCourse, type CourseView, type ModuleView } from './view/course.ts';

export interface CheckOptions {
  /** Without one, spelling is not checked. */
  readonly speller?: Speller | undefined;
  /**
   * How many lessons the rules that take long may judge before there is an answer; where more are new, they judge none yet.
   * `never` leaves these rules out, unless the course made them errors: they could not stop a build anyway.
   */
  readonly patience?: number | 'never';
  /** Bytes of a file of the content folder, for pictures. */
  readonly sizeOf?: (path: string) => number | undefined;
  /** What loading reported: its warnings and infos obey `rules:` and silences like any rule's; its errors stay. */
  readonly found?: readonly Diagnostic[];
  /** Codes besides those of rules and of loading that may be named in `rules:` and silences. */
  readonly otherCodes?: Iterable<string>;
  /** What earlier checks found. */
  readonly memory?: RuleMemory;
}

/**
 * Runs rules over a course and returns all there is to report, `found` included, sorted.
 *
 * Severities are the rules' own unless `rules:` in course.yaml says otherwise; what authors silenced with a reason is
 * left out, and silences that silence nothing are reported. Rules about the wording of another language are off, which
 * is said once. Pure: the same course and options give the same reports.
 */
export function checkCourse(rules: readonly Rule[], course: ValidCourse, options: CheckOptions = {}): Diagnostic[] {
  return new Check(rules, course, options).run();
}

/** What there is to report now, and what takes longer. */
export interface FirstCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** Judges one lesson more at each step, for the memory that was given: who checks again after the last one hears of all. */
  readonly rest: Iterator<void> | undefined;
}

/** The same as `checkCourse` for those who have little patience. */
export function checkCourseFirst(
  rules: readonly Rule[],
  course: ValidCourse,
  options: CheckOptions & { readonly memory: RuleMemory },
): FirstCheck {
  const check = new Check(rules, course, options);
  return { diagnostics: check.run(), rest: check.rest() };
}

/** The language of a course whose `language` is a mistake, which is reported. */
const undetermined = 'und';

const weights: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

const none: Found = new Map();

interface RulesOfScope {
  readonly keeps: readonly Rule[];
  readonly looks: readonly Rule[];
}

class Check {
  readonly #rules: readonly Rule[];
  readonly #view: CourseView;
  readonly #found: readonly Diagnostic[];
  /** The codes that loading reported, with the lines where it did. */
  readonly #foundAt: ReadonlySet<string>;
  /** The codes that loading reported, with the files where it did. */
  readonly #foundIn: ReadonlySet<string>;
  readonly #codes: ReadonlySet<string>;
  readonly #levels: Levels;
  readonly #silences: Silences;
  readonly #active: readonly Rule[];
  readonly #byScope: Readonly<Record<Rule['scope'], RulesOfScope>>;
  readonly #memory: RuleMemory;
  readonly #patience: number;
  readonly #reports: Diagnostic[] = [];
  readonly #places = new Set<string>();
  /** Lessons that a rule has not judged yet, by its code. */
  readonly #unjudged = new Map<Rule, ReadonlySet<LessonSource>>();

  constructor(
    rules: readonly Rule[],
    course: ValidCourse,
    {
      speller,
      patience = Number.POSITIVE_INFINITY,
      sizeOf = () => undefined,
      found = [],
      otherCodes = [],
      memory = new RuleMemory(),
    }: CheckOptions,
  ) {
    this.#rules = rules;
    this.#memory = memory;
    this.#view = viewCourse(course, speller, sizeOf);
    this.#found = found;
    const own = [...[...rules, ...Object.values(notices)].map(({ code }) => code), ...Object.keys(loaderCodes)];
    this.#codes = new Set([...own, ...otherCodes, ...found.map(({ code }) => code)]);
    this.#levels = readLevels(course, this.#codes);
    this.#silences = new Silences(course, this.#codes);
    this.#foundAt = new Set(
      found.flatMap((one) => (this.#levels.of(one.code) === 'off' ? [] : [placeOf(one.code, one)])),
    );
    this.#foundIn = new Set(found.map(({ code, file }) => `${code} ${file}`));
    const language = primaryLanguage(course.language);
    this.#active = rules.filter(
      (rule) =>
        knows(rule, language) &&
        this.#levels.of(rule.code) !== 'off' &&
        (rule.needs !== 'speller' || speller !== undefined) &&
        (patience !== 'never' || rule.takesLong !== true || this.#levels.of(rule.code) === 'error'),
    );
    this.#patience = patience === 'never' ? Number.POSITIVE_INFINITY : patience;
    const ofScope = (scope: Rule['scope']): RulesOfScope => {
      const own = this.#active.filter((rule) => rule.scope === scope && rule.takesLong !== true);
      return {
        keeps: own.filter((rule) => rule.looksBeyond !== true),
        looks: own.filter((rule) => rule.looksBeyond === true),
      };
    };
    this.#byScope = {
      question: ofScope('question'),
      module: ofScope('module'),
      lesson: ofScope('lesson'),
      body: ofScope('body'),
      course: ofScope('course'),
    };
  }

  run(): Diagnostic[] {
    this.#judgeFound();
    this.#memory.enter(this.#view, this.#active);
    this.#countUnjudged();
    for (const module of this.#view.modules) this.#checkModule(module);
    for (const rule of this.#active)
      if (rule.scope === 'course')
        this.#reportAll(
          rule,
          rule.check(this.#view, (module) => this.#summary(rule, module)),
        );
    this.#reports.push(...this.#levels.diagnostics);
    for (const problem of this.#silences.problems(this.#codes, (code, module) => this.#hasJudged(code, module)))
      this.#push(problem);
    this.#sayWhatIsOff();
    return limited(this.#reports.toSorted(compareDiagnostics));
  }

  /** Reports of loading: an error means that the course is not what it seems, so nobody can silence it. */
  #judgeFound(): void {
    for (const diagnostic of this.#found) {
      if (diagnostic.severity === 'error') this.#reports.push(diagnostic);
      else if (!this.#silences.covers(diagnostic.code, diagnostic)) this.#push(diagnostic);
    }
  }

  /** What `run` left out for want of patience. */
  rest(): Iterator<void> | undefined {
    return this.#unjudged.size === 0 ? undefined : this.#judgeRest();
  }

  *#judgeRest(): Generator<void> {
    for (const [rule, bodies] of this.#unjudged) {
      for (const body of bodies) {
        this.#findingsOfLong(rule, body);
        yield;
      }
    }
  }

  #countUnjudged(): void {
    if (this.#patience === Number.POSITIVE_INFINITY) return;
    for (const rule of this.#active) {
      if (rule.takesLong !== true || this.#levels.of(rule.code) === 'error') continue;
      const bodies = this.#view.modules
        .flatMap(bodiesToJudge)
        .filter((body) => this.#memory.known(partOfLong(rule, body)) === undefined);
      if (bodies.length > this.#patience) this.#unjudged.set(rule, new Set(bodies));
    }
  }

  /** What a rule that takes long finds in a body. */
  #findingsOfLong(rule: Rule, body: LessonSource): readonly Finding[] {
    return (
      this.#memory
        .recall(
          partOfLong(rule, body),
          () => new Map(rule.scope === 'body' ? [[rule, rule.check(body, this.#view)]] : []),
        )
        .get(rule) ?? []
    );
  }

  #checkModule(module: ModuleView): void {
    const { quiz } = module.module;
    const inQuizFile = (object: object, name: string): Part => ({
      object,
      name: `${name} of ${quiz?.file}`,
      text: quiz?.source.text ?? '',
    });
    const questions = quiz?.questions ?? [];
    const read =
      questions.length === 0
        ? ''
        : this.#active.map((rule) => (rule.scope === 'question' ? (rule.reads?.(module) ?? '') : '')).join('');
    const askedOf = `${quiz?.source.text}${read}`;
    for (const [index, question] of questions.entries())
      this.#reportQuestion(
        this.#findingsIn({ ...inQuizFile(question, `question ${index}`), text: askedOf }, 'question', (rule) =>
          rule.scope === 'question' ? rule.check(module.questions[index]!, module) : [],
        ),
      );
    const bodies = bodiesToJudge(module);
    for (const body of bodies) {
      const inBody = this.#findingsIn(
        { object: body, name: `body of ${body.file}`, text: inputOf(body) },
        'body',
        (rule) => (rule.scope === 'body' ? rule.check(body, this.#view) : []),
      );
      for (const [rule, findings] of inBody) this.#reportAll(rule, findings);
    }
    const inQuiz =
      quiz === undefined || questions.length === 0
        ? none
        : this.#findingsIn(inQuizFile(quiz, 'whole'), 'module', (rule) =>
            rule.scope === 'module' ? rule.check(module) : [],
          );
    for (const [rule, findings] of inQuiz) this.#reportAll(rule, findings);
    for (const rule of this.#active) {
      if (rule.takesLong !== true) continue;
      for (const body of bodies)
        if (this.#unjudged.get(rule)?.has(body) !== true) this.#reportAll(rule, this.#findingsOfLong(rule, body));
    }
    for (const rule of this.#active)
      if (rule.scope === 'lesson')
        this.#reportAll(
          rule,
          rule.check(module).filter(({ at }) => this.#isFirst(rule, at)),
        );
    // Here, while the words of these questions are still known.
    for (const rule of this.#active) if (rule.scope === 'course') this.#summary(rule, module);
  }

  #summary(rule: CourseRule, module: ModuleView): unknown {
    const { quiz } = module.module;
    return quiz === undefined
      ? rule.summarise(module)
      : this.#memory.recallSummary({ object: quiz, name: `${rule.code} of ${quiz.file}`, text: quiz.source.text }, () =>
          rule.summarise(module),
        );
  }

  /** What the rules of one scope find in a part: kept from the last check, but for rules that look beyond it. */
  #findingsIn(part: Part, scope: Rule['scope'], check: (rule: Rule) => readonly Finding[]): Found {
    const find = (rules: readonly Rule[]): Found => {
      const found = new Map<Rule, readonly Finding[]>();
      for (const rule of rules) {
        const findings = check(rule);
        if (findings.length > 0) found.set(rule, findings);
      }
      return found.size === 0 ? none : found;
    };
    const { keeps, looks } = this.#byScope[scope];
    const kept = this.#memory.recall(part, () => find(keeps));
    const beyond = find(looks);
    return beyond.size === 0 ? kept : new Map([...kept, ...beyond]);
  }

  /** Of several rules that say the same thing of a question, the most exact one speaks. */
  #reportQuestion(found: Found): void {
    if (found.size === 0) return;
    const codes = new Set([...found.keys()].map(({ code }) => code));
    for (const [rule, findings] of found) {
      if (rule.yieldsTo?.some((code) => codes.has(code)) === true) continue;
      const audible = findings.filter(({ at }) => !this.#silences.covers(rule.code, at));
      const joined = join(rule, audible);
      if (joined !== undefined) this.#report(rule, joined);
    }
  }

  #reportAll(rule: Rule, findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (
        rule.yieldsTo?.some((code) => this.#foundAt.has(placeOf(code, finding.at))) === true ||
        rule.yieldsInFile?.some((code) => this.#foundIn.has(`${code} ${finding.at.file}`)) === true ||
        this.#silences.covers(rule.code, finding.at)
      )
        continue;
      this.#report(rule, finding);
    }
  }

  /** Several lessons may show the same part. */
  #isFirst({ code }: Rule, { file, start }: Span): boolean {
    const place = `${code} ${file}:${start.line}:${start.column}`;
    return this.#places.size !== this.#places.add(place).size;
  }

  #report(rule: Rule, finding: Finding): void {
    // What is left of a text that a comment has cut is not what its author wrote.
    if (this.#foundAt.has(placeOf('text-cut', finding.at))) return;
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
  #hasJudged(code: string, module: ValidModule): boolean {
    const rule = this.#active.find((one) => one.code === code);
    if (rule === undefined)
      return (
        this.#view.course.whole && (Object.hasOwn(loaderCodes, code) || this.#found.some((one) => one.code === code))
      );
    if (this.#unjudged.has(rule)) return false;
    return this.#view.course.whole || (module.whole && rule.scope !== 'course' && rule.readsAllModules !== true);
  }

  #sayWhatIsOff(): void {
    const { course } = this.#view;
    const language = primaryLanguage(course.language);
    if (language === undetermined) return;
    const off = this.#rules.filter((rule) => !knows(rule, language));
    if (off.length === 0) return;
    const at = course.source.spanOf(['language']);
    this.#push({
      ...notices.rulesLanguage,
      file: at.file,
      start: at.start,
      end: at.end,
      message: `${off.length} rules about wording are off, because they know \`en\` and not \`${course.language}\``,
    });
  }
}

/**
 * A file with thousands of reports has one cause: the gravest of each file are shown, in their order, and one more says how
 * many there would be. It is as grave as the gravest of those.
 */
function limited(sorted: readonly Diagnostic[]): Diagnostic[] {
  const byFile = Map.groupBy(sorted, ({ file }) => file);
  if ([...byFile.values()].every(({ length }) => length <= reportsPerFile)) return [...sorted];
  return [...byFile.values()].flatMap((reports) => {
    if (reports.length <= reportsPerFile) return reports;
    const gravest = reports.toSorted((a, b) => weights[b.severity] - weights[a.severity]);
    const shown = new Set(gravest.slice(0, reportsPerFile));
    const [first, ...others] = gravest.slice(reportsPerFile);
    const last = reports.findLast((report) => shown.has(report));
    if (first === undefined || last === undefined) return reports;
    const more: Diagnostic = {
      ...moreProblems,
      severity: first.severity,
      message: `${(others.length + 1).toLocaleString('en')} more ${plural(others.length + 1, 'problem')} in this file ${plural(others.length + 1, 'is', 'are')} not shown`,
      file: last.file,
      start: last.start,
      end: last.end,
    };
    return [...reports.filter((report) => shown.has(report)), more];
  });
}

/** A code and the line that it is about. */
function placeOf(code: string, { file, start }: Span): string {
  return `${code} ${file}:${start.line}`;
}

/** A lesson’s body and the parts that are reported with it. */
function bodiesToJudge({ module: { lesson } }: ModuleView): readonly LessonSource[] {
  return lesson === undefined ? [] : ownBodiesOf(lesson);
}

/** What such a rule finds is kept by itself. */
function partOfLong({ code }: Rule, body: LessonSource): Part {
  return { object: body, name: `${code} of ${body.file}`, text: inputOf(body) };
}

/** Several findings of one rule in one question are one report, the rest as related places. */
function join(rule: Rule, findings: readonly Finding[]): Finding | undefined {
  const [first, ...others] = findings;
  if (first === undefined || others.length === 0) return first;
  const related: Related[] = [
    ...(first.related ?? []),
    ...others.flatMap((other) => [{ ...other.at, message: other.message }, ...(other.related ?? [])]),
  ];
  const severity = findings
    .map((finding) => finding.severity ?? rule.severity)
    .reduce((a, b) => (weights[a] >= weights[b] ? a : b));
  return { ...first, severity, related };
}
