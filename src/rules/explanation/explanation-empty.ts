import type { Span } from '../../diagnostics/diagnostic.ts';
import { count } from '../../text/count.ts';
import type { QuestionRule } from '../engine/rule.ts';
import { CODE, type MarkdownText } from '../engine/view/question.ts';
import { words } from '../english/words.ts';
import type { QuestionView } from '../engine/view/question.ts';

const fewestWords = 8;
const verdicts = new Set(
  `correct right wrong incorrect yes no true false exactly good great well done nice job perfect excellent sorry nope yep that is it s this the a answer option choice not quite try again you got
  are were almost close indeed absolutely bravo congratulations awesome your very one have chosen selected picked made work way go keep up on spot fantastic brilliant superb wonderful fine unfortunately incorrectly correctly too bad think about and so here ll ve re
  please luck more better next time trying hard study learn oh no oops hooray congrats amazing impressive clever smart thanks thank sure certainly definitely obviously clearly of course
  reread read review revise revisit see look chapter section lesson notes carefully once then above page course material question found find can be in from given let me us for to with`.split(
    /\s+/,
  ),
);

/** “The correct answer is: …” */
const announced = /^(?:the )?(?:correct |right |best )?(?:answer|option|choice)(?: is|:|,)+ (?:that )?/i;

export const explanationEmpty: QuestionRule = {
  code: 'explanation-empty',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'right or wrong alone teaches next to nothing; the reason does',
  fix: 'say why the answer holds, in a sentence or two',
  check(question) {
    const { explanation } = question;
    if (explanation === undefined) return emptyFeedback(question);
    const at = (): Span => question.at('explanation');
    if (isVerdict(explanation)) return [{ at: at(), message: `\`${explanation.visible}\` says whether, not why` }];
    const key = question.choices
      .flatMap((choice) => choice.options)
      .find((option) => option.correct && sameText(option.text, explanation));
    if (key !== undefined) return [{ at: at(), message: 'the explanation only repeats the right option' }];
    const said = explained(explanation);
    return said < fewestWords
      ? [{ at: at(), message: `the explanation has ${count(said, 'word')}, fewer than ${fewestWords}` }]
      : [];
  },
};

/** Counts words, numbers and code: `x += 1` explains as well as a sentence. */
function explained(text: MarkdownText): number {
  const code = [...text.code, ...text.fences].join(' ').match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+/gu)?.length ?? 0;
  const operators = text.prose.match(/(?<=[\p{L}\p{N})²³ ])[=×÷·+−<>≤≥≈→](?=[ \p{L}\p{N}(√])/gu)?.length ?? 0;
  return words(text.prose).filter((word) => word !== CODE).length + operators + code;
}

function isVerdict(text: MarkdownText): boolean {
  return (
    text.code.length === 0 &&
    text.fences.length === 0 &&
    words(text.visible.replace(/['’]/g, ' ')).every((word) => verdicts.has(word.toLowerCase()))
  );
}

function sameText(a: MarkdownText, b: MarkdownText): boolean {
  const plain = (text: MarkdownText): string =>
    `${text.visible.toLowerCase().replace(announced, '').replace(/[.!]$/, '')}\n${text.fences.join('\n')}`;
  return plain(a) === plain(b);
}

function emptyFeedback(question: QuestionView): { at: Span; message: string }[] {
  return question.choices.flatMap((choice) =>
    choice.options.flatMap((option) => {
      const feedback = option.data.feedback;
      if (feedback === undefined || feedback.length > 80) return [];
      const text = question.quiz.texts.of(feedback);
      return isVerdict(text) ? [{ at: option.atFeedback(), message: `\`${text.visible}\` says whether, not why` }] : [];
    }),
  );
}
