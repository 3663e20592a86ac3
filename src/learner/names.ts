import { mergeStates, type LearnerState } from './state.ts';
import type { LearnerStore } from './store.ts';

/**
 * Maps former names of modules and questions to their current ones: `old` → `new`, `old/q` → `new/q`, `new/old-q` →
 * `new/new-q`.
 */
export function renamer(renamed: Readonly<Record<string, string>>): (name: string) => string {
  const now = (name: string) => (Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name);
  return (name) => {
    const [module = '', ...question] = name.split('/');
    return now([now(module), ...question].join('/'));
  };
}

/** Moves entries from old names to new ones, merging them with existing entries. */
export function withNames(state: LearnerState, rename: (name: string) => string): LearnerState {
  const part = (old: boolean): LearnerState => {
    const take = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(
        Object.entries(entries).flatMap(([name, entry]) =>
          (rename(name) !== name) === old ? [[rename(name), entry] as const] : [],
        ),
      );
    return { ...state, answers: take(state.answers), recalls: take(state.recalls), attempts: take(state.attempts) };
  };
  return mergeStates(part(false), part(true));
}

/** Moves what is stored under old names to the new ones; pages load the code for it only if something was renamed. */
export function renameIn(store: LearnerStore, rename: (name: string) => string): void {
  const { answers, attempts } = store.state;
  if ([...Object.keys(answers), ...Object.keys(attempts)].some((name) => rename(name) !== name))
    store.change((state) => withNames(state, rename));
}
