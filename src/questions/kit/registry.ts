import type { Grader } from './type.ts';
import type { Response } from './response.ts';

/** What a type does in the browser beyond its native controls. */
export interface BrowserType<Key = unknown> extends Grader<Key> {
  /** Makes the controls nicer to use; called once. */
  enhance?(question: HTMLElement): void;
  /** Puts movable parts into the order a learner starts from: always the same for the same seed, never the right one. */
  arrange?(question: HTMLElement, key: Key, seed: string): void;
  /** Called after controls were set from a stored response, or emptied. */
  restored?(question: HTMLElement): void;
  /** Whether this response can be graded; else the learner is asked to complete it. Without it any non-empty response can. */
  complete?(key: Key, response: Response): boolean;
}

const types = new Map<string, BrowserType>();

/** Makes a type known on this page: each type's script does so once. */
export function register<Key>(name: string, type: BrowserType<Key>): void {
  types.set(name, type as BrowserType);
}

export function registered(name: string): BrowserType | undefined {
  return types.get(name);
}
