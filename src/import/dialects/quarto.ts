import { remoteVideo } from '../../course/remote-video.ts';
import { asLabel, attributesIn, type Container } from '../containers.ts';
import type { Dialect, PageReader, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { outsideFences, inPlaceOf, type FenceBlock, type Line } from '../lines.ts';
import { folderOf, joined } from '../paths.ts';
import { isRecord, textIn, valueIn } from '../source-folder.ts';

const endings = /\.(?:qmd|rmd|md)$/i;
const settings = /(?:^|\/)_quarto\.ya?ml$|(?:^|\/)_bookdown\.ya?ml$/;
const own: ReadonlyMap<string, Container> = new Map<string, Container>([
  ['solution', { as: 'directive', name: 'solution' }],
  ['content-visible', { as: 'inside' }],
  ['content-hidden', { as: 'inside', lost: 'a condition for which formats a part is hidden' }],
  ['aside', { as: 'directive', name: 'note' }],
  ['column-margin', { as: 'directive', name: 'note' }],
  ['notes', { as: 'directive', name: 'details', label: 'Notes' }],
  ['hidden', { as: 'nothing', lost: 'a hidden part' }],
  ...[
    'column-body',
    'column-page',
    'column-screen',
    'column-body-outset',
    'column-page-inset',
    'panel-sidebar',
    'panel-center',
    'panel-fill',
    'panel-input',
    'layout',
    'g-col',
    'scrolling',
    'smaller',
    'r-stack',
    'r-fit-text',
    'cell',
    'proof',
    'lead',
    'hero-banner',
    'list',
    'nonumber',
    'unnumbered',
    'text-center',
    'absolute',
    'aside-content',
  ].map((name): readonly [string, Container] => [name, { as: 'inside' }]),
]);

export const quarto: Dialect = {
  name: 'quarto',
  title: 'Quarto and R Markdown',
  detect(folder) {
    if (folder.paths.some((path) => settings.test(path))) return 10;
    if (folder.paths.some((path) => /\.qmd$/i.test(path))) return 9;
    return folder.paths.some(
      (path) => /\.rmd$/i.test(path) && !/^:{3,} *(?:challenge|objectives)/m.test(folder.text(path) ?? ''),
    )
      ? 6
      : 0;
  },
  isMdx: () => false,
  site(folder): Site {
    const file = folder.topmost(settings);
    const root = file === undefined ? '' : folderOf(file);
    const config = file === undefined ? undefined : folder.data(file);
    const files = pagesBelow(folder, root, endings).filter(
      (path) => /\.(?:qmd|rmd)$/i.test(path) || !folder.paths.some((other) => /\.(?:qmd|rmd)$/i.test(other)),
    );
    const listed = fromContents(
      valueIn(config, 'book', 'chapters') ?? valueIn(config, 'website', 'sidebar') ?? valueIn(config, 'rmd_files'),
      root,
      files,
    );
    const known = new Set(listed.map(({ file: page }) => page));
    const isBook = valueIn(config, 'book') !== undefined;
    return {
      title: textIn(config, 'book', 'title') ?? textIn(config, 'website', 'title') ?? textIn(config, 'title'),
      language: textIn(config, 'lang'),
      pages: [
        ...listed,
        ...(isBook ? [] : inFolderOrder(folder, files, root).filter(({ file: page }) => !known.has(page))),
      ],
      leftOut: isBook
        ? files
            .filter((path) => !known.has(path))
            .map((path) => ({ file: path, why: '`_quarto.yml` does not list it' }))
        : [],
      publicFolders: [root],
      roots: [root],
      hasMath: true,
    };
  },
  containers: own,
  hasAttributes: true,
  whole: (lines) => withCaptions(lines),
  line(line, page) {
    const include = /^([ \t>]*)\{\{<\s*include\s+(\S+)\s*>\}\}\s*$/.exec(line.text);
    if (include !== null) {
      const file = page.find(include[2] ?? '', line.file);
      if (file !== undefined) {
        page.change(line, `\`${include[2] ?? ''}\` was included`, 'its text stands in the lesson');
        return page.folder.page(file).body;
      }
      page.lose(line, `the file \`${include[2] ?? ''}\`, which is not there to be included`, 'left out');
      return inPlaceOf(line, '');
    }
    if (!line.text.includes('{{<') && !/\^\[/.test(line.text)) return undefined;
    const text = line.text.replace(
      /(?<!\{)\{\{<\s*([\w-]+)\s*(.*?)\s*>\}\}(?!\})/g,
      (written, name: string, rest: string) => shortcode(name, rest, line, page) ?? written,
    );
    return text === line.text ? undefined : inPlaceOf(line, text);
  },
  fence(block, page) {
    const [, raw] = /^\{\s*=(\w+)\s*\}$/.exec(block.info) ?? [];
    if (raw !== undefined) {
      if (raw === 'html') return block.code.map((line) => ({ ...line, text: block.prefix + line.text }));
      page.lose(block.opener, `a part for \`${raw}\` alone`, 'left out');
      return inPlaceOf(block.opener, '');
    }
    return cell(block, page);
  },
  info: (info) => {
    const [, written = ''] = /^\{\s*(.*?)\s*\}$/.exec(info) ?? [];
    if (written === '') return info;
    const { classes, values } = attributesIn(written.replace(/^=?([A-Za-z]\w*)/, '.$1'));
    const lines = values.get('code-line-numbers');
    return [
      classes.find((name) => !/^(?:numberLines|cell-code|code-with-copy|unnumbered)$/.test(name)) ?? 'text',
      ...(values.has('filename') ? [`title="${values.get('filename') ?? ''}"`] : []),
      ...(classes.includes('numberLines') || lines === 'true' ? ['numbers'] : []),
      ...(lines !== undefined && /^\d[\d,-]*$/.test(lines) ? [`{${lines}}`] : []),
    ].join(' ');
  },
  becomes: [
    ['`::: {.callout-tip}` with a heading, `title="…"`, `collapse="true"`', 'the aside with that title, collapsed'],
    ['`::: {.panel-tabset}` with headings', '`:::tabs`, `:::tab[…]`'],
    [
      '```` ```{python} ```` with `#| …`, ```` ```{.js filename="a.js"} ````',
      'a fence with `title`; options of cells are named',
    ],
    ['`{{< include _part.qmd >}}`', 'the text of that file'],
    ['`{{< video … >}}`', 'a player for a file, else a link'],
    ['`{{< kbd … >}}`, `{{< var … >}}`, `{{< meta … >}}`', 'keys, the value'],
    ['pictures with `{fig-alt="…" width=50%}`, `[words]{.class}`', 'picture with that text, caption and width, words'],
    ['`: Caption {#tbl-x}` at a table', '`:::table[Caption]`'],
    ['`## Title {#sec-x .unnumbered}`', '`## Title {#sec-x}`'],
    ['`chapters`, `sidebar` in `_quarto.yml`', 'categories and order'],
  ],
};

/** A cell of code, without what only tells how to run it. */
function cell(block: FenceBlock, page: PageReader): readonly Line[] | undefined {
  const [, language, rest = ''] = /^\{\s*([A-Za-z]\w*)\s*,?([^}]*)\}$/.exec(block.info) ?? [];
  if (language === undefined) return undefined;
  const comment = /^(?:#|\/\/|%%|--)\|\s*(.*)$/;
  const options = block.code.flatMap(({ text }) => comment.exec(text)?.[1] ?? []);
  const code = block.code.filter(({ text }) => !comment.test(text));
  const value = (name: string): string | undefined =>
    options.map((option) => new RegExp(`^${name}:\\s*(.*)$`).exec(option)?.[1]).find((found) => found !== undefined);
  if (
    options.some((option) => /^(?:echo|include|eval):\s*(?:false|no)/i.test(option)) ||
    /\b(?:echo|include)\s*=\s*F/.test(rest)
  )
    page.decide(
      block.opener,
      'code that the source does not show or run',
      'it is shown; take it away where learners do not need it',
    );
  else if (!/^(?:mermaid|dot)$/.test(language))
    page.change(block.opener, `a cell of \`${language}\`, which Quarto runs`, 'shown as code, without its output');
  const caption = value('(?:fig|tbl|lst)-cap')?.replace(/^["']|["']$/g, '');
  const alt = value('fig-alt')
    ?.replace(/^["']|["']$/g, '')
    .replaceAll('"', '’');
  const title = value('filename')?.replace(/^["']|["']$/g, '');
  const indent = block.prefix;
  return [
    ...inPlaceOf(
      block.opener,
      `${indent}${block.marks}${language.toLowerCase()}${title === undefined ? '' : ` title="${title}"`}${alt === undefined || !/^(?:mermaid|dot)$/.test(language) ? '' : ` alt="${alt}"`}`,
    ),
    ...code.map((line) => ({ ...line, text: indent + line.text })),
    ...inPlaceOf(
      block.opener,
      `${indent}${block.marks}${caption === undefined || caption === '' ? '' : `\n\n${indent}*${caption}*`}`,
    ),
  ];
}

function shortcode(name: string, rest: string, line: Line, page: PageReader): string | undefined {
  const words = [...rest.matchAll(/([\w-]+)=(?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)/g)].map(
    ([, key, quoted, bare, text, word]) => ({ key, value: quoted ?? bare ?? text ?? word ?? '' }),
  );
  const plain = words.filter(({ key }) => key === undefined).map(({ value }) => value);
  const [first = ''] = plain;
  switch (name) {
    case 'video':
      // A file of its own is written like a picture, which becomes a player.
      if (!/^(?:https?:)?\/\//i.test(first) && /\.(?:mp4|webm)$/i.test(first))
        return `![${words.find(({ key }) => key === 'title')?.value ?? ''}](${first})`;
      page.change(line, 'a video', 'a link');
      return `[${words.find(({ key }) => key === 'title')?.value ?? 'Video'}](${remoteVideo(first)?.page ?? first})`;
    case 'kbd':
      return first === ''
        ? (words.find(({ key }) => key === 'win')?.value ?? '')
        : first
            .split('-')
            .map((key) => `<kbd>${key}</kbd>`)
            .join(' + ');
    case 'var':
    case 'meta': {
      const keys = first.split('.');
      const data =
        name === 'var'
          ? page.site.roots
              .map((root) => page.folder.data(joined(root, '_variables.yml') ?? ''))
              .find((one) => one !== undefined)
          : page.folder.page(page.file).data;
      const found = textIn(data, ...keys);
      if (found === undefined) page.lose(line, `the value \`${first}\``, 'its name stands in its place');
      return found ?? `\`${first}\``;
    }
    case 'fa':
    case 'bi':
    case 'iconify':
    case 'pagebreak':
    case 'lipsum':
    case 'placeholder':
      page.lose(line, `the shortcode \`${name}\``, 'left out');
      return '';
    default:
      page.lose(line, `the shortcode \`{{< ${name} ${rest} >}}\``, 'shown as written');
      return `\`{{< ${name} ${rest} >}}\``;
  }
}

/** The caption of a table (`: Caption {#tbl-x}` or `Table: Caption`) around it. */
function withCaptions(lines: readonly Line[]): readonly Line[] {
  return outsideFences(lines, (line, at, out) => {
    const caption = /^(?:Table)?:[ \t]+(\S.*)$/.exec(line.text)?.[1];
    const end = out.findLastIndex(({ text }) => text.trim() !== '');
    if (caption !== undefined && /^\s*\|.*\|\s*$/.test(out[end]?.text ?? '')) {
      let start = end;
      while (start > 0 && /^\s*\|.*\|\s*$/.test(out[start - 1]?.text ?? '')) start--;
      const label = caption.replace(/\s*\{[^{}]*\}\s*$/, '').trim();
      if (label !== '' && start < end) out.splice(start, 0, ...inPlaceOf(line, `\n::: table[${asLabel(label)}]\n`));
      out.push(...inPlaceOf(line, label !== '' && start < end ? '\n:::\n' : ''));
      return at + 1;
    }
    return undefined;
  });
}

function fromContents(contents: unknown, root: string, files: readonly string[]): readonly SourcePage[] {
  const pages: SourcePage[] = [];
  const taken = new Set<string>();
  const add = (name: unknown, category: string | undefined, title?: string): void => {
    if (typeof name !== 'string') return;
    const path = joined(root, name);
    const named =
      path !== undefined && name.includes('*')
        ? files.filter((file) => file.startsWith(path.slice(0, path.indexOf('*'))))
        : [path];
    for (const file of named) {
      if (file === undefined || taken.has(file) || !files.includes(file)) continue;
      taken.add(file);
      pages.push({ file, category, title });
    }
  };
  const walk = (items: unknown, category: string | undefined): void => {
    for (const item of Array.isArray(items) ? items : [items]) {
      if (typeof item === 'string') add(item, category);
      if (!isRecord(item)) continue;
      const title = textIn(item, 'text') ?? textIn(item, 'section') ?? textIn(item, 'part') ?? textIn(item, 'title');
      const isFile = title !== undefined && endings.test(title);
      const inner =
        item['contents'] === undefined && item['chapters'] === undefined
          ? category
          : [category, isFile ? undefined : title].filter((one) => one !== undefined).join(': ') || category;
      add(item['href'] ?? item['file'] ?? (isFile ? title : undefined), inner, isFile ? undefined : title);
      walk(item['contents'] ?? item['chapters'] ?? [], inner);
    }
  };
  walk(contents, undefined);
  return pages;
}
