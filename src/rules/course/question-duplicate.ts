import { answerFactsOf } from '../../../schemas/questions/index.ts';
import type { LocatedQuestion } from '../../course/model.ts';
import type { CourseRule, Finding } from '../engine/rule.ts';
import { topicCount } from '../english/question-form.ts';
import { isAlike } from '../english/similarity.ts';
import { contentWords, isFunctionWord, words } from '../english/words.ts';
import { CODE, type MarkdownText } from '../engine/view/question.ts';
import { answersIdentity } from '../engine/view/identity.ts';
import { primaryLanguage, type ModuleView } from '../engine/view/course.ts';
import type { QuestionView } from '../engine/view/question.ts';

const alike = 0.95;
/** Of prompts with the same answers, how much longer one may be. */
const mostDifference = 0.4;
/** Number of neighbours in sorted order that a question is compared with. */
const window = 6;
/** Up to this number of questions, all pairs are compared. */
const fewEnough = 40;
/** Maximum number of earlier questions with the same wording to compare with. */
const mostEqual = 40;
/** Words that negate a sentence. */
const negations = /^(?:not|no|never|none|cannot|without|except|least|n['’]t|\w+n['’]t)$/i;

/** The data of a module's questions that is compared. */
interface Summary {
  /** What each question asks, without its answers. */
  readonly stems: readonly string[];
  /** Near duplicates within one quiz. */
  readonly alike: readonly Finding[];
}

export const questionDuplicate: CourseRule<Summary> = {
  code: 'question-duplicate',
  scope: 'course',
  severity: 'error',
  language: 'any',
  why: 'the second time the answer is known, and the score counts one thing twice',
  fix: 'take one away, or ask about another side of the topic',
  summarise: (module) => ({
    stems: module.questions.map(stemIdentity),
    alike: nearDuplicates(module.questions, primaryLanguage(module.course.course.language) === 'en'),
  }),
  check(course, summary) {
    const seen = new Map<string, SameStem>();
    return course.modules.flatMap((module) => {
      const { stems, alike: found } = summary(module);
      return [...exactDuplicates(module, stems, seen), ...found];
    });
  },
};

/** Questions with the same stem. Their answers are only compared if there are two, because that is expensive. */
interface SameStem {
  readonly first: Seen;
  byAnswers: Map<string, Seen> | undefined;
}

interface Seen {
  readonly question: LocatedQuestion;
  readonly module: ModuleView;
}

/** Finds questions with the same stem (normalised prose, code verbatim) and the same answers in any order. */
function exactDuplicates(module: ModuleView, stems: readonly string[], seen: Map<string, SameStem>): Finding[] {
  return (module.module.quiz?.questions ?? []).flatMap((question, index) => {
    const identity = stems[index] ?? '';
    const sameStem = seen.get(identity);
    if (sameStem === undefined) {
      seen.set(identity, { first: { question, module }, byAnswers: undefined });
      return [];
    }
    const answers = answersOf({ question, module });
    sameStem.byAnswers ??= new Map([[answersOf(sameStem.first), sameStem.first]]);
    const first = sameStem.byAnswers.get(answers);
    if (first === undefined) {
      sameStem.byAnswers.set(answers, { question, module });
      return [];
    }
    const related = [{ ...first.question.at('prompt'), message: 'the same question stands here' }];
    const elsewhere = first.module !== module;
    return [
      {
        at: question.at('prompt'),
        message: `the same question as \`${elsewhere ? `${first.module.module.slug}/` : ''}${first.question.data.id}\``,
        related,
        ...(elsewhere ? { severity: 'warning' as const } : {}),
      },
    ];
  });
}

function answersOf({ question, module }: Seen): string {
  const quiz = module.module.quiz;
  return quiz === undefined ? '' : answersIdentity(question.data, quiz.texts);
}

