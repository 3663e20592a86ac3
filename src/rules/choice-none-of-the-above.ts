import type { QuestionRule } from './rule.ts';

const none = /^(?:none|neither) of (?:the (?:above|preceding|others|other (?:options|answers|choices)|(?:above )?(?:options|answers|choices))|these|these (?:options|answers|choices)|the above options)(?: (?:is|are) (?:correct|true|right|valid))?[.!]?$/i;

export const choiceNoneOfTheAbove: QuestionRule = {
  code: 'choice-none-of-the-above',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'who chooses it rightly has shown what is wrong, not what is right',
  fix: 'replace it with a plausible mistake, or take it away: three options are enough',
  check(question) {
    return question.choices.flatMap((choice) =>
      choice.options.filter((option) => none.test(option.text.prose)).map((option) => ({ at: option.at(), message: `option \`${option.text.visible}\` names no answer` })),
    );
  },
};
