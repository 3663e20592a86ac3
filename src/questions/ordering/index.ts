import type { Ordering } from '../../../schemas/questions/ordering.ts';
import { controlName, escapeHtml, inline, naming } from '../kit/html.ts';
import { downIcon, upIcon } from '../kit/icons.ts';
import type { QuestionType } from '../kit/type.ts';
import { startingOrder } from './arrange.ts';
import { orderingGrader, type OrderingKey } from './grade.ts';

/** Items to put in order: a position chosen for each or, with JavaScript, moved by buttons or dragged. */
export const ordering: QuestionType<Ordering, OrderingKey> = {
  ...orderingGrader,
  type: 'ordering',
  interaction: () => 'sequencing',
  key: ({ items, scoring }) => ({ items: items.map((item) => item.id), scoring }),
  correctResponse: (question) => Object.fromEntries(question.items.map((item, index) => [item.id, String(index + 1)])),
  meaning: (question) => question.items.map((item) => `${item.id} ${item.text}`),
  controls(view) {
    const { items } = view.data;
    const order = startingOrder(
      items.map((item) => item.id),
      view.address,
    );
    const { words } = view;
    const place = (number: number) => {
      const shown = words.number(number);
      return `<option${shown === String(number) ? '' : ` value="${number}"`}>${shown}</option>`;
    };
    const places = items.map((_, index) => place(index + 1)).join('');
    const row = (id: string) => {
      // Ids contain no full stop, so it separates `a` of `b-c` from `a-b` of `c`.
      const text = `q-${view.data.id}.${id}`;
      const move = (by: -1 | 1, icon: string, name: 'move-up' | 'move-down') =>
        `<button type="button" class="move" data-move="${by}" aria-label="${escapeHtml(words.raw(name))}">${icon}</button>`;
      return [
        `<li class="order-item" data-part="${id}"><span class="grip" hidden></span>`,
        `<span class="order-text" id="${text}">${naming(view, items.find((item) => item.id === id)?.text ?? '')}</span>`,
        `<select name="${controlName(view, id)}" aria-labelledby="${text}"><option value=""${words.marked('choose-place')}>${words.say('choose-place')}</option>${places}</select>`,
        `<span class="moves" hidden>${move(-1, upIcon, 'move-up')}${move(1, downIcon, 'move-down')}</span></li>`,
      ].join('');
    };
    return `<ul class="order">${order.map(row).join('')}</ul><template><span class="mark"${words.marked('belongs-at')}>${escapeHtml(words.raw('belongs-at'))}</span></template><p class="moved" role="status" data-words="${escapeHtml(words.raw('moved'))}"></p>`;
  },
  answer: (view) => `<ol>${view.data.items.map((item) => `<li>${inline(view, item.text)}</li>`).join('')}</ol>`,
  feedback: () => [],
};
