import type { Span } from '../../diagnostics/diagnostic.ts';
import type { Finding, QuestionRule } from '../engine/rule.ts';
import type { Phrases } from '../languages/phrases.ts';
import { languages, phrasesOf } from '../languages/known.ts';
import { languageOf } from '../engine/view/course.ts';
import { enumeratedIn, namedA } from '../english/marks.ts';
import { lettersAlone, withCapitals } from '../english/letters.ts';
import { positionsIn, type PositionReference } from '../english/positions.ts';
import { isAboutOptions } from '../english/question-form.ts';
import { stem, words } from '../english/words.ts';
import { CODE, type MarkdownText } from '../engine/view/question.ts';
import type { QuestionView } from '../engine/view/question.ts';

export const explanationNamesPosition: QuestionRule = {
  code: 'explanation-names-position',
  scope: 'question',
  severity: 'error',
  language: languages,
  why: 'options change places from learner to learner, so the reference points at another one',
  fix: 'name the option by what it says',
  check(question, module) {
    const phrases = phrasesOf(languageOf(module));
    const options = question.choices.flatMap((choice) => choice.options);
    if (options.length === 0) return [];
    const fixed = question.choices.every(
      (choice) => !choice.shuffled || choice.options.some((option) => option.data.pinned !== undefined),
    );
    const findings = textsOf(question, phrases !== undefined).flatMap(([text, at]) =>
      phrases === undefined ? references(question, text, at) : placesNamed(question, text, at, phrases),
    );
    return fixed
      ? findings.map((finding) => ({
          ...finding,
          severity: 'warning' as const,
          why: 'learners have to count options to understand it',
        }))
      : findings;
  },
};

/** In a language of which only the words for options are known: “Antwort B”, “la dernière réponse”. */
function placesNamed(
  question: QuestionView,
  text: MarkdownText,
  at: () => Span,
  { place, optionWords }: Phrases,
): Finding[] {
  const options = question.choices.flatMap((choice) => choice.options.map((option) => option.text));
  if (text === question.stem || [question.stem, ...options].some(({ prose }) => optionWords.test(prose))) return [];
  const found = place.exec(text.prose);
  const mark = found?.groups?.mark;
  if (found === null || (mark !== undefined && (placeOf(mark) >= options.length || isDefined(mark, question, text))))
    return [];
  return [{ at: at(), message: `\`${found[0]}\` names an option by its place`, severity: 'warning' as const }];
}

/** The texts that may speak of options, each with its place. */
function textsOf(question: QuestionView, inOtherLanguage: boolean): readonly (readonly [MarkdownText, () => Span])[] {
  const feedback = question.choices.flatMap((choice) =>
    choice.options.flatMap((option) => {
      const text = option.data.feedback;
      return text !== undefined && (inOtherLanguage || couldRefer.test(text))
        ? [[question.quiz.texts.of(text), () => option.atFeedback()] as const]
        : [];
    }),
  );
  return [
    [question.stem, () => question.at('prompt')],
    ...question.hints.map((hint, i) => [hint, () => question.at('hints', i)] as const),
    ...feedback,
    ...(question.explanation === undefined ? [] : [[question.explanation, () => question.at('explanation')] as const]),
  ];
}

