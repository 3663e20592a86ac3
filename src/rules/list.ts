import type { Rule } from './rule.ts';
import { choiceAbsoluteDistractors } from './choice-absolute-distractors.ts';
import { choiceAllOfTheAbove } from './choice-all-of-the-above.ts';
import { choiceArticleCue } from './choice-article-cue.ts';
import { choiceDoubleNegative } from './choice-double-negative.ts';
import { choiceFormatCue } from './choice-format-cue.ts';
import { choiceHedgedKey } from './choice-hedged-key.ts';
import { choiceKeyCount } from './choice-key-count.ts';
import { choiceKeyLongest } from './choice-key-longest.ts';
import { choiceMixedKinds } from './choice-mixed-kinds.ts';
import { choiceNoneOfTheAbove } from './choice-none-of-the-above.ts';
import { choiceNumberOrder } from './choice-number-order.ts';
import { choiceOptionCount } from './choice-option-count.ts';
import { choiceOptionDuplicate } from './choice-option-duplicate.ts';
import { choiceOptionOverlap } from './choice-option-overlap.ts';
import { choiceTypeK } from './choice-type-k.ts';
import { choiceWordEcho } from './choice-word-echo.ts';
import { codeLineLong } from './code-line-long.ts';
import { exchangeTranscriptMissing } from './exchange-transcript-missing.ts';
import { courseGuessable } from './course-guessable.ts';
import { explanationEmpty } from './explanation-empty.ts';
import { explanationMissing } from './explanation-missing.ts';
import { explanationNamesPosition } from './explanation-names-position.ts';
import { fenceLanguageMissing } from './fence-language-missing.ts';
import { headingOrder } from './heading-order.ts';
import { labUnsupported } from './lab-unsupported.ts';
import { linkTextVague } from './link-text-vague.ts';
import { moduleKeyLongest } from './module-key-longest.ts';
import { moduleKeyPosition } from './module-key-position.ts';
import { objectiveUntested } from './objective-untested.ts';
import { pictureTooLarge } from './picture-too-large.ts';
import { questionCuesQuestion } from './question-cues-question.ts';
import { questionDuplicate } from './question-duplicate.ts';
import { questionUntaught } from './question-untaught.ts';
import { spelling } from './spelling.ts';
import { stemNegativeUnmarked } from './stem-negative-unmarked.ts';
import { stemNegative } from './stem-negative.ts';
import { stemNotAQuestion } from './stem-not-a-question.ts';
import { stemTooLong } from './stem-too-long.ts';
import { stemTooThin } from './stem-too-thin.ts';

/** Every rule there is: the one list to extend. */
export const rules: readonly Rule[] = [
  choiceAbsoluteDistractors,
  choiceAllOfTheAbove,
  choiceArticleCue,
  choiceDoubleNegative,
  choiceFormatCue,
  choiceHedgedKey,
  choiceKeyCount,
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
  explanationEmpty,
  explanationMissing,
  explanationNamesPosition,
  fenceLanguageMissing,
  headingOrder,
  labUnsupported,
  linkTextVague,
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
