import type { RecordedEvent } from '../../lab/record/recorded-wire.ts';
import type { LabVariant } from '../../lab/variant.ts';
import type { MdastNode, NodeOf, Writer } from '../markdown.ts';
import type { DirectiveSyntax } from '../../course/directive-syntax.ts';
import type { Exchange } from '../../course/exchanges.ts';

export type { LabVariant };

export type DirectiveNode = NodeOf<'containerDirective'> | NodeOf<'leafDirective'>;

/** What the proof of an exchange recorded, as plain data. */
export interface ProofLine {
  readonly id: string;
  /** `{ node: '24.21.0', ws: '8.23.0' }` */
  readonly versions: Readonly<Record<string, string>>;
  /** Of an exchange with a lab: what went over the wire. */
  readonly wire?: readonly RecordedEvent[] | undefined;
}

/** What a directive may ask of the lesson it stands in. */
export interface Scene {
  readonly writer: Writer;
  /** The exchange that this directive is. */
  exchange(node: DirectiveNode): Exchange | undefined;
  proof(id: string): ProofLine | undefined;
  /** Address of the live lab's frame of that variant; undefined where it is not built in. */
  labFrame(variant: LabVariant): string | undefined;
  /** The markup of a question of this module's quiz; undefined where there is none of that id. */
  question(id: string): string | undefined;
}

/** One block directive: what authors may write of it, and what it becomes. */
export interface Directive extends DirectiveSyntax {
  /** HTML of one use that was checked before; the content stands between the colons. */
  render(node: DirectiveNode, scene: Scene): string;
}

/** The `[label]` as HTML, or `otherwise`. */
export function label(node: DirectiveNode, { writer }: Scene, otherwise: string): string {
  const first = labelNode(node);
  return first === undefined ? otherwise : writer.inline(first.children);
}

/** What stands between the colons, without the label. */
export function content(node: DirectiveNode): readonly MdastNode[] {
  const first = labelNode(node);
  return first === undefined ? node.children : node.children.slice(1);
}

function labelNode(node: DirectiveNode): NodeOf<'paragraph'> | undefined {
  const [first] = node.children;
  return first?.type === 'paragraph' && first.data?.directiveLabel === true ? first : undefined;
}
