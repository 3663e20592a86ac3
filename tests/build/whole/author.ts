import { crc32, deflateSync } from 'node:zlib';
import type { Expectation, Target, What } from './expectations.ts';

/** Where a piece of text stands, and so what it may hold. */
export interface Where {
  /** The file it stands in, relative to the content folder. */
  readonly file: string;
  readonly syntax: 'md' | 'mdx' | 'quiz';
  /** The question it belongs to. */
  readonly question?: string | undefined;
  /** No line may end in it. */
  readonly oneLine?: boolean | undefined;
  /** A link may not hold another. */
  readonly inLink?: boolean | undefined;
  /** It becomes the name of a control: as an option does. */
  readonly named?: boolean | undefined;
  /** How deep it is in other pieces. */
  readonly depth: number;
}

/** A piece of running text: as written, and as read. `\0` in what is read stands for something that is no text. */
export interface Inline {
  readonly source: string;
  readonly text: string;
}

/**
 * Features that generated courses leave out, for faults that wait to be fixed: by their names, or by `mdx:` or `quiz:` and
 * their names where they are left out only there, by `named:` where only in texts that become the name of a control.
 */
const leftOut: ReadonlySet<string> = new Set<string>([]);

/** Whether a feature may be drawn there. */
export function isDrawn(feature: string, { syntax, named }: Where): boolean {
  return (
    !leftOut.has(feature) &&
    !leftOut.has(`${syntax}:${feature}`) &&
    !(named === true && leftOut.has(`named:${feature}`))
  );
}

/** A file that an author put beside the lessons. */
export type Content = string | Uint8Array;

/** What a course's modules know of each other before they are written. */
export interface Plan {
  readonly slugs: readonly string[];
  readonly drafts: ReadonlySet<string>;
  readonly formats: ReadonlyMap<string, 'md' | 'mdx'>;
}

/** The id of the heading that each generated module begins with. */
export const firstHeading = 'first-things';

const letters = 'bcdfghjklmnprstvwz';
const vowels = 'aeiou';

/**
 * Writes one module: draws from a seed, invents words that stand nowhere else, adds files, and notes what has to become
 * of each piece. The same seed writes the same module.
 */
export class Author {
  readonly slug: string;
  readonly plan: Plan;
  readonly files = new Map<string, Content>();
  readonly expectations: Expectation[] = [];
  /** Definitions, footnotes: what stands at the end of the text it belongs to. */
  readonly appendix = new Map<string, string[]>();
  readonly #fileNames: readonly string[];
  readonly #words: { count: number };
  #state: number;
  #features: string[] = [];
  #open: { readonly what: What; readonly feature: string }[] = [];

  constructor(slug: string, seed: number, plan: Plan, words: { count: number }, fileNames: readonly string[]) {
    this.slug = slug;
    this.plan = plan;
    this.#words = words;
    this.#fileNames = fileNames;
    this.#state = seed;
  }

  /** From here on, draws follow this seed. */
  reseed(seed: number): void {
    this.#state = seed;
  }

  /** A whole number from 0, below `limit`; small seeds give small numbers first. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x297a2d39) | 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('there is nothing to pick from');
    return value;
  }

  chance(one: number): boolean {
    return this.below(one) === 0;
  }

  /** A word that stands nowhere else in the course. */
  word(): string {
    let rest = this.#words.count++;
    let word = 'q';
    for (let index = 0; index < 3; index++) {
      word += letters.charAt(rest % letters.length);
      rest = Math.floor(rest / letters.length);
      word += vowels.charAt(rest % vowels.length);
      rest = Math.floor(rest / vowels.length);
    }
    return `${word}x`;
  }

  words(most = 4): string {
    return Array.from({ length: 1 + this.below(most) }, () => this.word()).join(' ');
  }

  expect(what: What): void {
    this.#open.push({ what, feature: this.#features.join(' › ') });
  }

