import type { Rule } from './engine/rule.ts';
import { choiceAbsoluteDistractors } from './choice/choice-absolute-distractors.ts';
import { choiceAllOfTheAbove } from './choice/choice-all-of-the-above.ts';
import { choiceArticleCue } from './choice/choice-article-cue.ts';
import { choiceDoubleNegative } from './choice/choice-double-negative.ts';
import { choiceFormatCue } from './choice/choice-format-cue.ts';
import { choiceHedgedKey } from './choice/choice-hedged-key.ts';
import { choiceKeyCount } from './choice/choice-key-count.ts';
import { choiceKeyLongest } from './choice/choice-key-longest.ts';
import { choiceMixedKinds } from './choice/choice-mixed-kinds.ts';
import { choiceNoneOfTheAbove } from './choice/choice-none-of-the-above.ts';
import { choiceNumberOrder } from './choice/choice-number-order.ts';
import { choiceOptionCount } from './choice/choice-option-count.ts';
import { choiceOptionDuplicate } from './choice/choice-option-duplicate.ts';
import { choiceOptionOverlap } from './choice/choice-option-overlap.ts';
import { choiceTypeK } from './choice/choice-type-k.ts';
import { choiceWordEcho } from './choice/choice-word-echo.ts';
import { numericAnswer } from './answer/numeric-answer.ts';
import { outputUntypable } from './answer/output-untypable.ts';
import { typedAnswer } from './answer/typed-answer.ts';
import { codeLineLong } from './lesson/code-line-long.ts';
import { exchangeTranscriptMissing } from './lesson/exchange-transcript-missing.ts';
import { wordsMissing } from './course/words-missing.ts';
import { wordsUnfit } from './course/words-unfit.ts';
import { courseGuessable } from './course/course-guessable.ts';
import { explanationEmpty } from './explanation/explanation-empty.ts';
import { explanationMissing } from './explanation/explanation-missing.ts';
import { explanationNamesPosition } from './explanation/explanation-names-position.ts';
import { fenceLanguageMissing } from './lesson/fence-language-missing.ts';
import { headingOrder } from './lesson/heading-order.ts';
import { labUnsupported } from './lesson/lab-unsupported.ts';
import { linkTextVague } from './lesson/link-text-vague.ts';
import { mediaTooLarge } from './lesson/media-too-large.ts';
import { moduleKeyLongest } from './course/module-key-longest.ts';
import { moduleKeyPosition } from './course/module-key-position.ts';
import { objectiveUntested } from './course/objective-untested.ts';
import { pictureTooLarge } from './lesson/picture-too-large.ts';
import { questionCuesQuestion } from './course/question-cues-question.ts';
import { questionDuplicate } from './course/question-duplicate.ts';
import { questionUntaught } from './course/question-untaught.ts';
import { spelling } from './spelling/spelling.ts';
import { stemNegativeUnmarked } from './stem/stem-negative-unmarked.ts';
import { stemNegative } from './stem/stem-negative.ts';
import { stemNotAQuestion } from './stem/stem-not-a-question.ts';
import { stemTooLong } from './stem/stem-too-long.ts';
import { stemTooThin } from './stem/stem-too-thin.ts';

/** All rules; the only list to extend. */
export const rules: readonly Rule[] = [
  choiceAbsoluteDistractors,
  choiceAllOfTheAbove,
  choiceArticleCue,
  choiceDoubleNegative,
  choiceFormatCue,
  choiceHedgedKey,
  choiceKeyCount,
  numericAnswer,
  outputUntypable,
  typedAnswer,
  choiceKeyLongest,
  choiceMixedKinds,
  choiceNoneOfTheAbove,
  choiceNumberOrder,
  choiceOptionCount,
  choiceOptionDuplicate,
  choiceOptionOverlap,
  choiceTypeK,
  choiceWordEcho,
  codeLineLong,
  exchangeTranscriptMissing,
  courseGuessable,
  wordsMissing,
  wordsUnfit,
  explanationEmpty,
  explanationMissing,
  explanationNamesPosition,
  fenceLanguageMissing,
  headingOrder,
  labUnsupported,
  linkTextVague,
  mediaTooLarge,
  moduleKeyLongest,
  moduleKeyPosition,
  objectiveUntested,
  pictureTooLarge,
  questionCuesQuestion,
  questionDuplicate,
  questionUntaught,
  spelling,
  stemNegativeUnmarked,
  stemNegative,
  stemNotAQuestion,
  stemTooLong,
  stemTooThin,
];