function stemIdentity({ stem, context }: QuestionView): string {
  return [stem, context]
    .map((text) => (text === undefined ? '' : `${text.prose.toLowerCase()}\u0007${codeOf(text)}`))
    .join('\u0007');
}

function codeOf(text: { readonly code: readonly string[]; readonly fences: readonly string[] }): string {
  return [...text.code, ...text.fences].join('\u0007');
}

/** Questions of one quiz that ask the same in the same or nearly the same words. */
function nearDuplicates(questions: readonly QuestionView[], english: boolean): Finding[] {
  const twins = new Map<QuestionView, QuestionView>();
  const sameWords = new Set<QuestionView>();
  for (const [later, earlier] of equallyWorded(questions, english)) {
    twins.set(later, earlier);
    sameWords.add(later);
  }
  for (const [a, b] of neighbours(questions)) {
    const [earlier, later] = a.index < b.index ? [a, b] : [b, a];
    const known = twins.get(later);
    if (!sameWords.has(later) && (known === undefined || known.index > earlier.index) && nearlyEqual(earlier, later))
      twins.set(later, earlier);
  }
  return questions.flatMap((question) => {
    const other = twins.get(question);
    if (other === undefined) return [];
    const same = sameWords.has(question) ? 'the same' : 'nearly the same';
    const related = [{ ...other.at('prompt'), message: `${same} prompt stands here` }];
    return [
      {
        at: question.at('prompt'),
        severity: 'warning' as const,
        message: `${same} prompt as \`${other.data.id}\``,
        related,
      },
    ];
  });
}

/**
 * Questions with the same wording as an earlier one, ignoring articles, markup and white space, but without the same
 * answers.
 */
function equallyWorded(questions: readonly QuestionView[], english: boolean): Map<QuestionView, QuestionView> {
  const byWords = new Map<string, QuestionView[]>();
  const found = new Map<QuestionView, QuestionView>();
  for (const question of questions) {
    const key = wordingOf(question);
    const earlier = byWords.get(key);
    if (earlier === undefined) byWords.set(key, [question]);
    else {
      const alreadyReported = earlier.some(
        (other) =>
          stemIdentity(other) === stemIdentity(question) &&
          answersIdentity(other.data, other.quiz.texts) === answersIdentity(question.data, question.quiz.texts),
      );
      const twin = alreadyReported
        ? undefined
        : earlier.slice(0, mostEqual).find((other) => asksTheSame(other, question, english));
      if (twin !== undefined) found.set(question, twin);
      earlier.push(question);
    }
  }
  return found;
}

const punctuation: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'", '–': '-', '—': '-' };

/**
 * The normalised wording of a prompt: lower case, ignoring code markup, articles (except quoted ones) and final
 * punctuation.
 */
function wordingOf({ stem, data }: QuestionView): string {
  let code = 0;
  const words = stem.prose
    .replace(/[“”‘’–—]/g, (mark) => punctuation[mark] ?? mark)
    .replace(/^\(?(?:Q(?:uestion)? ?)?\d{1,2}[).:] (?=\p{L})/u, '')
    .replace(/^[IiAaOo][nt] (?=(?:which|what)\b)/, '')
    .replace(/\b(what|who|where|how|that|it)'s\b/gi, '$1 is')
    .replace(/ & /g, ' and ')
    .split(/("[^"]*")/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(/(?<![\p{L}\p{N}'-])(?:an?|the|(?<=^|[.!?:] )(?:An?|The))(?![\p{L}\p{N}'-]) ?/gu, ''),
    )
    .join('')
    .replaceAll(CODE, () => stem.code[code++] ?? '')
    .replace(/"([^"]*)"/g, (quoted, word: string) => (isFunctionWord(word.toLowerCase()) ? quoted : word));
  const plain = words
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?(?<![?.!:])[?.!:]+(?= |$)/g, '')
    .trim();
  return [data.type, plain, ...stem.fences, ...stem.addresses, data.context ?? ''].join('\u0007');
}

