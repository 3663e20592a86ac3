import type { Finding, LessonRule } from './rule.ts';
import { computingWords } from './english/computing-words.ts';
import { placesOf } from './view/text-search.ts';
import type { CourseView, ModuleView } from './view/course.ts';

/** Words worth asking the dictionary for: three small letters or more, not part of a name, path or address. */
const candidate = /(?<![\p{L}\p{N}_@#$/\\.:-])\p{L}\p{Ll}{2,}(?:['’]\p{Ll}+)?(?![\p{L}\p{N}_@/\\]|[.:]\p{L}|-\p{Lu})/gu;

/** Whether the dictionary knows a word, over all lessons of a run: most words of a course occur again and again. */
const known = new WeakMap<object, Map<string, boolean>>();

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
    for (const [word] of source.prose.matchAll(candidate)) {
      if (!isKnown(module.course, speller, word.replace('’', "'"))) doubtful.add(word);
    }
    return doubtful.size === 0 ? [] : [...doubtful].flatMap((word) => finding(module, word));
  },
};

function isKnown(course: CourseView, speller: NonNullable<CourseView['speller']>, word: string): boolean {
  let memory = known.get(speller);
  if (memory === undefined) known.set(speller, (memory = new Map()));
  let answer = memory.get(word);
  if (answer === undefined) {
    const lower = word.toLowerCase();
    answer = computingWords.has(lower.replace(/'s$/, '')) || speller.knows(word) || (word !== lower && speller.knows(lower));
    memory.set(word, answer);
  }
  return answer || course.vocabulary.has(word.toLowerCase());
}

function finding(module: ModuleView, word: string): Finding[] {
  const { speller } = module.course;
  const { source } = module.module.lesson;
  if (speller === undefined || isNameOrTerm(source.prose, word) || isMarkedAsCode(module, word)) return [];
  const [first, ...others] = placesOf(source, word);
  if (first === undefined) return [];
  const suggestions = speller.suggest(word);
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

/** What a lesson shows as code is a word of that lesson. */
function isMarkedAsCode(module: ModuleView, word: string): boolean {
  const { fences, text } = module.module.lesson.source;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/['’].*$/, '')}(?![\\p{L}\\p{N}])`, 'iu');
  return fences.some((fence) => pattern.test(fence.code)) || [...text.matchAll(/(`+)([^`\n]+)\1/g)].some((match) => pattern.test(match[2] ?? ''));
}
