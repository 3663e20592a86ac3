import type { Grader } from './type.ts';
import type { Response } from './response.ts';

/** What a question type adds to its native controls in the browser. */
export interface BrowserType<Key = unknown> extends Grader<Key> {
  /** Enhances the controls; called once. */
  enhance?(question: HTMLElement): void;
  /** Puts movable parts into the initial order: the same for the same seed, never the right one. */
  arrange?(question: HTMLElement, key: Key, seed: string): void;
  /** Called after controls were restored from a stored response, or cleared. */
  restored?(question: HTMLElement): void;
  /** Says more than right or not about a part, in the mark that its row just got. */
  marked?(row: HTMLElement, key: Key): void;
  /**
   * Whether this response can be graded; if not, the learner is asked to complete it. By default any non-empty response
   * can.
   */
  complete?(key: Key, response: Response): boolean;
}

const types = new Map<string, BrowserType>();

/** Registers a type on this page; called once by each type's script. */
export function register<Key>(name: string, type: BrowserType<Key>): void {
  types.set(name, type as BrowserType);
}

export function registered(name: string): BrowserType | undefined {
  return types.get(name);
}
