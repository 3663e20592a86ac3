import { isDrawn, type Author, type Inline, type Where } from './author.ts';

/** One kind of running text: where it may stand, and how it is written. */
interface InlineFeature {
  readonly allowed?: (where: Where) => boolean;
  readonly write: (author: Author, where: Where) => Inline;
}

const outsideLinks = (where: Where): boolean => where.inLink !== true;
const inLessons = ({ syntax }: Where): boolean => syntax !== 'quiz';
const inMarkdown = ({ syntax }: Where): boolean => syntax !== 'mdx';
const onLines = (where: Where): boolean => where.oneLine !== true;
const all =
  (...tests: readonly ((where: Where) => boolean)[]) =>
  (where: Where): boolean =>
    tests.every((test) => test(where));

const same = (text: string): Inline => ({ source: text, text });
const around = (before: string, { source, text }: Inline, after = before): Inline => ({
  source: before + source + after,
  text,
});
const deeper = (where: Where): Where => ({ ...where, depth: where.depth + 1 });
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
/** JSX closes what HTML leaves open. */
const end = ({ syntax }: Where): string => (syntax === 'mdx' ? ' />' : '>');

/** The text of a link without what is no text. */
const linkText = (text: string): string => text.replaceAll('\0', '');

function link(author: Author, where: Where, write: (content: string, address: string) => string): Inline {
  const { address, to } = author.target(where);
  const content = inline(author, { ...deeper(where), inLink: true });
  author.expect({ kind: 'link', text: linkText(content.text), to });
  return { source: write(content.source, address), text: content.text };
}

function picture(
  author: Author,
  where: Where,
  write: (alt: string, address: string) => string,
  extension?: string,
): Inline {
  const file = author.picture(extension);
  const alt = author.words();
  author.expect({ kind: 'picture', alt, file });
  if (where.named === true && where.question !== undefined)
    author.expect({ kind: 'name', text: alt, within: where.question });
  return { source: write(alt, author.addressOf(file, where.file)), text: '\0' };
}

/** An element of HTML with running text in it. */
function html(author: Author, where: Where, name: string, attributes = ''): Inline {
  return around(`<${name}${attributes}>`, inline(author, deeper(where)), `</${name}>`);
}

