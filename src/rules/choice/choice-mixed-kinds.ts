import type { QuestionRule } from '../engine/rule.ts';
import { parseQuantity } from '../engine/view/quantity.ts';
import { words } from '../english/words.ts';
import type { OptionView } from '../engine/view/question.ts';

export const choiceMixedKinds: QuestionRule = {
  code: 'choice-mixed-kinds',
  scope: 'question',
  severity: 'warning',
  language: 'any',
  why: 'an option of another kind stands out, and is chosen or crossed out for that',
  fix: 'make all options answers of one kind',
  yieldsTo: ['choice-format-cue'],
  check(question) {
    return question.choices.flatMap(({ options }) => {
      if (options.length < 3 || options.some((option) => option.text.code.length > 0 || option.text.fences.length > 0))
        return [];
      const number = namedByNumber.test(question.stem.prose) ? undefined : alone(options, isNumber, isText);
      if (number !== undefined)
        return [{ at: number.at(), message: `\`${number.text.visible}\` is the only number among texts` }];
      const fragment = alone(options, isFragment, isSentence);
      return fragment === undefined
        ? []
        : [{ at: fragment.at(), message: `\`${fragment.text.visible}\` is the only fragment among sentences` }];
    });
  },
};

/** Novels, aeroplanes and emergency calls may be named by a number. */
const namedByNumber =
  /\b(?:which|what|whose|name) (?:\p{L}+ ){0,4}?(?:novel|book|story|film|movie|album|song|single|band|group|musical|play|series|show|game|title|car|model|aircraft|airliner|plane|jet|bus|route|road|motorway|number|code|status|call|brand|perfume|processor|chip|console|computer|version|name)(?!\p{L})/iu;

/** The only option of its kind, if all others are of the other kind. */
function alone(
  options: readonly OptionView[],
  kind: (option: OptionView) => boolean,
  other: (option: OptionView) => boolean,
): OptionView | undefined {
  const odd = options.filter(kind);
  return odd.length === 1 && options.every((option) => option === odd[0] || other(option)) ? odd[0] : undefined;
}

function isNumber(option: OptionView): boolean {
  return parseQuantity(option.text.visible) !== undefined;
}

function isText(option: OptionView): boolean {
  return (
    /\p{L}{3}/u.test(option.text.visible) &&
    !/\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|none|zero|nothing|all|both|error|\w+error)\b/i.test(
      option.text.visible,
    ) &&
    words(option.text.visible).length > 0
  );
}

function isSentence(option: OptionView): boolean {
  return /[.!?]["”)]?$/.test(option.text.visible) && words(option.text.visible).length >= 4;
}

function isFragment(option: OptionView): boolean {
  return !/[.!?]["”)]?$/.test(option.text.visible) && words(option.text.visible).length <= 3;
}
