import type { Matching } from '../../../schemas/questions/matching.ts';
import { select, sortedChoices } from '../kit/fields.ts';
import { escapeHtml, inline, naming, pictured } from '../kit/html.ts';
import type { QuestionType } from '../kit/type.ts';
import type { QuestionView } from '../kit/view.ts';
import { matchingGrader, type MatchingKey } from './grade.ts';

const nameOf = (pair: Matching['pairs'][number]) => pair.id ?? pair.left;
/** What an answer is stored as: the same in every language. */
const valueOf = ({ originals }: Matching, right: string) => originals?.[right] ?? right;

/** Unique texts of the right side, including distractors. */
function choicesOf(question: Matching): { value: string; text: string }[] {
  const { pairs, distractors } = question;
  return [...new Set([...pairs.map((pair) => pair.right), ...distractors])].map((text) => ({
    value: valueOf(question, text),
    text,
  }));
}

/** The draggable answers, for pointers only: the drop-downs offer the same. In print they list the choices. */
function partners({ words }: QuestionView, choices: readonly { text: string }[]): string {
  const each = sortedChoices(choices).map(
    ({ text }) => `<span class="partner"><span class="grip"></span>${escapeHtml(text)}</span>`,
  );
  return `<div class="partners" aria-hidden="true" hidden><span class="note">${words.html('matching-how')}</span>${each.join('')}</div>`;
}

/** A partner for each item on the left, chosen from one list or, with JavaScript, dragged to it. */
export const matching: QuestionType<Matching, MatchingKey> = {
  ...matchingGrader,
  type: 'matching',
  interaction: () => 'matching',
  key: (question) => ({
    pairs: question.pairs.map((pair) => [nameOf(pair), valueOf(question, pair.right)] as const),
    scoring: question.scoring,
  }),
  correctResponse: (question) =>
    Object.fromEntries(question.pairs.map((pair) => [nameOf(pair), valueOf(question, pair.right)])),
  meaning: (question) => [
    ...question.pairs.map((pair) => `${nameOf(pair)} ${pair.left} ${pair.right}`).toSorted(),
    ...question.distractors.toSorted(),
  ],
  controls(view) {
    const choices = choicesOf(view.data);
    const rows = view.data.pairs.map((pair) => {
      const left = naming(view, pair.left);
      return `<label class="match" data-part="${escapeHtml(nameOf(pair))}"><span class="match-left">${left}</span>${select(view, nameOf(pair), pictured(left), choices)}</label>`;
    });
    return `${partners(view, choices)}<div class="matches">${rows.join('')}</div>`;
  },
  answer(view) {
    const rows = view.data.pairs.map((pair) => `<li>${inline(view, pair.left)} – ${escapeHtml(pair.right)}</li>`);
    return `<ul>${rows.join('')}</ul>`;
  },
  feedback: () => [],
};
