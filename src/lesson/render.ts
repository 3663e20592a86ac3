import { isDiagram } from '../course/diagrams/read.ts';
import { exchangesOf } from '../course/exchanges.ts';
import { strangerIn } from '../course/served-html.ts';
import type { Fence, Heading, LessonSource } from '../course/model.ts';
import { highlightedBlock, type CodeMeta } from './code/figure.ts';
import type { CodeBlock } from './code/tokens.ts';
import { directives } from './directives/index.ts';
import { question } from './directives/question/index.ts';
import type { DirectiveNode, LabVariant, ProofLine, DirectiveContext } from './directives/directive.ts';
import { servedHtml } from './elements.ts';
import { element, escapeText } from './html.ts';
import { walk, Writer, type Extension, type MdastNode, type NodeOf, type RenderContext } from './markdown.ts';
import { MdxParts, type MdxBody } from './mdx.ts';
import { firstUses, termHtml, type GlossaryTerm } from './terms.ts';
import type { Words } from '../words/words.ts';

export type { LabVariant, ProofLine } from './directives/directive.ts';

const directiveOf = new Map(directives.map((directive) => [directive.name, directive]));
export type { MdxBody, MdxCode, MdxPart } from './mdx.ts';

/** The context that a lesson's body is rendered in. */
export interface LessonContext extends RenderContext {
  readonly words: Words;
  proof(id: string): ProofLine | undefined;
  labFrame(variant: LabVariant): string | undefined;
  question(id: string): string | undefined;
  /** The ids of all sections on the page, for numbering, if the page has sections besides the body's own. */
  readonly outline?: readonly string[] | undefined;
  /** Terms to be marked where the body uses them first. */
  readonly terms?: readonly GlossaryTerm[] | undefined;
  /** Ids that sections had before, by the ids they have now. */
  readonly renamed?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Number of sections after the lesson's own, such as the quiz. */
  readonly sectionsAfter: number;
}

export interface LessonHtml {
  /** The body as HTML sections, without styles or scripts. Empty if `mdx` is set. */
  readonly html: string;
  /** The body of a lesson that uses components or expressions. */
  readonly mdx: MdxBody | undefined;
}

/**
 * Renders a lesson's body: each `##` heading with its content becomes a section, directives become figures and asides.
 * Pure; `.md` and `.mdx` with the same text give the same bytes. The source must be valid, as returned by `loadCourse`.
 */
export function renderLesson(source: LessonSource, context: LessonContext): LessonHtml {
  const parts = new MdxParts();
  const html = new Lesson(source, context, parts).html();
  const mdx = parts.body(html);
  return { html: mdx === undefined ? html : '', mdx };
}

/** All code blocks of a lesson, which must be highlighted before `renderLesson`. */
export function codeBlocks(source: LessonSource): readonly CodeBlock[] {
  return source.code
    .filter(({ lang }) => !isDiagram(lang))
    .map(({ lang, code, fence }) => highlightedBlock({ lang, code }, fence?.meta.diff === true));
}

/** All diagrams of a lesson, which must be drawn before `renderLesson`. */
export function diagramBlocks(source: LessonSource): readonly CodeBlock[] {
  return source.code.flatMap(({ lang, code }) => (isDiagram(lang) ? [{ lang, code }] : []));
}

const fencesOf = ({ fences }: LessonSource): ReadonlyMap<MdastNode, Fence> =>
  new Map(fences.map((fence) => [fence.node, fence]));

class Lesson implements Extension {
  readonly #source: LessonSource;
  readonly #parts: MdxParts;
  readonly #writer: Writer;
  readonly #context: DirectiveContext;
  readonly #outline: readonly string[] | undefined;
  readonly #after: number;
  readonly #renamed: ReadonlyMap<string, readonly string[]>;
  readonly #headings = new Map<MdastNode, Heading>();
  readonly #fences: ReadonlyMap<MdastNode, Fence>;
  /** The markup of questions, terms and diagrams, which have what no author may write; their texts hold no HTML. */
  readonly #controls: string[] = [];
  readonly #terms: ReturnType<typeof firstUses>;

