/**
 * Writes YAML, most of it sound and some of it not, as a list of numbers tells it to: the same numbers give the same
 * text, fewer numbers a shorter one. For comparing readers.
 */
export function writeYaml(choices: readonly number[]): string {
  return new YamlWriter(choices).document();
}

const words = [
  'a',
  'id',
  'text',
  'A server answers',
  'Was ist das',
  '接続を開く',
  '日本 語',
  '👩‍💻 works',
  'naïve',
  'e\u0301',
  'a-b',
  'x.y',
  'it’s',
  "it's",
  'say "hi"',
  'http://a.b/c?d=e&f',
  'a:b',
  'a#b',
  'C#',
  'f(x) = [1, 2]',
  'a, b',
  '50 %',
  '1 + 1',
  'x & y',
  'x * y',
  'wait!',
  'a | b',
  'a > b',
  '`code`s',
  'to@me',
  'constructor',
  'toString',
  'no-break\u00a0space',
];
const core = [
  '1',
  '0',
  '-0',
  '+12',
  '007',
  '123456789012345678901',
  '0x1F',
  '0o17',
  '0o18',
  '0xG',
  '0b1',
  '1_000',
  '1.',
  '1.0',
  '.5',
  '-.5',
  '+1.25',
  '1e3',
  '1E-3',
  '.e3',
  '1e',
  '.inf',
  '-.Inf',
  '+.INF',
  '.nan',
  '.NaN',
  '-.nan',
  'true',
  'True',
  'TRUE',
  'tRue',
  'false',
  'False',
  'yes',
  'no',
  'on',
  'null',
  'Null',
  'NULL',
  'nULL',
  '~',
  '~x',
  'nullable',
  'truely',
  '2024-01-01',
  '12:30',
  '-',
  '--',
  '-1',
  '- 1',
  '+',
  '.',
  '..',
];
const odd = [
  '',
  '@x',
  '`x`',
  '%x',
  '!x',
  '!!str x',
  '&x y',
  '*x',
  '? x',
  '?x',
  ': x',
  ':x',
  '-x',
  '- x',
  '[x',
  ']',
  '{x',
  '}',
  ',x',
  '|x',
  '>',
  '#x',
  '"x',
  "'x",
  'a: b',
  'a:',
  'a :b',
  'a #b',
  'a\tb',
  '\tx',
  'x\t',
  '\u2028',
  '\ufeff',
  '\ufeffx',
  '\x85',
  'x\u3000',
  '\x02',
  '\x1f',
  '__proto__',
  '<<',
  '...',
  '---',
  '--- x',
  '…',
];
const doubles = [
  '\\n',
  '\\"',
  '\\\\',
  '\\t',
  '\\/',
  '\\u00e9',
  '\\uD83D\\uDE00',
  '\\x41',
  '\\0',
  '\\ ',
  '\\_',
  '\\N',
  '\\q',
  '\\u12',
  '\\U0001F600',
  '\\',
];

class YamlWriter {
  readonly #choices: readonly number[];
  #next = 0;
  #lineBreak = '\n';

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  document(): string {
    this.#lineBreak = this.#oneOf(['\n', '\n', '\n', '\r\n', '\r\n', '\r']);
    const head = this.#rarely(8)
      ? this.#oneOf(['---', '--- ', '---  # x', '--- x', '%YAML 1.2', '# comment', '', '  ', ' # comment', '\ufeff']) +
        this.#lineBreak
      : '';
    const text =
      head +
      this.#collection(0, 0) +
      (this.#rarely(8)
        ? this.#oneOf(['', ' ', '\t', '...', '---', '# end', ' # end', 'x', '- x', 'k: v', ' k: v', '}'])
        : '');
    return this.#rarely(5) ? this.#harmed(text) : text;
  }

