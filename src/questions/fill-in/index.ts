import type { FillIn } from '../../../schemas/questions/fill-in.ts';
import { described, note, printedChoices, select, textNote } from '../kit/fields.ts';
import { blocks, controlName, escapeHtml } from '../kit/html.ts';
import { optionFeedback, optionMeaning, rightIds } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import type { QuestionView } from '../kit/view.ts';
import { fillInGrader, type BlankKey, type FillInKey } from './grade.ts';

type Blank = FillIn['blanks'][string];

const mark = /\[\[([a-z0-9-]+)\]\]/g;
/** The same in HTML, where highlighting may insert tags between any two characters. */
const markInHtml = /\[(?:<[^>]*>)*\[(?:<[^>]*>)*(?:[a-z0-9-](?:<[^>]*>)*)+\](?:<[^>]*>)*\]/g;

/** Blanks in the order of the text. */
function blanksOf({ text, blanks }: FillIn): [string, Blank][] {
  const names = new Set([...text.matchAll(mark)].map((match) => match[1] ?? ''));
  return [...names].flatMap((name) =>
    !Object.hasOwn(blanks, name) || blanks[name] === undefined ? [] : [[name, blanks[name]] as [string, Blank]],
  );
}

function keyOf(blank: Blank): BlankKey {
  return 'options' in blank
    ? { right: rightIds(blank.options) }
    : { accept: blank.accept, ignoreCase: blank.ignoreCase, ignoreSpace: blank.ignoreSpace };
}

function meaningOf(blank: Blank): string[] {
  return 'options' in blank
    ? optionMeaning(blank.options)
    : [`${blank.ignoreCase} ${blank.ignoreSpace}`, ...blank.accept.toSorted()];
}

/** The rendered text with each blank replaced. */
function filled(
  view: QuestionView<FillIn>,
  replacement: (name: string, blank: Blank, number: number) => string,
): string {
  const blanks = blanksOf(view.data);
  return blocks(view, view.data.text).replace(markInHtml, (written) => {
    const name = written.replace(/<[^>]*>|[[\]]/g, '');
    const index = blanks.findIndex(([other]) => other === name);
    const blank = blanks[index]?.[1];
    const tags = written.match(/<[^>]*>/g)?.join('') ?? '';
    return blank === undefined ? written : tags + replacement(name, blank, index + 1);
  });
}

/** The right answer of a blank, in words. */
function answerOf(blank: Blank): string {
  if (!('options' in blank)) return escapeHtml(blank.accept[0] ?? '');
  return escapeHtml(blank.options.find((option) => option.correct)?.text ?? '');
}

/** A text with blanks to type into or to choose for. */
export const fillIn: QuestionType<FillIn, FillInKey> = {
  ...fillInGrader,
  type: 'fill-in',
  interaction: () => 'fill-in',
  key: (question) => ({
    blanks: blanksOf(question).map(([name, blank]) => [name, keyOf(blank)] as const),
    scoring: question.scoring,
  }),
  correctResponse: (question) =>
    Object.fromEntries(
      blanksOf(question).flatMap(([name, blank]) =>
        ('options' in blank ? rightIds(blank.options).slice(0, 1) : blank.accept.slice(0, 1)).map((answer) => [
          name,
          answer,
        ]),
      ),
    ),
  meaning: (question) => blanksOf(question).flatMap(([name, blank]) => [name, ...meaningOf(blank)]),
  controls(view) {
    const { words } = view;
    const typed = Object.values(view.data.blanks).find((blank) => 'accept' in blank);
    const notes = typed === undefined ? '' : textNote(view, typed);
    const count = blanksOf(view.data).length;
    const html = filled(view, (name, blank, number) => {
      const label = escapeHtml(count === 1 ? words.say('blank') : words.say('blank-number', { number, count }));
      if ('options' in blank) {
        const choices = blank.options.map((option) => ({ value: option.id, text: option.text }));
        return `<span class="blank" data-part="${name}">${select(view, name, label, choices)}${printedChoices(choices)}</span>`;
      }
      return `<span class="blank" data-part="${name}"><input type="text" name="${controlName(view, name)}" aria-label="${label}"${described(view, notes)} size="12" autocapitalize="off" autocorrect="off" spellcheck="false"></span>`;
    });
    return `<div class="cloze">${html}</div>${note(view, notes)}`;
  },
  answer: (view) =>
    `<div class="cloze">${filled(view, (_, blank) => `<b class="filled">${answerOf(blank)}</b>`)}</div>`,
  feedback: (view) =>
    blanksOf(view.data).flatMap(([name, blank]) =>
      'options' in blank
        ? optionFeedback(view, blank.options).map((feedback) => ({ ...feedback, part: `${name} ${feedback.part}` }))
        : [],
    ),
};
