import type { Sequence, Step } from '../../course/diagrams/model.ts';
import { lineHeight, sizeOf, widthOf } from './measure.ts';
import { lineEnd, node } from './shapes.ts';
import { at, n, path, rect, svg, text } from './svg.ts';

const gap = 28;
const selfWidth = 38;

interface Frame {
  readonly depth: number;
  readonly top: number;
  readonly word: string;
  readonly lines: readonly string[];
  left: number;
  right: number;
  readonly parts: { readonly y: number; readonly lines: readonly string[] }[];
}

/** A line from top to bottom for everyone, and what they say from left to right, in order. */
export function drawSequence({ actors, steps: written, isNumbered }: Sequence): string {
  const steps = isNumbered ? numbered(written) : written;
  const boxes = actors.map(({ lines }) => ({ width: sizeOf(lines).width + 30, height: sizeOf(lines).height + 18 }));
  const index = new Map(actors.map(({ id }, place) => [id, place]));
  const columns = columnsOf(
    boxes.map(({ width }) => width),
    steps,
    index,
  );
  const x = (id: string): number => columns[index.get(id) ?? 0]!;
  const headHeight =
    Math.max(...boxes.map(({ height }) => height)) + (actors.some(({ isPerson }) => isPerson) ? 22 : 0);

  let y = headHeight + 14;
  let [left, right] = [columns[0]! - boxes[0]!.width / 2, columns.at(-1)! + boxes.at(-1)!.width / 2];
  const drawn: string[] = [];
  const bars: string[] = [];
  const frames: string[] = [];
  const open: Frame[] = [];
  const active = new Map<string, number[]>();
  const reach = (from: number, to: number): void => {
    [left, right] = [Math.min(left, from), Math.max(right, to)];
    for (const frame of open) {
      const margin = 24 + (open.length - frame.depth) * 8;
      [frame.left, frame.right] = [Math.min(frame.left, from - margin), Math.max(frame.right, to + margin)];
    }
  };

  for (const step of steps) {
    switch (step.kind) {
      case 'message': {
        const { height, width } = sizeOf(step.lines);
        const [from, to] = [x(step.from), x(step.to)];
        const kind = step.isDashed ? 'line dashed' : 'line';
        const ending = step.end === 'both' ? 'arrow' : step.end;
        if (step.from === step.to) {
          y += 10;
          drawn.push(
            path(kind, `M${at(from, y)}h${selfWidth - 8}a8 8 0 0 1 8 8v8a8 8 0 0 1 -8 8H${n(from + 8)}`),
            lineEnd(ending, { x: from + 20, y: y + 24 }, { x: from + 2, y: y + 24 }),
            text(step.lines, from + selfWidth + 8, y + 12, 'said', 'start'),
          );
          reach(from, from + selfWidth + 8 + width);
          y += 24 + Math.max(12, height - 20);
          break;
        }
        y += height + 10;
        const towards = Math.sign(to - from);
        const [start, tip] = [
          { x: from + towards * 2, y },
          { x: to - towards * 2, y },
        ];
        drawn.push(
          path(kind, `M${at(start.x, y)}H${n(tip.x - (ending === 'none' ? 0 : towards * 6))}`),
          lineEnd(ending, start, tip),
          step.end === 'both' ? lineEnd('arrow', tip, start) : '',
          text(step.lines, (from + to) / 2, y - height / 2 - 4, 'said'),
        );
        reach(Math.min(from, to), Math.max(from, to));
        y += 12;
        break;
      }
      case 'note': {
        const { width, height } = sizeOf(step.lines);
        const [first, last] = [Math.min(...step.of.map(x)), Math.max(...step.of.map(x))];
        const room = Math.max(width + 26, step.side === 'over' ? last - first + 40 : 0);
        const middle =
          step.side === 'over'
            ? (first + last) / 2
            : step.side === 'left'
              ? first - 10 - room / 2
              : last + 10 + room / 2;
        y += 6;
        drawn.push(node('note', step.lines, { x: middle, y: y + (height + 14) / 2 }, room, height + 14));
        reach(middle - room / 2, middle + room / 2);
        y += height + 24;
        break;
      }
      case 'active':
        active.set(step.of, [...(active.get(step.of) ?? []), y - 12]);
        break;
      case 'inactive': {
        const begun = active.get(step.of) ?? [];
        const since = begun.pop();
        if (since !== undefined)
          bars.push(rect('node', x(step.of) - 5 + begun.length * 4, since, 10, Math.max(8, y - 12 - since)));
        break;
      }
      case 'frame':
        y += 8;
        open.push({
          depth: open.length + 1,
          top: y,
          word: step.word,
          lines: step.lines,
          left: Infinity,
          right: -Infinity,
          parts: [],
        });
        y += Math.max(1, step.lines.length) * lineHeight + 10;
        break;
      case 'part':
        y += 6;
        open.at(-1)?.parts.push({ y, lines: step.lines });
        y += Math.max(1, step.lines.length) * lineHeight + 6;
        break;
      case 'frame-end': {
        const frame = open.pop();
        if (frame === undefined) break;
        y += 6;
        const drawing = frameOf(frame, y, columns);
        frames.push(drawing.html);
        reach(drawing.left, drawing.right);
        y += 10;
        break;
      }
    }
  }
  const bottom = y + 10;
  for (const [id, begun] of active)
    for (const since of begun) bars.push(rect('node', x(id) - 5, since, 10, bottom - since));
  const lines = actors.map(({ id }) => path('line life', `M${at(x(id), headHeight)}V${n(bottom)}`));
  const heads = actors.map(({ lines: words, isPerson, id }, place) => {
    const { width, height } = boxes[place]!;
    const middle = { x: x(id), y: headHeight - height / 2 };
    return (isPerson ? person(middle.x, headHeight - height - 20) : '') + node('rounded', words, middle, width, height);
  });
  return svg(left - 4, -4, right - left + 8, bottom + 8, [...lines, ...frames, ...bars, ...heads, ...drawn].join(''));
}

