/** What is drawn, without places. */
export type Diagram = Graph | Sequence | Pie;

/** Things, and lines between them. */
export interface Graph {
  readonly kind: 'graph';
  readonly direction: Direction;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly groups: readonly GraphGroup[];
  /** Nodes that stand side by side. */
  readonly ranks: readonly (readonly string[])[];
}

export type Direction = 'down' | 'up' | 'right' | 'left';

export type Shape =
  | 'box'
  | 'rounded'
  | 'pill'
  | 'framed'
  | 'cylinder'
  | 'circle'
  | 'ring'
  | 'diamond'
  | 'hexagon'
  | 'slanted'
  | 'slanted-back'
  | 'wide-below'
  | 'wide-above'
  | 'flag'
  | 'start'
  | 'end'
  | 'bar'
  | 'note'
  | 'bare';

export interface GraphNode {
  readonly id: string;
  readonly lines: readonly string[];
  readonly shape: Shape;
  /** The group that it stands in. */
  readonly group: string | undefined;
}

export type EdgeEnd = 'none' | 'arrow' | 'circle' | 'cross';

export interface GraphEdge {
  /** A node or a group. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
  readonly line: 'solid' | 'dashed' | 'thick' | 'hidden';
  readonly start: EdgeEnd;
  readonly end: EdgeEnd;
  /** How many ranks it spans at least. */
  readonly length: number;
}

export interface GraphGroup {
  readonly id: string;
  readonly lines: readonly string[];
  readonly group: string | undefined;
}

/** Who says what to whom, in order. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly actors: readonly { readonly id: string; readonly lines: readonly string[]; readonly isPerson: boolean }[];
  readonly steps: readonly Step[];
  /** Messages are numbered. */
  readonly isNumbered: boolean;
}

export type Step =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly lines: readonly string[];
      readonly isDashed: boolean;
      readonly end: 'none' | 'arrow' | 'open' | 'cross' | 'both';
    }
  | {
      readonly kind: 'note';
      readonly side: 'over' | 'left' | 'right';
      readonly of: readonly string[];
      readonly lines: readonly string[];
    }
  | { readonly kind: 'active' | 'inactive'; readonly of: string }
  /** A frame begins, has another part, or ends. */
  | { readonly kind: 'frame'; readonly word: string; readonly lines: readonly string[] }
  | { readonly kind: 'part'; readonly lines: readonly string[] }
  | { readonly kind: 'frame-end' };

/** Shares of a whole. */
export interface Pie {
  readonly kind: 'pie';
  readonly shares: readonly { readonly name: string; readonly value: number }[];
  /** The values are said beside the names. */
  readonly showsValues: boolean;
}

/** Something wrong, at offsets of the text; what is only `ignored` is no mistake. */
export interface DiagramProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fix: string;
  readonly isIgnored?: boolean;
}
