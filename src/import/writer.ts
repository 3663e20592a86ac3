import type { MdastNode, NodeOf } from '../source/markdown.ts';
import type { Line } from './lines.ts';

export type JsxNode = NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>;

/** What a lesson asks of the page it is written for. */
export interface LessonContext {
  readonly hasAttributes: boolean;
  /** Whether `$…$` are formulas in the course, and whether they are in the source. */
  readonly math: { readonly course: boolean; readonly source: boolean };
  /** What the dialect makes of what stands behind backticks. */
  info(written: string): string;
  /** Our address for one of the source; undefined where it leads nowhere. `words`: what the link says. */
  link(url: string, at: Line): { readonly url: string; readonly title?: string | undefined } | undefined;
  /** Our address for a picture; undefined where there is none to be had. */
  picture(url: string, at: Line): string | undefined;
  /** What a name of the page's imports stands for. */
  imported(name: string): Imported | undefined;
  /** The lesson text of a part that is used as a component; undefined where it cannot be read. */
  part(file: string, at: Line): string | undefined;
  /** A value of the front matter. */
  value(expression: string): string | undefined;
  lose(at: Line, what: string, instead: string): void;
  change(at: Line, what: string, instead: string): void;
  decide(at: Line, what: string, instead: string): void;
}

export type Imported =
  | { readonly kind: 'part'; readonly file: string }
  | { readonly kind: 'text'; readonly file: string; readonly text: string }
  | { readonly kind: 'file'; readonly file: string };

/** Writes parts of a tree our way: what components are given. */
export interface Writer {
  readonly context: LessonContext;
  at(node: MdastNode): Line;
  /** A node as written in the source. */
  source(node: MdastNode): string;
  blocks(nodes: readonly MdastNode[]): string;
  inline(nodes: readonly MdastNode[]): string;
  /** The value of an attribute, if it is a text or a name that stands for one. */
  attribute(node: JsxNode, name: string): string | undefined;
  container(
    name: string,
    label: string | undefined,
    attributes: Readonly<Record<string, string | null | undefined>>,
    children: readonly MdastNode[],
    at: Line,
  ): string;
  tabs(
    children: readonly MdastNode[],
    attributes: Readonly<Record<string, string | null | undefined>>,
    at: Line,
  ): string;
  code(info: string, code: string, at: Line): string;
  link(url: string, words: string, at: Line): string;
  picture(url: string, alt: string, title: string | undefined, at: Line): string;
}
