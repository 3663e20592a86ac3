import { addressRange } from './link-address.ts';
import { tooDeepMarkdown } from './markdown-depth.ts';
import { parseQuizText, rangeOf, type MdastNode, type NodeOf } from './markdown.ts';

/** A text of a quiz, read once: what its author wrote, and what a reader sees of it. */
export interface QuizText {
  readonly source: string;
  /** Markup stripped, inline code kept, blocks of code left out, white space folded. */
  readonly visible: string;
  /** As `visible`, with `CODE` in place of each inline code: what rules about wording read. */
  readonly prose: string;
  /** Inline code, in order. */
  readonly code: readonly string[];
  /** Blocks of code, in order. */
  readonly blocks: readonly QuizCode[];
  /** The code of those blocks. */
  readonly fences: readonly string[];
  /** Stretches of `prose` that are emphasised or strong: `[start, end)`. */
  readonly emphasis: readonly (readonly [number, number])[];
  readonly links: readonly QuizLink[];
  /** The addresses of `links`. */
  readonly addresses: readonly string[];
  /** HTML, which quiz texts show as it was written. */
  readonly html: readonly QuizStretch[];
  /** `1`, `B`, `iv`: the marks of numbered or lettered lines, as written, without punctuation. */
  readonly labels: readonly string[];
  /** The text up to white space in prose (case kept) and with code, addresses and blocks of code as they stand. */
  readonly identity: string;
  /** Goes beyond what the Markdown engine may be asked to read: it is shown as it was written, and is an error. */
  readonly isTooDeep: boolean;
  /** The syntax tree; undefined where there is nothing in the text but words. Made anew each time: it weighs many times the text. */
  tree(): MdastNode | undefined;
}

export interface QuizCode {
  readonly lang: string | undefined;
  readonly code: string;
  /** What stands behind the language, and where; undefined for nothing. */
  readonly meta: QuizStretch | undefined;
}

/** Offsets in a text. */
export interface QuizStretch {
  readonly start: number;
  readonly end: number;
}

/** A link or picture; its own offsets are those of its address. */
export interface QuizLink extends QuizStretch {
  readonly url: string;
  readonly kind: 'link' | 'picture';
  /** The link's text or the picture's alternative. */
  readonly text: string;
  /** The whole link or picture. */
  readonly whole: QuizStretch;
}

/** Stands for one inline code in `QuizText.prose`. */
export const CODE = '\uFFFC';

/**
 * True for text in which nothing can be Markdown: most options and feedback are. It need not be parsed, which is
 * what most of the time of a large course would go into.
 */
