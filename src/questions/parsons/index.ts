import { linesOf, type Parsons } from '../../../schemas/questions/parsons.ts';
import { programOf } from '../../../schemas/questions/predict-output.ts';
import { hash32 } from '../../text/hash.ts';
import { controlName, escapeHtml } from '../kit/html.ts';
import { leftIcon, rightIcon } from '../kit/icons.ts';
import { orderList, rowButton } from '../kit/order.ts';
import type { QuestionType } from '../kit/type.ts';
import { startingLines } from './arrange.ts';
import { parsonsGrader } from './grade.ts';
import { depthOf, type ParsonsKey } from './lines.ts';

/** Every line with an id that is made of its text, and tells equal ones apart by a number. */
function namedLines(question: Parsons) {
  const counts = new Map<string, number>();
  const named = <Line extends { readonly text: string }>(line: Line) => {
    const name = `l${hash32(line.text).toString(36)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { ...line, id: count === 1 ? name : `${name}-${count}` };
  };
  const { lines, distractors, groups } = linesOf(question);
  return { lines: lines.map(named), distractors: distractors.map((text) => named({ text })), groups };
}

function keyOf(question: Parsons): ParsonsKey {
  const { lines, distractors, groups } = namedLines(question);
  return {
    lines: lines.map(({ id, text, depth }) => [
      id,
      question.indent ? depth : -1,
      lines.findIndex((line) => line.text === text),
    ]),
    groups,
    distractors: distractors.map(({ id }) => id),
    scoring: question.scoring,
  };
}

/** On a narrow screen, a line that is too long must not break right after its indentation. */
const unbroken = (line: string): string =>
  line.replace(/^[ \t]+/, (indentation) => indentation.replaceAll('\t', '    ').replaceAll(' ', '\u00a0'));

/** Lines of code to put in order, and to indent: a position chosen for each or, with JavaScript, moved or dragged. */
export const parsons: QuestionType<Parsons, ParsonsKey> = {
  ...parsonsGrader,
  type: 'parsons',
  isApart: true,
  interaction: () => 'sequencing',
  key: keyOf,
  correctResponse: (question) =>
    Object.fromEntries(
      keyOf(question).lines.flatMap(([id, depth], index) => [
        [id, String(index + 1)],
        ...(depth > 0 ? [[depthOf(id), String(depth)]] : []),
      ]),
    ),
  meaning: (question) => {
    const { lines, distractors, groups } = namedLines(question);
    return [
      `${question.indent} ${JSON.stringify(groups)}`,
      ...lines.map(({ text, depth }) => `${depth} ${text}`),
      ...distractors.map(({ text }) => text).toSorted(),
    ];
  },
  controls(view) {
    const { words, data } = view;
    const { lines, distractors } = namedLines(data);
    const texts = new Map([...lines, ...distractors].map(({ id, text }) => [id, text]));
    // One level more than is right, so that the list does not say how deep it gets.
    const depths = Array.from({ length: Math.max(...lines.map(({ depth }) => depth)) + 2 }, (_, depth) => depth);
    const depth = (id: string) =>
      data.indent
        ? `<select class="depth" name="${controlName(view, depthOf(id))}" aria-label="${escapeHtml(words.say('indentation', { item: texts.get(id) ?? '' }))}" data-words="${escapeHtml(words.raw('indented'))}">${depths.map((each) => `<option value="${each || ''}">${words.number(each)}</option>`).join('')}</select>`
        : '';
    const rows = startingLines(keyOf(data), view.address).map((id) => ({
      id,
      html: `<code dir="ltr">${escapeHtml(unbroken(texts.get(id) ?? ''))}</code>`,
      fields: depth(id),
      buttons: data.indent
        ? `<span class="indents">${rowButton(view, 'indent-less', 'data-indent="-1"', leftIcon)}${rowButton(view, 'indent-more', 'data-indent="1"', rightIcon)}</span>`
        : '',
    }));
    const mark = (name: 'line-first' | 'line-extra' | 'line-missing' | 'line-depth') =>
      `<span class="mark" data-mark="${name}">${words.html(name)}</span>`;
    const list = orderList(view, rows, {
      end: distractors.length === 0 ? '' : `<li class="order-end">${words.html('not-used')}</li>`,
      marks: `${mark('line-first')}${mark('line-extra')}${mark('line-missing')}${mark('line-depth')}`,
    });
    return `<div class="parsons"${data.indent ? ' data-indents' : ''}>${list}</div>`;
  },
  answer: (view) =>
    view.html.get(view.data.program) ??
    `<pre class="program"><code>${escapeHtml(programOf(view.data).code.trimEnd())}</code></pre>`,
  feedback: () => [],
};
