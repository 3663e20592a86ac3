import { servedAttributes } from './elements.ts';
import { attributes } from './html.ts';
import type { MdastNode, NodeOf, World, Writer } from './markdown.ts';
import { separator } from './separator.ts';

type Jsx = NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>;

/** The attributes of a JSX element as MDX reads them: text, flags, expressions and spreads. */
export type JsxAttributes = readonly Jsx['attributes'][number][];

/** A piece of a body that only Astro can render, or the HTML between two of them by its number in `MdxBody.html`. */
export type MdxPart =
  | { readonly type: 'html'; readonly number: number }
  /** White space by itself, which Astro would drop if it were HTML. */
  | { readonly type: 'space'; readonly text: string }
  | { readonly type: 'expression'; readonly code: string }
  | {
      readonly type: 'element';
      readonly name: string;
      readonly attributes: JsxAttributes;
      readonly children: readonly MdxPart[];
    };

/** What an MDX body is compiled from. The text of the lesson is not in it, so an edit to a sentence leaves it as it was. */
export interface MdxCode {
  /** Imports and exports as written. */
  readonly code: string;
  readonly parts: readonly MdxPart[];
  /** What `frontmatter` means in it, where that is used. */
  readonly frontMatter?: Readonly<Record<string, unknown>>;
}

/** A body that uses components or expressions: its code, and the HTML around them. */
export interface MdxBody {
  readonly code: MdxCode;
  readonly html: readonly string[];
}

type Mark =
  | { readonly type: 'open'; readonly name: string; readonly attributes: JsxAttributes }
  | { readonly type: 'close' }
  | { readonly type: 'expression'; readonly code: string };

/**
 * The parts of an MDX body that only Astro can render. While the body is written as HTML, each of them leaves a mark;
 * afterwards the HTML between the marks and what they stand for make a tree. So MDX needs no second renderer: what is
 * no component comes out exactly as in plain Markdown.
 */
export class MdxParts {
  readonly #marks: Mark[] = [];
  readonly #code: string[] = [];

  /** HTML with a mark for every component or expression; undefined for a node that is neither. */
  node(node: MdastNode, writer: Writer): string | undefined {
    switch (node.type) {
      case 'mdxjsEsm':
        this.#code.push(node.value);
        return '';
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return isComment(node.value) ? '' : this.#mark({ type: 'expression', code: node.value });
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return this.#element(node, writer, false);
      default:
        return undefined;
    }
  }

