import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { escapeAttribute } from '../text/escape.ts';
import {
  isHtmlElement,
  optionalEndTags,
  voidElements,
  type HtmlEndTag,
  type HtmlPiece,
  type HtmlStartTag,
} from './html.ts';
import { rangeOf, type MdastNode, type NodeOf } from './markdown.ts';

/** A structural fault of the HTML elements of a body, with its range in the file. */
export interface HtmlFault {
  /**
   * `unclosed`: a start tag without end tag; `stray`: an end tag without start tag; `crossing`: an end tag in a
   * different block than its start tag; `misplaced`: an element or text that browsers would move or drop; `nameless`: a
   * link, button or field without an accessible name; `syntax`: a parse error of the HTML tokenizer, whose name is in
   * `name`.
   */
  readonly kind: 'unclosed' | 'stray' | 'crossing' | 'misplaced' | 'nameless' | 'syntax';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface OpenElement {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Its end tag was found and reported in another block. */
  endsElsewhere: boolean;
}

/**
 * Tokenizer errors after which browsers show something other than what was written; browsers recover from the others.
 */
const harmful: ReadonlySet<string> = new Set([
  'cdata-in-html-content',
  'duplicate-attribute',
  'end-tag-with-attributes',
  'eof-in-comment',
  'eof-in-tag',
  'incorrectly-opened-comment',
  'invalid-first-character-of-tag-name',
  'missing-attribute-value',
  'missing-end-tag-name',
  'unexpected-character-in-attribute-name',
  'unexpected-equals-sign-before-attribute-name',
  'unexpected-question-mark-instead-of-tag-name',
]);

/**
 * Finds where the raw HTML of a body and its Markdown do not form the tree that the source suggests: unbalanced tags,
 * and what the HTML standard's tree construction (13.2.6) would move or drop. Each mistake is reported once.
 */
export function htmlFaults(
  root: MdastNode,
  raw: ReadonlyMap<MdastNode, HtmlPiece>,
  hasJsx: boolean,
): readonly HtmlFault[] {
  if (raw.size === 0 && !hasJsx) return [];
  const syntax = [...raw.values()].flatMap(({ errors }) =>
    errors.filter(({ name }) => harmful.has(name)).map((error): HtmlFault => ({ kind: 'syntax', ...error })),
  );
  // After a syntax error, the pairing of tags is unreliable.
  if (syntax.length > 0) return syntax;
  const balance = new Balance(raw).check(root);
  return balance.length > 0 ? balance : sectionsOf(root).flatMap((section) => new Outline(section, raw).faults());
}

/** Pairs start and end tags among the children of each node: an element must end in the block in which it starts. */
class Balance {
  readonly #raw: ReadonlyMap<MdastNode, HtmlPiece>;
  readonly #faults: HtmlFault[] = [];
  readonly #neverEnded: OpenElement[] = [];

  constructor(raw: ReadonlyMap<MdastNode, HtmlPiece>) {
    this.#raw = raw;
  }

  check(root: MdastNode): readonly HtmlFault[] {
    for (const section of sectionsOf(root)) this.#block(section, [...this.#neverEnded]);
    // An end tag can be omitted at the end of the enclosing element; at the top level there is none.
    const unclosed = this.#neverEnded.filter(({ endsElsewhere }) => !endsElsewhere);
    return [
      ...this.#faults,
      ...unclosed.map(({ name, start, end }): HtmlFault => ({ kind: 'unclosed', name, start, end })),
    ];
  }

  /** @param around Elements that are open at the start of the block. */
  #block(nodes: readonly MdastNode[], around: readonly OpenElement[]): void {
    const open: OpenElement[] = [];
    /** Names of elements reported as unclosed: late end tags belong to the same mistake. */
    const late: string[] = [];
    for (const node of nodes) {
      const piece = this.#raw.get(node);
      if (piece === undefined) {
        if ('children' in node) this.#block(node.children, [...around, ...open]);
        continue;
      }
      for (const token of piece.tokens) {
        if (token.kind === 'start') this.#begin(token, open);
        else if (token.kind === 'end') this.#end(token, { open, late, around });
      }
    }
    this.#neverEnded.push(...open);
  }

