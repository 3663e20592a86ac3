import type { Span } from '../diagnostics/diagnostic.ts';
import type { LessonSource } from '../source/lesson.ts';
import type { BodyRule, Finding } from './rule.ts';
import { computingWords } from './english/computing-words.ts';
import { placesOf } from './view/text-search.ts';
import type { CourseView, Speller } from './view/course.ts';

/** Runs of letters; most are known, so what stands around them is only looked at where one is not. */
const run = /[a-zA-ZÀ-ɏ]+(?:['’][a-zÀ-ɏ]+)?/g;
/** Three small letters or more, at most the first one a capital. */
const plain = /^\p{L}\p{Ll}{2,}(?:['’]\p{Ll}+)?$/u;
/** Before or after such a character a word is part of a name, path, address or compound. */
const joinedBefore = /[\p{L}\p{N}_@#$/\\.:-]$/u;
const joinedAfter = /^(?:[\p{L}\p{N}_@/\\]|[.:-]\p{L}|:\/)/u;

/** Whether the dictionary knows a word, over all lessons of a run: most words of a course occur again and again. */
const known = new WeakMap<Speller, Map<string, boolean>>();

/** Corrections by word, for the same reason. */
const searched = new WeakMap<Speller, Map<string, readonly string[]>>();

/** More unknown words than this, and more than one word in twenty, and the lesson is not written in the dictionary's words. */
const mostWords = 25;
const share = 1 / 20;
/** No word of any dictionary is longer, and a longer one has slips without number. */
const longest = 50;
/** Words and places a report shows. */
const shown = 5;

export const spelling: BodyRule = {
  code: 'spelling',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  why: 'a misspelt word costs trust, and cannot be found by searching',
  fix: 'mend it, mark it as code, or add it to `vocabulary` in course.yaml',
  check(body, course) {
    const { speller } = course;
    if (speller === undefined) return [];
    const { words, doubtful } = doubtfulWords(body, course, speller);
    if (doubtful.size === 0) return [];
    const code = wordsOfCode(body);
    const unknown = [...doubtful].filter((word) => !isNameOrTerm(body.prose, word) && !code.has(word.replace(/['’].*$/, '').toLowerCase()));
    const places = placesOf(body, new Set(unknown));
    const found = unknown.flatMap((word) => {
      const at = places.get(word);
      return at === undefined ? [] : [{ word, at }];
    });
    return found.length > mostWords && found.length > words * share ? [another(found)] : found.flatMap(({ word, at }) => finding(speller, word, at));
  },
};

/** How many words the prose has, and those of them that no dictionary knows and that look like words. */
function doubtfulWords({ prose }: LessonSource, course: CourseView, speller: Speller): { readonly words: number; readonly doubtful: ReadonlySet<string> } {
  const doubtful = new Set<string>();
  const memory = memoryOf(speller);
  let words = 0;
  for (const match of prose.matchAll(run)) {
    const [word] = match;
    words += 1;
    if (word.length < 3 || word.length > longest || memory.get(word) === true || !plain.test(word) || isKnown(course, speller, memory, word)) continue;
    const end = match.index + word.length;
    if (!joinedBefore.test(prose.slice(Math.max(0, match.index - 2), match.index)) && !joinedAfter.test(prose.slice(end, end + 3))) doubtful.add(word);
  }
  return { words, doubtful };
}

/** One report for a lesson that is written in other words than the dictionary's: hundreds would only be skipped. */
function another(found: readonly { readonly word: string; readonly at: readonly Span[] }[]): Finding {
  const [first, ...others] = found.flatMap(({ word, at }) => at.slice(0, 1).map((place) => ({ ...place, message: `\`${word}\`` })));
  const named = found.slice(0, shown).map(({ word }) => `\`${word}\``);
  return {
    at: first ?? { file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    message: `${found.length} words of this lesson are not in the dictionary, among them ${named.join(', ')}`,
    why: 'among so many words nobody finds the one that is misspelt',
    fix: 'add the words of the trade to `vocabulary` in course.yaml; where the course is in another language, say so in its `language`',
    related: others.slice(0, shown),
  };
}

function memoryOf(speller: Speller): Map<string, boolean> {
  let memory = known.get(speller);
  if (memory === undefined) known.set(speller, (memory = new Map()));
  return memory;
}

function isKnown(course: CourseView, speller: Speller, memory: Map<string, boolean>, word: string): boolean {
  let answer = memory.get(word);
  if (answer === undefined) {
    const written = word.replace('’', "'");
    const lower = written.toLowerCase();
    answer = computingWords.has(lower.replace(/'s$/, '')) || speller.knows(written) || (written !== lower && speller.knows(lower));
    memory.set(word, answer);
  }
  return answer || course.vocabulary.has(word.toLowerCase());
}

function finding(speller: Speller, word: string, [first, ...others]: readonly Span[]): Finding[] {
  if (first === undefined) return [];
  const suggestions = suggestionsFor(speller, word);
  const related = others.slice(0, shown).map((place) => ({ ...place, message: 'and here' }));
  return [
    {
      at: first,
      message: suggestions.length > 0 ? `\`${word}\` is not in the dictionary, did you mean \`${suggestions[0]}\`` : `\`${word}\` is not in the dictionary`,
      ...(suggestions.length > 0 ? {} : { severity: 'info' as const }),
      ...(related.length > 0 ? { related } : {}),
    },
  ];
}

/** A capital inside a sentence makes a name; at the start of one it proves nothing, so it counts as one, too. */
function isNameOrTerm(prose: string, word: string): boolean {
  return /^\p{Lu}/u.test(word) || prose.includes(`“${word}”`);
}

function suggestionsFor(speller: Speller, word: string): readonly string[] {
  let memory = searched.get(speller);
  if (memory === undefined) searched.set(speller, (memory = new Map()));
  let suggestions = memory.get(word);
  if (suggestions === undefined) memory.set(word, (suggestions = speller.suggest(word)));
  return suggestions;
}

/** What a lesson shows as code is a word of that lesson; in small letters. */
function wordsOfCode({ fences, text }: LessonSource): Set<string> {
  const code = [...fences.map((fence) => fence.code), ...[...text.matchAll(/(`+)([^`\n]+)\1/g)].map((match) => match[2] ?? '')];
  return new Set(code.flatMap((part) => part.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
}
