import { parseLesson, rangeOf, walk, type MdastNode } from '../source/markdown.ts';
import type { Excess } from '../source/markdown-depth.ts';
import type { Dialect, PageReader, Site, SourcePage } from './dialect.ts';
import type { Finding } from './findings.ts';
import { firstSentences, frontMatterText, headOf, objectivesIn, plain } from './front-matter.ts';
import { linesOf, type Line } from './lines.ts';
import { folderOf, humanName, nameOf, stemOf } from './paths.ts';
import { prepared } from './prepare.ts';
import { importsOf } from './read-imports.ts';
import { textIn, textsIn, type SourceFolder } from './source-folder.ts';
import { safeName, type Targets } from './targets.ts';
import type { Imported, LessonContext } from './writer.ts';
import { LessonWriter } from './write-lesson.ts';

/** What pages are converted with. */
export interface Conversion {
  readonly folder: SourceFolder;
  readonly dialect: Dialect;
  readonly site: Site;
  readonly targets: Targets;
  /** The module of a page. */
  readonly slugs: ReadonlyMap<string, string>;
  /** The titles of pages, for links without words. */
  titleOf(file: string): string | undefined;
  /** Why a file cannot be published; undefined if it can. */
  refusal(file: string): string | undefined;
  readonly math: { readonly course: boolean; readonly source: boolean };
}

/** A page as a lesson. */
export interface ConvertedPage {
  readonly page: SourcePage;
  readonly slug: string;
  readonly title: string;
  readonly text: string;
  /** Files of the source that the lesson needs, by the names they get in its folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** Where each line of the lesson's body came from is not known; where the page's headings stood is. */
  readonly headings: readonly { readonly text: string; readonly line: number }[];
}

