import { attributeText, srcsetCandidates } from '../../course/model.ts';

/** What a page says of places: those it has, and those it leads to. */
export interface ScannedPage {
  /** Everything that a fragment can lead to: ids, and names of anchors. */
  readonly places: ReadonlySet<string>;
  /** Ids that stand more than once, each once, in the order of the page. */
  readonly repeatedIds: readonly string[];
  /** Each once, in the order of the page. */
  readonly references: readonly PageReference[];
}

export interface PageReference {
  readonly attribute: string;
  /** An address, or the id of an element of the same page. */
  readonly to: 'address' | 'id';
  readonly value: string;
}

/** What the value of an attribute is. */
type Meaning = 'id' | 'name' | 'address' | 'addresses' | 'candidates' | 'ids' | 'content' | 'property';

/** Every attribute that names a place, by the HTML standard, ARIA 1.3 and SVG 2. */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['id', 'id'],
  ['name', 'name'],
  ...[
    'href',
    'src',
    'poster',
    'action',
    'background',
    'cite',
    'data',
    'data-frame',
    'formaction',
    'longdesc',
    'usemap',
    'xlink:href',
  ].map((name) => [name, 'address'] as const),
  ['ping', 'addresses'],
  ...['srcset', 'imagesrcset'].map((name) => [name, 'candidates'] as const),
  ...['for', 'form', 'headers', 'list', 'commandfor', 'popovertarget'].map((name) => [name, 'ids'] as const),
  ...[
    'activedescendant',
    'actions',
    'controls',
    'describedby',
    'details',
    'errormessage',
    'flowto',
    'labelledby',
    'owns',
  ].map((name) => [`aria-${name}`, 'ids'] as const),
  ['content', 'content'],
  ['property', 'property'],
]);

/** Properties of a page whose `content` is an address (ogp.me). */
const addressProperties: ReadonlySet<string> = new Set(['og:image', 'og:url']);

/** Elements whose content is text up to their end tag, whatever it looks like. */
const textElements: ReadonlySet<string> = new Set([
  'iframe',
  'noembed',
  'noframes',
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
]);

/**
 * Tells by first letter and length that a name is none of these: nearly all names of a page are none, and to take each
 * out of the page to look it up is most of what a scan would cost.
 */
class Filter {
  readonly #possible = new Uint8Array(32 * 32);

  constructor(names: Iterable<string>) {
    for (const name of names) this.#possible[(name.charCodeAt(0) % 32) * 32 + name.length] = 1;
  }

  mayBe(first: number, length: number): boolean {
    return this.#possible[(first % 32) * 32 + length] === 1;
  }
}

const tags = new Filter(['a', 'map', 'math', 'svg', 'template', ...textElements]);
const attributes = new Filter(meanings.keys());

/**
 * Finds the places and references of a page in one pass over its source, where a tree would take twenty times as long: a
 * tokenizer of HTML that keeps nothing else. What a `noscript` holds is part of the page; what a `template` holds is
 * none, so its ids are no places, but its addresses must lead somewhere, too.
 *
 * @param html The page, each character one byte of its UTF-8.
 */
export function scanPage(html: string): ScannedPage {
  return new Scanner(html).scan();
}

/** The addresses in a file that is no page: the list of pages, the course as data, what a home screen shows. */
export function addressesIn(file: string, text: string): readonly string[] {
  if (file.endsWith('.xml'))
    return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => decoded(address));
  if (/\.(?:json|webmanifest)$/.test(file))
    return [...text.matchAll(/"(?:href|src|start_url)":("(?:[^"\\]|\\.)*")/g)].map(
      ([, address = '""']) => JSON.parse(address) as string,
    );
  return [...text.matchAll(/^Sitemap: (\S+)$/gm)].map(([, address = '']) => address);
}

class Scanner {
  readonly #html: string;
  readonly #places = new Set<string>();
  readonly #repeated = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #references = new Map<string, PageReference>();
  #templates = 0;
  /** How many `svg` and `math` are open: in them, no element holds mere text. */
  #foreign = 0;

  constructor(html: string) {
    this.#html = html;
  }

  scan(): ScannedPage {
    const html = this.#html;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
      const code = html.charCodeAt(at + 1);
      if (isLetter(code)) at = this.#startTag(at + 1);
      else if (code === slash && isLetter(html.charCodeAt(at + 2))) at = this.#endTag(at + 2);
      else if (code === slash || code === bang || code === question) at = this.#comment(at);
      else at++;
    }
    return { places: this.#places, repeatedIds: [...this.#repeated], references: [...this.#references.values()] };
  }

  /** Reads a tag from its name on; gives the offset behind it, and behind its content where that is mere text. */
  #startTag(start: number): number {
    const html = this.#html;
    const nameEnd = this.#nameEnd(start);
    const tag = tags.mayBe(html.charCodeAt(start), nameEnd - start) ? html.slice(start, nameEnd).toLowerCase() : '';
    const end = this.#attributes(nameEnd, tag);
    if (tag === '') return end;
    if (tag === 'template') this.#templates++;
    else if (tag === 'svg' || tag === 'math') this.#foreign += html.charCodeAt(end - 2) === slash ? 0 : 1;
    else if (this.#foreign === 0 && textElements.has(tag)) return this.#textEnd(tag, end);
    return end;
  }

