import { servedAttributes } from './elements.ts';
import { attributes } from './html.ts';
import type { MdastNode, NodeOf, RenderContext, Writer } from './markdown.ts';
import { separator } from './separator.ts';

type Jsx = NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>;

/** The attributes of a JSX element as MDX parses them: text, flags, expressions and spreads. */
export type JsxAttributes = readonly Jsx['attributes'][number][];

/** A part of a body that only Astro can render, or the HTML between two such parts, by its index in `MdxBody.html`. */
export type MdxPart =
  | { readonly type: 'html'; readonly number: number }
  /** White space on its own, which Astro would drop if it were HTML. */
  | { readonly type: 'space'; readonly text: string }
  | { readonly type: 'expression'; readonly code: string }
  | {
      readonly type: 'element';
      readonly name: string;
      readonly attributes: JsxAttributes;
      readonly children: readonly MdxPart[];
    };

/** The input for compiling an MDX body. It excludes the lesson's text, so editing a sentence does not change it. */
export interface MdxCode {
  /** Imports and exports as written. */
  readonly code: string;
  readonly parts: readonly MdxPart[];
  /** The value of `frontmatter`, if the code uses it. */
  readonly frontMatter?: Readonly<Record<string, unknown>>;
}

/** A body with components or expressions: its code, and the HTML around them. */
export interface MdxBody {
  readonly code: MdxCode;
  readonly html: readonly string[];
}

type Mark =
  | { readonly type: 'open'; readonly name: string; readonly attributes: JsxAttributes }
  | { readonly type: 'close' }
  | { readonly type: 'expression'; readonly code: string };

const ownImport = /\bimport\s+([\w$]+)\s+from\s*['"]lectern\/components\//g;

/**
 * Collects the parts of an MDX body that only Astro can render. While the body is rendered as HTML, each part is
 * replaced by a marker; afterwards the markers and the HTML between them are assembled into a tree. So MDX needs no
 * second renderer: everything except components is rendered exactly as in plain Markdown.
 */
export class MdxParts {
  readonly #marks: Mark[] = [];
  readonly #code: string[] = [];
  /** Lectern's own components, which need no style beside what every page has. */
  readonly #own = new Set<string>();

  /** A marker for a component or expression; undefined for other nodes. */
  node(node: MdastNode, writer: Writer): string | undefined {
    switch (node.type) {
      case 'mdxjsEsm':
        this.#code.push(node.value);
        for (const [, name = ''] of node.value.matchAll(ownImport)) this.#own.add(name);
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

  /** The finished body; undefined if it is only HTML. */
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

  /** `inComponent`: the element is a child of a component, which reads its `slot`. */
  #element(node: Jsx, writer: Writer, inComponent: boolean): string {
    const name = node.name ?? 'Fragment';
    const isSlotted = inComponent && hasSlot(node);
    if (name === 'Fragment' && node.attributes.length === 0) return this.#content(node, writer, inComponent);
    const values = literalAttributes(node);
    if (isElementName(name) && values !== undefined && !isSlotted) {
      const tag = `<${name}${attributes(servedAttributes(name, values, writer.context))}>`;
      return voidElements.has(name) ? tag : `${tag}${this.#content(node, writer, false)}</${name}>`;
    }
    // What a component renders may be any of the elements that have their style there.
    if (!this.#own.has(name)) writer.context.uses?.('blocks');
    const own = isElementName(name) ? servedJsx(name, node.attributes, writer.context) : node.attributes;
    return (
      this.#mark({ type: 'open', name, attributes: own }) +
      this.#content(node, writer, !isElementName(name)) +
      this.#mark({ type: 'close' })
    );
  }

  /** White space between elements with named slots is dropped; otherwise the default slot would not be empty. */
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

  /** An element inside a component; elements that the extension renders itself (`<Question>`) are left to the extension. */
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

/** Text and boolean attributes with their HTML names; undefined if any attribute needs evaluation. */
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

/** The attributes of an element with expressions: text attributes are published as in any other element. */
function servedJsx(element: string, written: JsxAttributes, context: RenderContext): JsxAttributes {
  const literals = Object.fromEntries(
    written.filter(isLiteral).map(({ name, value }) => [htmlName(name), value ?? true]),
  );
  const served = new Map(Object.entries(servedAttributes(element, literals, context)));
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
  // The author's expressions come later, so they override added attributes.
  const added = [...served].flatMap(([name, value]): JsxAttributes =>
    value === undefined ? [] : [{ type: 'mdxJsxAttribute', name, value: String(value) }],
  );
  return [...added, ...own];
}

const htmlName = (name: string): string => htmlNames[name] ?? name.toLowerCase();

/** Markdown cannot contain NUL (it becomes U+FFFD), so it is a safe delimiter for markers. */
const mark = '\0';
const isComment = (code: string): boolean => /^\s*(?:\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/\s*)*$/.test(code);
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
