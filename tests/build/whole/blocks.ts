import { firstHeading, isDrawn, type Author, type Where } from './author.ts';
import { inline } from './inline.ts';

/** One kind of block: where it may stand, and how it is written. Its lines have no indentation of their own. */
interface BlockFeature {
  readonly allowed?: (where: Where) => boolean;
  readonly write: (author: Author, where: Where) => string;
}

const inLessons = ({ syntax }: Where): boolean => syntax !== 'quiz';
const inMarkdown = ({ syntax }: Where): boolean => syntax !== 'mdx';
const atTop = ({ depth }: Where): boolean => depth === 0;
const shallow = ({ depth }: Where): boolean => depth < 2;
const all =
  (...tests: readonly ((where: Where) => boolean)[]) =>
  (where: Where): boolean =>
    tests.every((test) => test(where));

const deeper = (where: Where): Where => ({ ...where, depth: where.depth + 1 });
const indented = (text: string, by: string, first = by): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line === '' ? '' : by + line))
    .join('\n');
const closing = ({ syntax }: Where): string => (syntax === 'mdx' ? ' />' : '>');

/** Running text that is all of a block. */
function prose(author: Author, where: Where): string {
  const { source, text } = inline(author, { ...where, depth: Math.max(where.depth - 1, 0) });
  author.expectText(text, where);
  return source;
}

const line = (author: Author, where: Where): string => prose(author, { ...where, oneLine: true });

const listings: readonly (readonly [string, string])[] = [
  ['js', "const a = `<b>${'x'}</b>` && 1 < 2; // *not* _prose_\n\n\tfunction q() { return '\\n'; }"],
  ['html', '<p class="a">&amp; <b>bold</b></p>\n<!-- a comment -->'],
  ['python', 'def f(x):\n    return {"a": x}  # {#id}\n\n\nprint(f(1))'],
  ['md', '# Not a heading\n\n:::note\n[x](y.md) ![z](z.png)\n:::\n\n[^1]: no note'],
  ['text', '  two spaces first\ntrailing  \n\n\n    four'],
  ['', 'no language\n<script>alert(1)</script>'],
  ['json', '{ "a": [1, 2, "é 日本 👩‍💻"] }'],
  ['sh', '$ echo "$HOME" | grep -c \'x\' && exit 1'],
  ['yaml', 'a: b # c\n- "d"'],
  ['unheard-of', 'whatever this is'],
];

/** A block of code with a word of its own in it. */
function listing(author: Author, where: Where, lang?: string): { readonly lang: string; readonly code: string } {
  const [name, text] = author.pick(
    lang === undefined ? listings : ([[lang, `// ${lang}\nlet a = 1;\nlet b = 2;\nprint(a + b);`]] as const),
  );
  const code = `${text}\n${author.word()}`;
  if (where.named === true && where.question !== undefined)
    author.expect({ kind: 'name', text: code.split('\n').at(-1) ?? '', within: where.question });
  return { lang: name, code };
}

function fenced(author: Author, where: Where, info: (lang: string) => string = (lang) => lang, lang?: string): string {
  const { lang: name, code } = listing(author, where, lang);
  author.expect({ kind: 'code', code, within: where.question });
  const fence = author.pick(['```', '```', '~~~', '`````']);
  return `${fence}${info(name)}\n${code}\n${fence}`;
}

/** Element and attribute names as JSX has them. */
const attribute = (where: Where, html: string, jsx: string): string => (where.syntax === 'mdx' ? jsx : html);

