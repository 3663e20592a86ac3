import type { RecordedEvent } from '../../lab/record/recorded-wire.ts';
import type { LabVariant } from '../../lab/variant.ts';
import type { MdastNode, NodeOf, Writer } from '../markdown.ts';
import type { DirectiveSyntax } from '../../course/directive-syntax.ts';
import type { Words } from '../../words/words.ts';
import { plainText } from '../plain-text.ts';
import type { BlockSheet } from '../sheets.ts';
import type { Exchange } from '../../course/exchanges.ts';

export type { LabVariant };

export type DirectiveNode = NodeOf<'containerDirective'> | NodeOf<'leafDirective'>;

/** A recorded line of an exchange's proof. */
export interface ProofLine {
  readonly id: string;
  /** `{ node: '24.21.0', ws: '8.23.0' }` */
  readonly versions: Readonly<Record<string, string>>;
  /** For an exchange with a lab: the events on the wire. */
  readonly wire?: readonly RecordedEvent[] | undefined;
}

/** What a directive can access of its lesson. */
export interface DirectiveContext {
  readonly writer: Writer;
  readonly words: Words;
  /** The exchange that this directive defines. */
  exchange(node: DirectiveNode): Exchange | undefined;
  proof(id: string): ProofLine | undefined;
  /** The URL of the live lab's frame of that variant; undefined if it is not built. */
  labFrame(variant: LabVariant): string | undefined;
  /** What is said in the video or sound of a directive, in paragraphs. */
  spoken(node: DirectiveNode): readonly string[] | undefined;
  /** The markup of a question of this module's quiz; undefined if there is no question with that id. */
  question(id: string): string | undefined;
}

/** A block directive: its syntax, its rendering, and where its style is: `style.css` in its folder. */
export interface Directive extends DirectiveSyntax {
  /** The stylesheet with its style: `site` is on every page, the others only on pages that use a block of theirs. */
  readonly sheet: 'site' | BlockSheet;
  /** Renders a valid use as HTML. */
  render(node: DirectiveNode, context: DirectiveContext): string;
}

/** The `[label]` as HTML, or `otherwise`. */
export function label(node: DirectiveNode, { writer }: DirectiveContext, otherwise: string): string {
  const nodes = labelNodes(node);
  return nodes === undefined ? otherwise : writer.inline(nodes);
}

/** The `[label]` as plain text. */
export const labelText = (node: DirectiveNode): string => plainText(labelNodes(node) ?? []).trim();

/** The content of the directive, without its label. */
export function content(node: DirectiveNode): readonly MdastNode[] {
  const isLabelled = labelNodes(node) !== undefined;
  return node.type === 'leafDirective' ? [] : isLabelled ? node.children.slice(1) : node.children;
}

/** A container has its label as its first paragraph, a leaf has nothing else in it. */
function labelNodes(node: DirectiveNode): readonly MdastNode[] | undefined {
  if (node.type === 'leafDirective') return node.children.length === 0 ? undefined : node.children;
  const [first] = node.children;
  return first?.type === 'paragraph' && first.data?.directiveLabel === true ? first.children : undefined;
}
