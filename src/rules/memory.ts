import type { Finding, Rule } from './rule.ts';
import type { CourseView, Speller } from './view/course.ts';

/** What rules found in one part of a course; rules that found nothing are not in it. */
export type Found = ReadonlyMap<Rule, readonly Finding[]>;

/**
 * Keeps what rules found in questions, quizzes and bodies from one check to the next, so that after an edit only what
 * was edited is judged again. Give the same memory to each check of the same course; the reports are the same as without.
 */
export class RuleMemory {
  #parts = new WeakMap<object, Found>();
  #speller: Speller | undefined;
  #setting = '';

  /** To be told before each check what every finding depends on beside its part; forgets all when that has changed. */
  enter({ course, vocabulary, speller }: CourseView, active: readonly Rule[]): void {
    const setting = JSON.stringify([course.language, [...vocabulary], active.map(({ code }) => code)]);
    if (setting === this.#setting && speller === this.#speller) return;
    this.#parts = new WeakMap();
    this.#speller = speller;
    this.#setting = setting;
  }

  /** What `find` finds in a part, from memory where it is the very part seen before. */
  recall(part: object, find: () => Found): Found {
    let found = this.#parts.get(part);
    if (found === undefined) this.#parts.set(part, (found = find()));
    return found;
  }
}
