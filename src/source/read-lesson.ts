import GithubSlugger, { slug } from 'github-slugger';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { lowerFirst } from '../text/letters.ts';
import { endOfLine } from '../text/lines.ts';
import { alertOpener } from './alerts.ts';
import { readOpener, type DirectiveOpener } from './directive-opener.ts';
import { parseFenceMeta } from './fence-meta.ts';
import { findFrontMatter } from './front-matter.ts';
import { readHtml, type HtmlPiece, type HtmlStartTag } from './html.ts';
import { htmlFaults } from './html-structure.ts';
import { jsxAttributePlaces } from './jsx.ts';
import {
  footnoteKey,
  pageIds,
  type CodeUse,
  type DirectiveUse,
  type ElementAttribute,
  type ElementUse,
  type Fence,
  type Heading,
  type LessonSource,
  type LinkReference,
  type MarkupUse,
  type Silence,
} from './lesson.ts';
import { addressRange } from './link-address.ts';
import type { Excess } from './markdown-depth.ts';
import { parseLesson, rangeOf, type MdastNode, type NodeOf } from './markdown.ts';
import type { SourceText } from './text.ts';
import { parseYaml, type YamlSource } from './yaml.ts';

export interface LessonResult {
  /** Undefined where the front matter is missing or broken. */
  readonly frontMatter: YamlSource | undefined;
  /** Undefined where the body cannot be parsed. */
  readonly source: LessonSource | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a lesson: front matter and body, both with positions in the file. Never throws and never evaluates:
 * MDX is parsed only.
 */
export function readLesson(text: SourceText, format: 'md' | 'mdx'): LessonResult {
  const found = findFrontMatter(text);
  if (typeof found === 'string') {
    const end = found === 'unclosed' ? 3 : 0;
    const diagnostic: Diagnostic = {
      ...text.span(0, end),
      code: 'front-matter-missing',
      severity: 'error',
      message:
        found === 'unclosed'
          ? 'this front matter is never closed, expected a line `---`'
          : 'expected front matter between two lines `---`',
      why: 'title, summary and objectives of a lesson stand there',
      fix:
        found === 'unclosed'
          ? 'add a line `---` after the last key'
          : 'start the file with `---`, `title`, `summary`, `objectives` and another `---`',
    };
    return { frontMatter: undefined, source: undefined, diagnostics: [diagnostic] };
  }
  const yaml = parseYaml(text, found.yaml);
  const body = readBody(text, format, found.bodyStart);
  return { frontMatter: yaml.source, source: body.source, diagnostics: [...yaml.diagnostics, ...body.diagnostics] };
}

/** Reads a part that lessons import: a body, with front matter or without. */
export function readPart(text: SourceText, format: 'md' | 'mdx'): LessonResult {
  const found = findFrontMatter(text);
  const yaml = typeof found === 'string' ? undefined : parseYaml(text, found.yaml);
  const body = readBody(text, format, typeof found === 'string' ? 0 : found.bodyStart);
  return {
    frontMatter: yaml?.source,
    source: body.source,
    diagnostics: [...(yaml?.diagnostics ?? []), ...body.diagnostics],
  };
}

function readBody(
  text: SourceText,
  format: 'md' | 'mdx',
  bodyStart: number,
): { source: LessonSource | undefined; diagnostics: readonly Diagnostic[] } {
  const body = text.text.slice(bodyStart);
  // Blank out the front matter instead of cutting it off: every position of the tree is then one of the file.
  // The line break at the end keeps the engine from reading past it: a backslash as the last letter of an unclosed
  // template in an `import` or `export` would end the process.
  const padded = `${text.text.slice(0, bodyStart).replace(/[^\r\n]/g, ' ')}${body}\n`;
  try {
    const tree = parseLesson(padded, format, text.hasMath);
    if ('offset' in tree) return { source: undefined, diagnostics: [tooMuch(text, tree)] };
    return { source: new BodyReader(text, format, bodyStart, tree).read(), diagnostics: [] };
  } catch (error) {
    return { source: undefined, diagnostics: [mdxProblem(text, bodyStart, error)] };
  }
}

function tooMuch(text: SourceText, { offset, code, message }: Excess): Diagnostic {
  return {
    ...text.span(offset, offset + 1),
    code,
    severity: 'error',
    message,
    why: 'no lesson is made like that, and reading further could exhaust the memory',
    fix: 'close what is open, take levels away, or split the text',
  };
}

/** The engine's message is `line:column: words (source:rule)`. */
function mdxProblem(text: SourceText, bodyStart: number, error: unknown): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const parts = /^(\d+):(\d+)(?:-\d+:\d+)?: ([\s\S]*?)(?: \([\w:-]+\))?$/.exec(message);
  const offset = parts === null ? bodyStart : text.offsetAt({ line: Number(parts[1]), column: Number(parts[2]) });
  const words = parts?.[3] ?? message;
  return {
    ...text.span(offset, offset + 1),
    code: 'mdx-syntax',
    severity: 'error',
    ...mdxWords(words),
  };
}