/**
 * Whether two questions with the same wording are duplicates regardless of their options: “What is a port?” is, “Which
 * of these is true?” need not be.
 */
function asksTheSame(a: QuestionView, b: QuestionView, english: boolean): boolean {
  if (codeDiffers(a.stem, b.stem) || codeDiffers(b.stem, a.stem)) return false;
  const { sameWording } = answerFactsOf(a.data.type);
  if (sameWording === 'nothing') return true;
  if (sameWording === 'answers') return answersIdentity(a.data, a.quiz.texts) === answersIdentity(b.data, b.quiz.texts);
  return (
    !answersDiffer(a, b) ||
    (english && keysSayTheSame(a, b)) ||
    (english && topicCount(a.stem) >= (hasPhraseAsKey(a) && hasPhraseAsKey(b) ? 1 : 2))
  );
}

/** “Filtering traffic” and “To filter traffic” */
function keysSayTheSame(a: QuestionView, b: QuestionView): boolean {
  const [one, other] = [a, b].map(({ choices }) =>
    choices
      .flatMap(({ options }) => options.filter((option) => option.correct && option.text.code.length === 0))
      .flatMap((option) => [...contentWords(option.text.visible, 2).keys()])
      .toSorted()
      .join(' '),
  );
  return one !== undefined && one !== '' && one === other;
}

/** A sentence may paraphrase another key; a word or two are a different answer. */
function hasPhraseAsKey({ choices }: QuestionView): boolean {
  return choices.every(({ options }) =>
    options.filter((option) => option.correct).every((option) => option.text.visible.split(' ').length >= 3),
  );
}

/** `a` is not `A`, with or without code markup. */
function codeDiffers(one: MarkdownText, other: MarkdownText): boolean {
  return one.code.some((code) => !other.visible.includes(code));
}

/**
 * Candidate pairs. In a long quiz, texts that differ in one place share a long prefix or suffix, so they are close to
 * each other when sorted forwards or backwards. Comparing all pairs would take minutes for a quiz of thousands.
 */
function* neighbours(questions: readonly QuestionView[]): Generator<readonly [QuestionView, QuestionView]> {
  if (questions.length <= fewEnough) {
    for (const [i, question] of questions.entries())
      for (const other of questions.slice(i + 1)) yield [question, other];
    return;
  }
  const forwards = questions.map((question) => ({ question, key: question.stem.prose.toLowerCase() }));
  const backwards = forwards.map(({ question, key }) => ({ question, key: [...key].toReversed().join('') }));
  for (const list of [forwards, backwards]) {
    const sorted = list.toSorted((a, b) =>
      a.key < b.key ? -1 : a.key > b.key ? 1 : a.question.index - b.question.index,
    );
    for (let i = 0; i < sorted.length; i += 1) {
      for (const other of sorted.slice(i + 1, i + 1 + window)) {
        const first = sorted[i];
        if (first !== undefined) yield [first.question, other.question];
      }
    }
  }
}

function nearlyEqual(a: QuestionView, b: QuestionView): boolean {
  const [first, second] = [a.stem.prose, b.stem.prose];
  const longest = Math.max(first.length, second.length);
  if (longest < 20 || Math.abs(first.length - second.length) > longest * mostDifference || a.data.type !== b.data.type)
    return false;
  const [left, right] = [first.toLowerCase(), second.toLowerCase()];
  if (left === right || codeOf(a.stem) !== codeOf(b.stem) || a.data.context !== b.data.context || answersDiffer(a, b))
    return false;
  if (isAlike(left, right, alike)) return differenceIsStyle(first, second);
  if (!differenceIsGrammar(first, second) || !differenceIsStyle(first, second)) return false;
  return sameAnswers(a, b) || (topicCount(a.stem) >= 3 && hasPhraseOrName(a) && differenceIsFiller(left, right));
}

