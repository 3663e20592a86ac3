import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storeOver, type StorageLike } from '../../src/learner/store.ts';
import { withFile, withReset } from '../../src/learner/replace.ts';
import { emptyState, withAnswer, type AnswerRecord } from '../../src/learner/state.ts';

const answer = (at: number, more: Partial<AnswerRecord> = {}): AnswerRecord => ({
  response: { choice: 'a' },
  version: 'v',
  points: 1,
  at,
  hints: 0,
  ...more,
});

/** A browser's storage, with a limit in characters. */
function storageOf(
  entries: Record<string, string> = {},
  limit = Infinity,
): StorageLike & { entries: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    entries: map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem(key, value) {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
  };
}

describe('the store', () => {
  test('remembers answers and attempts across visits', () => {
    const storage = storageOf();
    const first = storeOver(storage, 'k', 'seed');
    first.record('m/q', answer(1));
    first.restart('m');
    const second = storeOver(storage, 'k', 'other');
    expect(second.get('m/q')).toEqual(answer(1));
    expect(second.attempt('m')).toBe(1);
    expect(second.state.seed).toBe('seed');
    expect(second.keeping).toBe('kept');
  });

  test('works in memory, and says so, where the browser stores nothing', () => {
    const refusing: StorageLike = {
      length: 0,
      key: () => null,
      getItem() {
        throw new DOMException('no', 'SecurityError');
      },
      setItem() {
        throw new DOMException('no', 'SecurityError');
      },
    };
    for (const storage of [undefined, refusing]) {
      const store = storeOver(storage, 'k', 's');
      store.record('m/q', answer(1));
      expect(store.get('m/q')).toEqual(answer(1));
      expect(store.keeping).toBe('disabled');
      expect(store.setAside()).toEqual([]);
    }
  });

  test('goes on in memory, and says so, when the space is used up; what was stored stays', () => {
    const storage = storageOf({}, 400);
    const store = storeOver(storage, 'k', 's');
    store.record('m/q0', answer(1));
    const stored = storage.entries.get('k');
    for (let n = 1; n < 9; n++) store.record(`m/q${n}`, answer(1));
    expect(store.keeping).toBe('full');
    expect(Object.keys(store.state.answers)).toHaveLength(9);
    expect(stored).toBeDefined();
    expect(storage.entries.get('k')).toContain('m/q0');
  });

  test('sets aside what it cannot read, once, and begins anew', () => {
    const storage = storageOf({ k: '{"points":3}' });
    for (let visit = 0; visit < 2; visit++) storeOver(storage, 'k', 's').record('m/q', answer(1));
    const store = storeOver(storage, 'k', 's');
    expect(store.setAside()).toHaveLength(1);
    expect(storage.entries.get(store.setAside()[0] ?? '')).toBe('{"points":3}');
    expect(store.get('m/q')).toBeDefined();
  });

  test('does not overwrite what it could not set aside', () => {
    const text = 'x'.repeat(500);
    const storage = storageOf({ k: text }, 400);
    const store = storeOver(storage, 'k', 's');
    store.record('m/q', answer(1));
    expect(storage.entries.get('k')).toBe(text);
    expect(store.keeping).toBe('full');
    expect(store.get('m/q')).toBeDefined();
  });

  test('leaves the state of a newer Lectern alone', () => {
    const text = '{"version":2,"secret":"sauce"}';
    const storage = storageOf({ k: text });
    const store = storeOver(storage, 'k', 's');
    store.record('m/q', answer(1));
    expect(storage.entries.get('k')).toBe(text);
    expect(store.keeping).toBe('newer');
    expect(store.get('m/q')).toBeDefined();
  });

  test('takes in what a file knows', () => {
    const store = storeOver(storageOf(), 'k', 's');
    store.record('m/q', answer(1));
    store.change((state) => withFile(state, withAnswer(emptyState('f'), 'm/p', answer(2))));
    expect(Object.keys(store.state.answers)).toEqual(['m/p', 'm/q']);
  });

  test('brings back from a file what was forgotten here, and forgets nothing that was forgotten elsewhere', () => {
    const storage = storageOf();
    const store = storeOver(storage, 'k', 's');
    store.record('m/q', answer(1));
    const file = store.state;
    store.change((state) => withReset(state, 5));
    store.record('m/p', answer(6));
    const other = storeOver(storage, 'k', 's');
    store.change((state) => withFile(state, file));
    other.heard();
    expect(Object.keys(other.state.answers)).toEqual(['m/p', 'm/q']);
    expect(other.state.recalls['m/q']).toEqual([[1, 3]]);
    store.change((state) => withFile(state, withReset(file, 99)));
    expect(Object.keys(store.state.answers)).toEqual(['m/p', 'm/q']);
  });

  test('goes back to what was there before an import, also for a tab that has heard of it', () => {
    const storage = storageOf();
    const store = storeOver(storage, 'k', 's');
    store.record('m/q', answer(1));
    const before = store.state;
    store.change((state) => withFile(state, withAnswer(emptyState('f'), 'm/q', answer(2, { points: 0 }))));
    const other = storeOver(storage, 'k', 's');
    store.change((state) => withReset(state, 3, before));
    other.heard();
    other.record('m/p', answer(4));
    for (const tab of [store, other]) tab.heard();
    expect(store.state.answers).toMatchObject({ 'm/q': answer(1), 'm/p': answer(4) });
    expect(store.state.answers).toEqual(other.state.answers);
  });

  test('forgets everything on reset, also for a tab that still remembers', () => {
    const storage = storageOf();
    const one = storeOver(storage, 'k', 's');
    one.record('m/q', answer(1));
    const two = storeOver(storage, 'k', 's');
    one.change((state) => withReset(state, 5));
    two.heard();
    two.record('m/p', answer(6));
    expect(Object.keys(storeOver(storage, 'k', 's').state.answers)).toEqual(['m/p']);
  });
});

