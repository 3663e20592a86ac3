import type { Classify } from '../../../schemas/questions/classify.ts';
import { controlName, inline, naming } from '../kit/html.ts';
import type { QuestionType } from '../kit/type.ts';
import { classifyGrader, type ClassifyKey } from './grade.ts';

/** Rows into columns: a table of radio buttons. */
export const classify: QuestionType<Classify, ClassifyKey> = {
  ...classifyGrader,
  type: 'classify',
  isApart: true,
  interaction: () => 'matching',
  key: ({ rows, scoring }) => ({ rows: rows.map(({ id, column }) => [id, column] as const), scoring }),
  correctResponse: ({ rows }) => Object.fromEntries(rows.map(({ id, column }) => [id, column])),
  meaning: ({ rows, columns }) => [
    ...rows.map(({ id, text, column }) => `${id} ${text} ${column}`).toSorted(),
    ...columns.map(({ id, text }) => `${id} ${text}`).toSorted(),
  ],
  controls(view) {
    const { id: question, columns, rows } = view.data;
    // Ids contain no full stop, so these are unique; `/` keeps a row and a column of one name apart.
    const headOf = (column: string) => `q-${question}./${column}`;
    const rowOf = (row: string) => `q-${question}.${row}`;
    const heads = columns.map(
      ({ id, text }) =>
        `<th scope="col" role="columnheader"><span id="${headOf(id)}">${naming(view, text)}</span></th>`,
    );
    const cell = (row: string, column: Classify['columns'][number]) =>
      // On a phone, where the heads are far away, each cell shows its own.
      `<td role="cell"><label><input type="radio" name="${controlName(view, row)}" value="${column.id}" aria-labelledby="${rowOf(row)} ${headOf(column.id)}"><span class="classify-column">${inline(view, column.text).replaceAll(' tabindex="0"', '')}</span></label></td>`;
    const bodies = rows.map(
      ({ id, text }) =>
        `<tr role="row"><th scope="row" role="rowheader" data-part="${id}"><span id="${rowOf(id)}">${naming(view, text)}</span></th>${columns.map((column) => cell(id, column)).join('')}</tr>`,
    );
    // Where it is laid out as blocks, browsers forget that it is a table, unless its roles say so.
    return `<table class="classify" role="table"><thead role="rowgroup"><tr role="row"><td role="cell"></td>${heads.join('')}</tr></thead><tbody role="rowgroup" data-shuffle>${bodies.join('')}</tbody></table>`;
  },
  answer(view) {
    const columns = new Map(view.data.columns.map(({ id, text }) => [id, inline(view, text)]));
    const rows = view.data.rows.map(
      ({ text, column }) => `<li>${inline(view, text)} – ${columns.get(column) ?? ''}</li>`,
    );
    return `<ul>${rows.join('')}</ul>`;
  },
  feedback: () => [],
};