/** Every kind of block that the format can hold. */
const blockFeatures: Readonly<Record<string, BlockFeature>> = {
  paragraph: { write: prose },
  heading: {
    allowed: all(inLessons, atTop),
    write: (author, where) => `${author.pick(['##', '###', '####', '##'])} ${author.word()} ${line(author, where)}`,
  },
  'heading with an id': {
    allowed: all(inLessons, atTop),
    write(author, where) {
      const id = author.word();
      author.expect({ kind: 'id', id });
      return `${author.pick(['##', '###'])} ${author.word()} ${line(author, where)} {#${id}}`;
    },
  },
  'heading, underlined': {
    allowed: all(inLessons, atTop),
    write: (author) => {
      const text = author.words();
      author.expect({ kind: 'text', text });
      return `${text}\n---`;
    },
  },
  'heading called like a part of the page': {
    allowed: all(inLessons, atTop),
    write: (author) => {
      const text = author.pick(['Main', 'Contents', 'Knowledge Check', 'Quiz', 'Note']);
      author.expect({ kind: 'text', text });
      return `## ${text}`;
    },
  },
  'heading said twice': {
    allowed: all(inLessons, atTop),
    write: (author) => {
      const text = author.words(2);
      author.expect({ kind: 'text', text });
      return `## ${text}\n\n${author.word()}\n\n## ${text}`;
    },
  },
  list: {
    allowed: shallow,
    write: (author, where) => {
      const mark = author.pick(['-', '*', '+']);
      return Array.from({ length: 1 + author.below(3) }, () => `${mark} ${prose(author, deeper(where))}`).join('\n');
    },
  },
  'numbered list': {
    allowed: shallow,
    write: (author, where) => {
      const start = author.pick([1, 1, 3, 0]);
      const mark = author.pick(['.', ')']);
      return Array.from(
        { length: 1 + author.below(3) },
        (_, index) => `${start + index}${mark} ${prose(author, deeper(where))}`,
      ).join('\n');
    },
  },
  'list of blocks': {
    allowed: shallow,
    write: (author, where) =>
      Array.from({ length: 1 + author.below(2) }, () =>
        indented([prose(author, deeper(where)), blocks(author, deeper(deeper(where)), 1)].join('\n\n'), '  ', '- '),
      ).join('\n\n'),
  },
  'list of tasks': {
    allowed: shallow,
    write: (author, where) =>
      Array.from(
        { length: 1 + author.below(3) },
        () => `- [${author.pick([' ', 'x'])}] ${line(author, deeper(where))}`,
      ).join('\n'),
  },
  quotation: {
    allowed: shallow,
    write: (author, where) =>
      indented(blocks(author, deeper(where), 1 + author.below(2)), '> ').replaceAll(/^$/gm, '>'),
  },
  rule: {
    allowed: shallow,
    write: (author) => {
      const [a, b] = [author.words(), author.words()];
      for (const text of [a, b]) author.expect({ kind: 'text', text });
      return `${a}\n\n***\n\n${b}`;
    },
  },
  table: {
    allowed: shallow,
    write(author, where) {
      const sides = Array.from({ length: 1 + author.below(3) }, () =>
        author.pick(['', 'left', 'center', 'right'] as const),
      );
      const cell = (side: (typeof sides)[number]): string => {
        const word = author.word();
        if (side !== '') author.expect({ kind: 'align', text: word, side });
        const { source, text } = inline(author, { ...deeper(where), oneLine: true, depth: 2 });
        author.expectText(`${word} ${text}`, where);
        return `${word} ${source}`.replaceAll(/(?<!\\)\|/g, '\\|');
      };
      const rows = [sides.map(cell), ...Array.from({ length: 1 + author.below(2) }, () => sides.map(cell))].map(
        (cells) => `| ${cells.join(' | ')} |`,
      );
      const marks = sides.map((side) => ({ '': '---', left: ':--', center: ':-:', right: '--:' })[side]);
      return [rows[0], `| ${marks.join(' | ')} |`, ...rows.slice(1)].join('\n');
    },
  },
  'fenced code': { write: (author, where) => fenced(author, where) },
  'fenced code with attributes': {
    allowed: inLessons,
    write(author, where) {
      const [title, label] = [`${author.word()} "a" & <b>.js`.replaceAll('"', ''), author.words()];
      author.expect({ kind: 'text', text: title });
      author.expect({ kind: 'text', text: label });
      return fenced(
        author,
        where,
        (lang) =>
          `${lang} title="${title}" label='${label}' ${author.pick(['{2}', '{1,3-4}', '', 'runs="no" reason="shown only"'])}`,
        'js',
      );
    },
  },
  'fenced code of a change': {
    allowed: inLessons,
    write(author) {
      const word = author.word();
      author.expect({ kind: 'code', code: `let a;\n-let b;\n+let ${word};\n\nlet d;` });
      return `\`\`\`js diff\n let a;\n-let b;\n+let ${word};\n\n let d;\n\`\`\``;
    },
  },
  'fenced code, empty': {
    allowed: inLessons,
    write: (author) => {
      const text = author.words();
      author.expect({ kind: 'text', text });
      return `\`\`\`text\n\`\`\`\n\n${text}`;
    },
  },
  'indented code': {
    allowed: inMarkdown,
    write: (author, where) => {
      const { code } = listing(author, where, 'text');
      author.expect({ kind: 'code', code, within: where.question });
      const before = author.words();
      author.expectText(before, where);
      return `${before}\n\n${indented(code, '    ')}`;
    },
  },
  'html: block': {
    allowed: all(inLessons, shallow),
    write: (author, where) => {
      const name = author.pick(
        ['div', 'section', 'article', 'aside', 'header', 'footer', 'figure', 'center'].slice(0, 7),
      );
      return `<${name}>\n\n${blocks(author, { ...deeper(where), depth: 2 }, 1 + author.below(2))}\n\n</${name}>`;
    },
  },
  'html: block of text': {
    allowed: all(inLessons, inMarkdown, shallow),
    write: (author) => {
      const [a, b] = [author.words(), author.words()];
      for (const text of [a, b]) author.expect({ kind: 'text', text });
      return `<div>\n${a} <b>${b}</b> &amp; *so*\n</div>`;
    },
  },
  'html: details': {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const summary = author.words();
      author.expect({ kind: 'text', text: summary });
      return `<details${author.pick(['', ' open'])}>\n<summary>${summary}</summary>\n\n${blocks(author, { ...deeper(where), depth: 2 }, 1)}\n\n</details>`;
    },
  },
  'html: figure': {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const [file, alt, caption] = [author.picture(), author.words(), author.words()];
      author.expect({ kind: 'picture', alt, file });
      author.expect({ kind: 'text', text: caption });
      return `<figure>\n<img src="${author.addressOf(file, where.file, false)}" alt="${alt}"${closing(where)}\n<figcaption>${caption}</figcaption>\n</figure>`;
    },
  },
  'html: video': {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const media = (extension: string): string => author.addFile(extension, (word) => `not a real film ${word}`);
      const [film, other, words, poster, without] = [
        media('.mp4'),
        media('.webm'),
        media('.vtt'),
        author.picture(),
        author.words(),
      ];
      for (const file of [film, other, words]) author.expect({ kind: 'media', attribute: 'src', file });
      author.expect({ kind: 'media', attribute: 'poster', file: poster });
      author.expect({ kind: 'text', text: without });
      const at = (file: string): string => author.addressOf(file, where.file, false);
      const label = author.words(2);
      author.expect({ kind: 'attribute', name: 'label', value: label });
      return `<video controls poster="${at(poster)}" width="320">\n<source src="${at(film)}" type="video/mp4"${closing(where)}\n<source src="${at(other)}" type="video/webm"${closing(where)}\n<track kind="captions" src="${at(words)}" ${attribute(where, 'srclang', 'srcLang')}="en" label="${label}"${closing(where)}\n<p>${without}</p>\n</video>`;
    },
  },
  'html: sound': {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const file = author.addFile('.mp3', (word) => `not a real sound ${word}`);
      author.expect({ kind: 'media', attribute: 'src', file });
      return `<audio controls src="${author.addressOf(file, where.file, false)}"></audio>`;
    },
  },
  'html: picture of several sources': {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const [wide, narrow, file, alt] = [author.picture(), author.picture(), author.picture(), author.words()];
      for (const source of [wide, narrow]) author.expect({ kind: 'media', attribute: 'srcset', file: source });
      author.expect({ kind: 'picture', alt, file });
      const at = (path: string): string => author.addressOf(path, where.file, false);
      const srcset = attribute(where, 'srcset', 'srcSet');
      return `<picture>\n<source media="(min-width: 600px)" ${srcset}="${at(wide)} 2x, ${at(narrow)}"${closing(where)}\n<img src="${at(file)}" alt="${alt}"${closing(where)}\n</picture>`;
    },
  },
  'html: table': {
    allowed: all(inLessons, shallow),
    write: (author) => {
      const [a, b, c] = [author.words(), author.words(), author.words()];
      for (const text of [a, b, c]) author.expect({ kind: 'text', text });
      return `<table>\n<caption>${a}</caption>\n<tbody><tr><th scope="row">${b}</th><td>${c}</td></tr></tbody>\n</table>`;
    },
  },
  'html: terms': {
    allowed: all(inLessons, shallow),
    write: (author) => {
      const [a, b] = [author.words(), author.words()];
      for (const text of [a, b]) author.expect({ kind: 'text', text });
      return `<dl>\n<dt>${a}</dt>\n<dd>${b}</dd>\n</dl>`;
    },
  },
  'html: list': {
    allowed: all(inLessons, shallow),
    write: (author) => {
      const [a, b] = [author.words(), author.words()];
      for (const text of [a, b]) author.expect({ kind: 'text', text });
      return `<ul>\n<li>${a}</li>\n<li>${b}</li>\n</ul>`;
    },
  },
  comment: {
    allowed: inLessons,
    write: (author, where) => {
      const text = author.words();
      author.expect({ kind: 'text', text });
      return where.syntax === 'mdx'
        ? `{/* a note: <b> & [x](nowhere.png) */}\n\n${text}`
        : `<!-- a note: <b> & [x](nowhere.png) -->\n\n${text}`;
    },
  },
  'comment in a sentence': {
    allowed: all(inLessons, inMarkdown),
    write: (author) => {
      const [a, b] = [author.words(), author.words()];
      for (const text of [a, b]) author.expect({ kind: 'text', text });
      return `${a} <!-- aside --> ${b}`;
    },
  },
  silence: {
    allowed: all(inLessons, atTop),
    write: (author, where) => {
      const text = author.words();
      author.expect({ kind: 'text', text });
      const words = 'lectern-silence link-text-vague: the text says more here';
      return `${where.syntax === 'mdx' ? `{/* ${words} */}` : `<!-- ${words} -->`}\n\n${text}`;
    },
  },
  callout: {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const colons = ':'.repeat(5 - where.depth);
      const label = author.chance(2) ? '' : `[${prose(author, { ...where, oneLine: true, depth: 3 })}]`;
      // A table goes on until a blank line: what follows its last row would be one more.
      return `${colons}${author.pick(['note', 'tip', 'warning', 'insight'])}${label}\n${blocks(author, deeper(where), 1 + author.below(2))}\n\n${colons}`;
    },
  },
  flow: {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const loop = author.words();
      const label = author.chance(2) ? '' : `[${prose(author, { ...where, oneLine: true, depth: 3 })}]`;
      const looped = author.chance(2);
      if (looped) author.expect({ kind: 'text', text: loop });
      const step = (index: number): string =>
        `${index + 1}. ${author.pick(['', '🔌 ', '✅ ', '🦄 '])}**${author.chance(3) ? prose(author, { ...where, oneLine: true, depth: 3 }) : word(author)}** ${prose(author, { ...where, oneLine: true, depth: 2 })}${author.chance(4) ? `\n\n   ${prose(author, { ...where, oneLine: true, depth: 2 })}` : ''}`;
      const colons = ':'.repeat(5 - where.depth);
      return `${colons}flow${label}${looped ? `{loop="${loop}"}` : ''}\n${Array.from({ length: 1 + author.below(4) }, (_, index) => step(index)).join('\n')}\n${colons}`;
    },
  },
  sequence: {
    allowed: all(inLessons, shallow),
    write(author, where) {
      const [left, right] = [author.word(), author.word()];
      for (const text of [left, right]) author.expect({ kind: 'text', text });
      const colons = ':'.repeat(5 - where.depth);
      const step = (index: number): string =>
        `${index + 1}. **${author.pick([left, right, 'Both'])}** ${prose(author, { ...where, oneLine: true, depth: 2 })}`;
      return `${colons}sequence[${prose(author, { ...where, oneLine: true, depth: 3 })}]{left="${left}" right="${right}"}\n${Array.from({ length: 1 + author.below(4) }, (_, index) => step(index)).join('\n')}\n${colons}`;
    },
  },
  exchange: {
    allowed: all(inLessons, atTop),
    write(author, where) {
      const [server, client, said, heard] = [
        author.pick(['server.js', 'src/server.js', 'server.test.mjs', 'Server']),
        author.pick(['client.js', 'app/client.html', 'index.html']),
        author.words(),
        author.words(),
      ];
      const actor = (title: string): string => (title.split('/').at(-1) ?? title).replace(/\.[^.]*$/, '');
      for (const text of [server, client, said, heard]) author.expect({ kind: 'text', text });
      for (const title of [server, client])
        author.expect({ kind: 'attribute', name: 'aria-label', value: actor(title) });
      const file = (title: string, runs: string): string =>
        `\`\`\`${title.endsWith('html') ? 'html' : 'js'} title="${title}" label="${author.pick(['Node.js', 'Browser'])}" runs="${runs}"\n${program(author, where)}\n\`\`\``;
      return `:::exchange[${prose(author, { ...where, oneLine: true, depth: 3 })}]\n${file(server, 'no')}\n\n${file(client, 'no')}\n\n\`\`\`transcript\n${actor(server)}: ${said} <b> & "x"\n${actor(client)}: ${heard}\n\`\`\`\n:::`;
    },
  },
};

