import { controlName, escapeHtml } from './html.ts';
import { downIcon, upIcon } from './icons.ts';
import type { QuestionView } from './view.ts';

/** A row of a list to be put in order. */
export interface OrderRow {
  readonly id: string;
  /** What it says, without a tab stop in it: HTML. */
  readonly html: string;
  /** Controls besides its place, for where no script runs: HTML. */
  readonly fields?: string;
  /** Buttons before those that move it: HTML. */
  readonly buttons?: string;
}

/** The id of what a row says; ids of parts contain no full stop, so it separates `a` of `b-c` from `a-b` of `c`. */
const rowId = ({ data }: QuestionView, id: string): string => `q-${data.id}.${id}`;

/** A button of a row. What it does to its item, a script writes into its name. */
export function rowButton(
  view: QuestionView,
  name: 'move-up' | 'move-down' | 'indent-less' | 'indent-more',
  attributes: string,
  icon: string,
): string {
  return `<button type="button" class="move" ${attributes} aria-label="${escapeHtml(view.words.raw(name))}">${icon}</button>`;
}

/**
 * A list whose rows are put in order: by a place chosen for each or, with `kit/enhance-order.ts`, by buttons and
 * dragging. `end`: what stands after the last row, where rows may be left out below it; `marks`: templates of what is
 * said of a row.
 */
export function orderList(
  view: QuestionView,
  rows: readonly OrderRow[],
  { end = '', marks }: { readonly end?: string; readonly marks: string },
): string {
  const { words } = view;
  const place = (number: number) => {
    const shown = words.number(number);
    return `<option${shown === String(number) ? '' : ` value="${number}"`}>${shown}</option>`;
  };
  const places = rows.map((_, index) => place(index + 1)).join('');
  const items = rows.map(({ id, html, fields = '', buttons = '' }) => {
    const text = rowId(view, id);
    return [
      `<li class="order-item" data-part="${id}"><span class="grip" hidden></span>`,
      `<span class="order-text" id="${text}">${html}</span>`,
      `<select name="${controlName(view, id)}" aria-labelledby="${text}"><option value=""${words.marked('choose-place')}>${words.say('choose-place')}</option>${places}</select>${fields}`,
      `<span class="moves" hidden>${buttons}${rowButton(view, 'move-up', 'data-move="-1"', upIcon)}${rowButton(view, 'move-down', 'data-move="1"', downIcon)}</span></li>`,
    ].join('');
  });
  return `<ul class="order">${items.join('')}${end}</ul><template>${marks}</template><p class="moved" role="status" data-words="${escapeHtml(words.raw('moved'))}"></p>`;
}
