import { register } from '../kit/registry.ts';
import { classifyGrader, type ClassifyKey } from './grade.ts';

register<ClassifyKey>('classify', {
  ...classifyGrader,
  /** In a row that is wrong, shows the column that is right. */
  marked(head, { rows }) {
    const { part, verdict } = head.dataset;
    const column = rows.find(([row]) => row === part)?.[1] ?? '';
    const cell = head.parentElement?.querySelector(`[value="${column}"]`)?.closest('td');
    if (cell && verdict === 'wrong') cell.dataset['verdict'] = 'missed';
  },
});