function mdxWords(words: string): { readonly message: string; readonly why: string; readonly fix: string } {
  const code = /^Could not parse (esm|expression) with \w+: ([\s\S]*)$/.exec(words);
  if (code?.[1] === 'esm') {
    return {
      message: `this import or export is not valid JavaScript: ${lowerFirst(code[2] ?? '')}`,
      why: 'in MDX, a line that starts with `import` or `export` is code',
      fix: 'correct it, or start the sentence with another word',
    };
  }
  if (code !== null) {
    return {
      message: `this expression is not valid JavaScript: ${lowerFirst(code[2] ?? '')}`,
      why: 'in MDX, `{` starts an expression',
      fix: 'correct it, or write `\\{` where the brace itself is meant',
    };
  }
  return {
    message: lowerFirst(words),
    why: 'in MDX, `{` starts an expression and `<` an element; the rest of the lesson cannot be read',
    fix: 'close it, or write `\\{` or `&lt;` where the character itself is meant',
  };
}

type Parent = Extract<MdastNode, { children: unknown }>;

/** Letters of scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** How many words a text has; where a script has no spaces, as many as take the same time to read: half of its letters. */
function countWords(prose: string): number {
  const letters = prose.match(unspaced)?.length ?? 0;
  const spaced = letters === 0 ? prose : prose.replaceAll(unspaced, ' ').replaceAll(/[^\p{L}\p{N}\s]/gu, ' ');
  return (spaced.match(/\S+/g)?.length ?? 0) + Math.round(letters / 2);
}

/** Walks the tree once and collects what rules, checks and pages look for. */
class BodyReader {
  readonly #text: SourceText;
  readonly #format: 'md' | 'mdx';
  readonly #bodyStart: number;
  readonly #tree: MdastNode;
  readonly #headings: { node: Extract<MdastNode, { type: 'heading' }>; text: string; explicit: string | undefined }[] =
    [];
  readonly #links: LinkReference[] = [];
  readonly #images: LinkReference[] = [];
  readonly #fences: Fence[] = [];
  readonly #code: CodeUse[] = [];
  readonly #directives: DirectiveUse[] = [];
  readonly #footnotes: string[] = [];
  readonly #silences: Silence[] = [];
  readonly #markup: MarkupUse[] = [];
  readonly #elements: ElementUse[] = [];
  readonly #html = new Map<MdastNode, HtmlPiece>();
  /** Elements of SVG or MathML that are open. */
  #drawings = 0;
  readonly #stray: Span[] = [];
  readonly #prose: string[] = [];
  readonly #definitions = new Map<string, Extract<MdastNode, { type: 'definition' }>>();
  #needsMdx = false;

  constructor(text: SourceText, format: 'md' | 'mdx', bodyStart: number, tree: MdastNode) {
    this.#text = text;
    this.#format = format;
    this.#bodyStart = bodyStart;
    this.#tree = tree;
  }

