import { plural } from '../../text/count.ts';
import { named } from '../../text/lists.ts';
import type { Finding, QuestionRule } from '../engine/rule.ts';
import { contentWords, isFunctionWord, stem } from '../english/words.ts';
import { bodiesOf } from '../../course/bodies.ts';
import type { LessonSource } from '../../course/model.ts';
import type { MarkdownText } from '../engine/view/question.ts';
import type { ModuleView } from '../engine/view/course.ts';
import type { QuestionView } from '../engine/view/question.ts';

/** With a lower share of taught content words, the question is not about the lesson. */
const leastShare = 0.25;
const fewestWords = 3;
/** Technical terms: `DNSSEC`, `WebRTC`; common ones are excluded. */
const term = /(?<![\p{L}\p{N}_-])(?:[A-Z]{2}[A-Za-z\d]*|[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*)s?(?![\p{L}\p{N}])/gu;
const everyday = new Set(
  'OK TV PC PDF USB CPU GPU RAM SSD ID FAQ GPS UK US USA EU UN CEO NOT AND OR ALL ANY TRUE FALSE ONLY EXCEPT ONE TWO IT AI DVD CD SMS PIN ATM DIY NASA'.split(
    ' ',
  ),
);

export const questionUntaught: QuestionRule = {
  code: 'question-untaught',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  readsAllModules: true,
  why: 'the question tests what learners brought along, not what the lesson taught',
  fix: 'teach it, ask about something else, or add the words to `vocabulary` in course.yaml',
  // A finding also says where the lesson's title stands.
  reads: (module) =>
    `${module.module.draft} ${module.module.lesson?.file}\n${module.module.lesson?.frontMatter?.text}\n${taughtText(module) ?? ''}`,
  check(question, module) {
    if (module.module.draft) return [];
    const taught = taughtText(module);
    if (taught === undefined) return [];
    const isTaught = (word: string): boolean => {
      const [root, lower] = [stem(word), word.toLowerCase()];
      return taught.includes(root) || (!lower.startsWith(root) && taught.includes(lower));
    };
    const terms = untaughtTerms(question, module, isTaught);
    if (terms.length > 0)
      return [
        report(question, module, `${quoted(terms)} ${plural(terms.length, 'is', 'are')} asked for and never taught`),
      ];
    return untaughtTopic(question, module, isTaught);
  },
};

function report(question: QuestionView, module: ModuleView, message: string): Finding {
  const lesson = module.module.lesson?.frontMatter;
  return {
    at: question.at('prompt'),
    message,
    ...(lesson === undefined
      ? {}
      : { related: [{ ...lesson.keySpanOf(['title']), message: 'the lesson stands here' }] }),
  };
}

function asked(question: QuestionView): readonly MarkdownText[] {
  return [question.stem, ...question.choices.flatMap(({ key }) => key?.text ?? [])];
}

/** Whether a question brings what it asks about: code, a program, a shared context. */
function bringsMaterial({ stem, context, data }: QuestionView): boolean {
  return stem.fences.length > 0 || context !== undefined || 'program' in data;
}

/** Terms in stem or key; terms in the question's own material (a program, a context, a list) are exempt. */
function untaughtTerms(question: QuestionView, module: ModuleView, isTaught: (word: string) => boolean): string[] {
  if (bringsMaterial(question)) return [];
  const found = new Set<string>();
  for (const { prose } of asked(question)) {
    for (const [written] of prose.matchAll(term)) {
      const word = written.replace(/s$/, '');
      const shouted = /^[A-Z]+$/.test(word) && isWord(module, word.toLowerCase());
      if (!everyday.has(word) && !shouted && !isTaught(word)) found.add(written);
    }
  }
  return [...found];
}

/** Whether a word is in capitals for emphasis rather than an acronym. */
function isWord(module: ModuleView, lower: string): boolean {
  return lower.length > 3 && (isFunctionWord(lower) || (module.course.speller?.isOrdinary(lower) ?? lower.length > 5));
}

function untaughtTopic(question: QuestionView, module: ModuleView, isTaught: (word: string) => boolean): Finding[] {
  const { data } = question;
  // The prompt of a text with gaps says what to do, not what it is about.
  const hasGaps = data.type === 'fill-in' || (data.type === 'self-check' && data.form === 'cloze');
  if (bringsMaterial(question) || hasGaps) return [];
  const words = new Map(asked(question).flatMap(({ prose }) => [...contentWords(prose)]));
  if (words.size < fewestWords) return [];
  const untaught = [...words.values()].filter((word) => !isTaught(word));
  if (words.size - untaught.length >= words.size * leastShare) return [];
  return [report(question, module, `of the words of this question, the lesson never uses ${quoted(untaught)}`)];
}

function quoted(words: readonly string[]): string {
  const shown = words.slice(0, 5);
  return words.length > shown.length ? `${named(shown)} and ${words.length - shown.length} more` : named(shown);
}

const texts = new WeakMap<ModuleView, string | undefined>();

/**
 * Everything taught so far, in lower case: the lesson with its code and parts, its prerequisites, the course's
 * vocabulary. Undefined if any of it cannot be read, because the words might be there.
 */
function taughtText(view: ModuleView): string | undefined {
  if (texts.has(view)) return texts.get(view);
  const lessons = lessonsUpTo(view, new Set());
  const text = lessons.includes(undefined) ? undefined : [...lessons, [...view.course.vocabulary].join(' ')].join('\n');
  texts.set(view, text);
  return text;
}

const lower = new WeakMap<LessonSource, string>();

function lowerCased(source: LessonSource): string {
  let text = lower.get(source);
  if (text === undefined) lower.set(source, (text = source.text.toLowerCase()));
  return text;
}

function lessonsUpTo(view: ModuleView, seen: Set<ModuleView>): (string | undefined)[] {
  if (seen.has(view)) return [];
  seen.add(view);
  const { lesson } = view.module;
  if (
    lesson?.source === undefined ||
    lesson.data.prerequisites === undefined ||
    lesson.parts.some(({ source }) => source === undefined)
  )
    return [undefined];
  const before = lesson.data.prerequisites.flatMap((slug) => {
    const required = view.course.bySlug.get(slug);
    return required === undefined ? [undefined] : lessonsUpTo(required, seen);
  });
  return [...bodiesOf(lesson).map(lowerCased), ...before];
}