  /** The finished body; undefined where it is nothing but HTML. */
  body(marked: string): MdxBody | undefined {
    if (this.#marks.length === 0 && this.#code.length === 0) return undefined;
    const html: string[] = [];
    const root: MdxPart[] = [];
    const open: MdxPart[][] = [root];
    for (const [index, piece] of marked.split(mark).entries()) {
      const siblings = open.at(-1) ?? root;
      const found = index % 2 === 1 ? this.#marks[Number(piece)] : undefined;
      if (found === undefined) {
        if (piece === '') continue;
        siblings.push(
          piece.trim() === '' ? { type: 'space', text: piece } : { type: 'html', number: html.push(piece) - 1 },
        );
      } else if (found.type === 'open') {
        const children: MdxPart[] = [];
        siblings.push({ type: 'element', name: found.name, attributes: found.attributes, children });
        open.push(children);
      } else if (found.type === 'close') open.pop();
      else siblings.push(found);
    }
    return { code: { code: this.#code.join('\n\n'), parts: root }, html };
  }

  #mark(found: Mark): string {
    this.#marks.push(found);
    return `${mark}${this.#marks.length - 1}${mark}`;
  }

  /** `inComponent`: the element stands in a component itself, which looks at its `slot`. */
  #element(node: Jsx, writer: Writer, inComponent: boolean): string {
    const name = node.name ?? 'Fragment';
    const isSlotted = inComponent && hasSlot(node);
    if (name === 'Fragment' && node.attributes.length === 0) return this.#content(node, writer, inComponent);
    const values = literalAttributes(node);
    if (isElementName(name) && values !== undefined && !isSlotted) {
      const tag = `<${name}${attributes(servedAttributes(name, values, writer.world))}>`;
      return voidElements.has(name) ? tag : `${tag}${this.#content(node, writer, false)}</${name}>`;
    }
    const own = isElementName(name) ? servedJsx(name, node.attributes, writer.world) : node.attributes;
    return (
      this.#mark({ type: 'open', name, attributes: own }) +
      this.#content(node, writer, !isElementName(name)) +
      this.#mark({ type: 'close' })
    );
  }

  /** Between elements of named slots nothing is left: the default slot would seem to have something in it. */
  #content(node: Jsx, writer: Writer, inComponent: boolean): string {
    if (node.type === 'mdxJsxTextElement' || node.children.every(isInline)) {
      return node.children
        .map((child: MdastNode) => (isJsx(child) ? this.#child(child, writer, inComponent) : writer.node(child)))
        .join('');
    }
    if (!inComponent) return writer.blocks(node.children);
    let html = '';
    let before: MdastNode | undefined;
    for (const child of node.children as readonly MdastNode[]) {
      const content = isJsx(child) ? this.#child(child, writer, true) : writer.node(child);
      if (content === '') continue;
      if (before !== undefined && !hasSlot(before) && !hasSlot(child)) html += separator(before, child);
      html += content;
      before = child;
    }
    return html;
  }

  /** An element in a component; what the host renders itself (`<Question>`) stays the host's. */
  #child(node: Jsx, writer: Writer, inComponent: boolean): string {
    return inComponent && hasSlot(node) ? this.#element(node, writer, true) : writer.node(node);
  }
}

const isJsx = (node: MdastNode): node is Jsx => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
const isInline = ({ type }: MdastNode): boolean => inlineTypes.has(type);
const isElementName = (name: string): boolean => /^[a-z][a-z0-9-]*$/.test(name);

function hasSlot(node: MdastNode): boolean {
  return (
    isJsx(node) &&
    node.attributes.some((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'slot')
  );
}

/** Attributes that are text or stand alone, as HTML names them; undefined where one needs evaluating. */
function literalAttributes(node: Jsx): Record<string, string | true> | undefined {
  const values: Record<string, string | true> = {};
  for (const attribute of node.attributes) {
    if (!isLiteral(attribute)) return undefined;
    values[htmlName(attribute.name)] = attribute.value ?? true;
  }
  return values;
}

type Literal = Extract<JsxAttributes[number], { type: 'mdxJsxAttribute' }> & { readonly value?: string | null };

function isLiteral(attribute: JsxAttributes[number]): attribute is Literal {
  return attribute.type === 'mdxJsxAttribute' && (typeof attribute.value !== 'object' || attribute.value === null);
}

/** The attributes of an element with something to evaluate: what is text in them is served as in any other element. */
function servedJsx(element: string, written: JsxAttributes, world: World): JsxAttributes {
  const literals = Object.fromEntries(
    written.filter(isLiteral).map(({ name, value }) => [htmlName(name), value ?? true]),
  );
  const served = new Map(Object.entries(servedAttributes(element, literals, world)));
  const own = written.flatMap((attribute): JsxAttributes => {
    if (!isLiteral(attribute))
      return [
        attribute.type === 'mdxJsxAttribute'
          ? { ...attribute, name: htmlNames[attribute.name] ?? attribute.name }
          : attribute,
      ];
    const name = htmlName(attribute.name);
    const value = served.get(name);
    served.delete(name);
    return value === undefined ? [] : [{ ...attribute, name, value: value === true ? null : String(value) }];
  });
  // What the author evaluates may be one of those that are added, and comes later.
  const added = [...served].flatMap(([name, value]): JsxAttributes =>
    value === undefined ? [] : [{ type: 'mdxJsxAttribute', name, value: String(value) }],
  );
  return [...added, ...own];
}

const htmlName = (name: string): string => htmlNames[name] ?? name.toLowerCase();

/** NUL cannot stand in Markdown (it becomes U+FFFD), so it can enclose a mark. */
const mark = '\0';
const isComment = (code: string): boolean => /^\s*(?:\/\*[\s\S]*?\*\/\s*)*$/.test(code);
const htmlNames: Readonly<Record<string, string>> = { className: 'class', htmlFor: 'for' };
const voidElements: ReadonlySet<string> = new Set([
  'area',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const inlineTypes: ReadonlySet<string> = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
  'textDirective',
  'mdxTextExpression',
  'mdxJsxTextElement',
]);
