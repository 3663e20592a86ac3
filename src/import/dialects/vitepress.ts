import type { Dialect, PageReader, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { dedented, inPlaceOf, type Line } from '../lines.ts';
import { folderOf, joined, nameOf } from '../paths.ts';
import { isRecord, textIn, valueIn, type SourceFolder } from '../source-folder.ts';
import { staticDefault } from '../static-value.ts';

const configs = ['ts', 'mts', 'js', 'mjs', 'cjs'].flatMap((ending) => [
  `.vitepress/config.${ending}`,
  `.vitepress/config/index.${ending}`,
  `.vuepress/config.${ending}`,
]);

/** The folder with `.vitepress`, whose name begins with a dot and is in no list. */
function rootOf(folder: SourceFolder): string | undefined {
  const folders = [
    ...new Set(
      folder.paths.flatMap((path) => {
        const parts = folderOf(path).split('/');
        return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))].filter(
          (one) => one.split('/').length <= 2,
        );
      }),
    ),
  ];
  return folders.find((root) => configs.some((name) => folder.text(joined(root, name) ?? '') !== undefined));
}

export const vitepress: Dialect = {
  name: 'vitepress',
  title: 'VitePress and VuePress',
  detect(folder) {
    if (rootOf(folder) !== undefined) return 10;
    const signs = folder.paths.filter(
      (path) =>
        path.endsWith('.md') &&
        /^::: (?:tip|warning|danger|info|details|code-group)\b|^<<< |^\[\[toc\]\]|<Badge |^```\w+\{[\d,-]+\}|\/\/ \[!code /m.test(
          folder.text(path) ?? '',
        ),
    ).length;
    return signs > 0 ? 5 : 0;
  },
  isMdx: () => false,
  site(folder): Site {
    const root = rootOf(folder) ?? '';
    const text = folder.firstText(...configs.map((name) => joined(root, name) ?? '')) ?? '';
    const config = staticDefault(text);
    const src = joined(root, textIn(config, 'srcDir') ?? '') ?? root;
    const locales = valueIn(config, 'locales');
    const others = isRecord(locales) ? Object.keys(locales).filter((name) => name !== 'root' && name !== '/') : [];
    const all = pagesBelow(folder, src).filter(
      (path) => !/(?:^|\/)(?:parts|snippets|components|@?fragments)\//.test(path),
    );
    const files = all.filter(
      (path) =>
        !others.some((locale) => path.startsWith(`${src === '' ? '' : `${src}/`}${locale.replace(/^\/|\/$/g, '')}/`)),
    );
    const isHome = (file: string): boolean =>
      ['home', 'page', false].includes(valueIn(folder.page(file).data, 'layout') as string) ||
      valueIn(folder.page(file).data, 'home') === true;
    const listed = fromSidebar(
      valueIn(config, 'themeConfig', 'sidebar') ?? valueIn(locales, 'root', 'themeConfig', 'sidebar'),
      src,
      files,
    );
    const known = new Set(listed.map(({ file }) => file));
    return {
      title: textIn(config, 'title'),
      language: textIn(config, 'lang'),
      pages: [...listed, ...inFolderOrder(folder, files, src).filter(({ file }) => !known.has(file))].filter(
        ({ file }) => !isHome(file),
      ),
      leftOut: [
        ...files.filter(isHome).map((file) => ({ file, why: 'a landing page' })),
        ...all
          .filter((file) => !files.includes(file))
          .map((file) => ({ file, why: 'a translation: a course has one language' })),
      ],
      publicFolders: [joined(src, 'public') ?? 'public', joined(root, '.vuepress/public') ?? ''],
      aliases: { '@': src },
      roots: [src, root],
      hasMath: /math:\s*true|markdown-it-(?:mathjax3|katex)/.test(text),
    };
  },
  line(line, page) {
    const code = /^([ \t>]*)<<<[ \t]*(\S.*?)[ \t]*$/.exec(line.text);
    if (code !== null) return snippet(code[1] ?? '', code[2] ?? '', line, page);
    const part = /^([ \t>]*)<!--[ \t]*@include:[ \t]*(\S+?)[ \t]*-->[ \t]*$/.exec(line.text);
    if (part !== null) return included(part[2] ?? '', line, page);
    if (/^\s*\[\[toc\]\]\s*$/i.test(line.text)) return [];
    return undefined;
  },
  fence(block, page) {
    if (!block.code.some(({ text }) => marker.test(text))) return undefined;
    return marked(block.prefix, block.marks, block.info, block.code, block.opener, page);
  },
  info: (info) =>
    info.replace(
      /^([\w+#.-]*)(\{[^}]*\})?(:(?:no-)?line-numbers(?:=\d+)?|:v-pre|:no-v-pre)*/,
      (_, lang: string, lines: string | undefined, flags: string | undefined) =>
        [lang === '' ? 'text' : lang, lines ?? '', flags?.startsWith(':line') === true ? flags.slice(1) : '']
          .filter((one) => one !== '')
          .join(' '),
    ),
  containers: new Map([['details', { as: 'directive', name: 'details', label: 'Details' }]]),
  becomes: [
    ['`::: tip Title`, `::: info`, `::: warning`, `::: danger`, `> [!NOTE]`', 'the aside of the same name'],
    ['`::: details Title`', '`:::details[Title]`'],
    ['`::: code-group` with `js [config.js]`', '`:::tabs` with fences and their titles'],
    [
      '```` ```js{4,7-9}:line-numbers ````, `// [!code ++]`, `// [!code highlight]`',
      '`{4,7-9} numbers`, `ins`, `del`, marked lines',
    ],
    ['`<<< @/snippets/a.js#region{2}`', 'the lines of that file'],
    ['`<!--@include: ./part.md-->`', 'the text of the part'],
    ['`<Badge text="new" />`, Vue components', 'their text, and named'],
    ['`themeConfig.sidebar`', 'categories and order'],
  ],
};

