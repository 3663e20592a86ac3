import type { Span } from '../diagnostics/diagnostic.ts';
import type { MdastNode } from 'satteri';

/** A lesson's body: its syntax tree with positions in the *file* (front matter counted), and what rules and pages look for in it. */
export interface LessonSource {
  readonly file: string;
  readonly format: 'md' | 'mdx';
  /** The whole file as read, without BOM. */
  readonly text: string;
  /** The body alone, as given to the Markdown engine. */
  readonly body: string;
  /** Lines of the file before the body. */
  readonly bodyStartLine: number;
  readonly tree: MdastNode;
  readonly headings: readonly Heading[];
  readonly links: readonly LinkReference[];
  readonly images: readonly LinkReference[];
  readonly fences: readonly Fence[];
  readonly directives: readonly DirectiveUse[];
  /** Silences: `lectern-silence code: reason` comments, with the block they stand before. */
  readonly silences: readonly Silence[];
  /** True when the body holds JSX, `import`, `export` or an expression other than a comment: only Astro's build can render it. */
  readonly needsMdx: boolean;
  /** Visible prose, fenced code left out: for word counts and reading time. */
  readonly prose: string;
}

export interface Heading extends Span {
  readonly depth: number;
  readonly text: string;
  /** `{#id}` first, else the GitHub slug, `-1` … for repeats. */
  readonly id: string;
  readonly explicitId: boolean;
}

/** A link or picture with the span of its address in the source. */
export interface LinkReference extends Span {
  readonly url: string;
  /** Link text or alternative text. */
  readonly text: string;
  readonly urlSpan: Span;
}

/** A fenced code block with its parsed meta. */
export interface Fence extends Span {
  readonly lang: string | undefined;
  readonly code: string;
  /** Line of the first code line, in the file. */
  readonly codeLine: number;
  readonly meta: FenceMeta;
  readonly metaSpan: Span;
  /** The fence stands in this directive, if any. */
  readonly directive: DirectiveUse | undefined;
}

export interface FenceMeta {
  readonly title?: string;
  readonly label?: string;
  readonly runs?: 'node' | 'browser' | 'no';
  /** Why `runs="no"`. */
  readonly reason?: string;
  readonly diff?: boolean;
  /** Marked lines, ascending, from 1. */
  readonly marks: readonly number[];
  /** Whatever else stood in the meta: unknown attributes, reported by the loader. */
  readonly unknown: readonly string[];
}

/** A block directive as written. */
export interface DirectiveUse extends Span {
  readonly name: string;
  readonly label: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly node: MdastNode;
}

export interface Silence extends Span {
  readonly code: string;
  readonly reason: string;
  /** The block the silence speaks of. */
  readonly covers: Span | undefined;
}
