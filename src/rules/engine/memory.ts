import type { Finding, Rule } from './rule.ts';
import type { CourseView } from './view/course.ts';

/** Findings of rules in one part of a course; rules without findings are omitted. */
export type Found = ReadonlyMap<Rule, readonly Finding[]>;

/** Findings by rule code. */
export type FoundByCode = Readonly<Record<string, readonly Finding[]>>;

/**
 * A store of findings that outlives the process. The implementation must ensure that they were produced by the same
 * rules.
 */
export interface FindingStore {
  /** Must be called first, with everything that findings depend on besides their part; other findings are invalid. */
  enter(setting: string): void;
  /** What was found in a part of a file, or summary from it, for this text of the file. */
  get(part: string, text: string): unknown;
  set(part: string, text: string, found: unknown): void;
}

/**
 * A question, quiz or body: the object, its name, and the text that determines it: that of its file, and of other input
 * of rules.
 */
export interface Part {
  readonly object: object;
  readonly name: string;
  readonly text: string;
}

/**
 * Caches findings in questions, quizzes and bodies between checks, so that after an edit only what was edited is
 * checked again. Use the same memory for each check of the same course, or the same store in the next process; the
 * diagnostics are the same as without.
 */
export class RuleMemory {
  readonly #store: FindingStore | undefined;
  /** By object, then by name of the part. */
  #parts = new WeakMap<object, Map<string, { readonly text: string; readonly found: Found }>>();
  #summary = new WeakMap<object, Map<string, unknown>>();
  #setting: string | undefined;
  #byCode: ReadonlyMap<string, Rule> = new Map();

  constructor(store?: FindingStore) {
    this.#store = store;
  }

  /**
   * Must be called before each check, with everything that findings depend on besides their part; clears the cache if
   * that has changed.
   */
  enter({ course, vocabulary, speller }: CourseView, active: readonly Rule[]): void {
    // Slow rules are cached in separate parts, because they may be deferred.
    const judged = active.filter(({ takesLong }) => takesLong !== true).map(({ code }) => code);
    const setting = JSON.stringify([course.language, speller?.name, [...vocabulary], judged]);
    this.#byCode = new Map(active.map((rule) => [rule.code, rule]));
    if (setting === this.#setting) return;
    this.#parts = new WeakMap();
    this.#setting = setting;
    this.#store?.enter(setting);
  }

  /** The findings of `find` in a part, cached by identity and text of the part. */
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

  /** The cached findings of a part; undefined if it has not been checked. */
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

  /** The result of `summarise` for a part, cached by identity: a part with a different text must be a different object. */
  recallSummary<Summary>({ object, name, text }: Part, summarise: () => Summary): Summary {
    let ofPart = this.#summary.get(object);
    if (ofPart === undefined) this.#summary.set(object, (ofPart = new Map()));
    if (ofPart.has(name)) return ofPart.get(name) as Summary;
    // In an object, so that a rule may summarise a module as nothing: "nothing stored" is another thing.
    const stored = this.#store?.get(name, text) as { readonly summary?: Summary } | undefined;
    const summary = stored === undefined ? summarise() : (stored.summary as Summary);
    if (stored === undefined) this.#store?.set(name, text, { summary });
    ofPart.set(name, summary);
    return summary;
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