export function isPlainProse(text: string): boolean {
  return (
    /^\p{L}[^\\`*_[\]<>&~|:@\r\n]*$/u.test(text) && !/www\.|==/i.test(text) && !/ {2,}$/.test(text) && !label.test(text)
  );
}

/** Reads a prompt, option, hint, feedback, explanation or shared text. Never throws. */
export function readQuizText(source: string): QuizText {
  if (isPlainProse(source)) return plainText(source, false);
  if (tooDeepMarkdown(source, 'md') !== undefined) return plainText(source, true);
  return new Reader(source).read();
}

/** A text in which nothing is read as markup. */
function plainText(source: string, isTooDeep: boolean): QuizText {
  const text = foldSpace(source);
  return {
    source,
    visible: text,
    prose: text,
    code: [],
    blocks: [],
    fences: [],
    emphasis: [],
    links: [],
    addresses: [],
    html: [],
    labels: [],
    identity: text,
    isTooDeep,
    tree: () => undefined,
  };
}

/** White space runs become one space; none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a character reference stands for in Markdown: `&eacute;`, `&#233;`; itself where it is none (CommonMark 0.31, 6.4). */
export function referencedCharacter(reference: string): string {
  return readQuizText(reference).visible;
}

/** HTML that is a comment and nothing else: it is shown nowhere. */
export function isComment(html: string): boolean {
  return /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(html);
}

const label = /^\s*\(?([0-9]{1,2}|[A-Ha-h]|[ivxIVX]{1,4})[.)]\s+\S/;

class Reader {
  readonly #source: string;
  readonly #tree: MdastNode;
  readonly #definitions = new Map<string, NodeOf<'definition'>>();
  readonly #code: string[] = [];
  readonly #blocks: QuizCode[] = [];
  readonly #emphasis: [number, number][] = [];
  readonly #links: QuizLink[] = [];
  readonly #html: QuizStretch[] = [];
  readonly #labels: string[] = [];
  #visible = '';
  #prose = '';
  #identity = '';

  constructor(source: string) {
    this.#source = source;
    this.#tree = parseQuizText(source);
  }

  read(): QuizText {
    this.#define(this.#tree);
    this.#visit(this.#tree);
    const source = this.#source;
    const identity = this.#identity.trim();
    const addresses = this.#links.map(({ url }) => url);
    const fences = this.#blocks.map(({ code }) => code);
    return {
      source,
      visible: foldSpace(this.#visible),
      prose: this.#prose.trimEnd(),
      code: this.#code,
      blocks: this.#blocks,
      fences,
      emphasis: this.#emphasis,
      links: this.#links,
      addresses,
      html: this.#html,
      labels: this.#labels,
      identity: [identity === '' ? source.trim() : identity, ...addresses, ...fences].join('\u0003'),
      isTooDeep: false,
      tree: () => parseQuizText(source),
    };
  }

  #define(node: MdastNode): void {
    if (node.type === 'definition' && !this.#definitions.has(node.identifier))
      this.#definitions.set(node.identifier, node);
    if ('children' in node) for (const child of node.children) this.#define(child);
  }

  #visit(node: MdastNode): void {
    switch (node.type) {
      case 'text':
        this.#say(node.value);
        return;
      case 'inlineCode':
        this.#sayCode(node.value);
        return;
      case 'break':
        this.#say(' ');
        return;
      case 'code':
        this.#blocks.push({ lang: node.lang ?? undefined, code: node.value, meta: this.#metaOf(node) });
        return;
      case 'html':
        this.#sayHtml(node);
        return;
      case 'image':
      case 'imageReference':
        this.#address(node, node.alt ?? '', () => this.#say(node.alt ?? ''));
        return;
      case 'link':
      case 'linkReference':
        this.#address(node, undefined, () => this.#visitAll(node.children));
        return;
      case 'emphasis':
      case 'strong': {
        const start = this.#prose.length;
        this.#visitAll(node.children);
        this.#emphasis.push([start, this.#prose.length]);
        return;
      }
      case 'list':
        for (const [index, item] of node.children.entries()) {
          if (node.ordered === true) this.#labels.push(String((node.start ?? 1) + index));
          this.#visit(item);
        }
        return;
      case 'paragraph':
        this.#labels.push(
          ...linesOf(this.#source.slice(...rangeOf(node))).flatMap(
            (line) => label.exec(line.replace(/^\s*(?:\*\*|__)/, '').replace(/^(\S{1,6})(?:\*\*|__)/, '$1'))?.[1] ?? [],
          ),
        );
        this.#visitAll(node.children);
        this.#say(' ');
        return;
      case 'heading':
      case 'tableCell':
      case 'descriptionTerm':
        this.#visitAll(node.children);
        this.#say(' ');
        return;
      default:
        if ('children' in node) this.#visitAll(node.children);
    }
  }

  #metaOf(node: NodeOf<'code'>): QuizStretch | undefined {
    if (!node.meta) return undefined;
    const start = this.#source.indexOf(node.meta, rangeOf(node)[0]);
    return { start, end: start + node.meta.length };
  }

  #visitAll(nodes: readonly MdastNode[]): void {
    for (const node of nodes) this.#visit(node);
  }

  #say(text: string): void {
    this.#visible += joined(this.#visible, text);
    this.#prose += joined(this.#prose, text);
    this.#identity += joined(this.#identity, text);
  }

  #sayCode(code: string): void {
    this.#code.push(code);
    this.#visible += code;
    this.#prose += CODE;
    this.#identity += `\u0002${code}\u0002`;
  }

  /** Tags that only format vanish; any other is more likely meant as text (`<header>` as an answer). */
  #sayHtml(node: NodeOf<'html'>): void {
    const [start, end] = rangeOf(node);
    this.#html.push({ start, end });
    this.#say(
      node.value.replace(
        /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)(?:\s[^<>]*)?\/?>/g,
        (whole, slash: string, name: string | undefined) => {
          if (name === undefined || name === 'br') return ' ';
          if (name === 'sup') return slash === '' ? '^' : '';
          return /^(?:sub|b|i|em|strong|u|s|small|mark|kbd|code)$/.test(name) ? '' : whole;
        },
      ),
    );
  }

  #address(
    node: NodeOf<'link'> | NodeOf<'linkReference'> | NodeOf<'image'> | NodeOf<'imageReference'>,
    alternative: string | undefined,
    say: () => void,
  ): void {
    const from = this.#visible.length;
    say();
    const target = 'url' in node ? node : this.#definitions.get(node.identifier);
    if (target === undefined) return;
    const [start, end] = addressRange(this.#source, ...rangeOf(target));
    const [wholeStart, wholeEnd] = rangeOf(node);
    const kind = node.type === 'image' || node.type === 'imageReference' ? 'picture' : 'link';
    this.#links.push({
      url: target.url,
      kind,
      start,
      end,
      text: alternative ?? this.#visible.slice(from),
      whole: { start: wholeStart, end: wholeEnd },
    });
  }
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** `text` with white space folded, and without a second space where `before` ends in one. */
function joined(before: string, text: string): string {
  const folded = text.replace(/\s+/g, ' ');
  return (before === '' || before.endsWith(' ')) && folded.startsWith(' ') ? folded.slice(1) : folded;
}

/** The texts of one quiz, each read when somebody first asks for it. */
export class QuizTexts {
  readonly #read = new Map<string, QuizText>();

  of(markdown: string): QuizText {
    let text = this.#read.get(markdown);
    if (text === undefined) this.#read.set(markdown, (text = readQuizText(markdown)));
    return text;
  }
}
