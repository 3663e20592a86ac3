import { defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';
import type { RegexEngine, RegexEngineString } from 'shiki/types';
import { charactersOf, hasNeeded, neededCharacters, type Characters } from './needed-characters.ts';

/** One pattern of a grammar, whichever rules it stands in. */
interface Pattern {
  readonly id: number;
  readonly regexp: RegExp;
  /** Whether what was found from one place on holds for every later place before the find. */
  readonly lasting: boolean;
  /** What a line must have for any match; undefined if nothing is known. */
  readonly needed: readonly Characters[] | undefined;
}

/** Where a pattern was looked for from, and what was found: at `index`, -1 for nothing. */
interface Search {
  readonly from: number;
  readonly index: number;
  readonly indices: readonly (readonly [number, number] | undefined)[] | undefined;
}

/** A line, with what is known about it by pattern. */
interface SearchedString extends RegexEngineString {
  readonly characters: Characters;
  readonly searches: (Search | undefined)[];
}

/** How Oniguruma marks a group that took no part. */
const nowhere = { start: 4_294_967_295, end: 4_294_967_295, length: 0 };

const nothing: Search = { from: 0, index: -1, indices: undefined };

/**
 * Shiki's JavaScript regex engine with two differences. What is known of a pattern in a line is shared by all rules that
 * have the pattern: grammars nest dozens of rules that all contain “any expression”, and each would search the rest of
 * the line again for every pattern of it. And a pattern is not looked for in a line that lacks a character it needs: half
 * of a grammar's patterns begin with a keyword. The matches are the same. Patterns that JavaScript cannot express are left out,
 * as with Shiki's `forgiving`.
 */
export function sharedRegexEngine(): RegexEngine {
  const known = new Map<string, Pattern | undefined>();
  let next = 0;
  const patternOf = (source: string): Pattern | undefined => {
    if (!known.has(source)) known.set(source, compile(source, next++));
    return known.get(source);
  };
  return {
    createString: searchedString,
    createScanner(sources) {
      const patterns = sources.map((source) => (typeof source === 'string' ? patternOf(source) : patternOf(source.source)));
      return {
        findNextMatchSync(string, start) {
          const line = typeof string === 'string' ? searchedString(string) : (string as SearchedString);
          let best: { readonly pattern: number; readonly search: Search } | undefined;
          for (let at = 0; at < patterns.length; at++) {
            const pattern = patterns[at];
            if (pattern === undefined) continue;
            const search = searched(line, pattern, start);
            if (search.index === -1) continue;
            if (best === undefined || search.index < best.search.index) best = { pattern: at, search };
            if (search.index === start) break;
          }
          if (best === undefined) return null;
          const captureIndices = (best.search.indices ?? []).map((span) => (span === undefined ? nowhere : { start: span[0], end: span[1], length: span[1] - span[0] }));
          return { index: best.pattern, captureIndices };
        },
      };
    },
  };
}

function searchedString(content: string): SearchedString {
  return { content, characters: charactersOf(content), searches: [] };
}

function searched(line: SearchedString, { id, regexp, lasting, needed }: Pattern, start: number): Search {
  const last = line.searches[id];
  if (last !== undefined && last.from <= start && (last.index === -1 || last.index >= start)) return last;
  if (last === undefined && needed !== undefined && !hasNeeded(needed, line.characters)) return (line.searches[id] = nothing);
  regexp.lastIndex = start;
  const match = regexp.exec(line.content);
  const search: Search = { from: start, index: match?.index ?? -1, indices: match?.indices };
  if (lasting) line.searches[id] = search;
  return search;
}

function compile(source: string, id: number): Pattern | undefined {
  try {
    const regexp: RegExp & { rawOptions?: { strategy?: unknown } } = defaultJavaScriptRegexConstructor(source, { target: 'auto' });
    // `\G` means “where this search began”: it becomes a sticky expression, or a strategy of its own.
    return { id, regexp, lasting: !regexp.sticky && regexp.rawOptions?.strategy == null, needed: neededCharacters(source) };
  } catch {
    return undefined;
  }
}
