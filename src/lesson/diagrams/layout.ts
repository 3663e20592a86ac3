import type { Graph, GraphEdge, Shape } from '../../course/diagrams/model.ts';
import { sizeOf } from './measure.ts';
import { nodeSize, type Point } from './shapes.ts';

/** Where everything of a graph is, in CSS pixels from the upper left. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  /** In the order of the graph's. */
  readonly nodes: readonly (Point & { readonly width: number; readonly height: number })[];
  readonly groups: readonly (
    | {
        readonly left: number;
        readonly top: number;
        readonly right: number;
        readonly bottom: number;
        readonly label: Point;
      }
    | undefined
  )[];
  /** A curve as Béziers have it, where its ends point to, and where its text is. */
  readonly edges: readonly {
    readonly curve: readonly Point[];
    readonly tail: Point | undefined;
    readonly head: Point | undefined;
    readonly label: Point | undefined;
  }[];
}

const rankdir = { down: 'TB', up: 'BT', right: 'LR', left: 'RL' } as const;
const clips: Partial<Record<Shape, string>> = {
  circle: 'ellipse',
  ring: 'ellipse',
  start: 'ellipse',
  end: 'ellipse',
  diamond: 'diamond',
  hexagon: 'hexagon',
};

/** A graph as Graphviz is asked to place it: boxes of known sizes, without a word of the author's in it. */
export function dotOf({ direction, nodes, edges, groups, ranks }: Graph): string {
  const isAcross = direction === 'left' || direction === 'right';
  const nodeNames = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const groupNames = new Map(groups.map(({ id }, index) => [id, index]));
  /** A node of the group, for lines that lead to all of it. */
  const inGroup = (index: number): string => {
    const ids = new Set([groups[index]!.id]);
    for (const { id, group } of groups) if (group !== undefined && ids.has(group)) ids.add(id);
    const node = nodes.find(({ group }) => group !== undefined && ids.has(group));
    return node === undefined ? `g${index}` : nodeNames.get(node.id)!;
  };
  const statements: string[] = [
    `graph [rankdir=${rankdir[direction]} compound=true nodesep=0.4 ranksep=0.55 mclimit=0.2 nslimit=2 nslimit1=2 searchsize=10]`,
    'node [fixedsize=true label=""]',
    'edge [arrowsize=0.9]',
  ];
  const inside = (group: string | undefined): readonly string[] => {
    const own = nodes.flatMap(({ id, shape, lines, group: around }) => {
      if (around !== group) return [];
      const { width, height } = nodeSize(shape, lines, isAcross);
      return [`${nodeNames.get(id)} [shape=${clips[shape] ?? 'box'} width=${width / 72} height=${height / 72}]`];
    });
    const within = groups.flatMap(({ id, lines, group: around }, index) =>
      around !== group
        ? []
        : [
            `subgraph cluster_${index} {`,
            `graph [margin=16 label=${label(lines)}]`,
            ...(inGroup(index) === `g${index}` ? [`g${index} [shape=point style=invis width=0.01 height=0.01]`] : []),
            ...inside(id),
            '}',
          ],
    );
    // Nodes of several groups cannot stand in one row: their groups could not be drawn.
    const rows = ranks.flatMap((rank) => {
      const members = nodes.filter(({ id }) => rank.includes(id));
      return members.length > 1 && members.every((member) => member.group === group)
        ? [`{ rank=same; ${members.map(({ id }) => nodeNames.get(id)).join('; ')} }`]
        : [];
    });
    return [...own, ...within, ...rows];
  };
  statements.push(...inside(undefined));
  for (const [index, { from, to, lines, line, start, end, length }] of edges.entries()) {
    const [tail, head] = [groupNames.get(from), groupNames.get(to)];
    const attributes = [
      `id=e${index}`,
      `minlen=${Math.max(1, length)}`,
      `dir=${start === 'none' ? (end === 'none' ? 'none' : 'forward') : end === 'none' ? 'back' : 'both'}`,
      ...(line === 'hidden' ? ['style=invis'] : []),
      ...(lines.length === 0 ? [] : [`label=${label(lines)}`]),
      ...(tail === undefined ? [] : [`ltail=cluster_${tail}`]),
      ...(head === undefined ? [] : [`lhead=cluster_${head}`]),
    ];
    statements.push(
      `${tail === undefined ? nodeNames.get(from) : inGroup(tail)} -> ${head === undefined ? nodeNames.get(to) : inGroup(head)} [${attributes.join(' ')}]`,
    );
  }
  return `digraph {\n${statements.join('\n')}\n}`;
}

/** A place of a known size, in Graphviz's own markup. */
function label(lines: readonly string[]): string {
  if (lines.length === 0) return '""';
  const { width, height } = sizeOf(lines);
  return `<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="${width + 8}" HEIGHT="${height + 4}"><TR><TD></TD></TR></TABLE>>`;
}

interface Answer {
  readonly bb?: string;
  readonly objects?: readonly {
    readonly name?: string;
    readonly pos?: string;
    readonly bb?: string;
    readonly lp?: string;
    readonly width?: string;
    readonly height?: string;
  }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string; readonly lp?: string }[];
}

/** Graphviz's answer (`json`) as places. */
export function placedBy(answer: string, { nodes, groups, edges }: Graph): Placed {
  const read = JSON.parse(answer) as Answer;
  const [, , width = 0, height = 0] = numbers(read.bb);
  const point = (written: string | undefined): Point | undefined => {
    const [x, y] = numbers(written);
    return x === undefined || y === undefined ? undefined : { x, y: height - y };
  };
  const objects = new Map((read.objects ?? []).map((object) => [object.name, object]));
  const drawn = new Map((read.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    width,
    height,
    nodes: nodes.map((_, index) => {
      const object = objects.get(`n${index}`);
      return {
        ...(point(object?.pos) ?? { x: 0, y: 0 }),
        width: Number(object?.width ?? 0) * 72,
        height: Number(object?.height ?? 0) * 72,
      };
    }),
    groups: groups.map((_, index) => {
      const object = objects.get(`cluster_${index}`);
      const [left, bottom, right, top] = numbers(object?.bb);
      return left === undefined || bottom === undefined || right === undefined || top === undefined
        ? undefined
        : {
            left,
            right,
            top: height - top,
            bottom: height - bottom,
            label: point(object?.lp) ?? { x: (left + right) / 2, y: height - top + 14 },
          };
    }),
    edges: edges.map((_: GraphEdge, index) => {
      const edge = drawn.get(`e${index}`);
      const parts = (edge?.pos ?? '').split(/\s+/).filter((part) => part !== '');
      const end = (mark: string): Point | undefined => point(parts.find((part) => part.startsWith(mark))?.slice(2));
      return {
        curve: parts.filter((part) => !/^[se],/.test(part)).flatMap((part) => point(part) ?? []),
        tail: end('s,'),
        head: end('e,'),
        label: point(edge?.lp),
      };
    }),
  };
}

function numbers(written: string | undefined): readonly number[] {
  return written === undefined || written === '' ? [] : written.split(',').map(Number);
}