  read(): LessonSource {
    this.#define(this.#tree);
    this.#visit(this.#tree, undefined);
    const prose = this.#prose.join('\n');
    return {
      file: this.#text.file,
      format: this.#format,
      text: this.#text.text,
      located: this.#text,
      body: `${this.#text.text.slice(this.#bodyStart)}\n`,
      bodyStartLine: this.#text.pointAt(this.#bodyStart).line - 1,
      tree: this.#tree,
      headings: this.#identify(),
      links: this.#links,
      images: this.#images,
      fences: this.#fences,
      code: this.#code,
      directives: this.#directives,
      footnotes: this.#footnotes,
      silences: this.#silences,
      needsMdx: this.#needsMdx,
      markup: this.#markup,
      elements: this.#elements,
      htmlFaults: htmlFaults(this.#tree, this.#html, this.#elements.length > 0),
      html: this.#html,
      strayDirectives: this.#stray,
      prose,
      words: countWords(prose),
    };
  }

  /** Definitions count wherever they stand, so all are known before the first reference; none stands inside running text. */
  #define(node: MdastNode): void {
    if (node.type === 'definition') {
      if (!this.#definitions.has(node.identifier)) this.#definitions.set(node.identifier, node);
    } else if ('children' in node && node.type !== 'paragraph' && node.type !== 'heading')
      for (const child of node.children) this.#define(child);
  }

  #visit(node: MdastNode, directive: DirectiveUse | undefined): void {
    let inside = directive;
    switch (node.type) {
      case 'heading': {
        const text = this.#plain(node);
        this.#headings.push({ node, text: text.trim(), explicit: explicitId(node)?.normalize('NFC') });
        this.#prose.push(text);
        break;
      }
      case 'paragraph':
        this.#prose.push(this.#plain(node));
        this.#findStray(node);
        break;
      case 'tableCell':
      case 'descriptionTerm':
        this.#prose.push(this.#plain(node));
        break;
      case 'code':
        this.#code.push({ lang: node.lang ?? undefined, code: node.value, fence: this.#fence(node, directive) });
        break;
      case 'link':
      case 'image':
      case 'linkReference':
      case 'imageReference':
        this.#reference(node);
        break;
      case 'footnoteReference':
        this.#footnotes.push(footnoteKey(node.identifier));
        break;
      case 'containerDirective':
      case 'leafDirective':
        inside = this.#directive(node, directive);
        break;
      case 'html':
        this.#readHtml(node);
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        if (!isComment(node.value)) {
          this.#needsMdx = true;
          this.#markup.push({ ...this.#span(node), kind: 'expression', text: node.value, name: undefined });
        }
        break;
      case 'mdxjsEsm':
        this.#needsMdx = true;
        this.#markup.push({ ...this.#span(node), kind: 'esm', text: node.value, name: undefined });
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        this.#needsMdx = true;
        this.#jsx(node, directive);
        break;
      default:
    }
    if ('children' in node) {
      this.#findSilences(node);
      const opensDrawing = 'name' in node && typeof node.name === 'string' && isDrawing(node.name);
      if (opensDrawing) this.#drawings++;
      for (const child of node.children) this.#visit(child, inside);
      if (opensDrawing) this.#drawings--;
    }
  }

