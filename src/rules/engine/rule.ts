import type { Edit, Related, Severity, Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../course/model.ts';
import type { CourseView, ModuleView } from './view/course.ts';
import type { QuestionView } from './view/question.ts';

/**
 * One thing a rule found. The engine adds code, severity, file and the rule's own `why` and `fix`,
 * drops what the author silenced, and joins the findings of one rule in one question into one report.
 */
export interface Finding {
  /** The smallest stretch that shows the mistake. */
  readonly at: Span;
  /** Lower case, no full stop, code in backticks. */
  readonly message: string;
  /** Only where this finding weighs less (or more) than the rule's own severity. */
  readonly severity?: Severity;
  /** Only where the rule's own would be too general. */
  readonly why?: string;
  readonly fix?: string;
  readonly edit?: Edit;
  readonly related?: readonly Related[];
}

/** What a rule is, apart from its check. The page `<code>.md` beside it says the rest. */
export interface RuleFacts {
  /** Stable name: what authors silence, configure and look up. */
  readonly code: string;
  /** How loud it is unless `course.yaml` or a finding says otherwise. */
  readonly severity: Severity;
  /** What goes wrong for a person. */
  readonly why: string;
  /** The way out, in words. */
  readonly fix: string;
}

interface RuleBase extends RuleFacts {
  /** `any`, or the languages whose wording it understands: the text's own decides, not the interface's. */
  readonly language: 'any' | 'en' | readonly string[];
  /** Looks beyond what it is given, at the files of the course, so that what it found cannot be kept for the next check. */
  readonly looksBeyond?: true;
  /** Takes long on a large course, so that who waits for a page may have its findings later. Only for rules of `body`. */
  readonly takesLong?: true;
  /** What it cannot do without: where a course is checked without it, the rule is off. */
  readonly needs?: 'speller';
  /** Reads the lessons of other modules, too: what it leaves out is known only when all of the course could be read. */
  readonly readsAllModules?: true;
  /** What says the same thing more exactly, rules or loading: where one of them speaks of a question, or in a line of a body, this one is quiet. */
  readonly yieldsTo?: readonly string[];
  /** What loading says of a body when nobody can know where its blocks end: where it speaks of a file, this one is quiet there. */
  readonly yieldsInFile?: readonly string[];
}

/** Looks at one question at a time. */
export interface QuestionRule extends RuleBase {
  readonly scope: 'question';
  /** What it looks at beside the quiz, as a text: what it found is kept for the next check until that changes. */
  reads?(module: ModuleView): string;
  check(question: QuestionView, module: ModuleView): readonly Finding[];
}

/** Looks at all questions of one module. Those with mistakes are missing (`quiz.leftOut`): a rule that counts must not be misled by that. */
export interface ModuleRule extends RuleBase {
  readonly scope: 'module';
  check(module: ModuleView): readonly Finding[];
}

/** Looks at one lesson as a whole: its front matter beside the questions that are asked about it, its outline. */
export interface LessonRule extends RuleBase {
  readonly scope: 'lesson';
  check(module: ModuleView): readonly Finding[];
}

/** Looks at the body of a lesson, or of a part that lessons show. */
export interface BodyRule extends RuleBase {
  readonly scope: 'body';
  check(body: LessonSource, course: CourseView): readonly Finding[];
}

/** Looks at the whole course, by what it summarises from each quiz. */
export interface CourseRule<Summary = unknown> extends RuleBase {
  readonly scope: 'course';
  /** All that it needs to know of the questions of one module, as plain data: kept for the next check until the quiz changes. */
  summarise(module: ModuleView): Summary;
  check(course: CourseView, summary: (module: ModuleView) => Summary): readonly Finding[];
}

/** A plain object; one file each; named in `../list.ts`. */
export type Rule = QuestionRule | ModuleRule | LessonRule | BodyRule | CourseRule;

/** Whether a rule can judge texts in a language, given by its primary tag. */
export function knows({ language }: Rule, primary: string): boolean {
  return language === 'any' || language === primary || (typeof language !== 'string' && language.includes(primary));
}
