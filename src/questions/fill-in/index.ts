import type { FillIn } from '../../../schemas/questions/fill-in.ts';
import { described, note, printedChoices, select, textNote } from '../kit/fields.ts';
import { verdictOf } from '../kit/grade.ts';
import { blocks, controlName, escapeHtml } from '../kit/html.ts';
import { optionFeedback, optionMeaning, rightIds } from '../kit/options.ts';
import type { PartFeedback, QuestionType } from '../kit/type.ts';
import { spellingAttribute, typedFeedback, typedKey, typedMeaning } from '../kit/typed-markup.ts';
import type { QuestionView } from '../kit/view.ts';
import { acceptedBy, foreseen, rightNumber, shown, unreadNumber } from '../numeric/index.ts';
import { numberFormatOf } from '../numeric/number.ts';
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

function keyOf(blank: Blank, language: string): BlankKey {
  if ('options' in blank) return { right: rightIds(blank.options) };
  if ('accept' in blank) return typedKey(blank);
  return { number: { accept: acceptedBy(blank), ...numberFormatOf(language) } };
}

function meaningOf(blank: Blank): string[] {
  if ('options' in blank) return optionMeaning(blank.options);
  return 'accept' in blank ? typedMeaning(blank) : [JSON.stringify(acceptedBy(blank))];
}

/** A right answer of a blank, as a response. */
function rightAnswer(blank: Blank): string {
  if ('options' in blank) return rightIds(blank.options)[0] ?? '';
  return 'accept' in blank ? (blank.accept[0] ?? '') : rightNumber(blank);
}

/** What goes for the blanks that are typed into, each with the blanks for which it goes. */
function notesOf(view: QuestionView<FillIn>): { readonly html: string; readonly names: readonly string[] }[] {
  const notes = new Map<string, string[]>();
  for (const [name, blank] of blanksOf(view.data))
    if ('accept' in blank) {
      const html = textNote(view, blank);
      notes.set(html, [...(notes.get(html) ?? []), name]);
    }
  return [...notes].map(([html, names]) => ({ html, names }));
}

/** Blanks as they are called: “Blank 2 of 3”. */
function labelOf({ words, data }: QuestionView<FillIn>, name: string): string {
  const blanks = blanksOf(data);
  const number = blanks.findIndex(([other]) => other === name) + 1;
  return blanks.length === 1 ? words.say('blank') : words.say('blank-number', { number, count: blanks.length });
}

/** The rendered text with each blank replaced. */
function filled(view: QuestionView<FillIn>, replacement: (name: string, blank: Blank) => string): string {
  const blanks = blanksOf(view.data);
  return blocks(view, view.data.text).replace(markInHtml, (written) => {
    const name = written.replace(/<[^>]*>|[[\]]/g, '');
    const blank = blanks.find(([other]) => other === name)?.[1];
    const tags = written.match(/<[^>]*>/g)?.join('') ?? '';
    return blank === undefined ? written : tags + replacement(name, blank);
  });
}

/** The right answer of a blank, in words. */
function answerOf(view: QuestionView, blank: Blank): string {
  if ('options' in blank) return escapeHtml(blank.options.find((option) => option.correct)?.text ?? '');
  if ('accept' in blank) return escapeHtml(blank.accept[0] ?? '');
  const right = foreseen(blank).find(({ points }) => points === 1);
  return right === undefined ? '' : shown(right, view);
}

/** Hints for one blank each; unlike those of the question they do not wait for one another. */
function blankHints(view: QuestionView<FillIn>): string {
  return blanksOf(view.data)
    .flatMap(([name, { hint }]) =>
      hint === undefined
        ? []
        : [
            `<div class="hints"><details class="hint"><summary>${view.words.html('hint')}: ${escapeHtml(labelOf(view, name))}</summary>${blocks(view, hint)}</details></div>`,
          ],
    )
    .join('');
}

/** A text with blanks to type into or to choose for. */
export const fillIn: QuestionType<FillIn, FillInKey> = {
  ...fillInGrader,
  type: 'fill-in',
  interaction: () => 'fill-in',
  key: (question, language) => ({
    blanks: blanksOf(question).map(([name, blank]) => [name, keyOf(blank, language)] as const),
    ...(question.sets.length === 0 ? {} : { sets: question.sets }),
    scoring: question.scoring,
  }),
  correctResponse(question) {
    const response: Record<string, string> = {};
    for (const [name, blank] of blanksOf(question)) {
      // Where answers may stand in any order, each is given once.
      const others = question.sets.filter((set) => set.includes(name)).flat();
      const given = new Set(others.map((other) => response[other]));
      const own = 'accept' in blank ? blank.accept.find((text) => !given.has(text)) : undefined;
      response[name] = own ?? rightAnswer(blank);
    }
    return response;
  },
  meaning: (question) => [
    ...blanksOf(question).flatMap(([name, blank]) => [name, ...meaningOf(blank)]),
    ...question.sets.map((set) => set.toSorted().join(' ')),
  ],
  controls(view) {
    const notes = notesOf(view);
    const noteOf = (name: string): readonly [html: string, id: string] => {
      const index = notes.findIndex(({ names }) => names.includes(name));
      return [notes[index]?.html ?? '', index === 0 ? 'note' : `note-${index + 1}`];
    };
    const html = filled(view, (name, blank) => {
      const label = escapeHtml(labelOf(view, name));
      if ('options' in blank) {
        const choices = blank.options.map((option) => ({ value: option.id, text: option.text }));
        return `<span class="blank" data-part="${name}">${select(view, name, label, choices)}${printedChoices(choices)}</span>`;
      }
      const attributes =
        'accept' in blank ? spellingAttribute(view, blank) : ` data-unread="${escapeHtml(unreadNumber(view, blank))}"`;
      return `<span class="blank" data-part="${name}"${attributes}><input type="text" name="${controlName(view, name)}" aria-label="${label}"${described(view, ...noteOf(name))} size="12" autocapitalize="off" autocorrect="off" spellcheck="false"></span>`;
    });
    const below = notes.map(({ html: text, names }, index) => {
      const whose =
        notes.length === 1 ? '' : `${escapeHtml(view.words.list(names.map((name) => labelOf(view, name))))}: `;
      return note(view, whose + text, index === 0 ? 'note' : `note-${index + 1}`);
    });
    return `<div class="cloze">${html}</div>${below.join('')}${blankHints(view)}`;
  },
  answer: (view) =>
    `<div class="cloze">${filled(view, (_, blank) => `<b class="filled">${answerOf(view, blank)}</b>`)}</div>`,
  feedback: (view) =>
    blanksOf(view.data).flatMap(([name, blank]): PartFeedback[] => {
      if ('options' in blank)
        return optionFeedback(view, blank.options).map((feedback) => ({
          ...feedback,
          part: `${name} ${feedback.part}`,
        }));
      if ('accept' in blank) return typedFeedback(view, blank, (index) => `${name} ${index}`);
      return foreseen(blank).flatMap((one, index) =>
        one.feedback === undefined
          ? []
          : [
              {
                part: `${name} ${index}`,
                label: shown(one, view),
                verdict: verdictOf(one.points),
                html: blocks(view, one.feedback),
              },
            ],
      );
    }),
};
