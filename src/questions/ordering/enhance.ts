import { carryBy } from '../kit/enhance-drag.ts';
import { register } from '../kit/registry.ts';
import { startingOrder } from './arrange.ts';
import type { OrderingKey } from './grade.ts';

const itemsOf = (question: HTMLElement) => [...question.querySelectorAll<HTMLElement>('.order-item')];
const placeOf = (item: HTMLElement) => item.querySelector('select') as HTMLSelectElement;

/** The label of an item: its text and the alternative texts of its pictures. */
function textOf(item: HTMLElement): string {
  const text = item.querySelector('.order-text')?.cloneNode(true) as HTMLElement;
  for (const picture of text.querySelectorAll('img')) picture.replaceWith(picture.alt);
  for (const cell of text.querySelectorAll('td, th')) cell.append(' ');
  return text.textContent.replace(/\s+/g, ' ').trim();
}

/** Writes each item's position into its control, so that the form matches what is shown. */
function number(question: HTMLElement): void {
  for (const [index, item] of itemsOf(question).entries()) placeOf(item).value = String(index + 1);
}

/** Moves an item past its neighbour. The neighbour is the node that is moved, so that the item keeps the focus. */
function move(question: HTMLElement, item: HTMLElement, by: number): void {
  const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (neighbour === null) return;
  if (by < 0) item.after(neighbour);
  else item.before(neighbour);
  number(question);
}

function say(question: HTMLElement, item: HTMLElement): void {
  const place = question.querySelector<HTMLElement>('.moved');
  const { options, selectedIndex } = placeOf(item);
  place?.replaceChildren(
    (place.dataset['words'] ?? '')
      .replace('{place}', options[selectedIndex]?.text ?? '')
      .replace('{all}', options[options.length - 1]?.text ?? '')
      .replace('{item}', () => textOf(item)),
  );
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
      if (!placeOf(item).disabled) item.dataset['dragged'] = '';
      return !placeOf(item).disabled;
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

register<OrderingKey>('ordering', {
  enhance(question) {
    for (const item of itemsOf(question)) {
      placeOf(item).hidden = true;
      for (const extra of item.querySelectorAll<HTMLElement>('.grip, .moves')) extra.hidden = false;
      for (const button of item.querySelectorAll<HTMLButtonElement>('.move')) {
        button.ariaLabel = button.ariaLabel?.replace('{item}', () => textOf(item)) ?? '';
        button.addEventListener('click', () => {
          move(question, item, Number(button.dataset['move']));
          say(question, item);
        });
      }
      drag(question, item, item.querySelector('.grip') as HTMLElement);
    }
  },
  arrange(question, key, seed) {
    const items = itemsOf(question);
    const starting = startingOrder(key.items, seed).flatMap(
      (id) => items.find((item) => item.dataset['part'] === id) ?? [],
    );
    question.querySelector('.order')?.append(...starting);
    // A printed worksheet must not reveal the answer: in print only, the list is a flex container in which this
    // restores the starting order.
    for (const [index, item] of starting.entries()) item.style.order = String(index);
    question.querySelector('.moved')?.replaceChildren();
    number(question);
  },
  restored(question) {
    // Sorting is stable: cleared controls keep the starting order.
    question
      .querySelector('.order')
      ?.append(...itemsOf(question).toSorted((a, b) => placeOf(a).selectedIndex - placeOf(b).selectedIndex));
    number(question);
  },
});