const marker = /[ \t]*(?:\/\/|#|--|\/\*|<!--|;|%)[ \t]*\[!code[ \t]+([^\]]*)\][ \t]*(?:\*\/|-->)?/;

/** `// [!code ++]` in code as attributes of the fence. */
function marked(
  prefix: string,
  marks: string,
  info: string,
  code: readonly Line[],
  at: Line,
  page: PageReader,
): readonly Line[] {
  const lines: Record<'ins' | 'del' | 'mark', number[]> = { ins: [], del: [], mark: [] };
  const words: string[] = [];
  const shown: Line[] = [];
  for (const line of code) {
    const [, command = ''] = marker.exec(line.text) ?? [];
    const text = line.text.replace(marker, '');
    const [name = '', size = '1'] = command.split(':');
    const kind = /^\+\+$/.test(name)
      ? 'ins'
      : /^--$/.test(name)
        ? 'del'
        : /^(?:highlight|hl|focus|warning|error)$/.test(name)
          ? 'mark'
          : undefined;
    const isAlone = command !== '' && text.trim() === '';
    const first = shown.length + 1;
    if (name === 'word' && size !== '1') words.push(size);
    else if (kind !== undefined) for (let at = 0; at < (Number(size) || 1); at++) lines[kind].push(first + at);
    if (!isAlone) shown.push({ ...line, text });
    if (/^(?:focus|warning|error)$/.test(name)) page.change(line, `\`[!code ${name}]\``, 'a marked line');
  }
  const list = (numbers: readonly number[]): string =>
    [...new Set(numbers)].filter((number) => number <= shown.length).join(',');
  const more = [
    ...(lines.mark.length > 0 ? [`{${list(lines.mark)}}`] : []),
    ...(lines.ins.length > 0 ? [`ins="${list(lines.ins)}"`] : []),
    ...(lines.del.length > 0 ? [`del="${list(lines.del)}"`] : []),
    ...words.filter((word) => !word.includes('"')).map((word) => `mark="${word}"`),
  ].join(' ');
  const indent = prefix.replace(/(?:[-*+]|\d+[.)])[ \t]+/g, (mark) => ' '.repeat(mark.length));
  return [
    { ...at, text: `${prefix}${marks}${info === '' ? 'text' : info} ${more}` },
    ...shown.map((line) => ({ ...line, text: indent + line.text })),
    ...inPlaceOf(at, `${indent}${marks}`),
  ];
}

const regionNames = [
  /^\/\/ ?#?(end)?region ([\w*-]+)$/,
  /^\/\* ?#(end)?region ([\w*-]+) ?\*\/$/,
  /^#pragma (end)?region ([\w*-]+)$/,
  /^<!-- #?(end)?region ([\w*-]+) -->$/,
  /^#(End )?Region ([\w*-]+)$/,
  /^::#(end)?region ([\w*-]+)$/,
  /^# ?(end)?region ([\w*-]+)$/,
];