  #begin({ name, start, end, isSelfClosing }: HtmlStartTag, open: OpenElement[]): void {
    const isDrawing = drawings.has(name) || open.some((outer) => drawings.has(outer.name));
    if (voidElements.has(name) || (isDrawing && isSelfClosing) || !(isDrawing || isHtmlElement(name))) return;
    open.push({ name, start, end, endsElsewhere: false });
  }

  #end(
    { name, start, end }: HtmlEndTag,
    {
      open,
      late,
      around,
    }: { readonly open: OpenElement[]; readonly late: string[]; readonly around: readonly OpenElement[] },
  ): void {
    const at = open.findLastIndex((element) => element.name === name);
    // Unknown elements are reported at their start tag.
    if (at < 0 && !isHtmlElement(name)) return;
    if (at >= 0) {
      for (const inner of open.splice(at).slice(1)) {
        if (optionalEndTags.has(inner.name)) continue;
        this.#faults.push({ kind: 'unclosed', name: inner.name, start: inner.start, end: inner.end });
        late.push(inner.name);
      }
      return;
    }
    if (late.includes(name)) {
      late.splice(late.indexOf(name), 1);
      return;
    }
    const outer = around.findLast((element) => element.name === name && !element.endsElsewhere);
    if (outer !== undefined) outer.endsElsewhere = true;
    this.#faults.push({ kind: outer === undefined ? 'stray' : 'crossing', name, start, end });
  }
}

const drawings: ReadonlySet<string> = new Set(['svg', 'math']);

/** The blocks of a body, split at each `##`: each becomes a section of the page, and elements cannot span sections. */
function sectionsOf(root: MdastNode): readonly (readonly MdastNode[])[] {
  const sections: MdastNode[][] = [[]];
  for (const child of 'children' in root ? root.children : []) {
    if (child.type === 'heading' && child.depth === 2) sections.push([]);
    sections.at(-1)?.push(child);
  }
  return sections;
}

/** An element or text of the body and its expected parent, by their numbers in the outline. */
interface Placed {
  readonly name: string;
  readonly parent: number;
  readonly start: number;
  readonly end: number;
  /** The attributes that the outline needs. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Written as raw HTML rather than generated from Markdown. */
  readonly isRaw: boolean;
}

/** Attributes by which the tree construction decides (HTML, 13.2.6): a hidden field in a table, a `<font>` in a drawing. */
const shapingAttributes = ['type', 'color', 'face', 'size', 'encoding'];

const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * A section reduced to numbered elements and texts, to see where HTML's tree construction puts them. For example, a
 * `<div>` in a paragraph ends it, and a `<tr>` outside a table is dropped.
 */
class Outline {
  readonly #raw: ReadonlyMap<MdastNode, HtmlPiece>;
  readonly #placed: Placed[] = [];
  readonly #open: number[] = [-1];
  readonly #tight = new Set<MdastNode>();
  /** Numbers of elements with an accessible name. */
  readonly #spoken = new Set<number>();
  #html = '';

  constructor(section: readonly MdastNode[], raw: ReadonlyMap<MdastNode, HtmlPiece>) {
    this.#raw = raw;
    this.#blocks(section);
  }