/** Every kind of running text that the format can hold. */
const inlineFeatures: Readonly<Record<string, InlineFeature>> = {
  words: { write: (author) => same(author.words()) },
  punctuation: {
    write: (author) =>
      same(
        author.pick([
          `${author.word()}, ${author.word()}; “${author.word()}” – ${author.word()}!`,
          `(${author.word()})`,
          `${author.word()}/${author.word()}: 3.5 % + 1 = 4.5`,
          `${author.word()} & ${author.word()}`,
          `AT&T ${author.word()}`,
        ]),
      ),
  },
  strong: { write: (author, where) => around(author.pick(['**', '__']), inline(author, deeper(where))) },
  emphasis: { write: (author, where) => around(author.pick(['*', '_']), inline(author, deeper(where))) },
  deleted: { write: (author, where) => around('~~', inline(author, deeper(where))) },
  'inside a word': {
    allowed: ({ depth }) => depth === 0,
    write: (author) => {
      const [a, b] = [author.word(), author.word()];
      return { source: `${a}*${b}*`, text: a + b };
    },
  },
  'inline code': {
    write(author) {
      const text = author.pick([
        author.word(),
        `<${author.word()}>`,
        `{ ${author.word()}: "&amp;" }`,
        `a\\b ${author.word()} \`tick\``,
        `*${author.word()}*  **two**`,
        `[${author.word()}](x)`,
      ]);
      return text.includes('`') ? { source: `\`\` ${text} \`\``, text } : { source: `\`${text}\``, text };
    },
  },
  escapes: {
    write: (author) => {
      const word = author.word();
      return author.pick([
        { source: `\\*${word}\\*`, text: `*${word}*` },
        { source: `\\_${word}\\_ \\# \\~`, text: `_${word}_ # ~` },
        { source: `\\[${word}\\]\\(x\\)`, text: `[${word}](x)` },
        { source: `\\<${word}\\> \\{1\\}`, text: `<${word}> {1}` },
        { source: `\\\\${word}\\\``, text: `\\${word}\`` },
      ]);
    },
  },
  'character references': {
    write: (author) => {
      const word = author.word();
      return author.pick([
        { source: `caf&eacute; ${word}`, text: `café ${word}` },
        { source: `&lt;${word}&gt; &amp;amp;`, text: `<${word}> &amp;` },
        { source: `&#x2192; ${word} &#8364;`, text: `→ ${word} €` },
      ]);
    },
  },
  'hard break': {
    allowed: onLines,
    write: (author) => {
      const [a, b] = [author.word(), author.word()];
      return { source: `${a}${author.pick(['  ', '\\'])}\n${b}`, text: `${a} ${b}` };
    },
  },
  'soft break': {
    allowed: onLines,
    write: (author) => {
      const [a, b] = [author.word(), author.word()];
      return { source: `${a}\n${b}`, text: `${a} ${b}` };
    },
  },
  link: {
    allowed: outsideLinks,
    write: (author, where) =>
      link(author, where, (content, address) =>
        author.pick([`[${content}](${address})`, `[${content}](${address})`, `[${content}](<${address}>)`]),
      ),
  },
  'link with a title': {
    allowed: outsideLinks,
    write(author, where) {
      const title = author.words();
      author.expect({ kind: 'attribute', name: 'title', value: title });
      return link(
        author,
        where,
        (content, address) => `[${content}](${address} ${author.pick([`"${title}"`, `'${title}'`, `(${title})`])})`,
      );
    },
  },
  'link by reference': {
    allowed: all(outsideLinks, ({ named }) => named !== true),
    write: (author, where) =>
      link(author, where, (content, address) => {
        const label = author.word();
        author.append(
          where.question === undefined ? where.file : 'text',
          `[${label}]: ${author.pick([address, `<${address}>`])}`,
        );
        return author.pick([`[${content}][${label}]`, `[${content}][${label.toUpperCase()}]`]);
      }),
  },
  'address in angle brackets': {
    allowed: all(outsideLinks, inMarkdown),
    write(author) {
      const address = `https://${author.word()}.example/?a=1&b=2`;
      author.expect({ kind: 'link', text: address, to: { address } });
      return { source: `<${address}>`, text: address };
    },
  },
  'bare address': {
    allowed: outsideLinks,
    write(author) {
      const [text, address] = author.pick(
        [0, 1].map((one) => {
          const host = author.word();
          return one === 0
            ? ([`https://${host}.example/a_b?c=1&d=2`, `https://${host}.example/a_b?c=1&d=2`] as const)
            : ([`www.${host}.example`, `http://www.${host}.example`] as const);
        }),
      );
      author.expect({ kind: 'link', text, to: { address } });
      return same(text);
    },
  },
  'mail address': {
    allowed: outsideLinks,
    write(author, where) {
      const address = `${author.word()}@example.org`;
      author.expect({ kind: 'link', text: address, to: { address: `mailto:${address}` } });
      return { source: where.syntax === 'mdx' ? address : author.pick([address, `<${address}>`]), text: address };
    },
  },
  picture: {
    write: (author, where) =>
      picture(author, where, (alt, address) => author.pick([`![${alt}](${address})`, `![${alt}](<${address}>)`])),
  },
  drawing: { write: (author, where) => picture(author, where, (alt, address) => `![${alt}](${address})`, '.svg') },
  'picture with a title': {
    write(author, where) {
      const title = author.words();
      author.expect({ kind: 'attribute', name: 'title', value: title });
      const { source, text } = picture(author, where, (alt, address) => `![${alt}](${address} "${title}")`);
      return { source: `${source}`, text };
    },
  },
  'picture by reference': {
    allowed: ({ named }) => named !== true,
    write: (author, where) =>
      picture(author, where, (alt, address) => {
        const label = author.word();
        author.append(where.question === undefined ? where.file : 'text', `[${label}]: ${address}`);
        return `![${alt}][${label}]`;
      }),
  },
  'linked picture': {
    allowed: outsideLinks,
    write(author, where) {
      const { address, to } = author.target(where);
      const { source, text } = picture(author, where, (alt, file) => {
        author.expect({ kind: 'link', text: alt, to });
        return `[![${alt}](${file})](${address})`;
      });
      return { source, text };
    },
  },
  footnote: {
    allowed: all(inLessons, outsideLinks),
    write(author, where) {
      const [word, label] = [author.word(), author.pick([author.word(), `${author.word()}.2`, `ä"&${author.word()}`])];
      const note = inline(author, { ...deeper(where), oneLine: true, depth: 9 });
      author.expectText(note.text, where);
      author.append(where.file, `[^${label}]: ${note.source}`);
      return { source: `${word}[^${label}]`, text: `${word}\0` };
    },
  },
  'footnote of two blocks': {
    allowed: all(inLessons, outsideLinks),
    write(author, where) {
      const [word, label, first, second] = [author.word(), author.word(), author.words(), author.words()];
      for (const text of [first, second]) author.expectText(text, where);
      author.append(where.file, `[^${label}]: ${first}\n\n    ${second}`);
      return { source: `${word}[^${label}] and again[^${label}]`, text: `${word}\0 and again\0` };
    },
  },
  colons: {
    write: (author) =>
      same(
        author.pick([
          `localhost:3000 ${author.word()}`,
          `${author.word()}:${author.word()}`,
          `:${author.word()}: ${author.word()}`,
          `node:fs ${author.word()}`,
          `12:30 ${author.word()}`,
          `std::${author.word()}`,
        ]),
      ),
  },
  'signs that begin something elsewhere': {
    allowed: inMarkdown,
    write: (author) =>
      same(
        author.pick([
          `1 < ${author.word()}`,
          `${author.word()} <3`,
          `{${author.word()}}`,
          `x <- ${author.word()}`,
          `a<=b ${author.word()}`,
        ]),
      ),
  },
  'other letters': {
    write: (author) =>
      same(
        author.pick([
          `日本語 ${author.word()}`,
          `עברית ${author.word()}`,
          `e\u0301te\u0301 ${author.word()}`,
          `👩‍💻 ${author.word()} 🇪🇺`,
          `Ærøskøbing ${author.word()}`,
          `𝔘𝔫𝔦 ${author.word()}`,
        ]),
      ),
  },
  'html: phrase': {
    allowed: inLessons,
    write: (author, where) =>
      html(
        author,
        where,
        author.pick([
          'kbd',
          'sub',
          'sup',
          'mark',
          'small',
          'var',
          'samp',
          'cite',
          'ins',
          'b',
          'i',
          'u',
          's',
          'q',
          'bdi',
          'span',
          'strong',
          'em',
          'dfn',
        ]),
      ),
  },
  'html: formula': {
    allowed: inLessons,
    write: (author) => {
      const word = author.word();
      return { source: `${word}<sub>2</sub>O and ${word}<sup>n</sup>.`, text: `${word}2O and ${word}n.` };
    },
  },
  'html: abbreviation': {
    allowed: inLessons,
    write(author, where) {
      const title = `${author.words()} "${author.word()}" & ${author.word()}`;
      author.expect({ kind: 'attribute', name: 'title', value: title });
      return html(author, { ...where, oneLine: true }, 'abbr', ` title="${escapeHtml(title)}"`);
    },
  },
  'html: break': {
    allowed: all(inLessons, onLines),
    write: (author, where) => {
      const [a, b] = [author.word(), author.word()];
      return { source: `${a}<br${end(where)}${b}`, text: `${a}\0${b}` };
    },
  },
  'html: ruby': {
    allowed: inLessons,
    write: (author) => {
      const [a, b] = [author.word(), author.word()];
      return { source: `<ruby>${a}<rt>${b}</rt></ruby>`, text: a + b };
    },
  },
  'html: link': {
    allowed: all(inLessons, outsideLinks),
    write(author, where) {
      const { address, to } = author.target(where);
      const content = inline(author, { ...deeper(where), inLink: true });
      author.expect({ kind: 'link', text: linkText(content.text), to });
      return { source: `<a href="${escapeHtml(address)}">${content.source}</a>`, text: content.text };
    },
  },
  'html: picture': {
    allowed: inLessons,
    write: (author, where) =>
      picture(
        author,
        where,
        (alt, address) =>
          `<img src="${escapeHtml(address)}" alt="${alt}"${author.pick(['', ' width="4" height="4"', ' loading="lazy"'])}${end(where)}`,
      ),
  },
  'html: picture in sizes': {
    allowed: inLessons,
    write(author, where) {
      const [one, two] = [author.picture(), author.picture()];
      for (const file of [one, two]) author.expect({ kind: 'media', attribute: 'srcset', file });
      const set = [one, two]
        .map(
          (file, index) => `${escapeHtml(author.addressOf(file, where.file, false))} ${author.pick([`${index + 1}x`])}`,
        )
        .join(', ');
      return picture(
        author,
        where,
        (alt, address) =>
          `<img ${where.syntax === 'mdx' ? 'srcSet' : 'srcset'}="${set}" src="${escapeHtml(address)}" alt="${alt}"${end(where)}`,
      );
    },
  },
  'html: place': {
    allowed: all(inLessons, outsideLinks),
    write(author) {
      const [id, word] = [author.word(), author.word()];
      const [source, text] = author.pick([
        [`<span id="${id}">${word}</span>`, word],
        [`<a id="${id}"></a>${word}`, word],
        [`<a name="${id}"></a>${word}`, word],
      ] as const);
      author.expect({ kind: 'id', id });
      if (author.chance(2)) return { source, text };
      const label = author.word();
      author.expect({ kind: 'link', text: label, to: { module: author.slug, fragment: id } });
      return { source: `${source} [${label}](#${id})`, text: `${text} ${label}` };
    },
  },
};

const names = Object.keys(inlineFeatures);
const nesting = new Set([
  'strong',
  'emphasis',
  'deleted',
  'link',
  'link with a title',
  'link by reference',
  'html: phrase',
  'html: abbreviation',
  'html: link',
]);

/** Running text of a few kinds. */
export function inline(author: Author, where: Where): Inline {
  const usable = names.filter(
    (name) =>
      isDrawn(name, where) &&
      (inlineFeatures[name]?.allowed?.(where) ?? true) &&
      !(where.depth > 2 && nesting.has(name)),
  );
  const count = where.depth > 2 ? 1 : author.pick([1, 1, 2, 3]);
  const parts = Array.from({ length: count }, (_, index) => {
    // Long enough to be no accident, and begun and ended by a word, so that marks at both ends are marks.
    const name = where.depth > 3 || (index === 0 && author.chance(3)) ? 'words' : author.pick(usable);
    return author.as(name, () => inlineFeatures[name]!.write(author, where));
  });
  const [before, after] = where.depth > 0 ? [author.word(), author.word()] : ['', ''];
  const all = where.depth > 0 ? [same(before), ...parts, same(after)] : parts;
  return { source: all.map(({ source }) => source).join(' '), text: all.map(({ text }) => text).join(' ') };
}