  constructor(source: LessonSource, context: LessonContext, parts: MdxParts) {
    this.#source = source;
    this.#parts = parts;
    this.#outline = context.outline;
    this.#after = context.sectionsAfter;
    this.#renamed = new Map(Object.entries(context.renamed ?? {}));
    this.#fences = fencesOf(source);
    const headings = source.headings.values();
    walk(source.tree, (node) => {
      if (node.type === 'heading') set(this.#headings, node, headings.next().value);
    });
    this.#terms = firstUses(source.tree, context.terms ?? []);
    this.#writer = new Writer(source.tree, context, this);
    this.#context = {
      writer: this.#writer,
      words: context.words,
      exchange: (node) => exchangesOf(source).find(({ use }) => use.node === node),
      proof: (id) => context.proof(id),
      labFrame: (variant) => context.labFrame(variant),
      spoken: (node) => source.directives.find((use) => use.node === node)?.spoken,
      question: (id) => {
        const html = context.question(id);
        if (html !== undefined) this.#controls.push(html);
        return html;
      },
    };
  }

  html(): string {
    const { tree } = this.#source;
    const parts = sections('children' in tree ? tree.children : []);
    const outline =
      this.#outline ?? parts.flatMap(({ heading }) => (heading === undefined ? [] : [this.#heading(heading).id]));
    const html = parts.map(({ heading, nodes }) => {
      if (heading === undefined) return this.#writer.blocks(nodes);
      const { id } = this.#heading(heading);
      const number = outline.indexOf(id) + 1;
      const place =
        number === 0
          ? ''
          : `<p class="section-number">${this.#context.words.html('place', { place: number, all: outline.length + this.#after })}</p>\n`;
      return element('section', { 'aria-labelledby': id }, `\n${place}${this.#writer.blocks([heading, ...nodes])}\n`);
    });
    const body = [...html, this.#writer.footnotes()].filter((part) => part !== '').join('\n');
    const stranger = this.#source.html.size === 0 ? undefined : strangerIn(this.#withoutControls(body));
    if (stranger !== undefined)
      throw new Error(
        `${this.#source.file} would put ${stranger} into its page, and the check of the course let it pass`,
      );
    return body;
  }

  #withoutControls(body: string): string {
    return this.#controls.reduce((rest, control) => rest.replace(control, () => ''), body);
  }

  node(node: MdastNode, writer: Writer): string | undefined {
    switch (node.type) {
      case 'code':
        return isDiagram(node.lang) ? this.#diagram(node, writer) : undefined;
      case 'heading':
        return this.#headingHtml(node, writer);
      case 'containerDirective':
      case 'leafDirective':
        return this.#directive(node, writer);
      case 'textDirective':
        return this.#asWritten(node, writer);
      case 'text':
        return this.#terms.has(node) ? this.#withTerms(node, writer) : this.#parts.node(node, writer);
      case 'html':
        return servedHtml(this.#source.html.get(node)?.tokens ?? [], writer.context);
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return node.name === 'Question' ? this.#question(node) : this.#parts.node(node, writer);
      default:
        return this.#parts.node(node, writer);
    }
  }

  #withTerms(node: NodeOf<'text'>, writer: Writer): string {
    writer.context.uses?.('blocks');
    writer.context.uses?.('terms');
    const text = (value: string): string => (value === '' ? '' : writer.node({ type: 'text', value }));
    let html = '';
    let at = 0;
    for (const { start, end, term } of this.#terms.get(node) ?? []) {
      const control = termHtml(node.value.slice(start, end), term);
      this.#controls.push(control);
      html += text(node.value.slice(at, start)) + control;
      at = end;
    }
    return html + text(node.value.slice(at));
  }

  #directive(node: DirectiveNode, writer: Writer): string {
    const directive = directiveOf.get(node.name);
    if (directive === undefined) return writer.blocks(node.children);
    if (directive.sheet !== 'site') writer.context.uses?.(directive.sheet);
    return directive.render(node, this.#context);
  }

  readonly lines = (count: number): string => this.#context.words.html('lines', { n: count });

  code(node: NodeOf<'code'>): readonly [CodeBlock, CodeMeta] {
    const fence = this.#fences.get(node);
    const { meta, code } = fence ?? { meta: {}, code: node.value };
    const href = meta.link === true ? this.#context.writer.context.link(encodePath(meta.file ?? '')) : undefined;
    return [
      { lang: node.lang ?? undefined, code },
      { ...meta, href },
    ];
  }

