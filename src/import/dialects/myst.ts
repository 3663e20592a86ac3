import { remoteVideo } from '../../course/remote-video.ts';
import { escapeAttribute } from '../../text/escape.ts';
import type { Container } from '../containers.ts';
import type { Dialect, PageReader, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { dedented, outsideFences, inPlaceOf, type FenceBlock, type Line } from '../lines.ts';
import { folderOf, joined, nameOf } from '../paths.ts';
import { isRecord, textIn, valueIn, type SourceFolder } from '../source-folder.ts';

const settings = /(?:^|\/)(?:myst\.ya?ml|_toc\.ya?ml)$/;
const own: ReadonlyMap<string, Container> = new Map<string, Container>([
  ['margin', { as: 'directive', name: 'note' }],
  ['myst:directive', { as: 'nothing', lost: 'a description that the tool makes' }],
  ['myst:role', { as: 'nothing', lost: 'a description that the tool makes' }],
  ['sidebar', { as: 'directive', name: 'note' }],
  ['figure', { as: 'inside' }],
  ['epigraph', { as: 'inside' }],
  ['pull-quote', { as: 'inside' }],
  ['div', { as: 'inside' }],
  ...[
    'theorem',
    'proof',
    'lemma',
    'definition',
    'corollary',
    'algorithm',
    'property',
    'proposition',
    'remark',
    'example',
    'criterion',
    'conjecture',
    'axiom',
    'observation',
    'assumption',
  ].map((name): readonly [string, Container] => [
    `prf:${name}`,
    { as: 'directive', name: 'note', label: name.charAt(0).toUpperCase() + name.slice(1) },
  ]),
  ['exercise-start', { as: 'nothing', lost: 'the beginning of a gated exercise' }],
  ['exercise-end', { as: 'nothing', lost: 'the end of a gated exercise' }],
  ['solution-start', { as: 'nothing', lost: 'the beginning of a gated solution' }],
  ['solution-end', { as: 'nothing', lost: 'the end of a gated solution' }],
]);

/** Directives whose content is not Markdown, or that have none. */
const special =
  /^(?:code|code-block|code-cell|sourcecode|literalinclude|include|math|mermaid|figure|image|raw|toctree|contents|tableofcontents|bibliography|list-table|csv-table|table|iframe|embed|glossary|index|only|bokeh-plot|plot|graphviz|eval-rst|jupyter-execute|anywidget|video|youtube|button|card|grid-item-card)$/;

export const myst: Dialect = {
  name: 'myst',
  title: 'MyST and Jupyter Book',
  detect(folder) {
    if (folder.paths.some((path) => settings.test(path))) return 10;
    const signs = folder.paths.filter(
      (path) =>
        path.endsWith('.md') &&
        /^[ \t]*(?:`{3,}|:{3,}|~{3,})[ \t]*\{[a-z][\w:-]*\}|\{(?:ref|doc|numref|term|eq|cite[a-z:]*|math|download)\}`|^\([\w:.-]+\)=\s*$/m.test(
          folder.text(path) ?? '',
        ),
    ).length;
    return signs > 0 ? 7 : 0;
  },
  isMdx: () => false,
  site(folder): Site {
    const file = folder.topmost(settings);
    const root = file === undefined ? '' : folderOf(file);
    const config = file === undefined ? undefined : folder.data(file);
    const other = folder.data(joined(root, '_config.yml') ?? '_config.yml');
    const toc = folder.data(joined(root, '_toc.yml') ?? '') ?? valueIn(config, 'project', 'toc');
    const files = pagesBelow(folder, root);
    const listed = fromToc(toc, root, folder);
    const known = new Set(listed.map(({ file: page }) => page));
    return {
      title: textIn(config, 'project', 'title') ?? textIn(config, 'site', 'title') ?? textIn(other, 'title'),
      pages: listed.length > 0 ? listed : inFolderOrder(folder, files, root),
      leftOut: [
        ...(listed.length > 0
          ? files
              .filter((path) => !known.has(path))
              .map((path) => ({ file: path, why: 'the table of contents does not list it' }))
          : []),
        ...folder.paths
          .filter((path) => path.endsWith('.ipynb'))
          .map((path) => ({ file: path, why: 'a notebook: save it as MyST Markdown first (`jupytext --to md:myst`)' })),
      ],
      publicFolders: [root, joined(root, 'public') ?? 'public'],
      roots: [root],
      hasMath: true,
    };
  },
  containers: own,
  hasAttributes: true,
  whole: withBackticks,
  line(line) {
    if (line.text.startsWith('%'))
      return inPlaceOf(line, `<!-- ${line.text.slice(1).trim().replaceAll('--', '–')} -->`);
    if (line.text.startsWith('+++')) return inPlaceOf(line, '');
    const text = line.text.includes('{') ? withoutRoles(line.text) : line.text;
    return text === line.text ? undefined : inPlaceOf(line, text);
  },
  fence: directive,
  info: (info) =>
    info.replace(
      /^\{\s*(?:code-cell|code-block|code)\s*\}\s*(?:i?(python|r|julia)\d*)?/,
      (_, language: string | undefined) => language ?? 'python',
    ),
  becomes: [
    ['```` ```{note} ````, `:::{tip} Title`, `:class: dropdown`', 'the aside, closed if it is a `dropdown`'],
    ['`:::{dropdown} Title`, `{exercise}`, `{solution}`', '`:::details[…]`, `:::exercise`, `:::solution`'],
    ['`::::{tab-set}`, `:::{tab-item} Name`', '`:::tabs`, `:::tab[Name]`'],
    [
      '`{code-block} python` with `:caption:`, `:linenos:`, `:emphasize-lines:`',
      'a fence with `title`, `numbers`, marked lines',
    ],
    ['`{literalinclude} a.py` with `:lines:`, `:start-after:`; `{include}`', 'the lines, or the text, of that file'],
    ['`{figure}`, `{image}`', 'a picture and its caption'],
    ['`{math}`, `` {math}`x` ``', '`$$…$$`, `$x$`'],
    ['`(label)=`, `` {ref}`text <label>` ``, `` {doc}`page` ``', 'ids of headings, links'],
    ['`_toc.yml`, `toc` in `myst.yml`', 'categories and order'],
  ],
};

/** Directives with colons whose content is not Markdown, as fences; labels in front of headings, as their ids. */
function withBackticks(lines: readonly Line[]): readonly Line[] {
  return outsideFences(lines, (line, at, out) => {
    const label = /^\(([^()\s]+)\)=\s*$/.exec(line.text)?.[1];
    if (label !== undefined) {
      const next = lines.findIndex((other, index) => index > at && other.text.trim() !== '');
      const heading = lines[next];
      if (heading !== undefined && /^#{1,6}[ \t]/.test(heading.text) && !/\{#/.test(heading.text)) {
        out.push(...lines.slice(at + 1, next), { ...heading, text: `${heading.text.trimEnd()} {#${label}}` });
        return next + 1;
      }
      out.push(...inPlaceOf(line, `<a id="${label}"></a>\n`));
      return at + 1;
    }
    const [, indent = '', colons = '', name = '', rest = ''] =
      /^([ \t]*)(:{3,})\{([\w:-]+)\}(.*)$/.exec(line.text) ?? [];
    if (!special.test(name)) {
      return undefined;
    }
    const end = lines.findIndex(
      (other, index) => index > at && new RegExp(`^[ \\t]*:{${colons.length},}[ \\t]*$`).test(other.text),
    );
    const content = lines.slice(at + 1, end < 0 ? undefined : end);
    const longest = Math.max(2, ...content.map(({ text }) => /^\s*(`+)/.exec(text)?.[1]?.length ?? 0));
    const ticks = '`'.repeat(longest + 1);
    out.push(
      { ...line, text: `${indent}${ticks}{${name}}${rest}` },
      ...content,
      ...inPlaceOf(line, `${indent}${ticks}`),
    );
    return end < 0 ? lines.length : end + 1;
  });
}

function withoutRoles(text: string): string {
  return text.replace(
    /(?<![`\\])\{([A-Za-z][\w:.-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)/g,
    (_, role: string, _ticks: string, content: string) => {
      const [, words = '', target] = /^(.*?)\s*<([^<>]+)>$/.exec(content) ?? [undefined, content, undefined];
      switch (role) {
        case 'math':
          return `$${content}$`;
        case 'ref':
        case 'numref':
        case 'prf:ref':
        case 'eq':
        case 'std:ref':
          return `[${target === undefined ? '' : words.replace(/%s|\{number\}|\{name\}/g, '').trim()}](#${target ?? content})`;
        case 'doc':
        case 'download':
          return `[${target === undefined ? '' : words}](${target ?? content})`;
        case 'sub':
        case 'subscript':
          return `<sub>${content}</sub>`;
        case 'sup':
        case 'superscript':
          return `<sup>${content}</sup>`;
        case 'kbd':
        case 'keyboard':
          return content
            .split('+')
            .map((key) => `<kbd>${key.trim()}</kbd>`)
            .join(' + ');
        case 'abbr':
        case 'abbreviation': {
          const [, short = content, long] = /^(.*?)\s*\((.*)\)$/.exec(content) ?? [];
          return long === undefined ? short : `<abbr title="${escapeAttribute(long)}">${short}</abbr>`;
        }
        case 'del':
        case 'strike':
          return `~~${content}~~`;
        case 'u':
        case 'underline':
          return `<u>${content}</u>`;
        case 'term':
          return words;
        case 'code':
        case 'py':
        case 'func':
        case 'class':
        case 'meth':
        case 'mod':
        case 'file':
        case 'command':
        case 'samp':
        case 'guilabel':
          return `\`${content}\``;
        default:
          return target === undefined ? content : `[${words}](${target})`;
      }
    },
  );
}

function directive(block: FenceBlock, page: PageReader): readonly Line[] | undefined {
  const [, name, rest = ''] = /^\{([A-Za-z][\w:.-]*)\}\s*(.*)$/.exec(block.info) ?? [];
  if (name === undefined) return undefined;
  const { opener: at, prefix } = block;
  const options = new Map<string, string>();
  let first = 0;
  if (block.code[0]?.text.trim() === '---') {
    const close = block.code.findIndex(({ text }, index) => index > 0 && text.trim() === '---');
    for (const { text } of block.code.slice(1, close)) {
      const [, key = '', value = ''] = /^([\w-]+):\s*(.*)$/.exec(text) ?? [];
      if (key !== '') options.set(key, value);
    }
    first = close + 1;
  } else
    for (; first < block.code.length; first++) {
      const [, key, value = ''] = /^\s*:([\w-]+):\s*(.*)$/.exec(block.code[first]?.text ?? '') ?? [];
      if (key === undefined) break;
      options.set(key, value);
    }
  let content = block.code.slice(first);
  while (content[0]?.text.trim() === '') content = content.slice(1);
  const indent = prefix.replace(/(?:[-*+]|\d+[.)])[ \t]+/g, (mark) => ' '.repeat(mark.length));
  const put = (text: string): readonly Line[] =>
    inPlaceOf(
      at,
      text
        .split('\n')
        .map((line, index) => (index === 0 ? prefix : indent) + line)
        .join('\n'),
    );
  const rows = (lines: readonly Line[]): readonly Line[] =>
    lines.map((line) => ({ ...line, text: indent + line.text }));
  const code = (info: string, lines: readonly Line[]): readonly Line[] => {
    const longest = Math.max(2, ...lines.map(({ text }) => /^\s*(`+)/.exec(text)?.[1]?.length ?? 0));
    const ticks = '`'.repeat(longest + 1);
    return [...put(`${ticks}${info}`), ...rows(lines), ...inPlaceOf(at, `${indent}${ticks}`)];
  };
  const meta = [
    ...(options.has('caption') || options.has('filename')
      ? [`title="${(options.get('filename') ?? options.get('caption') ?? '').replaceAll('"', '’')}"`]
      : []),
    ...(options.has('linenos') || options.has('lineno-start')
      ? [options.has('lineno-start') ? `numbers="${options.get('lineno-start') ?? ''}"` : 'numbers']
      : []),
    ...(options.has('emphasize-lines') ? [`{${(options.get('emphasize-lines') ?? '').replaceAll(' ', '')}}`] : []),
  ].join(' ');
  const picture = (): string =>
    `![${(options.get('alt') ?? '').replace(/[[\]]/g, '\\$&')}](${/\s/.test(rest) ? `<${rest}>` : rest})`;
  switch (name) {
    case 'code':
    case 'code-block':
    case 'sourcecode':
      return code(`${rest === '' ? 'text' : rest} ${meta}`.trim(), content);
    case 'code-cell':
    case 'jupyter-execute':
      return code(
        `${/^i?(python|r|julia|sql|bash|javascript)/i.exec(rest)?.[1]?.toLowerCase() ?? (rest === '' ? 'python' : rest)} ${meta}`.trim(),
        content,
      );
    case 'mermaid':
      return code('mermaid', content);
    case 'graphviz':
      return code('dot', content);
    case 'math':
      return [
        ...put('$$'),
        ...rows(rest === '' ? content : [...inPlaceOf(at, rest), ...content]),
        ...inPlaceOf(at, `${indent}$$`),
      ];
    case 'literalinclude':
    case 'include': {
      const file = page.find(rest, at.file);
      if (file === undefined) {
        page.lose(at, `the file \`${rest}\`, which is not there to be included`, 'its name stands in its place');
        return put(`\`${rest}\``);
      }
      page.change(at, `\`${rest}\` was included`, 'its lines stand in the lesson');
      const all =
        name === 'include' && !options.has('lang') && !options.has('literal')
          ? page.folder.page(file).body
          : page.lines(file);
      const shown = selected(all, options);
      if (name === 'include' && !options.has('lang') && !options.has('literal')) return rows(shown);
      const language = options.get('language') ?? options.get('lang') ?? /\.(\w+)$/.exec(nameOf(file))?.[1] ?? 'text';
      return code(`${language} ${meta}`.trim(), shown);
    }
    case 'image':
      return put(picture());
    case 'figure':
      return rest === '' ? rows(content) : [...put(`${picture()}\n`), ...rows(content)];
    case 'iframe':
    case 'embed':
    case 'video':
    case 'youtube':
      // A file of its own is written like a picture, which becomes a player.
      if (name === 'video' && !/^(?:https?:)?\/\//i.test(rest) && /\.(?:mp4|webm)$/i.test(rest))
        return put(`![${options.get('alt') ?? ''}](${rest})`);
      page.change(at, `what is shown by \`{${name}}\``, 'a link');
      return put(
        `[${(
          content
            .map(({ text }) => text)
            .join(' ')
            .trim() || rest
        ).replace(
          /[[\]]/g,
          '\\$&',
        )}](${name === 'youtube' ? `https://www.youtube.com/watch?v=${rest}` : (remoteVideo(rest)?.page ?? rest)})`,
      );
    case 'list-table':
      return listTable(content, rest, at, indent);
    case 'csv-table': {
      const cells = content
        .filter(({ text }) => text.trim() !== '')
        .map(({ text }) => text.split(/\s*,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '')));
      const header = options
        .get('header')
        ?.split(/\s*,\s*/)
        .map((cell) => cell.replace(/^"|"$/g, ''));
      const [head = [], ...body] = header === undefined ? cells : [header, ...cells];
      return put(table(head, body, rest));
    }
    case 'table':
      return [
        ...put(`:::{table}${rest === '' ? ' ' : ` ${rest}`}\n`),
        ...rows(content),
        ...inPlaceOf(at, `\n${indent}:::`),
      ];
    case 'glossary':
    case 'only':
      return rows(content);
    case 'raw':
      if (rest.startsWith('html')) return rows(content);
      page.lose(at, `raw \`${rest}\``, 'left out');
      return put('');
    case 'toctree':
    case 'contents':
    case 'tableofcontents':
    case 'bibliography':
    case 'index':
      page.lose(at, `\`{${name}}\`, which a tool fills`, 'left out');
      return put('');
    case 'plot':
    case 'bokeh-plot':
    case 'eval-rst':
    case 'anywidget':
      page.change(at, `\`{${name}}\`, which a tool runs`, 'shown as code');
      return code('text', content);
    case 'button':
      return put(`[${content.map(({ text }) => text).join(' ') || rest}](${rest})`);
    default: {
      const title = /^(?:solution|exercise)/.test(name) && /^[\w:.-]+$/.test(rest) && rest.includes('-') ? '' : rest;
      return [
        ...put(`:::{${name}} ${title}`),
        ...[...options].flatMap(([key, value]) => inPlaceOf(at, `${indent}:${key}: ${value}`)),
        ...inPlaceOf(at, indent),
        ...rows(content),
        ...inPlaceOf(at, `${indent}:::`),
      ];
    }
  }
}

/** The lines that options of `literalinclude` choose. */
function selected(all: readonly Line[], options: ReadonlyMap<string, string>): readonly Line[] {
  let lines = all.at(-1)?.text === '' ? all.slice(0, -1) : all;
  const list = options.get('lines');
  if (list !== undefined)
    lines = list.split(',').flatMap((piece) => {
      const [from = '', to = from] = piece.trim().split('-');
      return lines.slice(Number(from || 1) - 1, to === '' ? undefined : Number(to));
    });
  const at = (key: string): number =>
    options.has(key)
      ? lines.findIndex(({ text }) => text.includes((options.get(key) ?? '').replace(/^["']|["']$/g, '')))
      : -1;
  const [after, startAt] = [at('start-after'), at('start-at')];
  const start = after >= 0 ? after + 1 : Math.max(0, startAt);
  const rest = lines.slice(start);
  const before = (key: string): number =>
    options.has(key)
      ? rest.findIndex(({ text }) => text.includes((options.get(key) ?? '').replace(/^["']|["']$/g, '')))
      : -1;
  const end =
    before('end-before') >= 0 ? before('end-before') : before('end-at') >= 0 ? before('end-at') + 1 : rest.length;
  const texts = rest.slice(0, end).map(({ text }) => text);
  const shown = options.has('dedent') ? dedented(texts) : texts;
  return rest.slice(0, end).map((line, index) => ({ ...line, text: shown[index] ?? '' }));
}

function listTable(content: readonly Line[], caption: string, at: Line, indent: string): readonly Line[] {
  const cells: string[][] = [];
  for (const { text } of content) {
    const [, row, cell, value = ''] = /^(\s*[*-]\s+)?(\s*[*-](?:\s+|$))?(.*)$/.exec(text) ?? [];
    if (row !== undefined && (cell !== undefined || /^\s*[*-]\s+/.test(row))) {
      if (cell !== undefined) cells.push([value.trim()]);
      else if (/^\s{2,}/.test(row)) cells.at(-1)?.push(value.trim());
      else cells.push([value.replace(/^[*-]\s+/, '').trim()]);
    } else if (text.trim() !== '') {
      const last = cells.at(-1);
      if (last !== undefined) last[last.length - 1] = `${last.at(-1) ?? ''} ${text.trim()}`.trim();
    }
  }
  const [head = [], ...body] = cells;
  return inPlaceOf(
    at,
    table(head, body, caption)
      .split('\n')
      .map((line) => indent + line)
      .join('\n'),
  );
}

function table(head: readonly string[], body: readonly (readonly string[])[], caption: string): string {
  const columns = Math.max(1, head.length, ...body.map((row) => row.length));
  const row = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, index) => (cells[index] ?? '').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  const lines = [row(head), `|${' --- |'.repeat(columns)}`, ...body.map(row)].join('\n');
  return caption.trim() === '' ? `\n${lines}\n` : `\n:::{table} ${caption.trim()}\n\n${lines}\n\n:::\n`;
}

function fromToc(toc: unknown, root: string, folder: SourceFolder): readonly SourcePage[] {
  const pages: SourcePage[] = [];
  const taken = new Set<string>();
  const add = (name: unknown, category: string | undefined, title: string | undefined): void => {
    if (typeof name !== 'string') return;
    const path = joined(root, name);
    const file = ['', '.md', '.markdown']
      .map((ending) => `${path ?? ''}${ending}`)
      .find((one) => /\.(?:md|markdown)$/.test(one) && folder.has(one));
    if (file === undefined || taken.has(file)) return;
    taken.add(file);
    pages.push({ file, category, title });
  };
  const walk = (items: unknown, category: string | undefined): void => {
    for (const item of Array.isArray(items) ? items : isRecord(items) ? [items] : []) {
      if (!isRecord(item)) continue;
      const title = textIn(item, 'title') ?? textIn(item, 'caption') ?? textIn(item, 'part');
      add(item['file'] ?? item['root'], category, title);
      const inner = item['file'] === undefined && item['root'] === undefined && title !== undefined ? title : category;
      for (const key of ['children', 'parts', 'chapters', 'sections', 'entries', 'subtrees'])
        if (item[key] !== undefined) walk(item[key], inner);
    }
  };
  walk(toc, undefined);
  return pages;
}
