import type { RegexEngine, RegexEngineString } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

type Scanner = ReturnType<RegexEngine['createScanner']>;

/** One pattern of a grammar, and its last search. */
interface Pattern {
  readonly scanner: Scanner;
  /** Whether a result does not depend on where the search began, which `\G` stands for. */
  readonly isLasting: boolean;
  line: string | RegexEngineString | undefined;
  from: number;
  /** Where the match begins; `Infinity` if there is none. */
  at: number;
  match: ReturnType<Scanner['findNextMatchSync']>;
}

/**
 * Shiki's JavaScript engine, which searches a line once for each pattern instead of once for each rule with it: the rules
 * of a grammar contain each other, so most patterns stand in dozens of them. The matches are the same. As with Shiki's
 * `forgiving`, patterns that JavaScript cannot express are skipped.
 */
export function sharedRegexEngine(): RegexEngine {
  const engine = createJavaScriptRegexEngine({ forgiving: true });
  const patterns = new Map<string | RegExp, Pattern>();
  const patternOf = (source: string | RegExp): Pattern => {
    const known = patterns.get(source);
    if (known !== undefined) return known;
    const pattern: Pattern = {
      scanner: engine.createScanner([source]),
      isLasting: typeof source === 'string' && !source.includes('\\G'),
      line: undefined,
      from: 0,
      at: 0,
      match: null,
    };
    patterns.set(source, pattern);
    return pattern;
  };
  return {
    createString: (text) => engine.createString(text),
    createScanner(sources) {
      const own = sources.map(patternOf);
      return {
        findNextMatchSync(line, start, options) {
          let best = -1;
          let at = Number.POSITIVE_INFINITY;
          for (let index = 0; index < own.length; index++) {
            const pattern = own[index]!;
            if (pattern.line !== line || pattern.from > start || pattern.at < start)
              search(pattern, line, start, options);
            if (pattern.at >= at) continue;
            best = index;
            at = pattern.at;
            if (at === start) break;
          }
          const match = own[best]?.match;
          return match == null ? null : { index: best, captureIndices: match.captureIndices };
        },
      };
    },
  };
}

function search(pattern: Pattern, line: string | RegexEngineString, from: number, options: number): void {
  const match = pattern.scanner.findNextMatchSync(line, from, options);
  pattern.line = pattern.isLasting ? line : undefined;
  pattern.from = from;
  pattern.match = match;
  pattern.at = match?.captureIndices[0]?.start ?? Number.POSITIVE_INFINITY;
}
