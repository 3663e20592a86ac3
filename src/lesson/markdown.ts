import type { List, ListItem, Table, TableRow } from 'mdast';
import {
  footnoteId,
  footnoteKey,
  footnoteReferenceId,
  isHighlight,
  languageOf,
  walk,
  widthOf,
  type MdastNode,
  type NodeOf,
} from '../course/model.ts';
import { directionOf } from '../words/direction.ts';
import { formulaOf } from '../course/formula.ts';
import { guarded, shownAddress } from './addresses.ts';
import { attributes, element, escapeAttribute, escapeText, type Attributes } from './html.ts';
import { codeFigure, type CodeMeta } from './code/figure.ts';
import type { CodeBlock, Highlight } from './code/tokens.ts';
import type { Need } from './sheets.ts';
import { plainText } from './plain-text.ts';
import { separator } from './separator.ts';
import { givenWidth, shownAs, type Picture } from './picture.ts';

export type { MdastNode, NodeOf, Picture };
export { walk };

/** The context that Markdown is rendered in. All functions are pure. */
export interface RenderContext {
  /** Resolves a URL as written to a URL of the site; undefined if the target is not published. */
  link(url: string): string | undefined;
  picture(url: string): Picture | undefined;
  readonly highlight: Highlight;
  /** A diagram as SVG; undefined where none can be drawn. */
  diagram?(block: CodeBlock): string | undefined;
  /** Is told of each stylesheet and script that the HTML needs beside those of every page. */
  uses?(need: Need): void;
  /** Whether the text runs from right to left: then what runs from left to right in it is isolated. */
  readonly isRightToLeft?: boolean | undefined;
}

/** Renders nodes as HTML: by the rules of the extension (lesson or quiz) first, then by those of Markdown. */
export class Writer {
  readonly context: RenderContext;
  readonly #extension: Extension;
  readonly #definitions = new Map<string, NodeOf<'definition'>>();
  readonly #footnotes = new Map<string, NodeOf<'footnoteDefinition'>>();
  /** Footnotes in the order of their first reference, with the number of references. */
  readonly #cited = new Map<string, number>();

