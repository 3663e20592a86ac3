import { addressRange } from './link-address.ts';
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
    /^\p{L}[^\\`*_[\]<>&~|:@\r\n]*$/u.test(text) && !/www\.|==/i.test(text) && !text.endsWith('  ') && !label.test(text)
  );
}

/** Reads a prompt, option, hint, feedback, explanation or shared text. Never throws. */
export function readQuizText(source: string, hasMath = false): QuizText {
  if (isPlainProse(source) && !(hasMath && source.includes('$'))) return plainText(source, false);
  const tree = parseQuizText(source, hasMath);
  return tree === undefined ? plainText(source, true) : new Reader(source, tree, hasMath).read();
}

/** A text in which nothing is read as markup; of what is refused, nothing is read but its beginning. */
function plainText(source: string, isTooDeep: boolean): QuizText {
  const text = foldSpace(isTooDeep ? source.slice(0, 200) : source);
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
  readonly #hasMath: boolean;
  readonly #tree: MdastNode;
  readonly #definitions = new Map<string, NodeOf<'definition'>>();
  readonly #code: string[] = [];
  readonly #blocks: QuizCode[] = [];
  readonly #emphasis: [number, number][] = [];
  readonly #links: QuizLink[] = [];
  readonly #html: QuizStretch[] = [];
  readonly #labels: string[] = [];
  readonly #visible = new Words();
  readonly #prose = new Words();
  readonly #identity = new Words();

  constructor(source: string, tree: MdastNode, hasMath: boolean) {
    this.#source = source;
    this.#hasMath = hasMath;
    this.#tree = tree;
  }

  read(): QuizText {
    this.#define(this.#tree);
    this.#visit(this.#tree);
    const source = this.#source;
    const identity = this.#identity.text().trim();
    const addresses = this.#links.map(({ url }) => url);
    const fences = this.#blocks.map(({ code }) => code);
    return {
      source,
      visible: foldSpace(this.#visible.text()),
      prose: this.#prose.text().trimEnd(),
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
      tree: () => parseQuizText(source, this.#hasMath),
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
      case 'inlineMath':
      case 'math':
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
    this.#visible.say(text);
    this.#prose.say(text);
    this.#identity.say(text);
  }

  #sayCode(code: string): void {
    this.#code.push(code);
    this.#visible.add(code);
    this.#prose.add(CODE);
    this.#identity.add(`\u0002${code}\u0002`);
  }

  /** Tags that only format vanish; any other is more likely meant as text (`<header>` as an answer). */
  #sayHtml(node: NodeOf<'html'>): void {
    const [start, end] = rangeOf(node);
    this.#html.push({ start, end });
    this.#say(
      withoutComments(node.value).replace(
        /<(\/?)([a-zA-Z][\w-]*)(?:\s[^<>]*)?\/?>/g,
        (whole, slash: string, name: string) => {
          if (name === 'br') return ' ';
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
    const from = this.#visible.pieces;
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
      text: alternative ?? this.#visible.text(from),
      whole: { start: wholeStart, end: wholeEnd },
    });
  }
}

/** With a blank in place of each comment that is closed. */
function withoutComments(html: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = html.indexOf('<!--'); at >= 0; at = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', at + '<!--'.length);
    if (end < 0) break;
    parts.push(html.slice(from, at), ' ');
    from = end + '-->'.length;
  }
  return parts.join('') + html.slice(from);
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** A text that grows by thousands of pieces, and is joined once. */
class Words {
  readonly #pieces: string[] = [];
  #endsInSpace = true;
  length = 0;

  get pieces(): number {
    return this.#pieces.length;
  }

  /** Adds a text as it is. */
  add(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.length += text.length;
    this.#endsInSpace = text.endsWith(' ');
  }

  /** Adds a text with white space folded, and without a second space. */
  say(text: string): void {
    const folded = text.replace(/\s+/g, ' ');
    this.add(this.#endsInSpace && folded.startsWith(' ') ? folded.slice(1) : folded);
  }

  /** All of it, or what was added after so many pieces. */
  text(from = 0): string {
    return this.#pieces.slice(from).join('');
  }
}

/** The texts of one quiz, each read when somebody first asks for it. */
export class QuizTexts {
  readonly #read = new Map<string, QuizText>();
  readonly #hasMath: boolean;

  constructor(hasMath = false) {
    this.#hasMath = hasMath;
  }

  of(markdown: string): QuizText {
    let text = this.#read.get(markdown);
    if (text === undefined) this.#read.set(markdown, (text = readQuizText(markdown, this.#hasMath)));
    return text;
  }
}