  /**
   * The first misplaced element, as further ones may be consequences; otherwise all elements without an accessible
   * name.
   */
  faults(): readonly HtmlFault[] {
    const misplaced = this.#firstMisplaced();
    if (misplaced !== undefined)
      return [{ kind: 'misplaced', name: misplaced.name, start: misplaced.start, end: misplaced.end }];
    return this.#placed
      .filter((placed, number) => placed.isRaw && this.#isNameless(placed, number))
      .map(({ name, start, end }): HtmlFault => ({ kind: 'nameless', name, start, end }));
  }

  #blocks(nodes: readonly MdastNode[]): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: MdastNode): void {
    const piece = this.#raw.get(node);
    if (piece !== undefined) {
      this.#rawHtml(piece);
      return;
    }
    const [start, end] = rangeOf(node);
    if (node.type === 'text' || node.type === 'inlineCode') {
      if (node.value.trim() !== '') this.#text(start, end);
      return;
    }
    // Paragraphs of a tight list have no `<p>`.
    if (node.type === 'list' && node.spread !== true && node.children.every(({ spread }) => spread !== true))
      for (const item of node.children) for (const child of item.children) this.#tight.add(child);
    const isJsx = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
    const name =
      (isJsx ? node.name : this.#tight.has(node) && node.type === 'paragraph' ? undefined : elementOf(node)) ?? '';
    // The output of a component or an expression is unknown.
    if (/^\p{Lu}|\./u.test(name) || node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      this.#speak();
      return;
    }
    const children: readonly MdastNode[] = 'children' in node ? node.children : [];
    if (name === '') {
      this.#blocks(children);
      return;
    }
    const attributes = isJsx
      ? jsxAttributes(node.attributes)
      : 'alt' in node
        ? new Map([['alt', node.alt ?? '']])
        : noAttributes;
    this.#begin({
      name,
      start,
      end: children.length > 0 ? Math.max(start + 1, rangeOf(children[0]!)[0]) : end,
      attributes,
      isRaw: isJsx,
    });
    if (voidElements.has(name)) this.#open.pop();
    else {
      this.#blocks(children);
      this.#end(name);
    }
  }

  #rawHtml({ tokens }: HtmlPiece): void {
    for (const token of tokens) {
      const { start, end } = token;
      if (token.kind === 'text' && token.text.trim() !== '') this.#text(start, end);
      else if (token.kind === 'start' && this.#isKnown(token.name)) {
        this.#begin(
          {
            name: token.name,
            start,
            end,
            attributes: new Map(token.attributes.map(({ name, value }) => [name, value])),
            isRaw: true,
          },
          token.isSelfClosing ? '/' : '',
        );
        if (voidElements.has(token.name) || token.isSelfClosing) this.#open.pop();
      } else if (token.kind === 'end' && this.#isKnown(token.name)) {
        // Elements with omitted end tags end with their parent.
        while (this.#open.length > 1 && this.#placed[this.#open.at(-1) ?? 0]?.name !== token.name) this.#open.pop();
        this.#end(token.name);
      }
    }
  }

  #isKnown(name: string): boolean {
    return isHtmlElement(name) || this.#open.some((number) => drawings.has(this.#placed[number]?.name ?? ''));
  }

  #begin(element: Omit<Placed, 'parent'>, slash = ''): void {
    while (endedBy.get(element.name)?.has(this.#placed[this.#open.at(-1) ?? 0]?.name ?? '') === true) this.#open.pop();
    const shaping = shapingAttributes.flatMap((name) => {
      const value = element.attributes.get(name);
      return value === undefined ? [] : [`${name}="${escapeAttribute(value)}" `];
    });
    this.#html += `<${element.name} data-n=${this.#placed.length} ${shaping.join('')}${slash}>`;
    this.#placed.push({ ...element, parent: this.#open.at(-1) ?? -1 });
    this.#open.push(this.#placed.length - 1);
    if (saysItself(element.attributes)) this.#speak();
  }

  #end(name: string): void {
    this.#html += `</${name}>`;
    this.#open.pop();
  }

  #text(start: number, end: number): void {
    this.#html += `§${this.#placed.length}§`;
    this.#placed.push({
      name: '',
      parent: this.#open.at(-1) ?? -1,
      start,
      end,
      attributes: noAttributes,
      isRaw: false,
    });
    this.#speak();
  }

  /** Text here contributes to the accessible names of all ancestors. */
  #speak(): void {
    for (const number of this.#open) this.#spoken.add(number);
  }

  #isNameless({ name, attributes, parent }: Placed, number: number): boolean {
    const isField = fields.has(name);
    if (isField ? saysItself(attributes) : this.#spoken.has(number)) return false;
    if (name === 'button' || name === 'summary' || ((name === 'a' || name === 'area') && attributes.has('href')))
      return true;
    if (/^(?:button|link|checkbox|radio|switch|tab|menuitem)$/.test(attributes.get('role') ?? '')) return true;
    if (!isField || attributes.get('type') === 'hidden') return false;
    if (['submit', 'reset', 'button'].includes(attributes.get('type') ?? ''))
      return (attributes.get('value') ?? '') === '';
    const id = attributes.get('id');
    if (
      id !== undefined &&
      this.#placed.some(
        (other, label) => other.name === 'label' && other.attributes.get('for') === id && this.#spoken.has(label),
      )
    )
      return false;
    for (let outer = parent; outer >= 0; outer = this.#placed[outer]?.parent ?? -1)
      if (this.#placed[outer]?.name === 'label') return !this.#spoken.has(outer);
    return true;
  }

  #firstMisplaced(): Placed | undefined {
    const found = new Map<number, number>();
    const twice = new Set<number>();
    const note = (number: number, parent: number): void => {
      if (found.has(number)) twice.add(number);
      else found.set(number, parent);
    };
    const visit = (node: DefaultTreeAdapterTypes.Node, parent: number): void => {
      if (node.nodeName === '#text' && 'value' in node)
        for (const [, number] of node.value.matchAll(/§(\d+)§/g)) note(Number(number), parent);
      if (!('childNodes' in node)) return;
      const own = 'attrs' in node ? node.attrs.find(({ name }) => name === 'data-n')?.value : undefined;
      if (own !== undefined) note(Number(own), parent);
      for (const child of node.childNodes) visit(child, own === undefined ? parent : Number(own));
    };
    // As part of a page: a fragment on its own may begin with a cell of a table.
    visit(parse(`<!doctype html><main>${this.#html}</main>`), -1);
    return this.#placed.find(({ parent }, number) => found.get(number) !== parent || twice.has(number));
  }
}