  #endTag(start: number): number {
    const nameEnd = this.#nameEnd(start);
    const tag = tags.mayBe(this.#html.charCodeAt(start), nameEnd - start)
      ? this.#html.slice(start, nameEnd).toLowerCase()
      : '';
    if (tag === 'template') this.#templates = Math.max(0, this.#templates - 1);
    else if (tag === 'svg' || tag === 'math') this.#foreign = Math.max(0, this.#foreign - 1);
    return this.#attributes(nameEnd, undefined);
  }

  /** The offset behind a comment, a doctype, or what counts as a comment. */
  #comment(at: number): number {
    const html = this.#html;
    if (!html.startsWith('<!--', at)) {
      const close = this.#foreign > 0 && html.startsWith('<![CDATA[', at) ? ']]>' : '>';
      return after(html.indexOf(close, at), close.length, html);
    }
    if (html.startsWith('>', at + 4) || html.startsWith('->', at + 4)) return html.indexOf('>', at) + 1;
    const end = /--!?>/g;
    end.lastIndex = at + 4;
    return end.exec(html) === null ? html.length : end.lastIndex;
  }

  #textEnd(tag: string, start: number): number {
    const end = new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
    end.lastIndex = start;
    return end.exec(this.#html)?.index ?? this.#html.length;
  }

  #nameEnd(start: number): number {
    const html = this.#html;
    let at = start;
    for (let code = html.charCodeAt(at); code > space && code !== slash && code !== greater; code = html.charCodeAt(at))
      at++;
    return at;
  }

  /** Reads attributes up to the end of their tag and gives the offset behind it; of an end tag (no `tag`), they say nothing. */
  #attributes(start: number, tag: string | undefined): number {
    const html = this.#html;
    if (html.charCodeAt(start) === greater) return start + 1;
    const { length } = html;
    let seen: string[] | undefined;
    let property = '';
    let content = '';
    let at = start;
    for (;;) {
      let code = html.charCodeAt(at);
      while (code <= space || code === slash) code = html.charCodeAt(++at);
      if (code === greater || at >= length) break;
      const nameStart = at;
      do code = html.charCodeAt(++at);
      while (code > space && code !== slash && code !== greater && code !== equals);
      const nameEnd = at;
      while (code <= space) code = html.charCodeAt(++at);
      let valueStart = nameEnd;
      let valueEnd = nameEnd;
      if (code === equals) {
        do code = html.charCodeAt(++at);
        while (code <= space);
        if (code === quote || code === apostrophe) {
          valueStart = at + 1;
          valueEnd = html.indexOf(code === quote ? '"' : "'", valueStart);
          if (valueEnd < 0) return length;
          at = valueEnd + 1;
        } else {
          valueStart = at;
          while (code > space && code !== greater) code = html.charCodeAt(++at);
          valueEnd = at;
        }
      } else at = nameEnd;
      if (tag === undefined) continue;
      // Of a drawing's parts: `fill="url(#gradient)"`.
      if (html.charCodeAt(valueStart) === 117 && html.startsWith('url(#', valueStart))
        this.#refer(html.slice(nameStart, nameEnd), 'address', html.slice(valueStart + 4, valueEnd - 1));
      if (!attributes.mayBe(html.charCodeAt(nameStart), nameEnd - nameStart)) continue;
      const name = html.slice(nameStart, nameEnd).toLowerCase();
      const meaning = meanings.get(name);
      if (meaning === undefined || seen?.includes(name) === true) continue; // Of two attributes with one name, the first counts.
      (seen ??= []).push(name);
      const value = html.slice(valueStart, valueEnd);
      if (meaning === 'property') property = value;
      else if (meaning === 'content') content = value;
      else this.#attribute(name, meaning, value, tag);
    }
    if (property !== '' && addressProperties.has(property)) this.#refer(property, 'address', content);
    return at >= length ? length : at + 1;
  }

  #attribute(name: string, meaning: Meaning, written: string, tag: string): void {
    switch (meaning) {
      case 'id':
        this.#place(decoded(written), this.#ids);
        break;
      case 'name':
        if (tag === 'a' || tag === 'map') this.#place(decoded(written));
        break;
      case 'address':
        this.#refer(name, 'address', written);
        break;
      case 'candidates':
        for (const { url } of srcsetCandidates(written)) this.#refer(name, 'address', url);
        break;
      case 'addresses':
      case 'ids':
        for (const part of written.split(/[ \t\n\f\r]+/))
          if (part !== '') this.#refer(name, meaning === 'ids' ? 'id' : 'address', part);
        break;
      default:
    }
  }

  #place(place: string, ids?: Set<string>): void {
    if (this.#templates > 0) return;
    this.#places.add(place);
    if (ids === undefined) return;
    if (ids.has(place)) this.#repeated.add(place);
    ids.add(place);
  }

  #refer(attribute: string, to: PageReference['to'], written: string): void {
    const value = decoded(written);
    // Whatever takes a template's content into a page decides what is around it there.
    if (this.#templates > 0 && (to === 'id' || value.startsWith('#'))) return;
    const key = `${attribute} ${value}`;
    if (!this.#references.has(key)) this.#references.set(key, { attribute, to, value });
  }
}

/** The text of a value as written in HTML: character references and UTF-8 decoded. */
function decoded(written: string): string {
  // eslint-disable-next-line no-control-regex
  return attributeText(/[^\0-\x7f]/.test(written) ? Buffer.from(written, 'latin1').toString('utf8') : written);
}

/** Behind a mark of that length; at the end where there is none. */
function after(index: number, length: number, html: string): number {
  return index < 0 ? html.length : index + length;
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const space = 32;
const bang = 33;
const quote = 34;
const apostrophe = 39;
const slash = 47;
const equals = 61;
const greater = 62;
const question = 63;
