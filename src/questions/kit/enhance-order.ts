import { carryBy } from './enhance-drag.ts';
import type { BrowserType } from './registry.ts';

const rowsOf = (question: HTMLElement) => [...(question.querySelector('.order')?.children ?? [])] as HTMLElement[];
const placeOf = (row: HTMLElement) => row.querySelector('select');

/** The items of a list to be put in order, as they stand. */
export const itemsOf = (question: HTMLElement): HTMLElement[] =>
  rowsOf(question).filter((row) => placeOf(row) !== null);

/** The label of an item: its text and the alternative texts of its pictures. */
export function textOf(item: HTMLElement): string {
  const text = item.querySelector('.order-text')?.cloneNode(true) as HTMLElement;
  for (const picture of text.querySelectorAll('img')) picture.replaceWith(picture.alt);
  for (const cell of text.querySelectorAll('td, th')) cell.append(' ');
  return text.textContent.replace(/\s+/g, ' ').trim();
}

/** Writes each item's position into its control, so that the form matches what is shown; none below the end. */
function number(question: HTMLElement): void {
  let place = 0;
  for (const row of rowsOf(question)) {
    const control = placeOf(row);
    if (control === null) place = Number.NaN;
    else control.value = String(++place || '');
  }
}

/** Moves an item past its neighbour. The neighbour is the node that is moved, so that the item keeps the focus. */
function move(question: HTMLElement, item: HTMLElement, by: number): void {
  const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (neighbour === null) return;
  if (by < 0) item.after(neighbour);
  else item.before(neighbour);
  number(question);
}

/** Announces what became of an item: a message with its values. */
export function tell(question: HTMLElement, message: string, values: Readonly<Record<string, string>>): void {
  question
    .querySelector('.moved')
    ?.replaceChildren(message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
}

function say(question: HTMLElement, item: HTMLElement): void {
  const { options, selectedIndex } = placeOf(item) as HTMLSelectElement;
  const moved = question.querySelector<HTMLElement>('.moved')?.dataset['words'] ?? '';
  tell(question, selectedIndex === 0 ? '{item}: {end}' : moved, {
    item: textOf(item),
    place: options[selectedIndex]?.text ?? '',
    all: options[options.length - 1]?.text ?? '',
    end: question.querySelector('.order-end')?.textContent ?? '',
  });
}

/** The vertical centre of an element; NaN without an element, so that no comparison holds. */
function middle(element: Element | null): number {
  const box = element?.getBoundingClientRect();
  return box === undefined ? Number.NaN : box.top + box.height / 2;
}

/** Makes an item draggable by its grip, past one neighbour after the other. */
function drag(question: HTMLElement, item: HTMLElement, grip: HTMLElement): void {
  carryBy(grip, {
    starts() {
      const isOpen = !placeOf(item)?.disabled;
      if (isOpen) item.dataset['dragged'] = '';
      return isOpen;
    },
    moves({ clientY }) {
      if (clientY < middle(item.previousElementSibling)) move(question, item, -1);
      else if (clientY > middle(item.nextElementSibling)) move(question, item, 1);
    },
    ends() {
      delete item.dataset['dragged'];
    },
  });
}

/** What makes a list of `kit/order.ts` movable. `startingOrder`: the ids of its items, in the order that is shown first. */
export function orderable<Key>(
  startingOrder: (key: Key, seed: string) => readonly string[],
): Required<Pick<BrowserType<Key>, 'enhance' | 'arrange' | 'restored'>> {
  return {
    enhance(question) {
      for (const item of itemsOf(question)) {
        for (const field of item.querySelectorAll('select')) field.hidden = true;
        for (const extra of item.querySelectorAll<HTMLElement>('.grip, .moves')) extra.hidden = false;
        for (const button of item.querySelectorAll<HTMLButtonElement>('.move'))
          button.ariaLabel = button.ariaLabel?.replace('{item}', () => textOf(item)) ?? '';
        for (const button of item.querySelectorAll<HTMLButtonElement>('[data-move]'))
          button.addEventListener('click', () => {
            move(question, item, Number(button.dataset['move']));
            say(question, item);
          });
        drag(question, item, item.querySelector('.grip') as HTMLElement);
      }
    },
    arrange(question, key, seed) {
      const rows = rowsOf(question);
      const ids = startingOrder(key, seed);
      const starting = [
        ...ids.flatMap((id) => rows.find((row) => row.dataset['part'] === id) ?? []),
        ...rows.filter((row) => placeOf(row) === null),
      ];
      question.querySelector('.order')?.append(...starting);
      // A printed worksheet must not reveal the answer: in print only, the list is a flex container in which this
      // restores the starting order.
      for (const [index, row] of starting.entries()) row.style.order = String(index);
      question.querySelector('.moved')?.replaceChildren();
      number(question);
    },
    restored(question) {
      const rows = rowsOf(question);
      const rank = (row: HTMLElement) => {
        const control = placeOf(row);
        return control === null ? rows.length : control.selectedIndex || rows.length + 1;
      };
      // Cleared controls keep the starting order.
      if (itemsOf(question).some((item) => placeOf(item)?.value))
        question.querySelector('.order')?.append(...rows.toSorted((a, b) => rank(a) - rank(b)));
      number(question);
    },
  };
}
