import { register } from '../kit/registry.ts';
import { parsonsGrader } from './grade.ts';
import type { ParsonsKey } from './lines.ts';

register<ParsonsKey>('parsons', {
  ...parsonsGrader,
  /** Says what is wrong with a line, and which is the first that is. */
  marked(row, key) {
    const { part = '', verdict } = row.dataset;
    if (verdict === 'right') return;
    const list = row.parentElement as HTMLElement;
    const isFirst = list.querySelector('[data-verdict=wrong]') === row;
    const what = key.distractors.includes(part)
      ? 'line-extra'
      : verdict === 'missed'
        ? 'line-missing'
        : verdict === 'partly'
          ? 'line-depth'
          : isFirst
            ? 'line-first'
            : '';
    const { content } = list.nextElementSibling as HTMLTemplateElement;
    const words = content.querySelector(`[data-mark="${what}"]`);
    if (words) row.lastElementChild?.replaceWith(words.cloneNode(true));
  },
});
