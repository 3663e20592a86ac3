import type { Finding, QuestionRule } from '../engine/rule.ts';
import type { Phrases } from '../languages/phrases.ts';
import { languages, phrasesOf } from '../languages/known.ts';
import { languageOf } from '../engine/view/course.ts';
import { absoluteIn, asksForExtent, soundsAbsolute, type Absolute } from '../english/degrees.ts';
import { questionNegation } from '../english/negation.ts';
import { readTotal } from '../english/totals.ts';
import { contentWords, stem as stemOf, words } from '../english/words.ts';
import type { OptionView, QuestionView } from '../engine/view/question.ts';

export const choiceAbsoluteDistractors: QuestionRule = {
  code: 'choice-absolute-distractors',
  scope: 'question',
  severity: 'warning',
  language: languages,
  why: 'learners cross out options that say “always” or “never” without reading further',
  fix: 'say what is wrong in the distractors without an absolute, or use one in the key as well',
  check(question, module) {
    const phrases = phrasesOf(languageOf(module));
    if (phrases !== undefined) return absoluteByWord(question, phrases);
    // Under “except” it is the true options that are crossed out.
    if (asksForExtent(question.stem) || questionNegation(question.stem) !== undefined) return [];
    return question.choices.flatMap(({ key, options, distractors }) => {
      if (
        key === undefined ||
        soundsAbsolute(key.text) ||
        /^no \p{L}+/iu.test(key.text.prose) ||
        options.every(isOneWord)
      )
        return [];
      const absolute = distractors.map((option): { readonly option: OptionView } & Partial<Absolute> => ({
        option,
        ...absoluteOf(option, question),
      }));
      const sounding = absolute.map((said) =>
        said.word === undefined ? { option: said.option, ...besideAbsolute(said.option) } : said,
      );
      const found = (
        (absolute.some(({ outright }) => outright) || isDenied(absolute, sounding)) && sounding.every(isSaid)
          ? sounding
          : absolute
      ).filter(isSaid);
      const first = found[0];
      if (
        first === undefined ||
        found.length < 2 ||
        isContrast(found) ||
        (found.length < distractors.length && !found.some(({ strong }) => strong) && !areClaims(found)) ||
        differInNumber(found.map(({ option }) => option))
      )
        return [];
      const related = found
        .slice(1)
        .map(({ option, word }) => ({ ...option.at(), message: `\`${word}\` stands here` }));
      return [
        {
          at: first.option.at(),
          message: `${found.length} wrong options and not the right one are absolute (\`${first.word}\`)`,
          related,
        },
      ];
    });
  },
};

/** In a language of which only the words are known that are always absolute. */
function absoluteByWord({ stem, choices }: QuestionView, { absolute, asksHowOften }: Phrases): Finding[] {
  if (asksHowOften.test(stem.prose) || absolute.test(stem.prose) || stem.fences.length > 0) return [];
  return choices.flatMap(({ key, options, distractors }) => {
    if (key === undefined || absolute.test(key.text.prose) || options.every(isOneWord)) return [];
    const [first, ...others] = distractors.flatMap((option) => {
      const word = isOneWord(option) ? undefined : absolute.exec(option.text.prose)?.[0].toLowerCase();
      return word === undefined ? [] : [{ option, word }];
    });
    if (first === undefined || others.length === 0) return [];
    return [
      {
        at: first.option.at(),
        message: `${others.length + 1} wrong options and not the right one are absolute (\`${first.word}\`)`,
        related: others.map(({ option, word }) => ({ ...option.at(), message: `\`${word}\` stands here` })),
      },
    ];
  });
}

/** “Never”, “rarely”, “always”: words asked for, or the marks of a scale. */
function isOneWord({ text }: OptionView): boolean {
  return words(text.prose).length === 1;
}

/** “They guarantee that …” beside “they end all need for …”: claims that go too far, each in its own way. */
function areClaims(found: readonly Said[]): boolean {
  const said = new Set(found.map(({ word }) => word));
  return said.size > 1 && ![...said].some((word) => /^(?:only|must)$/.test(word));
}

/** What makes an option absolute, and is neither a word of the question, nor said of all options, nor of the program shown. */
function absoluteOf({ text }: OptionView, { stem }: QuestionView): Absolute | undefined {
  const said = readTotal(text) === undefined ? absoluteIn(text) : undefined;
  if (said === undefined || new RegExp(`(?<!\\p{L})${said.word}(?!\\p{L})`, 'iu').test(stem.prose)) return undefined;
  // “In which case …?” – “In all cases”
  if (
    /^in (?:all|every|any|no) /.test(said.word) &&
    contentWords(stem.prose).has(stemOf(said.word.split(' ').at(-1) ?? ''))
  )
    return undefined;
  if (!said.outright && condition.test(text.prose)) return undefined;
  // What a program never does is a fact about it.
  return stem.fences.length > 0 && (!said.outright || said.word === 'never') ? undefined : said;
}

/** “No rows”, “only orders” are plain facts, but not if every wrong option has such a word and one says “always”. */
function besideAbsolute({ text }: OptionView): Absolute | undefined {
  const word =
    readTotal(text) === undefined && !condition.test(text.prose)
      ? /^[Nn]o(?= \p{Ll})|(?<![\p{L}-])(?:[Aa]ll|[Ee]very(?:one|body|thing|where)?|[Oo]nly|[Nn]obody|[Nn]o one|[Nn]othing|[Nn]one|never|forever|entire|whole)(?= \p{Ll}|$)/u
          .exec(text.prose)?.[0]
          .toLowerCase()
      : undefined;
  return word === undefined ? undefined : { word, strong: false, outright: false };
}

/** “Only if the list is sorted” */
const condition = /^(?:only )?(?:if|whether|when|while|after|before|unless|where)(?!\p{L})/iu;

/** “All dogs bark” beside “No dog sees …” */
function isDenied(absolute: readonly Partial<Absolute>[], sounding: readonly Partial<Absolute>[]): boolean {
  return (
    absolute.some(({ strong }) => strong) &&
    sounding.some(
      ({ word, strong }) => strong === false && /^(?:no|never|nobody|no one|nothing|none)$/.test(word ?? ''),
    )
  );
}

type Said = Absolute & { readonly option: OptionView };

function isSaid(said: { readonly option: OptionView } & Partial<Absolute>): said is Said {
  return said.word !== undefined;
}

const ordinal =
  /(?<!\p{L})(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|two|three|four|five|six|seven|eight|nine|ten|\d+(?:st|nd|rd|th)?)(?!\p{L})/giu;

/** “Every third day without fail”, “every fifth day without fail” */
function differInNumber(options: readonly OptionView[]): boolean {
  const said = new Set(options.map(({ text }) => text.prose.toLowerCase().replace(ordinal, '#')));
  return said.size === 1 && [...said].every((text) => text.includes('#'));
}

/** “Only red light”, “only blue light”; “entirely by buyers”, “entirely by sellers”: the word is in all of them because it is part of what is asked. */
function isContrast(found: readonly Absolute[]): boolean {
  const words = new Set(found.map(({ word }) => word));
  return (
    words.size === 1 &&
    /^(?:only|must|entirely|completely|wholly|totally|perfectly|exclusively|solely)$/.test(found[0]?.word ?? '')
  );
}
