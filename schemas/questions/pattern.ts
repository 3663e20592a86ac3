/**
 * Patterns for typed answers: a subset of regular expressions that is matched in time proportional to the answer,
 * whatever the pattern. There are characters, `.`, `[a-z]`, `\d`, `\w`, `\s`, groups, `|`, `?`, `*`, `+` and `{2,5}`;
 * there is nothing that looks back or ahead. A pattern has to match the whole answer.
 */
export interface Pattern {
  /** Whether it matches all of a text. `anyCase`: letters match in either case. */
  matches(text: string, anyCase: boolean): boolean;
}

type Test = (sign: string) => boolean;
/** A state takes a sign and goes on, or goes on at once to each of several. State 0 is the end. */
type State = { readonly test: Test; readonly next: number } | { readonly go: number[] };

/** Far more than a pattern that somebody can read needs. */
const mostStates = 2000;

/** Reads a pattern. Throws a `SyntaxError` that says what is wrong. */
export function patternOf(source: string): Pattern {
  const signs = [...source];
  const states: State[] = [{ go: [] }];
  let at = 0;

  /** Makes the states of a part, given the state behind it; returns the state at its start. */
  type Part = (next: number) => number;
  const state = (made: State): number => {
    if (states.push(made) > mostStates) throw new SyntaxError('it is too long, or repeats too much');
    return states.length - 1;
  };
  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at character ${at + 1}`);
  };
  const take = (sign: string): boolean => signs[at] === sign && ++at > 0;
  const one =
    (test: Test): Part =>
    (next) =>
      state({ test, next });

  function either(): Part {
    const parts = [sequence()];
    while (take('|')) parts.push(sequence());
    return (next) => (parts.length === 1 ? parts[0]!(next) : state({ go: parts.map((part) => part(next)) }));
  }

  function sequence(): Part {
    const parts: Part[] = [];
    while (at < signs.length && signs[at] !== '|' && signs[at] !== ')') parts.push(repeated());
    return (next) => parts.reduceRight((behind, part) => part(behind), next);
  }

  function repeated(): Part {
    let part = atom();
    for (;;) {
      const bounds = take('?') ? [0, 1] : take('*') ? [0, Infinity] : take('+') ? [1, Infinity] : counted();
      if (bounds === undefined) return part;
      const [least = 0, most = 0] = bounds;
      const inner = part;
      part = (next) => {
        let start = next;
        if (most === Infinity) {
          const loop: number[] = [];
          start = state({ go: loop });
          loop.push(inner(start), next);
        } else for (let left = most - least; left > 0; left--) start = state({ go: [inner(start), next] });
        for (let left = least; left > 0; left--) start = inner(start);
        return start;
      };
    }
  }

  function counted(): number[] | undefined {
    const written = /^\{(\d{1,3})(,)?(\d{1,3})?\}/.exec(signs.slice(at, at + 9).join(''));
    if (written === null) return signs[at] === '{' ? fail('expected `{2}`, `{2,}` or `{2,5}`') : undefined;
    at += written[0].length;
    const least = Number(written[1]);
    const most = written[2] === undefined ? least : Number(written[3] ?? Infinity);
    return most < least ? fail('a range that ends before it begins') : [least, most];
  }

  function atom(): Part {
    const sign = signs[at++]!;
    if (sign === '(') {
      if (take('?') && !take(':')) fail('nothing looks ahead or back');
      const inner = either();
      if (!take(')')) fail('expected `)`');
      return inner;
    }
    if (sign === '[') return one(anyOf());
    if (sign === '.') return one(() => true);
    if (sign === '\\') return one(escaped());
    if ('?*+{'.includes(sign)) {
      at--;
      fail('nothing to repeat');
    }
    return one((given) => given === sign);
  }

  function escaped(): Test {
    const sign = signs[at++] ?? fail('an unfinished `\\`');
    const kind = { d: /\d/, w: /[\p{L}\p{M}\p{N}_]/u, s: /\s/ }[sign.toLowerCase()];
    if (kind !== undefined) return (given) => kind.test(given) === (sign === sign.toLowerCase());
    if (/[\p{L}\p{N}]/u.test(sign)) {
      at--;
      fail(`\`\\${sign}\` means nothing`);
    }
    return (given) => given === sign;
  }

  function anyOf(): Test {
    const isNot = take('^');
    const tests: Test[] = [];
    while (!take(']')) {
      const first = signs[at++] ?? fail('expected `]`');
      if (first === '\\') tests.push(escaped());
      else if (signs[at] === '-' && signs[at + 1] !== ']' && at + 1 < signs.length) {
        const last = signs[at + 1]!;
        at += 2;
        if (last < first) fail('a range that ends before it begins');
        tests.push((given) => first <= given && given <= last);
      } else tests.push((given) => given === first);
    }
    return (given) => tests.some((test) => test(given)) !== isNot;
  }

  const whole = either();
  if (at < signs.length) fail('unexpected `)`');
  const start = whole(0);

  /** All states that are reached from one without taking a sign. */
  function reach(from: number, reached: Set<number>): void {
    const open = [from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (reached.has(index)) continue;
      reached.add(index);
      const here = states[index]!;
      if ('go' in here) open.push(...here.go);
    }
  }

  return {
    matches(text, anyCase) {
      let now = new Set<number>();
      reach(start, now);
      for (const sign of text) {
        const forms = anyCase ? new Set([sign, sign.toLowerCase(), sign.toUpperCase()]) : [sign];
        const then = new Set<number>();
        for (const index of now) {
          const here = states[index]!;
          if ('test' in here && [...forms].some(here.test)) reach(here.next, then);
        }
        now = then;
      }
      return now.has(0);
    },
  };
}