/** `<<< @/file.js#region{2,4 js} [title]` */
function snippet(prefix: string, written: string, at: Line, page: PageReader): readonly Line[] {
  const [, path = '', region, braces, title] =
    /^([^\s#{[]+)(?:#([\w*-]+))?[ \t]*(?:\{([^}]*)\})?[ \t]*(?:\[([^\]]*)\])?/.exec(written) ?? [];
  const file = page.find(path, at.file);
  if (file === undefined) {
    page.lose(at, `the file \`${path}\`, which is not there to be included`, 'its name stands in its place');
    return inPlaceOf(at, `${prefix}\`${path}\``);
  }
  page.change(at, `\`${path}\` was included`, 'its lines stand in the lesson');
  const all = page.lines(file);
  let lines = all.at(-1)?.text === '' ? all.slice(0, -1) : all;
  if (region !== undefined) {
    const match = (line: Line): RegExpExecArray | null =>
      regionNames.map((name) => name.exec(line.text.trim())).find((found) => found?.[2] === region) ?? null;
    const start = all.findIndex((line) => match(line) !== null && match(line)?.[1] === undefined);
    const end = all.findIndex((line, index) => index > start && match(line)?.[1] !== undefined);
    if (start >= 0) lines = all.slice(start + 1, end < 0 ? undefined : end);
    else
      page.lose(at, `the region \`${region}\`, which \`${path}\` does not have`, 'the whole file stands in its place');
  }
  const texts = dedented(lines.map(({ text }) => text));
  const language =
    /(?:^|\s)([a-z][\w+-]*)\s*$/i.exec(braces ?? '')?.[1] ?? /\.([\w]+)$/.exec(nameOf(path))?.[1] ?? 'text';
  const numbers =
    /^[\d,\s-]+/
      .exec(braces ?? '')?.[0]
      .trim()
      .replace(/,$/, '') ?? '';
  const info = [
    language,
    `title="${title ?? nameOf(path)}"`,
    ...(numbers === '' ? [] : [`{${numbers}}`]),
    ...(/:line-numbers/.test(braces ?? '') ? ['numbers'] : []),
  ].join(' ');
  const longest = Math.max(2, ...texts.map((text) => /^\s*(`+)/.exec(text)?.[1]?.length ?? 0));
  return marked(
    prefix,
    '`'.repeat(longest + 1),
    info,
    lines.map((line, index) => ({ ...line, text: texts[index] ?? '' })),
    at,
    page,
  );
}

function included(written: string, at: Line, page: PageReader): readonly Line[] {
  const [, path = '', part, range] = /^([^#{]+)(?:#([^{]*))?(?:\{([^}]*)\})?$/.exec(written) ?? [];
  const file = page.find(path, at.file);
  if (file === undefined) {
    page.lose(at, `the file \`${path}\`, which is not there to be included`, 'left out');
    return inPlaceOf(at, '');
  }
  const body = page.folder.page(file).body;
  if (part !== undefined) {
    const named = (line: Line): string | undefined => /<!-- ?#(?:end)?region ([\w*-]+) ?-->/.exec(line.text)?.[1];
    const start = body.findIndex((line) => named(line) === part && !line.text.includes('endregion'));
    const end = body.findIndex(
      (line, index) => index > start && named(line) === part && line.text.includes('endregion'),
    );
    if (start >= 0) return body.slice(start + 1, end < 0 ? undefined : end);
  }
  const [from, to] = (range ?? '').split(',').map((one) => Number(one));
  if (range === undefined) return body;
  const whole = page.lines(file);
  return whole.slice((from || 1) - 1, range.includes(',') ? to || undefined : from);
}

function fromSidebar(sidebar: unknown, src: string, files: readonly string[]): readonly SourcePage[] {
  const pages: SourcePage[] = [];
  const taken = new Set<string>();
  const below = src === '' ? '' : `${src}/`;
  const walk = (items: unknown, base: string, category: string | undefined): void => {
    for (const item of Array.isArray(items) ? items : []) {
      if (!isRecord(item) && typeof item !== 'string') continue;
      const link = typeof item === 'string' ? item : textIn(item, 'link');
      const text = typeof item === 'string' ? undefined : textIn(item, 'text');
      const children = isRecord(item) ? (item['items'] ?? item['children']) : undefined;
      if (link !== undefined) {
        const path = `${base}${link}`
          .replace(/^\/+/, '')
          .replace(/[#?].*$/, '')
          .replace(/\.(?:html|md)$/, '');
        const file = [`${path}.md`, `${path.replace(/\/$/, '')}/index.md`, `${path === '' ? '' : `${path}/`}index.md`]
          .map((name) => below + name.replace(/^\//, ''))
          .find((name) => files.includes(name));
        if (file !== undefined && !taken.has(file)) {
          taken.add(file);
          pages.push({ file, title: text, category: children === undefined ? category : (text ?? category) });
        }
      }
      if (children !== undefined)
        walk(
          children,
          `${base}${(isRecord(item) ? textIn(item, 'base') : undefined) ?? ''}`,
          [category, text].filter((one) => one !== undefined).join(': '),
        );
    }
  };
  const all = isRecord(sidebar) ? Object.values(sidebar) : [sidebar];
  for (const one of all)
    walk(isRecord(one) ? one['items'] : one, isRecord(one) ? (textIn(one, 'base') ?? '') : '', undefined);
  return pages;
}
