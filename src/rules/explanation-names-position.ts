import type { Span } from '../diagnostics/diagnostic.ts';
import type { Finding, QuestionRule } from './rule.ts';
import { CODE, type MarkdownText } from './view/question.ts';
import type { QuestionView } from './view/question.ts';

const verdict = '(?:correct|right|wrong|incorrect|true|false|the (?:right|correct|wrong|best|only correct) (?:answer|option|choice|one)|best|not (?:correct|right|true))';
const byLetter = /(?<![\p{L}\p{N}])(?:[Oo]ptions?|[Aa]nswers?|[Cc]hoices?) \(?([A-H])\)?(?![\p{L}\p{N}'’+#-])/gu;
const letterIs = new RegExp(`(?:^|[.!?:;,(] ?|(?:so|thus|therefore|hence|because|while|but|and|that) )\\(?([A-H])\\)? (?:is|are|was) (?:therefore |thus |always |also |clearly |simply )?${verdict}(?![\\p{L}\\p{N}])`, 'giu');
const byOrder = new RegExp(`(?<![\\p{L}\\p{N}])the (first|second|third|fourth|fifth|last|top|bottom|previous|next) (?:two |three )?(options?|answers?|choices?)(?: (?:is|are|was|were) (?:therefore |thus |also )?(${verdict})(?![\\p{L}\\p{N}])|(?= ?[,.;:)]|$| (?:is|are|does|says|would)))`, 'giu');
/** Letters that are languages, or the article: alone they prove nothing. */
const ambiguous = new Set(['A', 'C', 'D']);

export const explanationNamesPosition: QuestionRule = {
  code: 'explanation-names-position',
  scope: 'question',
  severity: 'error',
  language: 'en',
  why: 'options change places from learner to learner, so the reference points at another one',
  fix: 'name the option by what it says',
  check(question) {
    const options = question.choices.flatMap((choice) => choice.options);
    if (options.length === 0) return [];
    const fixed = question.choices.every((choice) => !choice.shuffled || choice.options.some((option) => option.data.pinned !== undefined));
    const findings = textsOf(question).flatMap(([text, at]) => references(question, text, at));
    return fixed ? findings.map((finding) => ({ ...finding, severity: 'warning' as const, why: 'learners have to count options to understand it' })) : findings;
  },
};

/** The texts that may speak of options, each with its place. */
function textsOf(question: QuestionView): readonly (readonly [MarkdownText, () => Span])[] {
  const feedback = question.choices.flatMap((choice) =>
    choice.options.flatMap((option) => {
      const text = option.data.feedback;
      return text !== undefined && couldRefer(text) ? [[question.quiz.texts.of(text), () => option.atFeedback()] as const] : [];
    }),
  );
  return [
    [question.stem, () => question.at('prompt')],
    ...question.hints.map((hint, i) => [hint, () => question.at('hints', i)] as const),
    ...feedback,
    ...(question.explanation === undefined ? [] : [[question.explanation, () => question.at('explanation')] as const]),
  ];
}

function couldRefer(text: string): boolean {
  return /option|answer|choice|(?<![\p{L}\p{N}])[A-H]\)? (?:is|are|was)/iu.test(text);
}

function references(question: QuestionView, text: MarkdownText, at: () => Span): Finding[] {
  if (!couldRefer(text.prose)) return [];
  const count = Math.max(...question.choices.map((choice) => choice.options.length));
  for (const match of text.prose.matchAll(byLetter)) {
    const letter = match[1] ?? '';
    if (isOption(letter, count) && !isDefined(letter, question, text)) return [{ at: at(), message: `\`${match[0]}\` names an option by its place` }];
  }
  for (const match of text.prose.matchAll(letterIs)) {
    const letter = match[1] ?? '';
    if (letter !== letter.toUpperCase() || !isOption(letter, count) || isDefined(letter, question, text) || hasOtherUse(letter, text)) continue;
    const named = /(?:answer|option|choice)$/.test(match[0]);
    if (ambiguous.has(letter) && !named) continue;
    return [{ at: at(), message: `\`${letter}\` names an option by its place` }];
  }
  if (text === question.stem || aboutOptions(question, text)) return [];
  for (const match of text.prose.matchAll(byOrder)) {
    const judged = match[3] !== undefined && !/^answer/i.test(match[2] ?? '');
    if (/next|previous/i.test(match[1] ?? '') && !judged) continue;
    return [{ at: at(), message: `\`${match[0].trim()}\` names an option by its place`, ...(judged ? {} : { severity: 'warning' as const }) }];
  }
  return [];
}

/** Whether the text uses the letter for something of its own, as in “if A implies B”. */
function hasOtherUse(letter: string, { prose }: MarkdownText): boolean {
  const rest = prose.replace(letterIs, ' ').replace(byLetter, ' ');
  return new RegExp(`(?<![\\p{L}\\p{N}'’])${letter}(?![\\p{L}\\p{N}'’])${letter === 'A' ? '(?! \\p{Ll})' : ''}`, 'u').test(rest);
}

function isOption(letter: string, count: number): boolean {
  return letter.toUpperCase().charCodeAt(0) - 65 < count;
}

/** Whether the letter is the name of something in the question: code, a label, another option's text. */
function isDefined(letter: string, question: QuestionView, self: MarkdownText): boolean {
  const alone = new RegExp(`(?<![\\p{L}\\p{N}])${letter}(?![\\p{L}\\p{N}'’])`, 'u');
  const article = letter === 'A' ? /(?<=[^.!?\s] )A (?=\p{Ll})|(?<![\p{L}\p{N}])A(?! \p{Ll})(?![\p{L}\p{N}'’])/u : alone;
  const texts = [question.stem, question.context, ...question.choices.flatMap((choice) => choice.options.map((option) => option.text))];
  return texts.some((text) => text !== undefined && text !== self && article.test(text.source)) || (self === question.stem && definesItself(self, letter));
}

/** A prompt that introduces its own letters: a lettered list, or “Option A: …”. */
function definesItself(stem: MarkdownText, letter: string): boolean {
  return stem.labels.includes(letter) || new RegExp(`(?:option|answer|choice) \\(?${letter}\\)?\\W{0,3}(?::|=|–|—)`, 'i').test(stem.source);
}

/** Whether options or answers are the topic: command-line options, DNS answers, `Option` types. */
function aboutOptions(question: QuestionView, self: MarkdownText): boolean {
  const topic = /(?<![\p{L}\p{N}])(?:option|answer|choice)s?(?![\p{L}\p{N}])/iu;
  const asksForOne = question.stem.prose.replace(/\b(?:(?:which|each|all) (?:one )?of (?:the|these) (?:following )?|(?:choose|select|pick|find) (?:the|all|each|an|one) (?:of the )?(?:\w+ )?)(?:options?|answers?|choices?)\b/gi, '');
  const flags = [...self.code, ...question.stem.code, ...question.stem.fences].some((code) => /(?:^|\s)--?[a-z]/i.test(code));
  return flags || topic.test(asksForOne) || question.choices.some((choice) => choice.options.some((option) => topic.test(option.text.visible))) || self.prose.includes(`${CODE} option`);
}