/** Attributes that contribute to the accessible name of an element or its ancestors (accname 1.2). */
const spokenAttributes: readonly string[] = ['aria-label', 'aria-labelledby', 'alt', 'title'];

function saysItself(attributes: ReadonlyMap<string, string>): boolean {
  return spokenAttributes.some((name) => (attributes.get(name) ?? '').trim() !== '');
}

const fields: ReadonlySet<string> = new Set(['input', 'select', 'meter', 'progress']);

/** JSX attributes with their values; spreads and expressions can have any value. */
function jsxAttributes(attributes: NodeOf<'mdxJsxFlowElement'>['attributes']): ReadonlyMap<string, string> {
  return new Map(
    attributes.map((attribute) =>
      attribute.type === 'mdxJsxAttribute'
        ? [
            attribute.name === 'htmlFor' ? 'for' : attribute.name.toLowerCase(),
            typeof attribute.value === 'object' && attribute.value !== null ? '…' : (attribute.value ?? ''),
          ]
        : ['aria-label', '…'],
    ),
  );
}

/** Elements whose end tag may be omitted before an element of that name (HTML, 13.1.2.4). */
const endedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    [['li'], ['li']],
    [
      ['dt', 'dd'],
      ['dt', 'dd'],
    ],
    [
      ['rt', 'rp'],
      ['rt', 'rp'],
    ],
    [['option'], ['option']],
    [['optgroup'], ['option', 'optgroup']],
    [
      ['td', 'th'],
      ['td', 'th'],
    ],
    [['tr'], ['td', 'th', 'tr', 'caption', 'colgroup']],
    [
      ['thead', 'tbody', 'tfoot'],
      ['td', 'th', 'tr', 'thead', 'tbody', 'tfoot', 'caption', 'colgroup'],
    ],
  ].flatMap(([names = [], ended]) => names.map((name) => [name, new Set(ended)] as const)),
);

/** The element that a node is rendered as, if it affects the placement of others; otherwise undefined. */
function elementOf(node: MdastNode): string | undefined {
  switch (node.type) {
    case 'paragraph':
      return node.children.length === 1 && node.children[0]?.type === 'image' ? 'figure' : 'p';
    case 'heading':
      return `h${node.depth}`;
    case 'blockquote':
      return 'blockquote';
    case 'list':
      return node.ordered === true ? 'ol' : 'ul';
    case 'listItem':
      return 'li';
    case 'link':
    case 'linkReference':
      return 'a';
    case 'emphasis':
      return 'em';
    case 'strong':
      return 'strong';
    case 'delete':
      return 'del';
    case 'image':
    case 'imageReference':
      return 'img';
    case 'table':
      return 'table';
    case 'tableRow':
      return 'tr';
    case 'tableCell':
      return 'td';
    case 'code':
    case 'containerDirective':
    case 'leafDirective':
      return 'div';
    default:
      return undefined;
  }
}
