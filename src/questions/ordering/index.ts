import type { Ordering } from '../../../schemas/questions/ordering.ts';
import { escapeHtml, inline, naming } from '../kit/html.ts';
import { orderList } from '../kit/order.ts';
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
    return orderList(
      view,
      order.map((id) => ({ id, html: naming(view, items.find((item) => item.id === id)?.text ?? '') })),
      {
        marks: `<span class="mark"${words.marked('belongs-at')}>${escapeHtml(words.raw('belongs-at'))}</span>`,
      },
    );
  },
  answer: (view) => `<ol>${view.data.items.map((item) => `<li>${inline(view, item.text)}</li>`).join('')}</ol>`,
  feedback: () => [],
};
