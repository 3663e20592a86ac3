import { carryBy } from '../kit/enhance-drag.ts';
import { register } from '../kit/registry.ts';

/** The row at a point of the viewport, if it belongs to this question. */
function rowAt(question: HTMLElement, { clientX, clientY }: PointerEvent): HTMLElement | undefined {
  const root = question.getRootNode() as Document | ShadowRoot;
  const row = root.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('.match');
  return row && question.contains(row) ? row : undefined;
}

/** Makes an answer draggable to a row, which selects it in the row's drop-down. */
function drag(question: HTMLElement, partner: HTMLElement): void {
  let from: PointerEvent;
  let over: HTMLElement | undefined;
  const aim = (row: HTMLElement | undefined) => {
    delete over?.dataset['over'];
    over = row;
    if (over) over.dataset['over'] = '';
  };
  carryBy(partner, {
    starts(event) {
      from = event;
      // Touch outside the grip scrolls the page.
      if (event.pointerType === 'touch' && !(event.target as Element).matches('.grip')) return false;
      partner.dataset['dragged'] = '';
      return true;
    },
    moves(event) {
      partner.style.translate = `${event.pageX - from.pageX}px ${event.pageY - from.pageY}px`;
      aim(rowAt(question, event));
    },
    ends(dropped) {
      const list = dropped && over?.querySelector('select');
      if (list) {
        list.value = partner.textContent;
        list.dispatchEvent(new Event('input', { bubbles: true }));
      }
      aim(undefined);
      partner.style.translate = '';
      delete partner.dataset['dragged'];
    },
  });
}

register('matching', {
  enhance(question) {
    const partners = question.querySelector<HTMLElement>('.partners');
    if (partners) partners.hidden = false;
    for (const partner of question.querySelectorAll<HTMLElement>('.partner')) drag(question, partner);
  },
});