  /** Runs of text that must be read as they are. */
  expectText(text: string, where: Where): void {
    for (const run of text.split('\0'))
      if (run.trim() !== '') this.expect({ kind: 'text', text: run.trim(), within: where.question });
    if (where.named === true && where.question !== undefined)
      for (const run of text.split('\0'))
        if (/[a-z]/.test(run)) this.expect({ kind: 'name', text: run.trim(), within: where.question });
  }

  /** Everything written inside counts as this feature of the format. */
  as<Result>(feature: string, write: () => Result): Result {
    this.#features.push(feature);
    try {
      return write();
    } finally {
      this.#features.pop();
    }
  }

  /** Ends a piece: what was expected since the last one is what has to become of this source. */
  close(source: string): string {
    for (const { what, feature } of this.#open) this.expectations.push({ feature, source, ...what });
    this.#open = [];
    return source;
  }

  append(file: string, text: string): void {
    this.appendix.set(file, [...(this.appendix.get(file) ?? []), text]);
  }

  /** Adds a file and gives its path in the content folder. */
  addFile(extension: string, bytes: (word: string) => Content, only?: readonly string[]): string {
    const word = this.word();
    const pattern = this.pick(only ?? this.#fileNames);
    const name = pattern.replace('*', word).replace('.png', extension);
    const folder = this.pick(['', '', 'pictures/', 'a folder/deep/']);
    const file = `modules/${this.slug}/${only === undefined ? folder : ''}${name}`;
    this.files.set(file, bytes(word));
    return file;
  }

  /** Adds a picture that no other is. */
  picture(extension = '.png'): string {
    return this.addFile(extension, (word) =>
      extension === '.svg'
        ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><title>${word}</title></svg>`
        : png(word),
    );
  }

  /** A file's address as an author may write it: escaped, or as it is where nothing in it has another meaning. */
  addressOf(file: string, from: string, raw = true): string {
    const back = from.split('/').slice(0, -1);
    const to = file.split('/');
    while (back.length > 0 && to.length > 1 && back[0] === to[0]) {
      back.shift();
      to.shift();
    }
    const relative = [...back.map(() => '..'), ...to].join('/');
    const escaped = relative
      .split('/')
      .map((part) => encodeURIComponent(part).replaceAll(/[()'*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
      .join('/');
    const plain = raw && !/[\s()<>"'&\\%#?:]/.test(relative) ? relative : escaped;
    return this.pick([plain, plain, escaped, plain.startsWith('.') ? plain : `./${plain}`]);
  }

  /** Somewhere to link to: a place in this or another module, a file, the web; with the address as written. */
  target(where: Where): { readonly address: string; readonly to: Target } {
    const reachable = this.plan.slugs.filter((slug) => this.plan.drafts.has(this.slug) || !this.plan.drafts.has(slug));
    const slug = this.pick(reachable);
    const lesson = `modules/${slug}/lesson.${this.plan.formats.get(slug) ?? 'md'}`;
    switch (this.below(6)) {
      case 0: {
        const file = this.as('file', () =>
          this.addFile(this.pick(['.txt', '.pdf', '.zip', '.csv']), (word) => `a file about ${word}\n`),
        );
        return { address: this.addressOf(file, where.file), to: { file } };
      }
      case 1:
        return { address: `#${firstHeading}`, to: { module: this.slug, fragment: firstHeading } };
      case 2:
      case 3: {
        const address = this.pick([
          `https://${this.word()}.example/a?b=1&c=%282%29#d`,
          `http://${this.word()}.example`,
          `mailto:${this.word()}@example.org`,
        ]);
        return { address, to: { address } };
      }
      case 4:
        return { address: this.addressOf(lesson, where.file), to: { module: slug, fragment: '' } };
      default:
        return {
          address: `${this.addressOf(lesson, where.file)}#${firstHeading}`,
          to: { module: slug, fragment: firstHeading },
        };
    }
  }
}

/** A picture whose grey pixels are the letters of a word, so that it is another one than all others. */
function png(word: string): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const row = Buffer.from(word);
  const header = Buffer.from([0, 0, 0, row.length, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.concat([Buffer.of(0), row]))),
      chunk('IEND', Buffer.of()),
    ]),
  );
}
