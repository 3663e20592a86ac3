import { itemsOf, orderable, tell, textOf } from '../kit/enhance-order.ts';
import { register } from '../kit/registry.ts';
import { startingLines } from './arrange.ts';
import type { ParsonsKey } from './lines.ts';

const depthOf = (item: HTMLElement) => item.querySelector<HTMLSelectElement>('.depth');

/** Shows each line as deep as its control says. */
function indent(question: HTMLElement): void {
  for (const item of itemsOf(question)) item.style.setProperty('--depth', String(depthOf(item)?.selectedIndex ?? 0));
}

const order = orderable<ParsonsKey>(startingLines);

register<ParsonsKey>('parsons', {
  ...order,
  enhance(question) {
    order.enhance(question);
    for (const item of itemsOf(question))
      for (const button of item.querySelectorAll<HTMLButtonElement>('[data-indent]'))
        button.addEventListener('click', () => {
          const depth = depthOf(item) as HTMLSelectElement;
          const wanted = depth.selectedIndex + Number(button.dataset['indent']);
          // Neither outwards of the margin nor deeper than the list goes.
          if (depth.options[wanted]) depth.selectedIndex = wanted;
          indent(question);
          tell(question, depth.dataset['words'] ?? '', {
            depth: depth.selectedOptions[0]?.text ?? '',
            item: textOf(item),
          });
        });
  },
  arrange(question, ...rest) {
    order.arrange(question, ...rest);
    for (const depth of question.querySelectorAll<HTMLSelectElement>('.depth')) depth.value = '';
    indent(question);
  },
  restored(question) {
    order.restored(question);
    indent(question);
  },
});