  constructor(root: MdastNode, context: RenderContext, extension: Extension) {
    this.context = guarded(context);
    this.#extension = extension;
    walk(root, (node) => {
      if (node.type === 'definition' && !this.#definitions.has(footnoteKey(node.identifier)))
        this.#definitions.set(footnoteKey(node.identifier), node);
      if (node.type === 'footnoteDefinition' && !this.#footnotes.has(footnoteKey(node.identifier)))
        this.#footnotes.set(footnoteKey(node.identifier), node);
    });
  }

  /** Block nodes separated by line breaks; no break is inserted between adjacent JSX. */
  blocks(nodes: readonly MdastNode[]): string {
    let html = '';
    let before: MdastNode | undefined;
    for (const node of nodes) {
      const block = this.node(node);
      if (block === '') continue;
      html += before === undefined ? block : separator(before, node) + block;
      before = node;
    }
    return html;
  }

  /** Inline nodes. */
  inline(nodes: readonly MdastNode[]): string {
    return nodes.map((node) => this.node(node)).join('');
  }

  node(node: MdastNode): string {
    const own = this.#extension.node(node, this);
    if (own !== undefined) return own;
    switch (node.type) {
      case 'root':
        return this.blocks(node.children);
      case 'paragraph':
        return this.#paragraph(node);
      case 'heading':
        return element(`h${node.depth}`, {}, this.inline(node.children));
      case 'blockquote':
        this.context.uses?.('blocks');
        return element('blockquote', {}, `\n${this.blocks(node.children)}\n`);
      case 'list':
        return this.#list(node);
      case 'listItem':
        return this.#item(node, true);
      case 'thematicBreak':
        this.context.uses?.('blocks');
        return '<hr>';
      case 'code':
        return codeFigure(...this.#extension.code(node), {
          highlight: this.context.highlight,
          needsBlocks: () => this.context.uses?.('blocks'),
          ...(this.#extension.lines === undefined ? {} : { lines: this.#extension.lines }),
        });
      case 'table':
        return this.#table(node);
      case 'descriptionList':
        this.context.uses?.('blocks');
        return element('dl', {}, `\n${node.children.map((child) => this.#definition(child)).join('\n')}\n`);
      case 'text':
        return this.context.isRightToLeft === true ? isolated(node.value) : escapeText(node.value);
      case 'emphasis': {
        const language = languageOf(node);
        if (language !== undefined) {
          const direction = directionOf(language);
          const isOther = (direction === 'rtl') !== (this.context.isRightToLeft === true);
          return element('span', { lang: language, dir: isOther ? direction : undefined }, this.inline(node.children));
        }
        if (!isHighlight(node)) return element('em', {}, this.inline(node.children));
        this.context.uses?.('blocks');
        return element('mark', {}, this.inline(node.children));
      }
      case 'strong':
        return element('strong', {}, this.inline(node.children));
      case 'delete':
        return element('del', {}, this.inline(node.children));
      case 'inlineCode':
        return element('code', {}, escapeText(node.value));
      case 'inlineMath':
      case 'math':
        return this.#formula(node);
      case 'break':
        return '<br>\n';
      case 'link':
        return this.#link(node.url, node.title, this.inline(node.children));
      case 'image':
        return this.#image(node, node.url, node.title);
      case 'linkReference': {
        const definition = this.#definitions.get(footnoteKey(node.identifier));
        const content = this.inline(node.children);
        return definition === undefined ? content : this.#link(definition.url, definition.title, content);
      }
      case 'imageReference': {
        const definition = this.#definitions.get(footnoteKey(node.identifier));
        return definition === undefined
          ? escapeText(node.alt ?? '')
          : this.#image(node, definition.url, definition.title);
      }
      case 'footnoteReference':
        return this.#footnoteReference(node.identifier);
      default:
        return '';
    }
  }

  /** The footnotes referenced so far, for the end of the page. Notes may reference further notes. */
  footnotes(): string {
    const items: string[] = [];
    for (const [identifier] of this.#cited) {
      const definition = this.#footnotes.get(identifier);
      if (definition === undefined) continue;
      const content = this.blocks(definition.children);
      const back = Array.from(
        { length: this.#cited.get(identifier) ?? 0 },
        (_, index) =>
          `<a href="#${referenceId(identifier, index)}" role="doc-backlink" aria-label="↩ ${items.length + 1}">↩</a>`,
      ).join(' ');
      const last = content.lastIndexOf('</p>');
      const closed =
        last !== -1 && last === content.length - 4
          ? `${content.slice(0, last)} ${back}</p>`
          : `${content}\n<p>${back}</p>`;
      items.push(`<li id="${noteId(identifier)}">\n${closed}\n</li>`);
    }
    if (items.length === 0) return '';
    this.context.uses?.('blocks');
    return `<section class="footnotes" role="doc-endnotes">\n<ol>\n${items.join('\n')}\n</ol>\n</section>`;
  }

  #footnoteReference(identifier: string): string {
    const name = footnoteKey(identifier);
    if (!this.#footnotes.has(name)) return '';
    const earlier = this.#cited.get(name) ?? 0;
    this.#cited.set(name, earlier + 1);
    const number = [...this.#cited.keys()].indexOf(name) + 1;
    return `<sup><a href="#${noteId(name)}" id="${referenceId(name, earlier)}" role="doc-noteref">${number}</a></sup>`;
  }

  #paragraph(node: NodeOf<'paragraph'>): string {
    const [only] = node.children;
    if (node.children.length === 1 && only?.type === 'image') {
      if (only.title) this.context.uses?.('blocks');
      const caption = only.title ? `\n<figcaption>${escapeText(only.title)}</figcaption>` : '';
      return `<figure class="picture">${this.#image(only, only.url, undefined)}${caption}</figure>`;
    }
    return element('p', {}, this.inline(node.children));
  }

  #link(url: string, title: string | null | undefined, content: string): string {
    const href = this.context.link(url);
    return href === undefined ? content : element('a', { href, title: title ?? undefined }, content);
  }

  #image(node: NodeOf<'image'> | NodeOf<'imageReference'>, url: string, title: string | null | undefined): string {
    const picture = this.context.picture(url);
    const said = { alt: node.alt ?? '', title: title ?? undefined };
    const given = givenWidth(widthOf(node));
    const src = shownAddress(url, this.context);
    const { dark } = picture ?? {};
    if (dark === undefined) return img({ src, ...said, ...shownAs(picture, given, this.context) });
    this.context.uses?.('blocks');
    return (
      img({ src, ...said, ...shownAs(picture, given, this.context) }, 'light') +
      img({ src: dark.href, ...said, ...shownAs(dark, given, this.context) }, 'dark')
    );
  }

  #list(node: List): string {
    const loose = node.spread === true || node.children.some((item) => item.spread === true);
    const start = node.ordered === true && node.start !== 1 ? (node.start ?? undefined) : undefined;
    return element(
      node.ordered === true ? 'ol' : 'ul',
      { start },
      `\n${node.children.map((item) => this.#item(item, loose)).join('\n')}\n`,
    );
  }

