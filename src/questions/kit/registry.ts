import type { Grader } from './type.ts';
import type { Response } from './response.ts';

/**
 * What a question type does in the browser. What its controls need at once, it registers in `enhance.ts`; what only
 * answers need (`grade`, `complete`, `marked`), in `check.ts`, which is fetched when somebody touches a question.
 */
export interface BrowserType<Key = unknown> extends Grader<Key> {
  /** Enhances the controls; called once. */
  enhance?(question: HTMLElement): void;
  /**
   * Puts movable parts into the initial order: the same for the same seed, never the right one. `entry`: the question's
   * entry in the answer key.
   */
  arrange?(question: HTMLElement, key: Key, seed: string, entry: HTMLElement): void;
  /** Called after controls were restored from a stored response, or cleared. */
  restored?(question: HTMLElement): void;
  /** Says more than right or not about a part, in the mark that its row just got. */
  marked?(row: HTMLElement, key: Key): void;
  /**
   * Whether this response can be graded; if not, the learner is asked to complete it. By default any non-empty response
   * can.
   */
  complete?(key: Key, response: Response): boolean;
  /** Whether the learner should look at the spelling once more before the response counts. */
  isMisspelt?(key: Key, response: Response): boolean;
}

const types = new Map<string, Partial<BrowserType>>();

/** Registers a type on this page, or more of it. */
export function register<Key>(name: string, type: Partial<BrowserType<Key>>): void {
  types.set(name, { ...types.get(name), ...(type as Partial<BrowserType>) });
}

/** What is registered of a type by now. */
export function registered(name: string): Partial<BrowserType> {
  return types.get(name) ?? {};
}
