import { register } from '../kit/registry.ts';
import { orderingGrader, type OrderingKey } from './grade.ts';

register<OrderingKey>('ordering', {
  ...orderingGrader,
  marked(item, { items }) {
    const { dataset } = item;
    const { options, selectedIndex } = item.querySelector('select') as HTMLSelectElement;
    const place = items.indexOf(dataset['part'] as string) + 1;
    const isRight = dataset['verdict'] === 'right';
    if (selectedIndex === place && isRight) return;
    // What only shifted because something else is misplaced is not wrong.
    if (selectedIndex === place || isRight) dataset['verdict'] = 'partly';
    // After the list stands what the mark says, without the place.
    const { content } = (item.parentElement as HTMLElement).nextElementSibling as HTMLTemplateElement;
    const mark = content.firstChild?.cloneNode(true) as HTMLElement;
    mark.textContent = mark.textContent.replace('{place}', (options[place] as HTMLOptionElement).text);
    item.lastElementChild?.replaceWith(mark);
  },
});
