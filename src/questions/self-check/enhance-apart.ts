import { register } from '../kit/registry.ts';

const find = <E extends HTMLElement>(root: HTMLElement, selector: string) => root.querySelector<E>(selector) as E;
const seenBy = (question: HTMLElement) => find<HTMLInputElement>(question, '[name$=".seen"]');
/** The entries of the questions in the answer key. */
const entries = new WeakMap<HTMLElement, HTMLElement>();

/** Shows the model with what it is compared by, or what there was before. */
function turn(question: HTMLElement): void {
  const isSeen = seenBy(question).checked;
  const own = find(question, '.self');
  const answer = find(entries.get(question) as HTMLElement, '.key-answer').cloneNode(true) as HTMLElement;
  own.hidden = !isSeen;
  for (const control of own.querySelectorAll<HTMLElement>('.option input')) control.hidden = !isSeen;
  for (const row of own.querySelectorAll<HTMLElement>('[data-criterion]')) {
    const text = find(answer, `li[data-criterion="${row.dataset['criterion']}"]`);
    find(row, '.option-text').replaceChildren(...(isSeen ? text.childNodes : []));
  }
  answer.querySelector('.criteria')?.remove();
  find(own, '.model').replaceChildren(...(isSeen ? [answer] : []));
  const before = question.querySelector<HTMLElement>('.self-cloze');
  if (before) before.hidden = isSeen;
  const field = question.querySelector('textarea');
  if (field) field.readOnly = isSeen;
  // The button comes after the controls are enhanced, and says what its next press does.
  const button = question.querySelector('[data-when=open]');
  if (button) button.textContent = own.dataset[isSeen ? 'done' : 'show'] ?? '';
}

register('self-check', {
  enhance(question) {
    // Before the listener that grades.
    find(question, 'form').addEventListener('submit', (event) => {
      const field = question.querySelector('textarea');
      if (seenBy(question).checked || (field && !/\S/.test(field.value))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      seenBy(question).checked = true;
      turn(question);
      find(question, '.model').focus();
    });
    queueMicrotask(() => turn(question));
  },
  arrange(question, _key, _seed, entry) {
    entries.set(question, entry);
  },
  restored: turn,
});
