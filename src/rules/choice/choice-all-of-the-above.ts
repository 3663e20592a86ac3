import type { Finding, QuestionRule } from '../engine/rule.ts';
import { marksIn, namedA } from '../english/marks.ts';
import { composedOf, pointsByGrammar, readTotalBeside, speaksOfOthers } from '../english/totals.ts';
import { languages, phrasesOf } from '../languages/known.ts';
import { languageOf } from '../engine/view/course.ts';
import type { Choice, OptionView, QuestionView } from '../engine/view/question.ts';

const knownByTwo = 'who knows two right options has the answer without knowing the third';

export const choiceAllOfTheAbove: QuestionRule = {
  code: 'choice-all-of-the-above',
  scope: 'question',
  severity: 'error',
  language: languages,
  why: 'options change places, so nothing stands reliably above; and who knows two right ones has the answer without the third',
  fix: 'make it `type: multiple-choice` and let learners select all that apply',
  yieldsTo: ['choice-type-k'],
  check(question, module) {
    const phrases = phrasesOf(languageOf(module));
    if (phrases !== undefined)
      return question.choices.flatMap((choice) =>
        choice.options
          .filter(({ text }) => phrases.all.test(text.prose))
          .map((option) => refersToOthers(choice, option)),
      );
    return question.choices.flatMap((choice) =>
      choice.options.flatMap((option) => findingIn(question, choice, option) ?? []),
    );
  },
};

function findingIn(question: QuestionView, choice: Choice, option: OptionView): Finding | undefined {
  if (option.codeOnly && !/(?<!\p{L})(?:and|or)(?!\p{L})/iu.test(option.text.prose)) return undefined;
  const total = option.codeOnly ? undefined : readTotalBeside(option.text, question.stem);
  const whole = total !== undefined && !total.none && speaksOfOthers(total, option, choice, question.stem);
  if ((whole && total.explicit) || namesOptions(question, choice, option)) return refersToOthers(choice, option);
  const { message } = refersToOthers(choice, option);
  const pointing = whole || option.codeOnly ? undefined : pointsByGrammar(option, choice, question.stem);
  if (whole || pointing?.none === false || countsOptions(question, choice, option) || namesLabels(choice, option))
    return { at: option.at(), message, severity: 'warning', why: knownByTwo };
  const parts = composedOf(option, choice, question.stem);
  if (parts.length === 0) return undefined;
  const related = parts.map((part) => ({ ...part.at(), message: 'is part of it' }));
  return {
    at: option.at(),
    message: `option \`${option.text.visible}\` is made of other options`,
    severity: 'warning',
    why: knownByTwo,
    related,
  };
}

/** What a learner would have to see in its place. */
function refersToOthers(choice: Choice, option: OptionView): Finding {
  const moves = choice.shuffled && option.data.pinned === undefined;
  return {
    at: option.at(),
    message: `option \`${option.text.visible}\` refers to other options`,
    ...(moves ? {} : { severity: 'warning', why: knownByTwo }),
  };
}

/** “Both A and C”, “(a) and (b) only”, “options 1 and 2”, where the marks can only be those of options. */
function namesOptions(question: QuestionView, choice: Choice, self: OptionView): boolean {
  const letters = lettersIn(self) ?? [];
  if (letters.length >= 2)
    return letters.every(
      (letter) =>
        meansOption(letter.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0), choice, self) &&
        onlyAnOption(letter, question, choice, self),
    );
  if (!/\b(?:options?|answers?|choices?|correct|right)\b/i.test(self.text.prose)) return false;
  const numbers = marksIn(self.text.prose, (token) => /^[1-9]$/.test(token)) ?? [];
  const others = [
    question.stem.visible,
    ...choice.options.filter((option) => option !== self).map((option) => option.text.visible),
  ];
  return (
    numbers.length >= 2 &&
    numbers.every((mark) => meansOption(Number(mark) - 1, choice, self)) &&
    !others.some((text) => /\d/.test(text))
  );
}

/** “A. wind”, “(1) wind”, “i) wind” */
const label = /^\(?([A-Ha-h]|[1-9]|[ivx]{1,4}|[IVX]{1,4})(?:[).:]|\\[).]| ?[=–—-](?=\s))\s*(?=\S)/u;