  taskMark(isDone: boolean): string {
    return `<input type="checkbox" disabled${isDone ? ' checked' : ''} aria-label="${isDone ? '✓' : '–'}">`;
  }

  /** A drawing that can be scrolled, under its title; its text in words for those who do not see it. */
  #diagram(node: NodeOf<'code'>, writer: Writer): string | undefined {
    const [block] = this.code(node);
    const drawing = writer.context.diagram?.(block);
    if (drawing === undefined) return undefined;
    writer.context.uses?.('diagram');
    this.#controls.push(drawing);
    const { alt = '', title } = this.#fences.get(node)?.meta ?? {};
    const caption =
      this.#fences.get(node)?.metaParts.some(({ name }) => name === 'title') === true && title !== undefined
        ? `\n<figcaption>${escapeText(title)}</figcaption>`
        : '';
    return element(
      'figure',
      { class: 'diagram' },
      `${element('div', { class: 'scroll', role: 'img', 'aria-label': alt, tabindex: 0 }, drawing)}${caption}`,
    );
  }

  #heading(node: NodeOf<'heading'>): Heading {
    const heading = this.#headings.get(node);
    if (heading === undefined)
      throw new Error(`${this.#source.file}: the tree has a heading that the reader did not list`);
    return heading;
  }

  #headingHtml(node: NodeOf<'heading'>, writer: Writer): string {
    const { id } = this.#heading(node);
    if (node.depth > 3) writer.context.uses?.('blocks');
    const anchor =
      node.depth === 2
        ? element('a', { class: 'anchor', href: `#${id}`, 'aria-hidden': 'true', tabindex: -1 }, '#')
        : '';
    // Links from elsewhere that name an old id lead here all the same.
    const before = (this.#renamed.get(id) ?? []).map((old) => element('span', { id: old }, '')).join('');
    return element(`h${node.depth}`, { id }, before + writer.inline(node.children) + anchor);
  }

  /** `localhost:3000` and `a:b` parse as undefined text directives; they are rendered as the original text. */
  #asWritten(node: NodeOf<'textDirective'>, writer: Writer): string {
    const { text } = this.#source;
    const [start, end] = range(node);
    const [first, last] = [node.children[0], node.children.at(-1)];
    if (first === undefined || last === undefined) return escapeText(text.slice(start, end));
    return (
      escapeText(text.slice(start, range(first)[0])) +
      writer.inline(node.children) +
      escapeText(text.slice(range(last)[1], end))
    );
  }

  /** `<Question id="…" />` is the MDX spelling of `::question{id="…"}`. */
  #question(node: NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>): string {
    const id = node.attributes.find(
      (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'id',
    )?.value;
    const leaf: DirectiveNode = {
      type: 'leafDirective',
      name: 'question',
      attributes: { id: typeof id === 'string' ? id : '' },
      children: [],
    };
    return question.render(leaf, this.#context);
  }
}

/** A path as an address: a file may be called `a#b.cs`. */
const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

interface Part {
  readonly heading: NodeOf<'heading'> | undefined;
  readonly nodes: readonly MdastNode[];
}

/** Splits a body at each `##`; nodes before the first one belong to no section. */
function sections(nodes: readonly MdastNode[]): readonly Part[] {
  const starts = nodes.flatMap((node, index) => (node.type === 'heading' && node.depth === 2 ? [index] : []));
  const before = nodes.slice(0, starts[0] ?? nodes.length);
  const parts = starts.map((start, index): Part => {
    const heading = nodes[start];
    return {
      heading: heading?.type === 'heading' ? heading : undefined,
      nodes: nodes.slice(start + 1, starts[index + 1] ?? nodes.length),
    };
  });
  return before.length === 0 ? parts : [{ heading: undefined, nodes: before }, ...parts];
}

function range(node: MdastNode): readonly [number, number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}

function set<Value>(map: Map<MdastNode, Value>, node: MdastNode, value: Value | undefined): void {
  if (value !== undefined) map.set(node, value);
}