/** A word for options, an order or a letter by itself. */
const couldRefer =
  /option|answer|choice|chose|pick|select|tick|the (?:one|two) |alternative|distractor|candidate|possibilit|suggestion|proposal|entry|entries|items? |correct|right|wrong|(?<![\p{L}\p{N}])(?:[A-H](?![\p{L}\p{N}]|['’](?!s ))|[a-h]\)|\([1-9]\)|#[1-9]|first|second|third|fourth|last|middle|top|bottom|number|no\.|nr|[1-5](?:st|nd|rd|th)(?!\p{L}))/iu;

function references(question: QuestionView, text: MarkdownText, at: () => Span): Finding[] {
  const found = referencesIn(question, text, at);
  if (found.length > 0 || text === question.stem || text.code.length > 0 || text.fences.length > 0) return found;
  const prose = withCapitals(text.prose);
  if (prose === undefined || usesSmallLetters(question)) return [];
  return referencesIn(question, { ...text, prose }, at).map((finding) => ({
    ...finding,
    severity: 'warning' as const,
  }));
}

/** Whether the question itself calls anything by a small letter. */
function usesSmallLetters({ stem, context, choices }: QuestionView): boolean {
  const options = choices.flatMap((choice) => choice.options.map((option) => option.text));
  return [stem, context, ...options].some(
    (text) =>
      text !== undefined &&
      (/(?<![\p{L}\p{N}'’])[b-hx-z](?![\p{L}\p{N}'’])/u.test(text.visible) || text.fences.length > 0),
  );
}

function referencesIn(question: QuestionView, text: MarkdownText, at: () => Span): Finding[] {
  const found = couldRefer.test(text.prose) ? positionsIn(withLead(text)) : [];
  const meant = found.find((reference) => meansOption(reference, found, question, text));
  if (meant === undefined) {
    const letter = letterAlone(question, text) ?? lettersOfLines(question, text);
    return letter === undefined
      ? []
      : [{ at: at(), message: `\`${letter}\` names an option by its place`, severity: 'warning' as const }];
  }
  return [
    {
      at: at(),
      message: `\`${meant.text}\` names an option by its place`,
      ...(meant.certain && !isAmbiguous(meant) ? {} : { severity: 'warning' as const }),
    },
  ];
}

/** Things that go by letters, so that one may be meant wherever they are spoken of. */
const calledByLetters =
  /(?<!\p{L})(?:vitamins?|hepatitis|notes?|chords?|scales?|octaves?|tonic|major|minor|melody|songs?|blood (?:groups?|types?|cells?)|grades?|nucleotides?|alleles?|genotypes?|angles?|triangles?|vert(?:ex|ices)|letters?|alphabet|variables?|languages?|compil\p{L}+|program\p{L}*|pointers?|syntax|Unix|Linux|kernel)(?!\p{L})/iu;

const answerTalk =
  /(?<!\p{L})(?:seem|sound|look|red herring|tempt|trap|odd one|close|distract|chose|choos|pick|guess|think|thought|mistake|mistook|plausib|obvious|eliminat|exclud|(?:who|whoever|you|pupils|students|learners|people|many|some|most) (?:took|takes?|said|says?|marked|circled|ticked|put|went))/iu;

/** “While A might seem right”, “the weight given in C”, where nothing else in the question can be called so. */
function letterAlone(question: QuestionView, text: MarkdownText): string | undefined {
  if (text === question.stem || text.code.length > 0 || text.fences.length > 0) return undefined;
  const letters = lettersAlone(text.prose);
  // C by itself is a language to most, and need not be introduced.
  if (letters === undefined || (letters.join('') === 'C' && !answerTalk.test(text.prose))) return undefined;
  const count = Math.max(...question.choices.map((choice) => choice.options.length));
  return letters.some((mark) => placeOf(mark) >= count || isDefined(mark, question, text)) ||
    goesByLetters(question, text) ||
    isAboutSides(question, text.prose)
    ? undefined
    : letters.join(', ');
}

/** “A: …” and “B: …” at the beginning of lines, as many as there are options. */
function lettersOfLines(question: QuestionView, text: MarkdownText): string | undefined {
  if (text === question.stem) return undefined;
  const count = Math.max(...question.choices.map((choice) => choice.options.length));
  const letters = [...text.source.matchAll(lineByLetter)].map((match) => match[1] ?? '');
  return letters.length === count &&
    letters.every((letter, i) => placeOf(letter) === i && !isDefined(letter, question, text))
    ? letters.join(', ')
    : undefined;
}

const lineByLetter = /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?\(?([A-Ha-h])(?:\*\*|__)?(?:[).:]|[ \t]*[–—=-])(?=[ \t*_])/gm;

/** Whether the question is about things that are called by letters, as vitamins and notes are. */
function goesByLetters(question: QuestionView, text: MarkdownText): boolean {
  const options = question.choices.flatMap((choice) => choice.options.map((option) => option.text));
  return [text, question.stem, question.context, ...options].some(
    (one) => one !== undefined && calledByLetters.test(one.prose),
  );
}

/** “The first answer is right” may be said of the answers of a server, “B” in quotation marks of a text, [B] of a source. */
function isAmbiguous({ text, marks }: PositionReference): boolean {
  return (marks.length === 0 && /answer/i.test(text)) || /["“‘[]|^'/.test(text);
}

function meansOption(
  { marks, byNoun, things, certain, opening, text: written }: PositionReference,
  all: readonly PositionReference[],
  question: QuestionView,
  text: MarkdownText,
): boolean {
  const inPrompt = text === question.stem;
  // A prompt that speaks of two options by letter has them of its own.
  // “Option B of the contract” is no option of the question.
  if (inPrompt && text.prose.includes(`${written} of `)) return false;
  if (inPrompt && (!certain || !byNoun || new Set(all.flatMap((reference) => reference.marks)).size !== 1))
    return false;
  const count = Math.max(...question.choices.map((choice) => choice.options.length));
  if (marks.some((mark) => placeOf(mark) >= count || isDefined(mark, question, text))) return false;
  if (!certain && marks.length > 0 && reasonsWithLetters.test(text.prose)) return false;
  if (!certain && !byNoun && marks.some((mark) => /[A-H]/.test(mark)) && goesByLetters(question, text)) return false;
  if (things !== undefined && !sharesNoun(things, question.stem)) return false;
  if (marks.length === 0 && !byNoun && countsOtherThings(written, opening, question, text)) return false;
  const lettered = marks.some((mark) => /[A-Ha-h]/.test(mark));
  if (/: ?\(/.test(written) && enumeratedIn(text.prose).some((own) => marks.includes(own))) return false;
  if (byNoun) return lettered || !isAboutAnswers(question, text, written);
  if (/[()]/.test(written) && partOfDocument.test(text.prose)) return false;
  const letters = /\b(?:true|false)$/i.test(written) ? ['A', 'B', 'C', 'D', 'E'] : marks;
  return (
    !letters.some((mark) => hasOtherUse(mark, all, text)) &&
    !enumeratedIn(text.prose).some((own) => marks.includes(own)) &&
    !isAboutSides(question, written)
  );
}

/** “If A implies B and A holds” */
const reasonsWithLetters =
  /\b(?:[Ii]f|[Ww]henever|[Ll]et|[Ss]uppose|[Aa]ssume|[Gg]iven)(?: both| not| that)? [A-H](?![\p{L}\p{N}])|\b[A-H] (?:implies|entails|precedes|divides)(?!\p{L})/u;

/** “**B.** Basalt …” is written as “B) Basalt …”, which cannot be a name. */
function withLead({ prose, emphasis }: MarkdownText): string {
  const [from, to] = emphasis[0] ?? [1, 1];
  return from === 0 && /^[A-H][.:]?$/.test(prose.slice(0, to)) ? `${prose[0]})${prose.slice(to)}` : prose;
}

/** Things that “the first” may be one of. */
const severalIn =
  /\b(?:two|three|four|twice|many|several|both|pairs?|first|second|third|last|list|order|sequence|steps?|series|top|bottom|middle|upper|lower|(?<!\p{L})\p{L}+s:)(?!\p{L})|(?<![\d.,])\d{1,2}(?!\d|[.,]\d)/iu;

/** “Two of the options” */
const someOptions =
  /(?<!\p{L})\p{L}+ (?:of )?(?:the |these |those )?(?:other )?(?:options|answers|choices)(?!\p{L})/giu;

const numbers = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];

/** Whether “the first” may be the first of something that the prompt or the text speaks of, other than its options. */
function countsOtherThings(
  written: string,
  opening: boolean,
  { stem, choices }: QuestionView,
  text: MarkdownText,
): boolean {
  if (severalIn.test(stem.prose) || stem.fences.length > 0 || stem.labels.length > 0) return true;
  const ofThem = new RegExp(`\\bof the ${numbers[choices[0]?.options.length ?? 0]}(?=,)`, 'i');
  const said = text.prose.replace(someOptions, '').replace(ofThem, '');
  const rest = written.split(' ').reduce((prose, word) => prose.replace(word, ''), said);
  return !opening && !written.endsWith(' list') && severalIn.test(rest);
}

/** “(b)” is part of a law, a procedure or a figure. */
const partOfDocument =
  /\b(?:section|clause|paragraph|article|rule|subsection|part|step|figure|panel|table|equation|exhibit)s?\b/i;

const romans = ['i', 'ii', 'iii', 'iv', 'v'];

function placeOf(mark: string): number {
  if (romans.includes(mark.toLowerCase()) && mark !== 'I') return romans.indexOf(mark.toLowerCase());
  return /\d/.test(mark) ? Number(mark) - 1 : mark.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0);
}

/** Whether the text uses the letter for something of its own, as in “if A implies B”. */
function hasOtherUse(mark: string, all: readonly PositionReference[], { prose }: MarkdownText): boolean {
  if (!/^[A-H]$/.test(mark)) return false;
  const uses =
    prose.match(
      mark === 'A' ? new RegExp(namedA, 'gu') : new RegExp(`(?<![\\p{L}\\p{N}'’])${mark}(?![\\p{L}\\p{N}'’])`, 'gu'),
    ) ?? [];
  return uses.length > all.filter(({ marks }) => marks.includes(mark)).length;
}

/** Whether the mark is the name of something in the question: code, a label, another option's text. */
function isDefined(mark: string, question: QuestionView, self: MarkdownText): boolean {
  const alone = new RegExp(`(?<![\\p{L}\\p{N}])${mark}(?![\\p{L}\\p{N}'’])`, 'u');
  const uses = mark === 'A' ? namedA : mark === 'a' ? /[`*_$("'“]a[`*_$)"'”]|(?<![\p{L}\p{N}])a\)/u : alone;
  const texts = [
    question.stem,
    question.context,
    ...question.choices.flatMap((choice) => choice.options.map((option) => option.text)),
  ];
  return (
    texts.some((text) => text !== undefined && text !== self && uses.test(text.source)) ||
    (self === question.stem && definesItself(self, mark))
  );
}

/** A prompt that introduces its own letters: a lettered list, or “Option A: …”. */
function definesItself(stem: MarkdownText, mark: string): boolean {
  return (
    stem.labels.includes(mark) ||
    enumeratedIn(stem.prose).includes(mark) ||
    new RegExp(`(?:option|answer|choice) \\(?${mark}\\)?\\W{0,3}(?::|=|–|—)`, 'i').test(stem.source)
  );
}

/** “Which format …?” and “formats (b) and (c)” speak of one thing. */
function sharesNoun(things: string, prompt: MarkdownText): boolean {
  return words(prompt.prose).some((word) => stem(word) === stem(things));
}

/** “B is right” of a triangle, or of a place on a line. */
function isAboutSides(question: QuestionView, written: string): boolean {
  return (
    /\bright$/i.test(written) &&
    /\b(?:angles?|triangles?|left|sides?|turn)\b/i.test(
      [question.stem, ...question.choices.flatMap((choice) => choice.options.map((option) => option.text))]
        .map(({ prose }) => prose)
        .join(' '),
    )
  );
}

/** Whether options or answers are the topic: command-line options, DNS answers, `Option` types. */
function isAboutAnswers(question: QuestionView, self: MarkdownText, written: string): boolean {
  const topic = /(?<![\p{L}\p{N}])(?:option|answer|choice)s?(?![\p{L}\p{N}])/iu;
  const introduced = /\b(?:an?|each|every|its|their) (?:\p{L}+ )?(?:option|answer|choice|alternative)\b/iu;
  const flags = [...self.code, ...question.stem.code, ...question.stem.fences].some((code) =>
    /(?:^|\s)--?[a-z]/i.test(code),
  );
  const named = new RegExp(`(?:\\p{Lu}{2,}|${CODE}) (?:${/^[\p{L}\p{N}-]+/u.exec(written)?.[0] ?? ''})`, 'u').test(
    self.prose,
  );
  return (
    flags ||
    named ||
    introduced.test(self.prose) ||
    isAboutOptions(question.stem) ||
    question.choices.some((choice) => choice.options.some((option) => topic.test(option.text.visible))) ||
    self.prose.includes(`${CODE} option`)
  );
}