describe('two tabs', () => {
  test('lose no answer in a hundred ways to interleave their reads, writes and news', () => {
    // Tabs are processes of their own: a tab may act on what it read a moment ago, and hear of a write late.
    const moves = fc.array(
      fc.tuple(fc.constantFrom(0, 1), fc.constantFrom('record', 'hear', 'stale-record'), fc.nat(5)),
      { minLength: 1, maxLength: 30 },
    );
    let runs = 0;
    fc.assert(
      fc.property(moves, (list) => {
        runs++;
        const real = storageOf();
        const views = [0, 1].map(() => {
          let stale: string | null | undefined;
          const view = {
            ...real,
            getItem: (key: string) => (stale === undefined ? real.getItem(key) : stale),
            freeze: () => (stale = real.getItem('k')),
            thaw: () => (stale = undefined),
          };
          return view;
        });
        const tabs = views.map((view, tab) => storeOver(view, 'k', `seed-${tab}`));
        const given = new Set<string>();
        list.forEach(([tab, move, question], at) => {
          const [store, view, other] = [tabs[tab]!, views[tab]!, tabs[1 - tab]!];
          if (move === 'hear') return store.heard();
          const address = `m/q${tab}${question}`;
          given.add(address);
          if (move === 'stale-record') {
            // It reads, the other one writes, it writes.
            view.freeze();
            const theirs = `m/late${at}`;
            given.add(theirs);
            other.record(theirs, answer(at + 1));
          }
          store.record(address, answer(at + 1));
          view.thaw();
        });
        // Each write is heard by the other in the end.
        for (let round = 0; round < 3; round++) for (const tab of tabs) tab.heard();
        expect(new Set(Object.keys(storeOver(real, 'k', 'x').state.answers))).toEqual(given);
        expect(tabs[0]?.state.answers).toEqual(tabs[1]?.state.answers);
      }),
      { seed: 5, numRuns: 100 },
    );
    expect(runs).toBe(100);
  });
});
