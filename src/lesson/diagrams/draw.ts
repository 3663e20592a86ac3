import type { Diagram, Graph } from '../../course/diagrams/model.ts';
import { readDiagram } from '../../course/diagrams/read.ts';
import { dotOf, placedBy, type Placed } from './layout.ts';
import { drawPie } from './pie.ts';
import { drawSequence } from './sequence.ts';
import { lineEnd, node } from './shapes.ts';
import { at, path, rect, svg, text } from './svg.ts';

/** Places the boxes of a graph: Graphviz's language in, its `json` out. */
export type Layout = (dot: string) => string;

/** A fence that is drawn, as SVG; undefined where it has mistakes. The engine is only loaded for what needs it. */
export async function drawFence(
  lang: string,
  code: string,
  engine: () => Promise<Layout>,
): Promise<string | undefined> {
  const { diagram } = readDiagram(lang, code);
  if (diagram === undefined) return undefined;
  return drawDiagram(diagram, diagram.kind === 'graph' ? await engine() : () => '');
}

/** A diagram as SVG; the same for the same diagram. */
function drawDiagram(diagram: Diagram, layout: Layout): string {
  switch (diagram.kind) {
    case 'graph':
      return drawGraph(diagram, placedBy(layout(dotOf(diagram)), diagram));
    case 'sequence':
      return drawSequence(diagram);
    case 'pie':
      return drawPie(diagram);
  }
}

function drawGraph({ nodes, edges, groups }: Graph, placed: Placed): string {
  const frames = groups.map(({ lines }, index) => {
    const box = placed.groups[index];
    return box === undefined
      ? ''
      : rect('group', box.left, box.top, box.right - box.left, box.bottom - box.top, 6) +
          text(lines, box.label.x, box.label.y, 'quiet');
  });
  const lines = edges.map(({ line, start, end }, index) => {
    const { curve, head, tail } = placed.edges[index]!;
    const [first, ...others] = curve;
    const last = curve.at(-1);
    if (line === 'hidden' || first === undefined || last === undefined) return '';
    const kind = line === 'solid' ? 'line' : `line ${line}`;
    return (
      path(kind, `M${at(first.x, first.y)}C${others.map(({ x, y }) => at(x, y)).join(' ')}`) +
      (tail === undefined ? '' : lineEnd(start, first, tail)) +
      (head === undefined ? '' : lineEnd(end, last, head))
    );
  });
  const shapes = nodes.map(({ shape, lines: words }, index) => {
    const box = placed.nodes[index]!;
    return node(shape, words, box, box.width, box.height);
  });
  const labels = edges.map(({ lines: words, line }, index) => {
    const place = placed.edges[index]?.label;
    return place === undefined || line === 'hidden' ? '' : text(words, place.x, place.y, 'said');
  });
  const margin = 6;
  return svg(
    -margin,
    -margin,
    placed.width + 2 * margin,
    placed.height + 2 * margin,
    [...frames, ...lines, ...shapes, ...labels].join(''),
  );
}