function word(author: Author): string {
  const text = author.word();
  author.expect({ kind: 'text', text });
  return text;
}

function program(author: Author, where: Where): string {
  const { code } = listing(author, where, 'js');
  author.expect({ kind: 'code', code });
  return code;
}

const names = Object.keys(blockFeatures);

/** One block of a kind, or of any kind that may stand there. */
function block(author: Author, where: Where, name?: string): string {
  const usable = names.filter((one) => isDrawn(one, where) && (blockFeatures[one]?.allowed?.(where) ?? true));
  const chosen =
    name !== undefined && usable.includes(name)
      ? name
      : author.pick(where.depth > 1 ? ['paragraph', ...usable] : usable);
  return author.as(chosen, () => blockFeatures[chosen]!.write(author, where));
}

/** So many blocks, one below the other. */
export function blocks(author: Author, where: Where, count: number): string {
  return Array.from({ length: count }, () => block(author, where)).join('\n\n');
}

/** A lesson's body: a section with a heading that others link to, then a block for each of these names and seeds. */
export function body(
  author: Author,
  where: Where,
  pieces: readonly { readonly feature: string; readonly seed: number }[],
): string {
  const title = author.words();
  author.expect({ kind: 'text', text: title });
  const written = [author.close(`## ${title} {#${firstHeading}}`)];
  for (const { feature, seed } of pieces) {
    author.reseed(seed);
    const source = block(author, where, feature);
    const more = author.appendix.get(where.file) ?? [];
    author.appendix.delete(where.file);
    written.push(author.close([source, ...more].join('\n\n')));
  }
  return `${written.join('\n\n')}\n`;
}

export const blockNames: readonly string[] = names;