  /** One character taken out, doubled, or put in. */
  #harmed(text: string): string {
    const at = this.#upTo(text.length + 1);
    switch (this.#upTo(3)) {
      case 0:
        return text.slice(0, at) + text.slice(at + 1);
      case 1:
        return text.slice(0, at) + text.charAt(at) + text.slice(at);
      default:
        return (
          text.slice(0, at) +
          this.#oneOf([
            ' ',
            '\n',
            '\r',
            '\t',
            ':',
            ': ',
            '#',
            ' #',
            '-',
            '- ',
            '"',
            "'",
            '[',
            ']',
            '{',
            '}',
            ',',
            '|',
            '>',
            '&',
            '*',
            '!',
            '?',
            '%',
            '\\',
            '日',
            '\u2028',
          ]) +
          text.slice(at)
        );
    }
  }

  /** Lines of a list or mapping, the first without its indentation. */
  #collection(indent: number, depth: number): string {
    const isList = this.#rarely(3);
    const lines: string[] = [];
    for (let left = 1 + this.#upTo(3); left > 0; left--) {
      lines.push(
        isList
          ? `-${this.#entry(indent, depth)}`
          : `${this.#key()}${this.#oneOf([':', ':', ':', ':', ':', ':', ' :', ':  '])}${this.#value(indent, depth)}`,
      );
      if (this.#rarely(6))
        lines.push(
          this.#oneOf([
            '',
            '',
            ' ',
            '    ',
            '# comment',
            '  # comment',
            '      # comment',
            '#comment',
            '  #comment',
            '\t',
            '\t# x',
          ]),
        );
    }
    return (
      lines
        .map((line, index) => (index === 0 ? line : ' '.repeat(this.#shifted(indent)) + line))
        .join(this.#lineBreak) + (depth === 0 ? this.#oneOf([this.#lineBreak, '', this.#lineBreak.repeat(2)]) : '')
    );
  }

  #entry(indent: number, depth: number): string {
    if (depth < 3 && this.#rarely(2)) {
      const gap = 1 + (this.#rarely(5) ? this.#upTo(3) : 0);
      return ' '.repeat(gap) + this.#collection(indent + 1 + gap, depth + 1);
    }
    return this.#value(indent, depth);
  }

  /** What follows a dash or colon, with the blank before it. */
  #value(indent: number, depth: number): string {
    if (depth < 3 && this.#rarely(4)) {
      const inner = indent + (this.#rarely(4) ? this.#upTo(5) : 2);
      return `${this.#comment()}${this.#comments()}${this.#lineBreak}${' '.repeat(inner)}${this.#collection(inner, depth + 1)}`;
    }
    const below = this.#rarely(10)
      ? `${this.#comments()}${this.#break(indent + 2)}`
      : this.#oneOf([' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', '  ', '', '\t']);
    return `${below}${this.#scalar(indent)}`;
  }

  #scalar(indent: number): string {
    switch (this.#upTo(12)) {
      case 6:
        return this.#block(indent);
      case 1:
        return this.#flow(0) + this.#comment();
      case 2:
        return '' + this.#comment();
      case 3:
        return `"${this.#text(indent, true)}"${this.#comment()}`;
      case 4:
        return `'${this.#text(indent, false).replaceAll("'", this.#rarely(9) ? "'" : "''")}'${this.#comment()}`;
      case 5:
        return this.#oneOf(core) + this.#comment();
      default:
        return this.#text(indent, false) + this.#comment();
    }
  }

  /** Words, sometimes over several lines. */
  #text(indent: number, isDouble: boolean): string {
    const pieces: string[] = [];
    for (let left = 1 + (this.#rarely(3) ? this.#upTo(4) : 0); left > 0; left--) {
      const piece = this.#rarely(30)
        ? this.#oneOf(odd)
        : isDouble && this.#rarely(3)
          ? this.#oneOf(doubles)
          : this.#oneOf(words);
      pieces.push(isDouble && !this.#rarely(9) ? piece.replaceAll('"', '\\"') : piece);
      pieces.push(this.#rarely(4) ? this.#break(indent + 2) : ' ');
    }
    return pieces.slice(0, -1).join('');
  }

  /** A break inside a text, sometimes with empty lines. */
  #break(indent: number): string {
    const blanks = this.#oneOf(['', '', '', ' ', '  ', '\t']);
    return `${blanks}${this.#lineBreak}${this.#rarely(4) ? `${this.#oneOf(['', ' ', '    ', '\t'])}${this.#lineBreak}` : ''}${' '.repeat(this.#shifted(indent))}`;
  }

  #block(indent: number): string {
    const header = this.#oneOf([
      '|',
      '|',
      '|',
      '|',
      '>',
      '>',
      '>',
      '|-',
      '|+',
      '>-',
      '>+',
      '|2',
      '|2-',
      '>+1',
      '|-2',
      '|0',
      '|22',
      '|--',
      '| # x',
      '|x',
    ]);
    const inner = indent + (this.#rarely(4) ? this.#upTo(5) : 2);
    let text = header;
    for (let left = 1 + this.#upTo(4); left > 0; left--) {
      const line = this.#rarely(6) ? this.#oneOf(odd) : this.#oneOf(words);
      const extra = this.#rarely(5) ? ' '.repeat(this.#upTo(4)) : '';
      text +=
        this.#lineBreak +
        (this.#rarely(5)
          ? this.#oneOf(['', ' ', ' '.repeat(inner), ' '.repeat(inner + 1), '\t', `${' '.repeat(inner)}\t`])
          : `${' '.repeat(this.#shifted(inner))}${extra}${this.#rarely(12) ? '\t' : ''}${line}${this.#rarely(9) ? '  ' : ''}`);
    }
    return text + (this.#rarely(5) ? this.#lineBreak : '');
  }

  #flow(depth: number): string {
    if (depth > 0 && (depth > 2 || this.#rarely(2))) {
      return this.#oneOf([
        () => this.#oneOf(words),
        () => this.#oneOf(core),
        () => (this.#rarely(4) ? this.#oneOf(odd) : this.#oneOf(words)),
        () => JSON.stringify(this.#oneOf(words)),
        () => `'${this.#oneOf(core)}'`,
      ])();
    }
    const isList = this.#rarely(2);
    const items: string[] = [];
    for (let left = this.#upTo(4); left > 0; left--)
      items.push(
        (isList
          ? ''
          : `${this.#rarely(5) ? JSON.stringify(this.#oneOf(words)) : this.#key()}${this.#oneOf([': ', ': ', ': ', ' : ', ' :', ':', ''])}`) +
          this.#flow(depth + 1),
      );
    const separator = this.#oneOf([', ', ', ', ', ', ', ', ',', ' , ', ',,', `,${this.#lineBreak}    `, ' ']);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    return `${open}${this.#oneOf(['', '', ' '])}${items.join(separator)}${this.#oneOf(['', '', ' ', ',', ', '])}${this.#rarely(16) ? '' : close}`;
  }

  #key(): string {
    if (this.#rarely(30)) return this.#oneOf(odd);
    if (this.#rarely(8)) return this.#oneOf(['"a b"', "'it''s'", '"\\u0041"', '"日"', '""', "'x' "]);
    return this.#rarely(6) ? this.#oneOf([...words, ...core]) : `k${this.#upTo(40)}`;
  }

  #comment(): string {
    return this.#rarely(7)
      ? this.#oneOf([' # comment', ' # comment', '  #', '  ', '#x', ' ', '\t', '\t# x', ' x', ' : x'])
      : '';
  }

  /** Lines of comments, each after a line break. */
  #comments(): string {
    return this.#rarely(4)
      ? `${this.#lineBreak}${' '.repeat(this.#upTo(4))}${this.#oneOf(['# comment', '#comment', '#', '##'])}`
      : '';
  }

  #shifted(indent: number): number {
    return this.#rarely(40) ? Math.max(0, indent + this.#upTo(5) - 2) : indent;
  }

  #rarely(times: number): boolean {
    return this.#upTo(times) === times - 1;
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    return items[this.#upTo(items.length)] as Item;
  }

  /** The next number, below `limit`; 0 when there are no more. */
  #upTo(limit: number): number {
    return (this.#choices[this.#next++] ?? 0) % limit;
  }
}
