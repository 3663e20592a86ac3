import type { Finding, LessonRule } from './rule.ts';
import { computingWords } from './english/computing-words.ts';
import { placesOf } from './view/text-search.ts';
import type { CourseView, ModuleView, Speller } from './view/course.ts';

/** Runs of letters; most are known, so what stands around them is only looked at where one is not. */
const run = /[a-zA-ZÀ-ɏ]+(?:['’][a-zÀ-ɏ]+)?/g;
/** Three small letters or more, at most the first one a capital. */
const plain = /^\p{L}\p{Ll}{2,}(?:['’]\p{Ll}+)?$/u;
/** Before or after such a character a word is part of a name, path, address or compound. */
const joinedBefore = /[\p{L}\p{N}_@#$/\\.:-]$/u;
const joinedAfter = /^(?:[\p{L}\p{N}_@/\\]|[.:-]\p{L}|:\/)/u;

/** Whether the dictionary knows a word, over all lessons of a run: most words of a course occur again and again. */
const known = new WeakMap<Speller, Map<string, boolean>>();

/** A search for a correction takes half a millisecond; a course with more unknown words than this is not in the dictionary's language. */
const mostSearches = 1000;

/** Corrections found in one check of a course, by word, so that a word that occurs again is looked for once. */
const searched = new WeakMap<CourseView, Map<string, readonly string[]>>();

export const spelling: LessonRule = {
  code: 'spelling',
  scope: 'lesson',
  severity: 'warning',
  language: 'any',
  why: 'a misspelt word costs trust, and cannot be found by searching',
  fix: 'mend it, mark it as code, or add it to `vocabulary` in course.yaml',
  check(module) {
    const { speller } = module.course;
    if (speller === undefined) return [];
    const doubtful = new Set<string>();
    const { source } = module.module.lesson;
    const { prose } = source;
    const memory = memoryOf(speller);
    for (const match of prose.matchAll(run)) {
      const [word] = match;
      if (word.length < 3 || memory.get(word) === true || !plain.test(word) || isKnown(module.course, speller, memory, word)) continue;
      const end = match.index + word.length;
      if (!joinedBefore.test(prose.slice(Math.max(0, match.index - 2), match.index)) && !joinedAfter.test(prose.slice(end, end + 3))) doubtful.add(word);
    }
    if (doubtful.size === 0) return [];
    const code = wordsOfCode(module);
    return [...doubtful].flatMap((word) => finding(module, speller, code, word));
  },
};

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

function finding(module: ModuleView, speller: Speller, code: ReadonlySet<string>, word: string): Finding[] {
  const { source } = module.module.lesson;
  if (isNameOrTerm(source.prose, word) || code.has(word.replace(/['’].*$/, '').toLowerCase())) return [];
  const [first, ...others] = placesOf(source, word);
  if (first === undefined) return [];
  const suggestions = suggestionsFor(module.course, speller, word);
  const related = others.slice(0, 5).map((place) => ({ ...place, message: 'and here' }));
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

function suggestionsFor(course: CourseView, speller: Speller, word: string): readonly string[] {
  let memory = searched.get(course);
  if (memory === undefined) searched.set(course, (memory = new Map()));
  const known = memory.get(word);
  if (known !== undefined) return known;
  if (memory.size >= mostSearches) return [];
  const suggestions = speller.suggest(word);
  memory.set(word, suggestions);
  return suggestions;
}

/** What a lesson shows as code is a word of that lesson; in small letters. */
function wordsOfCode(module: ModuleView): Set<string> {
  const { fences, text } = module.module.lesson.source;
  const code = [...fences.map((fence) => fence.code), ...[...text.matchAll(/(`+)([^`\n]+)\1/g)].map((match) => match[2] ?? '')];
  return new Set(code.flatMap((part) => part.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
}
