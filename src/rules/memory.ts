import type { Finding, Rule } from './rule.ts';
import type { CourseView, Speller } from './view/course.ts';

/** What rules found in one part of a course; rules that found nothing are not in it. */
export type Found = ReadonlyMap<Rule, readonly Finding[]>;

/** What rules found, by their codes. */
export type FoundByCode = Readonly<Record<string, readonly Finding[]>>;

/** Findings that outlive a process. Whoever keeps them answers for their having been made by the same rules. */
export interface FindingStore {
  /** To be told first what every finding depends on beside its part: others are worth nothing. */
  enter(setting: string): void;
  /** What was found in a part of a file, or gleaned from it, when the file had this text. */
  get(part: string, text: string): unknown;
  set(part: string, text: string, found: unknown): void;
}

/** A question, quiz or body: itself, its name, and the text that says all about it: of its file, and of what rules read beside. */
export interface Part {
  readonly object: object;
  readonly name: string;
  readonly text: string;
}

/**
 * Keeps what rules found in questions, quizzes and bodies from one check to the next, so that after an edit only what
 * was edited is judged again. Give the same memory to each check of the same course, or the same store to the memory of
 * the next process; the reports are the same as without.
 */
export class RuleMemory {
  readonly #store: FindingStore | undefined;
  #parts = new WeakMap<object, { readonly text: string; readonly found: Found }>();
  #gleaned = new WeakMap<object, Map<string, unknown>>();
  #speller: Speller | undefined;
  #setting: string | undefined;
  #byCode: ReadonlyMap<string, Rule> = new Map();
  #stored: FindingStore | undefined;

  constructor(store?: FindingStore) {
    this.#store = store;
  }

  /** To be told before each check what every finding depends on beside its part; forgets all when that has changed. */
  enter({ course, vocabulary, speller }: CourseView, active: readonly Rule[]): void {
    const setting = JSON.stringify([course.language, [...vocabulary], active.map(({ code }) => code)]);
    if (setting === this.#setting && speller === this.#speller) return;
    this.#parts = new WeakMap();
    this.#gleaned = new WeakMap();
    this.#speller = speller;
    this.#setting = setting;
    this.#byCode = new Map(active.map((rule) => [rule.code, rule]));
    // What is misspelt depends on a dictionary, which has no name to keep it by.
    this.#stored = this.#byCode.has('spelling') ? undefined : this.#store;
    this.#stored?.enter(setting);
  }

  /** What `find` finds in a part, from memory where it is the very part seen before and says the same. */
  recall({ object, name, text }: Part, find: () => Found): Found {
    const known = this.#parts.get(object);
    if (known?.text === text) return known.found;
    const stored = this.#stored?.get(name, text) as FoundByCode | undefined;
    const found = stored === undefined ? find() : this.#byRule(stored);
    if (stored === undefined) this.#stored?.set(name, text, Object.fromEntries([...found].map(([{ code }, findings]) => [code, findings])));
    this.#parts.set(object, { text, found });
    return found;
  }

  /** What `glean` gleans from a part that is another object whenever its text is another. */
  recallGleaned<Gleaned>({ object, name, text }: Part, glean: () => Gleaned): Gleaned {
    let ofPart = this.#gleaned.get(object);
    if (ofPart === undefined) this.#gleaned.set(object, (ofPart = new Map()));
    if (ofPart.has(name)) return ofPart.get(name) as Gleaned;
    const stored = this.#stored?.get(name, text) as Gleaned | undefined;
    const gleaned = stored ?? glean();
    if (stored === undefined) this.#stored?.set(name, text, gleaned);
    ofPart.set(name, gleaned);
    return gleaned;
  }

  #byRule(stored: FoundByCode): Found {
    return new Map(Object.entries(stored).flatMap(([code, findings]) => {
      const rule = this.#byCode.get(code);
      return rule === undefined ? [] : [[rule, findings]];
    }));
  }
}
