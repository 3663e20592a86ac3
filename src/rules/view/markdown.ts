/** What a reader sees of one Markdown text of a quiz, and what rules ask about it. */
export interface MarkdownText {
  readonly source: string;
  /** Markup stripped, inline code kept, fenced code left out, white space folded. */
  readonly visible: string;
  /** As `visible`, with `CODE` in place of each inline code: what rules about wording read. */
  readonly prose: string;
  /** Inline code, in order. */
  readonly code: readonly string[];
  readonly fences: readonly string[];
  /** Stretches of `prose` that are emphasised or strong: `[start, end)`. */
  readonly emphasis: readonly (readonly [number, number])[];
  /** Addresses of links and pictures. */
  readonly addresses: readonly string[];
  /** `1`, `B`, `iv`: the marks of numbered or lettered lines, as written, without punctuation. */
  readonly labels: readonly string[];
  /** The text up to white space in prose (case kept) and with code, addresses and fences as they stand. */
  readonly identity: string;
}

/** Stands for one inline code in `MarkdownText.prose`. */
export const CODE = '\uFFFC';

const indentedCode = /^(?: {4}|\t)\s*\S/;
const fenceOpen = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const label = /^\s{0,3}(?:\*\*)?(?:\(?([0-9]{1,2}|[A-Ha-h]|[ivxIVX]{1,4})[.)]|\(([0-9]{1,2}|[A-Ha-h]|[ivxIVX]{1,4})\))(?:\*\*)?\s+\S/;
const linkTail = /\]\(\s*<?([^\s<>]*?)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/y;
const autolink = /<((?:https?|mailto):[^\s<>]+)>/y;
const tag = /<(\/?)([a-zA-Z][\w-]*)(?:\s[^<>]*)?\/?>/y;
const entity = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos|nbsp|hellip|ndash|mdash));/y;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ndash: '–', mdash: '—' };
const special = /[`*_[\]<\\#>&~\n]|^\s*(?:[-+]|\(?\w{1,4}[.)])\s|^(?: {4}|\t)/;

/**
 * Reads the visible text of a prompt, option, hint or explanation.
 *
 * A reader of its own, and not the Markdown engine: rules need text, not a tree, of some thirty short texts a quiz,
 * and this takes about a microsecond each. It knows CommonMark's inline code, fences, emphasis, links, escapes,
 * entities and list marks; tables and reference links come out as the characters they are written with.
 */
export function readMarkdown(source: string): MarkdownText {
  if (!special.test(source)) {
    const text = fold(source);
    return { source, visible: text, prose: text, code: [], fences: [], emphasis: [], addresses: [], labels: [], identity: text };
  }
  const reader = new Reader(source);
  return reader.read();
}

/** White space runs become one space; none at the ends. */
export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

interface Opener {
  readonly mark: string;
  readonly length: number;
  readonly piece: number;
}

class Reader {
  private readonly source: string;
  private readonly pieces: string[] = [];
  private readonly isCode: boolean[] = [];
  private readonly fences: string[] = [];
  private readonly addresses: string[] = [];
  private readonly labels: string[] = [];
  private readonly spans: [number, number][] = [];

  constructor(source: string) {
    this.source = source;
  }

  read(): MarkdownText {
    const paragraph: string[] = [];
    const lines = this.source.split(/\r\n|\r|\n/);
    for (let i = 0; i < lines.length; i += 1) {
      const line = lines[i] ?? '';
      const open = fenceOpen.exec(line)?.[1];
      if (indentedCode.test(line) && (lines[i - 1] ?? '').trim() === '' && this.labels.length === 0) {
        const code: string[] = [];
        for (; i < lines.length && indentedCode.test(lines[i] ?? ''); i += 1) code.push((lines[i] ?? '').replace(/^(?: {4}|\t)/, ''));
        i -= 1;
        this.fences.push(code.join('\n'));
        paragraph.push('');
        continue;
      }
      if (open === undefined) {
        paragraph.push(this.startOfLine(line));
        continue;
      }
      const close = new RegExp(`^ {0,3}${open[0]}{${open.length},}\\s*$`);
      const code: string[] = [];
      for (i += 1; i < lines.length && !close.test(lines[i] ?? ''); i += 1) code.push(lines[i] ?? '');
      this.fences.push(code.join('\n'));
      paragraph.push('');
    }
    this.inline(paragraph.join('\n'));
    return this.finish();
  }

  /** Drops heading, quotation and list marks, and remembers numbered and lettered ones. */
  private startOfLine(line: string): string {
    const text = line.replace(/^\s{0,3}(?:>\s?)+/, '');
    const mark = label.exec(text);
    if (mark !== null) {
      this.labels.push(mark[1] ?? mark[2] ?? '');
      return /^\s*[0-9]/.test(text) ? text.replace(/^\s*[0-9]{1,2}[.)]\s+/, '') : text;
    }
    return text.replace(/^\s{0,3}(?:#{1,6}\s+|[-+*]\s+)/, '');
  }

  private inline(text: string): void {
    const openers: Opener[] = [];
    let plain = '';
    const flush = (): void => {
      if (plain !== '') this.push(plain, false);
      plain = '';
    };
    for (let i = 0; i < text.length; ) {
      const char = text[i] ?? '';
      if (char === '\\' && /[!-/:-@[-`{-~]/.test(text[i + 1] ?? '')) {
        plain += text[i + 1];
        i += 2;
      } else if (char === '`') {
        const ticks = /^`+/.exec(text.slice(i))?.[0] ?? '`';
        const end = closingTicks(text, i + ticks.length, ticks.length);
        if (end === -1) {
          plain += ticks;
          i += ticks.length;
        } else {
          flush();
          const code = text.slice(i + ticks.length, end).replace(/\n/g, ' ');
          this.push(/^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code, true);
          i = end + ticks.length;
        }
      } else if (char === '*' || char === '_') {
        const run = char === '*' ? /^\*+/ : /^_+/;
        const marks = run.exec(text.slice(i))?.[0] ?? char;
        const before = text[i - 1] ?? ' ';
        const after = text[i + marks.length] ?? ' ';
        const opens = !/\s/.test(after) && (char === '*' || !/[\p{L}\p{N}]/u.test(before));
        const closes = !/\s/.test(before) && (char === '*' || !/[\p{L}\p{N}]/u.test(after));
        flush();
        const opener = openers.at(-1);
        if (closes && opener !== undefined && opener.mark === char && opener.length === marks.length) {
          openers.pop();
          this.pieces[opener.piece] = '';
          this.spans.push([opener.piece, this.pieces.length]);
        } else {
          if (opens) openers.push({ mark: char, length: marks.length, piece: this.pieces.length });
          this.push(marks, false);
        }
        i += marks.length;
      } else if (char === '<') {
        autolink.lastIndex = i;
        tag.lastIndex = i;
        const address = autolink.exec(text);
        const element = address === null ? tag.exec(text) : null;
        if (address !== null) {
          this.addresses.push(address[1] ?? '');
          plain += address[1];
          i = autolink.lastIndex;
        } else if (element !== null) {
          plain += shownTag(element);
          i = tag.lastIndex;
        } else {
          plain += char;
          i += 1;
        }
      } else if (char === ']') {
        linkTail.lastIndex = i;
        const tail = linkTail.exec(text);
        const start = tail === null ? -1 : plain.lastIndexOf('[');
        if (tail === null) {
          plain += char;
          i += 1;
          continue;
        }
        this.addresses.push(tail[1] ?? '');
        if (start !== -1) plain = plain.slice(0, start).replace(/!$/, '') + plain.slice(start + 1);
        else this.dropBracket();
        i = linkTail.lastIndex;
      } else if (char === '&') {
        entity.lastIndex = i;
        const match = entity.exec(text);
        plain += match === null ? char : decode(match);
        i = match === null ? i + 1 : entity.lastIndex;
      } else if (char === '~' && text[i + 1] === '~') {
        i += 2;
      } else {
        plain += char;
        i += 1;
      }
    }
    flush();
  }

  /** Removes the `[` of a link whose text has code or emphasis in it. */
  private dropBracket(): void {
    for (let i = this.pieces.length - 1; i >= 0; i -= 1) {
      const at = this.isCode[i] === true ? -1 : (this.pieces[i] ?? '').lastIndexOf('[');
      if (at === -1) continue;
      const piece = this.pieces[i] ?? '';
      this.pieces[i] = piece.slice(0, at).replace(/!$/, '') + piece.slice(at + 1);
      return;
    }
  }

  private push(text: string, code: boolean): void {
    this.pieces.push(text);
    this.isCode.push(code);
  }

  private finish(): MarkdownText {
    const offsets: number[] = [];
    let prose = '';
    let visible = '';
    let identity = '';
    const code: string[] = [];
    this.pieces.forEach((piece, i) => {
      const inCode = this.isCode[i] === true;
      const text = inCode ? CODE : join(prose, piece);
      offsets.push(prose.length);
      prose += text;
      visible = visible + (inCode ? piece : join(visible, piece));
      identity += inCode ? `\u0002${piece}\u0002` : join(identity, piece);
      if (inCode) code.push(piece);
    });
    offsets.push(prose.length);
    return {
      source: this.source,
      visible: fold(visible),
      prose: prose.trimEnd(),
      code,
      fences: this.fences,
      emphasis: this.spans.map(([from, to]) => [offsets[from] ?? 0, offsets[to] ?? prose.length] as const),
      addresses: this.addresses,
      labels: this.labels,
      identity: [identity.trim() === '' ? this.source.trim() : identity.trim(), ...this.addresses, ...this.fences].join('\u0003'),
    };
  }
}

/** `piece` with white space folded, and without a second space where `before` ends in one. */
function join(before: string, piece: string): string {
  const text = piece.replace(/\s+/g, ' ');
  return (before === '' || before.endsWith(' ')) && text.startsWith(' ') ? text.slice(1) : text;
}

/** Tags that only format vanish; any other is more likely meant as text (`<header>` as an answer). */
function shownTag([whole, slash, name = '']: RegExpExecArray): string {
  if (name === 'br') return ' ';
  if (name === 'sup') return slash === '' ? '^' : '';
  return /^(?:sub|b|i|em|strong|u|s|small|mark|kbd|code)$/.test(name) ? '' : whole;
}

function closingTicks(text: string, from: number, length: number): number {
  for (let i = text.indexOf('`', from); i !== -1; i = text.indexOf('`', i)) {
    let end = i;
    while (text[end] === '`') end += 1;
    if (end - i === length) return i;
    i = end;
  }
  return -1;
}

function decode(match: RegExpExecArray): string {
  const code = match[1] === undefined ? (match[2] === undefined ? undefined : parseInt(match[2], 16)) : Number(match[1]);
  if (code === undefined) return entities[match[3] ?? ''] ?? '';
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
