import type { Finding, Rule } from './rule.ts';
import type { CourseView } from './view/course.ts';

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
  /** Of each object, by the name of the part. */
  #parts = new WeakMap<object, Map<string, { readonly text: string; readonly found: Found }>>();
  #gleaned = new WeakMap<object, Map<string, unknown>>();
  #setting: string | undefined;
  #byCode: ReadonlyMap<string, Rule> = new Map();

  constructor(store?: FindingStore) {
    this.#store = store;
  }

  /** To be told before each check what every finding depends on beside its part; forgets all when that has changed. */
  enter({ course, vocabulary, speller }: CourseView, active: readonly Rule[]): void {
    // What takes long is kept in parts of its own, and may be left out for a while.
    const judged = active.filter(({ takesLong }) => takesLong !== true).map(({ code }) => code);
    const setting = JSON.stringify([course.language, speller?.name, [...vocabulary], judged]);
    this.#byCode = new Map(active.map((rule) => [rule.code, rule]));
    if (setting === this.#setting) return;
    this.#parts = new WeakMap();
    this.#setting = setting;
    this.#store?.enter(setting);
  }

  /** What `find` finds in a part, from memory where it is the very part seen before and says the same. */
  recall(part: Part, find: () => Found): Found {
    const known = this.known(part);
    if (known !== undefined) return known;
    const found = find();
    this.#store?.set(
      part.name,
      part.text,
      Object.fromEntries([...found].map(([{ code }, findings]) => [code, findings])),
    );
    this.#keep(part, found);
    return found;
  }

  /** What was found in a part before; undefined where nobody looked. */
  known(part: Part): Found | undefined {
    const known = this.#parts.get(part.object)?.get(part.name);
    if (known?.text === part.text) return known.found;
    const stored = this.#store?.get(part.name, part.text) as FoundByCode | undefined;
    if (stored === undefined) return undefined;
    const found = this.#byRule(stored);
    this.#keep(part, found);
    return found;
  }

  #keep({ object, name, text }: Part, found: Found): void {
    let ofObject = this.#parts.get(object);
    if (ofObject === undefined) this.#parts.set(object, (ofObject = new Map()));
    ofObject.set(name, { text, found });
  }

  /** What `glean` gleans from a part that is another object whenever its text is another. */
  recallGleaned<Gleaned>({ object, name, text }: Part, glean: () => Gleaned): Gleaned {
    let ofPart = this.#gleaned.get(object);
    if (ofPart === undefined) this.#gleaned.set(object, (ofPart = new Map()));
    if (ofPart.has(name)) return ofPart.get(name) as Gleaned;
    const stored = this.#store?.get(name, text) as Gleaned | undefined;
    const gleaned = stored ?? glean();
    if (stored === undefined) this.#store?.set(name, text, gleaned);
    ofPart.set(name, gleaned);
    return gleaned;
  }

  #byRule(stored: FoundByCode): Found {
    return new Map(
      Object.entries(stored).flatMap(([code, findings]) => {
        const rule = this.#byCode.get(code);
        return rule === undefined ? [] : [[rule, findings]];
      }),
    );
  }
}