/** “A and C” beside “A. wind”, “B. coal” and “C. tides”: the options say themselves what they are called. */
function namesLabels(choice: Choice, self: OptionView): boolean {
  const labels = choice.options.filter((option) => option !== self).map(({ text }) => label.exec(text.source)?.[1]);
  if (new Set(labels).size !== labels.length || labels.includes(undefined) || !/^[Aa1Ii]$/.test(labels[0] ?? ''))
    return false;
  const { source } = self.text;
  const own = label.exec(source);
  const said = own === null || labels.includes(own[1]) ? source : source.slice(own[0].length);
  return (marksIn(said, (token) => labels.includes(token)) ?? []).length >= 2;
}

function lettersIn({ text }: OptionView): readonly string[] | undefined {
  return marksIn(text.prose.replace(range, ', '), (token) => /^[A-Ha-h]$/.test(token));
}

/** “A to C”, “(a)–(c)” */
const range = /(?<=(?<!\p{L})[A-Ha-h]\)?)(?: (?:to|through) | ?[–-] ?)(?=\(?[A-Ha-h](?!\p{L}))/gu;

const order = /(?<!\p{L})(?:first|second|third|fourth|last)(?!\p{L})/giu;
const counting =
  /^(?:both )?(?:(?:options?|answers?|choices?) )?(?:the )?(?:first|second|third|last|one|two|three|[1-4])(?:(?:,| and|, and| or) (?:the )?(?:second|third|fourth|last|two|three|four|[2-5]))*(?: (?:options?|answers?|choices?|ones?))?(?: (?:are|together|only|combined)(?: (?:correct|right|true))?)?[.]?$/i;

/** “All but the last one” */
const allButOne =
  /^(?:all|everything|any|each)(?: of (?:them|these|those))? (?:but|except(?: for)?|save|other than) the (?:first|second|third|fourth|last)(?: one| option| answer| choice)?\.?$/i;

/** “The first two”, “both 1 and 2”, “first and third”, “all but the last”, where neither the question nor another option counts anything. */
function countsOptions({ stem }: QuestionView, choice: Choice, self: OptionView): boolean {
  const said = self.text.prose;
  const exceptOne = allButOne.test(said);
  const named = [...said.matchAll(order)].length + [...said.matchAll(/\d|\b(?:one|two|three|four)\b/gi)].length;
  if (!exceptOne && (named < 2 || !counting.test(said))) return false;
  const others = [stem, ...choice.options.filter((option) => option !== self).map(({ text }) => text)];
  return others.every(
    ({ visible }) =>
      !/\d|\b(?:one|two|three|four|five|first|second|third|fourth|last|how many|how much|numbers?)\b/i.test(visible) &&
      !(exceptOne && /\b(?:all|none|only|alone|middle)\b/i.test(visible)),
  );
}

/** Whether another option stands at this place, and says something of its own. */
function meansOption(place: number, choice: Choice, self: OptionView): boolean {
  const other = choice.options[place];
  if (other === undefined || other === self) return false;
  const letters = lettersIn(other) ?? [];
  // Beside “a) and b)”, an option that says “e” is one that has a letter for its answer.
  const bracketed = /(?<!\p{L})[A-Ha-h]\)/u.test(self.text.prose) && !/^\(?[a-h][).]/i.test(other.text.prose);
  return letters.length === 0 || (bracketed && letters.length === 1);
}

/** Whether nothing else in the question is called by this letter. */
function onlyAnOption(letter: string, question: QuestionView, choice: Choice, self: OptionView): boolean {
  const alone = new RegExp(`(?<![\\p{L}\\p{N}'’])${letter}(?![\\p{L}\\p{N}'’])`, 'iu');
  const sources = [question.stem.source, question.context?.source ?? '', ...bodyTexts(question)];
  const asArticle = letter.toUpperCase() === 'A';
  if (sources.some((text) => (asArticle ? namesA(text) : alone.test(text)))) return false;
  return choice.options.every(
    (option) =>
      option === self ||
      (lettersIn(option)?.length ?? 0) >= 2 ||
      !(asArticle ? namesA(option.text.source) : alone.test(option.text.source)),
  );
}

/** `A` as a name, and not the article. */
function namesA(text: string): boolean {
  return namedA.test(text) || /[`'"*_(]a[`'"*_)]/i.test(text);
}

function bodyTexts(question: QuestionView): readonly string[] {
  return question.data.type === 'predict-output'
    ? [question.data.program]
    : question.data.type === 'fill-in'
      ? [question.data.text]
      : [];
}