  #item(node: ListItem, loose: boolean): string {
    const mark = typeof node.checked === 'boolean' ? `${this.#extension.taskMark(node.checked)} ` : '';
    const parts = node.children.map((child, index) => {
      const start = index === 0 ? mark : '';
      if (child.type === 'paragraph' && !loose) return start + this.inline(child.children);
      if (child.type === 'paragraph' && start !== '') return element('p', {}, start + this.inline(child.children));
      return start + this.node(child);
    });
    const content = parts.filter((html) => html !== '').join('\n');
    return element('li', mark === '' ? {} : { class: 'task' }, loose ? `\n${content}\n` : content);
  }

  /** A term, or what it means; one paragraph alone needs no element of its own. */
  #definition(node: MdastNode): string {
    if (node.type === 'descriptionTerm') return element('dt', {}, this.inline(node.children));
    if (node.type !== 'descriptionDetails') return this.node(node);
    const [only, ...more] = node.children;
    return only?.type === 'paragraph' && more.length === 0
      ? element('dd', {}, this.inline(only.children))
      : element('dd', {}, `\n${this.blocks(node.children)}\n`);
  }

  #formula(node: NodeOf<'inlineMath'> | NodeOf<'math'>): string {
    this.context.uses?.('math');
    const isDisplay = node.type === 'math';
    const { mathml, error } = formulaOf(node.value, isDisplay);
    if (error !== undefined) return element('code', {}, escapeText(node.value));
    return isDisplay ? `<div class="formula" tabindex="0">${mathml}</div>` : mathml;
  }

  #table(node: Table): string {
    const [head, ...body] = node.children;
    if (node.align?.some((align) => align === 'center' || align === 'right') === true) this.context.uses?.('blocks');
    // Above the names of the rows stands nothing.
    const namesRows =
      head !== undefined && head.children.length > 1 && plainText(head.children[0]?.children ?? []).trim() === '';
    const cells = (row: TableRow, isHead: boolean): string =>
      row.children
        .map((item, index) => {
          const isName = isHead !== (namesRows && index === 0);
          return element(
            isName ? 'th' : 'td',
            {
              scope: isName ? (isHead ? 'col' : 'row') : undefined,
              class: node.align?.[index] ? `align-${node.align[index]}` : undefined,
            },
            this.inline(item.children),
          );
        })
        .join('');
    const rows = body.map((row) => element('tr', {}, cells(row, false))).join('\n');
    const header = head === undefined ? '' : `<thead>\n${element('tr', {}, cells(head, true))}\n</thead>\n`;
    // What scrolls can be reached by keyboard, so it says what it is: by its columns. In a label that would be all it says.
    const name = (head?.children ?? []).flatMap(({ children }) => plainText(children).trim() || []).join(', ');
    const named = name === '' || this.#extension.isInLabel === true ? {} : { role: 'group', 'aria-label': name };
    return element(
      'div',
      { class: 'scroll', tabindex: 0, ...named },
      `<table>\n${header}<tbody>\n${rows}\n</tbody>\n</table>`,
    );
  }
}

const img = (written: Attributes, ground?: 'light' | 'dark'): string =>
  `<img${attributes({ ...written, loading: 'lazy', decoding: 'async', 'data-ground': ground })}>`;

/** Extensions of Markdown by a lesson or a quiz. */
export interface Extension {
  /** HTML of a node with special rendering; undefined falls back to Markdown's rules. */
  node(node: MdastNode, writer: Writer): string | undefined;
  /** What a block of code shows, and what its fence says of it. */
  code(node: NodeOf<'code'>): readonly [block: CodeBlock, meta: CodeMeta];
  /** “3 lines”, for what is collapsed; without it nothing is. */
  readonly lines?: (count: number) => string;
  /** Whether the text may stand in the label of a control, whose name is all of it. */
  readonly isInLabel?: boolean;
  /** The check mark of a task list item. */
  taskMark(isDone: boolean): string;
}

/**
 * Words in Latin letters, with the numbers and marks that belong to them (`20 ms`, `C++`, `example.com/a`): each run keeps
 * its order in a text from right to left.
 */
const latinRun = /([A-Za-z\d](?:[\w .,:/+#@&=?%~()'-]*[\w+#/%])?)/;

function isolated(text: string): string {
  return text
    .split(latinRun)
    .map((part, index) =>
      index % 2 === 1 && /[A-Za-z]/.test(part) ? `<bdi dir="ltr">${escapeText(part)}</bdi>` : escapeText(part),
    )
    .join('');
}

const noteId = (key: string): string => escapeAttribute(footnoteId(key));
const referenceId = (key: string, index: number): string => escapeAttribute(footnoteReferenceId(key, index));