/** The same options and the same key. */
function sameAnswers(a: QuestionView, b: QuestionView): boolean {
  return a.choices.length > 0 && answersIdentity(a.data, a.quiz.texts) === answersIdentity(b.data, b.quiz.texts);
}

/** “Which one does so?” and “Which one will do so?”: only function words differ. */
function differenceIsGrammar(a: string, b: string): boolean {
  const [left, right] = [contentWords(a, 2), contentWords(b, 2)];
  return left.size === right.size && [...left.keys()].every((word) => right.has(word));
}

/** Questions with different answers are different, however similar their prompts. */
function answersDiffer(a: QuestionView, b: QuestionView): boolean {
  const [keysOfA, keysOfB] = [a, b].map((question) =>
    question.choices.flatMap((choice) =>
      choice.options.filter((option) => option.correct).map((option) => option.text.identity.toLowerCase()),
    ),
  );
  if (keysOfA === undefined || keysOfB === undefined) return false;
  return a.choices.length === 0
    ? answersIdentity(a.data, a.quiz.texts) !== answersIdentity(b.data, b.quiz.texts)
    : !keysOfA.some((key) => keysOfB.includes(key));
}

/** Whether two prompts differ in words that change nothing: no name, number, code or negation, and in the same order. */
function differenceIsStyle(a: string, b: string): boolean {
  const tokens = (text: string): string[] => text.match(/[\p{L}\p{N}'’_./-]+|\uFFFC/gu) ?? [];
  const [left, right] = [compareWords(tokens(a), tokens(b)), compareWords(tokens(b), tokens(a))];
  return (
    haveSameOrder(left.shared, right.shared) &&
    [...left.missing, ...right.missing].every(
      (token) => token !== CODE && !/[\d\p{Lu}]/u.test(token) && !negations.test(token),
    )
  );
}

/** The words of one text, whatever their case: those that another text has as well, as often, and those that it lacks. */
function compareWords(
  words: readonly string[],
  others: readonly string[],
): { readonly shared: readonly string[]; readonly missing: readonly string[] } {
  const rest = others.map((word) => word.toLowerCase());
  const [shared, missing]: [string[], string[]] = [[], []];
  for (const word of words) {
    const at = rest.indexOf(word.toLowerCase());
    if (at === -1) missing.push(word);
    else {
      rest.splice(at, 1);
      shared.push(word.toLowerCase());
    }
  }
  return { shared, missing };
}

/** One word may have moved, as adverbs do; “from a client to a server” is not “from a server to a client”. */
function haveSameOrder(left: readonly string[], right: readonly string[]): boolean {
  const isSame = (other: readonly string[], word: string | undefined): boolean =>
    word === undefined ||
    left.filter((one) => one !== word).join(' ') === other.filter((one) => one !== word).join(' ');
  const at = left.findIndex((word, index) => word !== right[index]);
  return at === -1 || isSame(right, left[at]) || isSame(right, right[at]) || isTurned(left, right);
}

/** “What is it at sea level?” and “At sea level, what is it?” */
function isTurned(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && ` ${[...left, ...left].join(' ')} `.includes(` ${right.join(' ')} `);
}

/** “What do you call …?” and “What do we call …?”: only words differ that say nothing of what is asked. */
function differenceIsFiller(a: string, b: string): boolean {
  const [left, right] = [words(a), words(b)].map((list) => list.filter((word) => !filler.has(word)).join(' '));
  return left === right;
}

const filler: ReadonlySet<string> = new Set(
  'a an the you we one they do does did is are was were can could will would should must may might have has had to that be'.split(
    ' ',
  ),
);

/** Whether the keys are words, which two questions seldom share by chance. */
function hasPhraseOrName({ choices }: QuestionView): boolean {
  return (
    choices.length > 0 &&
    choices.every(({ options }) => options.every((option) => !option.correct || /\p{L}{4}/u.test(option.text.visible)))
  );
}