/** Writes a page as a lesson. Never throws; what cannot be read becomes a fence with the text as it was. */
export function convertPage(page: SourcePage, conversion: Conversion): ConvertedPage {
  const { folder, dialect, site, slugs } = conversion;
  const slug = slugs.get(page.file) ?? '';
  const source = folder.page(page.file);
  const findings: Finding[] = [];
  const tell =
    (fate: Finding['fate']) =>
    (at: Line, what: string, instead: string): void =>
      void findings.push({ file: at.file, line: at.line, fate, what, instead });
  const reader: PageReader = {
    file: page.file,
    folder,
    site,
    find: (path, from = page.file) => conversion.targets.file(path, from) ?? conversion.targets.file(path, page.file),
    lines: (file) => linesOf(folder.text(file) ?? '', file),
    lose: tell('lost'),
    change: tell('changed'),
    decide: tell('decide'),
  };
  const assets = new Assets(conversion, reader, page.file);
  const isMdx = dialect.isMdx(page.file);
  const read = readBody(source.body, { conversion, reader, isMdx, findings });
  const written = writeBody(read, { conversion, reader, assets, page, isPart: false });
  const data = source.data;
  const navigation = page.title ?? textIn(data, 'sidebar_label');
  const title = plain(
    textIn(data, 'title') ??
      written.title ??
      navigation ??
      humanName(
        stemOf(/^(?:index|content|readme)\.\w+$/i.test(nameOf(page.file)) ? folderOf(page.file) || 'home' : page.file),
      ),
  );
  const at = (key: string): Line => ({ text: '', file: page.file, line: source.lineOf(key) });
  const { head, unknownKeys } = headOf(source, {
    title: title === '' ? humanName(slug) : title,
    summary: written.summary,
    objectives: written.objectives,
  });
  if (unknownKeys.length > 0)
    reader.lose(
      at(unknownKeys[0] ?? ''),
      `front matter that lessons do not have: ${unknownKeys.map((key) => `\`${key}\``).join(', ')}`,
      'left out',
    );
  if (head.summary === undefined)
    reader.decide(at('title'), 'there is no text to take the summary from', 'the title stands in its place');
  else if (textIn(data, 'description') === undefined && textIn(data, 'summary') === undefined)
    reader.decide(
      at('title'),
      'the summary is taken from the first sentences',
      'say in one or two sentences what learners will understand',
    );
  const objectives = head.objectives ?? [];
  if (objectives.length === 0)
    reader.decide(
      at('title'),
      'the page names no objectives',
      'write what learners can do afterwards, beginning with a verb',
    );
  const front = frontMatterText({
    title: head.title,
    summary: head.summary === undefined || head.summary === '' ? head.title : head.summary,
    objectives: objectives.length === 0 ? [`Say what “${head.title}” is about`] : objectives,
    updated: head.updated,
    draft: head.draft,
  });
  const extra = [
    listAside('info', 'Questions', textsIn(data['questions'])),
    written.body,
    listAside('insight', 'Key points', textsIn(data['keypoints'])),
  ].filter((part) => part !== '');
  const body = extra.length === 0 ? '…' : extra.join('\n\n');
  if (extra.length === 0) reader.decide(at('title'), 'the page has no text', 'write it, or take the module away');
  return {
    page,
    slug,
    title: head.title,
    text: `${front}\n${body}\n`,
    files: assets.files,
    findings,
    headings: written.headings,
  };
}

const listAside = (name: string, label: string, texts: readonly string[]): string =>
  texts.length === 0
    ? ''
    : `:::${name}[${label}]\n${texts.map((text) => `- ${text.replace(/\s+/g, ' ')}`).join('\n')}\n:::`;

interface ReadBody {
  readonly lines: readonly Line[];
  readonly text: string;
  /** Undefined where it cannot be parsed. */
  readonly tree: MdastNode | undefined;
}

interface Reading {
  readonly conversion: Conversion;
  readonly reader: PageReader;
  readonly isMdx: boolean;
  readonly findings: Finding[];
}

/** Parses a body: as MDX where it is, else as Markdown. */
function readBody(body: readonly Line[], { conversion, reader, isMdx, findings }: Reading): ReadBody {
  const before = findings.length;
  for (const asMdx of isMdx ? [true, false] : [false]) {
    findings.length = before;
    const lines = prepared(body, conversion.dialect, reader, asMdx);
    const text = `${lines.map((line) => line.text).join('\n')}\n`;
    const tree = parsed(text, asMdx ? 'mdx' : 'md', conversion.math.source);
    if (tree !== undefined && !('offset' in tree)) {
      const first = body[0];
      if (isMdx && !asMdx && first !== undefined && /<[A-Z]|^\s*\{/m.test(text))
        reader.change(first, 'MDX that cannot be parsed', 'read as Markdown');
      return { lines, text, tree };
    }
    if (!asMdx) return { lines, text, tree: undefined };
  }
  return { lines: body, text: '', tree: undefined };
}

function parsed(text: string, format: 'md' | 'mdx', hasMath: boolean): MdastNode | Excess | undefined {
  try {
    return parseLesson(text, format, hasMath);
  } catch {
    return undefined;
  }
}

interface Writing {
  readonly conversion: Conversion;
  readonly reader: PageReader;
  readonly assets: Assets;
  readonly page: SourcePage;
  readonly isPart: boolean;
}

interface WrittenBody {
  readonly body: string;
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly objectives: readonly string[];
  readonly headings: readonly { readonly text: string; readonly line: number }[];
}

function writeBody({ lines, text, tree }: ReadBody, writing: Writing, shift?: number): WrittenBody {
  const { conversion, reader, page, isPart } = writing;
  const first: Line = lines[0] ?? { text: '', file: page.file, line: 1 };
  if (tree === undefined || !('children' in tree)) {
    reader.change(first, 'a text that goes beyond what can be read', 'shown as it is written');
    return {
      body: `~~~text\n${text.replace(/^~~~/gm, ' ~~~')}~~~`,
      title: undefined,
      summary: undefined,
      objectives: [],
      headings: [],
    };
  }
  const code = tree.children
    .flatMap((node) => ((node.type as string) === 'mdxjsEsm' ? [text.slice(...rangeOf(node))] : []))
    .join('\n');
  const imports = importsOf(code, first.file, conversion.folder, conversion.targets);
  const context = contextOf(writing, imports);
  const writer = new LessonWriter(text, lines, context);
  const links = new Set<string>();
  walk(tree, (node) => {
    if (node.type === 'linkReference') links.add(node.identifier);
    if (node.type === 'definition' && !writer.definitions.has(node.identifier))
      writer.definitions.set(node.identifier, node);
  });
  // A definition that leads nowhere leaves words; it is said once, where it stands.
  writer.forget(
    [...writer.definitions.values()]
      .filter((node) => links.has(node.identifier) && context.link(node.url, writer.at(node)) === undefined)
      .map(({ identifier }) => identifier),
  );
  let nodes = tree.children.filter((node) => !(node.type === 'definition' && !links.has(node.identifier)));
  const headings = nodes.flatMap((node) =>
    node.type === 'heading' ? [{ node, text: plain(writer.inline(node.children)) }] : [],
  );
  const firstContent = nodes.find((node) => !/^(?:mdxjsEsm|html|definition|mdxFlowExpression)$/.test(node.type));
  const data = conversion.folder.page(page.file).data;
  const stated = textIn(data, 'title');
  const isTitle =
    !isPart &&
    firstContent?.type === 'heading' &&
    firstContent.depth === 1 &&
    (stated === undefined ||
      sameWords(plain(stated), headings[0]?.text ?? '') ||
      headings.filter(({ node }) => node.depth === 1).length === 1);
  let title: string | undefined;
  if (isTitle) {
    title = headings[0]?.text;
    if (stated !== undefined && title !== undefined && !sameWords(plain(stated), title)) {
      // Both are words of the author: the one in the text stays there.
      title = undefined;
    } else nodes = nodes.filter((node) => node !== firstContent);
  }
  const depths = nodes.flatMap((node) => (node.type === 'heading' ? [node.depth as number] : []));
  writer.shift = shift ?? (depths.length === 0 ? 0 : 2 - Math.min(...depths));
  if (writer.shift !== 0 && !isPart && depths.length > 0) {
    const at = nodes.find((node) => node.type === 'heading' && node.depth === Math.min(...depths));
    if (at !== undefined)
      reader.change(
        writer.at(at),
        `headings that begin with level ${Math.min(...depths)}`,
        'moved, so that sections begin with `##`',
      );
  }
  const words = (node: MdastNode): string => plain(writer.inline('children' in node ? node.children : []));
  const paragraph = nodes.find(
    (node) => node.type === 'paragraph' && !/^[[!<{]/.test(text.slice(rangeOf(node)[0])) && words(node).length > 20,
  );
  const summary = paragraph === undefined ? undefined : firstSentences(words(paragraph));
  const objectives = isPart ? [] : objectivesIn(nodes, words);
  return {
    body: writer.blocks(nodes).trim(),
    title,
    summary: summary === '' ? undefined : summary,
    objectives,
    headings: headings.map(({ node, text: heading }) => ({ text: heading, line: writer.at(node).line })),
  };
}

const sameWords = (a: string, b: string): boolean =>
  a.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase() === b.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

function contextOf(writing: Writing, imports: ReadonlyMap<string, Imported>): LessonContext {
  const { conversion, reader, assets, page } = writing;
  const { dialect, targets, slugs } = conversion;
  return {
    hasAttributes: dialect.hasAttributes === true,
    math: conversion.math,
    info: (written) => dialect.info?.(written) ?? written,
    link(url, at) {
      const target = targets.resolve(url, at.file, page.file);
      switch (target.kind) {
        case 'web':
          return { url: target.url };
        case 'same':
          return { url: `#${target.fragment}`, title: target.fragment.replace(/[-_]+/g, ' ') };
        case 'page': {
          const slug = slugs.get(target.file);
          const title = conversion.titleOf(target.file);
          const fragment = target.fragment === '' ? '' : `#${target.fragment}`;
          if (target.file === page.file) return fragment === '' ? { url: '#top', title } : { url: fragment, title };
          return slug === undefined ? lost(url, at) : { url: `../${slug}/lesson.md${fragment}`, title };
        }
        case 'file':
          return assets.link(target.file, at) ?? lost(url, at);
        case 'nowhere':
          return lost(url, at);
      }
    },
    picture(url, at) {
      if (/^(?:https?:)?\/\//i.test(url)) {
        reader.change(
          at,
          `a picture of another host: \`${url}\``,
          'a link to it; save it beside the lesson to show it',
        );
        return undefined;
      }
      const file =
        targets.file(url.replace(/[?#].*$/, ''), at.file) ?? targets.file(url.replace(/[?#].*$/, ''), page.file);
      if (file === undefined) {
        reader.lose(
          at,
          `a picture that is not there: \`${url.length > 80 ? `${url.slice(0, 80)}…` : url}\``,
          'its words stand in its place',
        );
        return undefined;
      }
      return assets.picture(file, at);
    },
    imported: (name) => imports.get(name),
    part(file, at) {
      const depth = assets.depth;
      if (depth > 8) return undefined;
      assets.depth += 1;
      const findings: Finding[] = [];
      const read = readBody(conversion.folder.page(file).body, {
        conversion,
        reader,
        isMdx: /\.mdx?$/.test(file) && (dialect.isMdx(file) || file.endsWith('.mdx')),
        findings,
      });
      const { body } = writeBody(read, { ...writing, isPart: true }, 0);
      reader.change(at, `the part \`${file}\``, 'its text stands in the lesson');
      assets.depth = depth;
      return body;
    },
    value: (expression) => {
      const keys = /^(?:frontMatter|frontmatter|\$frontmatter|props\.frontmatter|page\.data)\.([\w.]+)$/.exec(
        expression,
      )?.[1];
      return keys === undefined ? undefined : textIn(conversion.folder.page(page.file).data, ...keys.split('.'));
    },
    lose: reader.lose,
    change: reader.change,
    decide: reader.decide,
  };

  function lost(url: string, at: Line): undefined {
    if (url.trim() !== '')
      reader.lose(
        at,
        `a link that leads nowhere here: \`${url.length > 120 ? `${url.slice(0, 120)}…` : url}\``,
        'its words stand alone',
      );
  }
}

/** The files that a lesson needs. */
class Assets {
  readonly files = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #conversion: Conversion;
  readonly #reader: PageReader;
  readonly #page: string;
  depth = 0;

  constructor(conversion: Conversion, reader: PageReader, page: string) {
    this.#conversion = conversion;
    this.#reader = reader;
    this.#page = page;
  }

  /** The name of a picture in the module; undefined for one that cannot be published, which is told. */
  picture(file: string, at: Line): string | undefined {
    const why = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i.test(file)
      ? this.#conversion.refusal(file)
      : 'no picture that browsers show';
    if (why === undefined) return this.#take(file, safeName(file));
    this.#reader.lose(at, `the picture \`${file}\`: ${why}`, 'its words stand in its place');
    return undefined;
  }

  /** A file that can be looked at or saved. */
  link(file: string, at: Line): { readonly url: string; readonly title: string } | undefined {
    const isPage = /\.(?:mdx?|markdown|qmd|rmd|html?|astro|rst|ipynb)$/i.test(file) && file !== this.#page;
    const why = isPage ? 'a page that is not imported' : this.#conversion.refusal(file);
    if (why === undefined) return { url: this.#take(file, safeName(file)), title: nameOf(file) };
    if (isPage || !/script|unknown type|XML/.test(why)) return undefined;
    this.#reader.change(at, `the file \`${file}\`: ${why}`, 'published as text');
    return { url: this.#take(file, `${safeName(file)}.txt`), title: nameOf(file) };
  }

  #take(file: string, name: string): string {
    const known = this.#names.get(file);
    if (known !== undefined) return known;
    const dot = name.indexOf('.', 1);
    let free = name;
    for (
      let number = 2;
      [...this.files.keys()].some((other) => other.toLowerCase() === free.toLowerCase()) ||
      /^(?:lesson\.mdx?|quiz\.ya?ml|proof\.json)$/i.test(free);
      number++
    )
      free = dot < 0 ? `${name}-${number}` : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
    this.#names.set(file, free);
    this.files.set(free, file);
    return free;
  }
}