  /** `{#id}` names are given first, so that a slug never takes one away. */
  #identify(): Heading[] {
    const slugger = new GithubSlugger();
    for (const id of pageIds) slugger.occurrences[id] = 0;
    for (const { explicit } of this.#headings) if (explicit !== undefined) slugger.occurrences[explicit] = 0;
    // Composed, whatever the editor wrote: `ü` in a link is another text than `u` and two dots above.
    return this.#headings.map(({ node, text, explicit }) => ({
      ...this.#span(node),
      depth: node.depth,
      text,
      // Of nothing, a second one would become `-1`.
      id: explicit ?? (slug(text) === '' ? '' : slugger.slug(text.normalize('NFC'))),
      explicitId: explicit !== undefined,
    }));
  }

  #fence(node: Extract<MdastNode, { type: 'code' }>, directive: DirectiveUse | undefined): Fence | undefined {
    const [start, end] = this.#range(node);
    const opening = /^(?:`{3,}|~{3,})[ \t]*/.exec(this.#text.text.slice(start, end))?.[0];
    if (opening === undefined) return undefined;
    const lineEnd = endOfLine(this.#text.text, start);
    const infoStart = start + opening.length;
    const info = this.#text.text.slice(infoStart, lineEnd).trimEnd();
    const lang = /^[^\s{]\S*/.exec(info)?.[0] ?? '';
    const metaStart = infoStart + (/^\s*/.exec(info.slice(lang.length))?.[0].length ?? 0) + lang.length;
    const { meta, parts } = parseFenceMeta(info.slice(metaStart - infoStart));
    const fence: Fence = {
      ...this.#span(node),
      node,
      lang: lang === '' ? undefined : (node.lang ?? lang),
      code: node.value,
      codeLine: this.#text.pointAt(start).line + 1,
      meta,
      infoSpan: this.#text.span(infoStart, infoStart + info.length),
      metaSpan: this.#text.span(metaStart, infoStart + info.length),
      metaParts: parts.map((part) => ({ ...part, offset: part.offset + metaStart })),
      directive,
    };
    this.#fences.push(fence);
    return fence;
  }

  #reference(node: Extract<MdastNode, { type: 'link' | 'image' | 'linkReference' | 'imageReference' }>): void {
    const definition = 'identifier' in node ? this.#definitions.get(node.identifier) : undefined;
    const target = 'url' in node ? node : definition;
    if (target === undefined) return;
    const [from, to] = addressRange(this.#text.text, ...this.#range(target));
    const isImage = node.type === 'image' || node.type === 'imageReference';
    const use: LinkReference = {
      ...this.#span(node),
      url: target.url,
      text: isImage ? (node.alt ?? '') : this.#plain(node),
      urlSpan: this.#text.span(from, to),
    };
    (isImage ? this.#images : this.#links).push(use);
  }

  #directive(
    node: Extract<MdastNode, { type: 'containerDirective' | 'leafDirective' }>,
    parent: DirectiveUse | undefined,
  ): DirectiveUse {
    const [start] = this.#range(node);
    const alert = alertOpener(node);
    const opener: DirectiveOpener =
      alert === undefined ? readOpener(this.#text.text, start) : { ...alert, colons: 0, attributes: [] };
    const [first] = node.children;
    const label =
      node.type === 'leafDirective'
        ? this.#plain(node)
        : first !== undefined && isLabel(first)
          ? this.#plain(first)
          : '';
    const use: DirectiveUse = {
      ...this.#span(node),
      name: node.name,
      kind: node.type === 'leafDirective' ? 'leaf' : 'container',
      label: label.trim() === '' ? undefined : label.trim(),
      attributes: Object.fromEntries(Object.entries(node.attributes ?? {}).map(([name, value]) => [name, value ?? ''])),
      node,
      nameSpan: this.#text.span(opener.name.start, opener.name.end),
      openerEnd: opener.end,
      attributeSpans: opener.attributes.map(({ name, value, start: from, end, valueStart, valueEnd }) => ({
        name,
        value,
        span: this.#text.span(from, end),
        valueSpan: this.#text.span(valueStart, valueEnd),
      })),
      closed: alert !== undefined || node.type === 'leafDirective' || this.#isClosed(node, opener.colons),
      parent,
    };
    this.#directives.push(use);
    return use;
  }

  /** The engine closes a container at the end of what surrounds it; here only a line of colons of its own counts. */
  #isClosed(node: Extract<MdastNode, { type: 'containerDirective' }>, colons: number): boolean {
    const [start, end] = this.#range(node);
    const source = this.#text.text.slice(start, end).trimEnd();
    const lastLine = /[\r\n]([^\r\n]*)$/.exec(source)?.[1];
    if (lastLine === undefined) return false;
    const closing = /(?<!:)(:{3,})[ \t]*$/.exec(lastLine)?.[1];
    if (closing === undefined || closing.length < colons) return false;
    const last = node.children.at(-1);
    return last === undefined || this.#range(last)[1] < start + source.length;
  }

  #readHtml(node: NodeOf<'html'>): void {
    const [start, end] = this.#range(node);
    const piece = readHtml(node.value, offsetsOf(node.value, start, this.#text.text.slice(start, end)));
    this.#html.set(node, piece);
    for (const token of piece.tokens) {
      if (token.kind === 'end' && isDrawing(token.name)) this.#drawings = Math.max(0, this.#drawings - 1);
      if (token.kind !== 'start') continue;
      if (isDrawing(token.name)) this.#drawings++;
      this.#elements.push(this.#htmlElement(token));
      if (isDrawing(token.name) && token.isSelfClosing) this.#drawings--;
    }
  }

  #htmlElement({ name, start, end, attributes }: HtmlStartTag): ElementUse {
    const span = (from: number, to: number): Span => this.#text.span(from, to);
    return {
      ...span(start, end),
      name,
      nameSpan: span(start + 1, start + 1 + name.length),
      isDrawing: this.#drawings > 0,
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        value: attribute.value,
        nameSpan: span(attribute.start, attribute.start + attribute.name.length),
        valueSpan: span(attribute.valueStart, attribute.valueEnd),
      })),
    };
  }

  #jsx(node: NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>, parent: DirectiveUse | undefined): void {
    const [start, end] = this.#range(node);
    const [first] = node.children;
    const openingEnd = first === undefined ? end : this.#range(first)[0];
    const text = this.#text.text.slice(start, openingEnd);
    this.#markup.push({ ...this.#text.span(start, openingEnd), kind: 'jsx', text, name: node.name ?? undefined });
    const use = this.#jsxElement(node, text, start);
    if (use !== undefined) this.#elements.push(use);
    if (use?.name === 'Question') this.#directives.push(this.#jsxQuestion(node, use, parent));
  }

  /** Undefined for a fragment without a name. */
  #jsxElement(
    { name, attributes }: NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>,
    text: string,
    start: number,
  ): ElementUse | undefined {
    if (name === null || name === undefined) return undefined;
    const tag = this.#text.span(start, start + text.length);
    const nameSpan = this.#text.span(start + 1, start + 1 + name.length);
    const places = attributes.length === 0 ? [] : jsxAttributePlaces(text, name);
    const uses = attributes.flatMap((attribute, index): ElementAttribute[] => {
      if (attribute.type !== 'mdxJsxAttribute') return [];
      const place = places[index];
      const own = place === undefined ? tag : this.#text.span(start + place.start, start + place.nameEnd);
      return [
        {
          name: htmlNames.get(attribute.name) ?? attribute.name,
          value:
            attribute.value === null || attribute.value === undefined
              ? ''
              : typeof attribute.value === 'string'
                ? attribute.value
                : undefined,
          nameSpan: own,
          valueSpan:
            place?.text === undefined ? own : this.#text.span(start + place.text.start, start + place.text.end),
        },
      ];
    });
    return { ...tag, name, nameSpan, attributes: uses, isDrawing: this.#drawings > 0 || isDrawing(name) };
  }

  /** `<Question id="…" />` is the MDX spelling of `::question{id="…"}`. */
  #jsxQuestion(
    node: NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>,
    { nameSpan, attributes }: ElementUse,
    parent: DirectiveUse | undefined,
  ): DirectiveUse {
    return {
      ...this.#span(node),
      name: 'question',
      kind: 'leaf',
      label: undefined,
      attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value ?? ''])),
      node,
      nameSpan,
      openerEnd: this.#range(node)[1],
      attributeSpans: attributes.map(({ name, value, nameSpan: own, valueSpan }) => ({
        name,
        value,
        span: { ...own, end: valueSpan.end },
        valueSpan,
      })),
      closed: true,
      parent,
    };
  }

  /** Paragraph lines that were meant as directives: `::: note` with a space, a `:::` that closes nothing. */
  #findStray(node: Extract<MdastNode, { type: 'paragraph' }>): void {
    const [start, end] = this.#range(node);
    const source = this.#text.text.slice(start, end);
    if (!source.includes('::')) return;
    for (const match of source.matchAll(
      /(?:^|[\r\n])[ \t>]*(:{3,}[ \t]*[\p{L}_-]*|::[ \t]*[\p{L}_-]+(?=[ \t]*(?:[\r\n{[]|$)))/gu,
    )) {
      const written = (match[1] ?? '').trimEnd();
      const from = start + match.index + match[0].indexOf(match[1] ?? '');
      this.#stray.push(this.#text.span(from, from + written.length));
    }
  }

  #findSilences(parent: Parent): void {
    const children: readonly MdastNode[] = parent.children;
    if (!children.some((child) => mayBeComment(child))) return;
    const found: Silence[] = [];
    let covers: Span | undefined;
    for (const child of children.toReversed()) {
      const silence = silenceIn(child);
      if (silence !== undefined) found.push({ ...this.#span(child), ...silence, covers });
      else if (!(child.type === 'text' && child.value.trim() === '')) covers = this.#span(child);
    }
    this.#silences.push(...found.toReversed());
  }

  /** Text as a reader sees it. A text directive nobody defined (`a:b`) is the text it was. */
  #plain(node: MdastNode): string {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return node.value;
      case 'inlineMath':
        return node.value.replaceAll(/\\[A-Za-z]+|[{}\\]/g, ' ').trim();
      case 'textDirective':
        return this.#slice(node);
      case 'break':
        return ' ';
      case 'image':
      case 'imageReference':
        return node.alt ?? '';
      default:
        return 'children' in node ? node.children.map((child) => this.#plain(child)).join('') : '';
    }
  }

  #range(node: MdastNode): readonly [number, number] {
    return rangeOf(node);
  }

  #span(node: MdastNode): Span {
    return this.#text.span(...this.#range(node));
  }

  #slice(node: MdastNode): string {
    return this.#text.text.slice(...this.#range(node));
  }
}

function explicitId(node: Extract<MdastNode, { type: 'heading' }>): string | undefined {
  const id = (node.data as { hProperties?: { id?: unknown } } | undefined)?.hProperties?.id;
  return typeof id === 'string' ? id : undefined;
}

function isLabel(node: MdastNode): boolean {
  return (node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
}

const isDrawing = (name: string): boolean => name === 'svg' || name === 'math';

/** How JSX spells attributes that are words of JavaScript. */
const htmlNames: ReadonlyMap<string, string> = new Map([
  ['className', 'class'],
  ['htmlFor', 'for'],
]);

/**
 * Turns offsets of a block's value into those of the file. In a quotation or list, marks that are not part of the value
 * stand before each line.
 */
function offsetsOf(value: string, start: number, source: string): (offset: number) => number {
  if (source.startsWith(value)) return (offset) => start + offset;
  const lines = value.split(/(?<=\n|\r(?!\n))/);
  const written = source.split(/(?<=\n|\r(?!\n))/);
  let [inValue, inSource] = [0, 0];
  const places = lines.map((line, index) => {
    const own = written[index] ?? '';
    const place = { from: inValue, at: start + inSource + Math.max(0, own.trimEnd().lastIndexOf(line.trimEnd())) };
    inValue += line.length;
    inSource += own.length;
    return place;
  });
  return (offset) => {
    const line = places.findLast(({ from }) => from <= offset) ?? { from: 0, at: start };
    return Math.min(line.at + offset - line.from, start + source.length);
  };
}

function isComment(expression: string): boolean {
  return /^\s*(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*$/.test(expression);
}

function mayBeComment({ type }: MdastNode): boolean {
  return type === 'html' || type === 'mdxFlowExpression' || type === 'mdxTextExpression';
}

function silenceIn(node: MdastNode): { readonly code: string; readonly reason: string } | undefined {
  const comment =
    node.type === 'html'
      ? /^<!--([\s\S]*?)-->\s*$/.exec(node.value)
      : node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression'
        ? /^\s*\/\*([\s\S]*?)\*\/\s*$/.exec(node.value)
        : null;
  const words = /^\s*lectern-silence\b\s*:?\s*([\w-]*)\s*:?\s*([\s\S]*)$/.exec(comment?.[1] ?? '');
  return words === null ? undefined : { code: words[1] ?? '', reason: (words[2] ?? '').trim() };
}
