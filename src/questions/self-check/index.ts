import type { SelfCheck } from '../../../schemas/questions/self-check.ts';
import { blocks, controlName, escapeHtml, naming } from '../kit/html.ts';
import { optionList } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import type { QuestionView } from '../kit/view.ts';
import { levels, selfCheckGrader, type SelfCheckKey } from './grade.ts';

type View = QuestionView<SelfCheck>;

/** The model; in a cloze, with its gaps replaced. */
function modelOf(view: View, gap: (words: string) => string): string {
  const html = blocks(view, view.data.model);
  return view.data.form === 'cloze'
    ? html.replace(/\[\[((?:(?!\[\[|\]\])[^])*)\]\]/g, (_, words: string) => gap(words))
    : html;
}

/** What comes before the model: a field, or the text with gaps. */
function first(view: View): string {
  const { words, data } = view;
  if (data.form === 'written')
    return `<label class="field"><span class="field-label">${words.html('your-answer')}</span><textarea name="${controlName(view, 'text')}" rows="5" maxlength="5000"></textarea></label>`;
  const gap = () => `<span class="gap" role="img" aria-label="${escapeHtml(words.say('blank'))}"></span>`;
  return data.form === 'cloze' ? `<div class="self-cloze">${modelOf(view, gap)}</div>` : '';
}

/** A control to grade oneself with; a script takes `hidden` away, with the model. */
const row = (view: View, kind: 'radio' | 'checkbox', name: string, value: string, criterion: string, html: string) =>
  `<label class="option"${criterion}><input type="${kind}" name="${controlName(view, name)}" value="${value}" hidden><span class="option-text">${html}</span></label>`;

/** An open answer or a card, graded by the learner. */
export const selfCheck: QuestionType<SelfCheck, SelfCheckKey> = {
  ...selfCheckGrader,
  type: 'self-check',
  isApart: true,
  interaction: ({ form }) => (form === 'written' ? 'long-fill-in' : 'other'),
  key: ({ criteria }) => ({ criteria: criteria.map(({ id }) => id) }),
  correctResponse: ({ criteria }) => ({
    seen: 'on',
    ...(criteria.length === 0 ? { level: 'right' } : Object.fromEntries(criteria.map(({ id }) => [id, 'on']))),
  }),
  meaning: ({ model, criteria }) => [model, ...criteria.map(({ id, text }) => `${id} ${text}`).toSorted()],
  controls(view) {
    const { words, data } = view;
    const { criteria } = data;
    const rows =
      criteria.length > 0
        ? `<p class="note">${words.html('self-compare')}</p>${optionList(
            criteria.map(({ id }) => row(view, 'checkbox', id, 'on', ` data-criterion="${id}"`, '')),
            false,
          )}`
        : `<div role="radiogroup" aria-label="${escapeHtml(words.say('self-level'))}"><p class="note" aria-hidden="true">${words.html('self-level')}</p>${optionList(
            (Object.keys(levels) as (keyof typeof levels)[]).map((level) =>
              row(view, 'radio', 'level', level, '', words.html(`self-${level}`)),
            ),
            false,
          )}</div>`;
    return `${first(view)}<div class="self" hidden data-show="${escapeHtml(words.say('self-show'))}" data-done="${escapeHtml(words.say('self-done'))}"><div class="model" tabindex="-1"></div>${rows}<input type="checkbox" name="${controlName(view, 'seen')}" value="on" hidden></div>`;
  },
  answer(view) {
    const { criteria } = view.data;
    const list = criteria.map(({ id, text }) => `<li data-criterion="${id}">${naming(view, text)}</li>`);
    const model = modelOf(view, (words) => `<b class="filled">${words}</b>`);
    return `<div class="model-answer">${model}</div>${list.length === 0 ? '' : `<ul class="criteria">${list.join('')}</ul>`}`;
  },
  feedback: () => [],
};