/** Where the lines stand: far enough apart for what is said between them. */
function columnsOf(
  widths: readonly number[],
  steps: readonly Step[],
  index: ReadonlyMap<string, number>,
): readonly number[] {
  const gaps = widths.slice(1).map((width, place) => (width + widths[place]!) / 2 + gap);
  const need = (from: number, to: number, room: number): void => {
    const have = gaps.slice(from, to).reduce((sum, one) => sum + one, 0);
    if (have < room && to > from)
      for (let place = from; place < to; place++) gaps[place]! += (room - have) / (to - from);
  };
  for (const step of steps) {
    if (step.kind === 'message') {
      const [a, b] = [index.get(step.from) ?? 0, index.get(step.to) ?? 0];
      const { width } = sizeOf(step.lines);
      if (a === b) need(a, Math.min(a + 1, widths.length - 1), width + selfWidth + 24);
      else need(Math.min(a, b), Math.max(a, b), width + 40);
    } else if (step.kind === 'note') {
      const places = step.of.map((id) => index.get(id) ?? 0);
      const { width } = sizeOf(step.lines);
      if (step.side === 'right')
        need(Math.max(...places), Math.min(Math.max(...places) + 1, widths.length - 1), width + 56);
      else if (step.side === 'left') need(Math.max(0, Math.min(...places) - 1), Math.min(...places), width + 56);
      else if (places.length > 1) need(Math.min(...places), Math.max(...places), width - 20);
    }
  }
  let x = 0;
  return widths.map((_, place) => (x += place === 0 ? 0 : gaps[place - 1]!));
}

function frameOf(
  frame: Frame,
  bottom: number,
  columns: readonly number[],
): { html: string; left: number; right: number } {
  const { top, word, parts } = frame;
  const said = frame.lines.join(' ');
  // A frame around nothing goes around all.
  const left = frame.left === Infinity ? columns[0]! - 20 : frame.left;
  const wordWidth = word === '' ? 0 : widthOf(word) + 18;
  const room = Math.max(wordWidth + widthOf(said) + 24, ...parts.map(({ lines }) => sizeOf(lines).width + 24));
  const right = Math.max(frame.right === -Infinity ? columns.at(-1)! + 20 : frame.right, left + room);
  const html =
    rect('group', left, top, right - left, bottom - top, 4) +
    (word === ''
      ? ''
      : path('node', `M${at(left, top)}h${n(wordWidth)}v${lineHeight - 4}l-8 8H${n(left)}Z`) +
        text([word], left + wordWidth / 2 - 3, top + 12, 'strong')) +
    (said === '' ? '' : text([said], left + wordWidth + 10, top + 12, 'quiet said', 'start')) +
    parts
      .map(
        ({ y, lines }) =>
          path('line dashed', `M${at(left, y)}H${n(right)}`) +
          text([lines.join(' ')], left + 10, y + 14, 'quiet said', 'start'),
      )
      .join('');
  return { html, left, right };
}

const person = (x: number, y: number): string =>
  `<circle class="node" cx="${n(x)}" cy="${n(y + 5)}" r="5"/>` + path('node', `M${at(x - 9, y + 20)}a9 9 0 0 1 18 0Z`);

function numbered(steps: readonly Step[]): readonly Step[] {
  let count = 0;
  return steps.map((step) => {
    if (step.kind !== 'message') return step;
    const [first = '', ...others] = step.lines;
    return { ...step, lines: [`${++count}. ${first}`, ...others] };
  });
}
