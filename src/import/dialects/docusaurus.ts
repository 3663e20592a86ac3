import type { Dialect, Site } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { inPlaceOf, type Line } from '../lines.ts';
import { folderOf, joined, withoutNumber } from '../paths.ts';
import { isRecord, textIn, valueIn, type SourceFolder } from '../source-folder.ts';
import { staticDefault } from '../static-value.ts';
import type { SourcePage } from '../dialect.ts';

const settings = (root: string): readonly string[] =>
  ['js', 'ts', 'mjs', 'cjs', 'mts'].map((ending) => joined(root, `docusaurus.config.${ending}`) ?? '');

/** The folder with the settings of the site; undefined where there are none. */
function rootOf(folder: SourceFolder): string | undefined {
  const found = folder.topmost(/(?:^|\/)docusaurus\.config\.[cm]?[jt]s$/);
  return found === undefined ? undefined : folderOf(found);
}

export const docusaurus: Dialect = {
  name: 'docusaurus',
  title: 'Docusaurus',
  detect(folder) {
    if (rootOf(folder) !== undefined) return 10;
    const signs = folder.paths.filter(
      (path) =>
        /(?:^|\/)_category_\.(?:json|ya?ml)$/.test(path) ||
        (/\.mdx?$/.test(path) &&
          /from ['"]@(?:theme|docusaurus|site)\/|^sidebar_position:|^sidebar_label:/m.test(folder.text(path) ?? '')),
    ).length;
    return signs > 0 ? 6 : 0;
  },
  isMdx: (file) => /\.mdx?$/.test(file),
  site(folder): Site {
    const root = rootOf(folder) ?? '';
    const config = staticDefault(folder.firstText(...settings(root)) ?? '');
    const docs = joined(root, docsPath(config) ?? 'docs') ?? '';
    const hasDocs = folder.paths.some((path) => path.startsWith(`${docs}/`));
    const base = hasDocs ? docs : root;
    const files = pagesBelow(folder, base).filter(
      (path) => hasDocs || !/(?:^|\/)(?:src|blog|versioned_docs|i18n)\//.test(path),
    );
    const factsOf = (path: string): { title?: string | undefined; position?: number | undefined } => {
      const data = ['json', 'yml', 'yaml'].map((ending) => folder.data(`${path}/_category_.${ending}`)).find(isRecord);
      const position = valueIn(data, 'position');
      return { title: textIn(data, 'label'), position: typeof position === 'number' ? position : undefined };
    };
    const listed = fromSidebars(folder, root, base, files);
    const ordered = inFolderOrder(folder, files, base, factsOf);
    const known = new Set(listed.map(({ file }) => file));
    return {
      title: textIn(config, 'title'),
      language: textIn(config, 'i18n', 'defaultLocale'),
      pages: [...listed, ...ordered.filter(({ file }) => !known.has(file))].map((page) => ({
        ...page,
        title: page.title ?? textIn(folder.page(page.file).data, 'sidebar_label'),
      })),
      leftOut: [],
      publicFolders: [joined(root, 'static') ?? 'static'],
      aliases: { '@site': root, '@docs': base },
      roots: [base, root],
      hasMath: /remark-math|rehype-katex/.test(folder.firstText(...settings(root)) ?? ''),
    };
  },
  fence(block) {
    const command =
      /^[ \t]*(?:\/\/|#|--|\/\*|\{\/\*|<!--)[ \t]*highlight-(next-line|start|end)[ \t]*(?:\*\/\}?|-->)?[ \t]*$/;
    if (!block.code.some(({ text }) => command.test(text))) return undefined;
    const marks: number[] = [];
    const code: Line[] = [];
    let isOpen = false;
    let isNext = false;
    for (const line of block.code) {
      const kind = command.exec(line.text)?.[1];
      if (kind !== undefined) {
        isOpen = kind === 'start' || (isOpen && kind !== 'end');
        isNext = kind === 'next-line';
        continue;
      }
      code.push(line);
      if (isOpen || isNext) marks.push(code.length);
      isNext = false;
    }
    const indent = block.prefix.replace(/(?:[-*+]|\d+[.)])[ \t]+/g, (mark) => ' '.repeat(mark.length));
    return [
      {
        ...block.opener,
        text: `${block.prefix}${block.marks}${block.info === '' ? 'text' : block.info} mark="${marks.join(',')}"`,
      },
      ...code.map((line) => ({ ...line, text: indent + line.text })),
      ...inPlaceOf(block.opener, `${indent}${block.marks}`),
    ];
  },
  info: (info) => info.replace(/(?<=[ \t])no-transpile\b/, ''),
  becomes: [
    ['`:::note[Title]`, `:::note Title`, `:::tip`, `:::info`, `:::warning`, `:::danger`', 'the aside of the same name'],
    ['`<Tabs groupId="os">`, `<TabItem label="…">`', '`:::tabs{sync="os"}`, `:::tab[…]`'],
    ['`<details><summary>`', '`:::details[…]`'],
    [
      '```` ```js title="a.js" {1,3} showLineNumbers ````, `// highlight-next-line`',
      'title, `{1,3}`, `numbers`, marked lines',
    ],
    ['`import Part from "./_part.mdx"`, `<Part />`', 'the text of the part'],
    ['`sidebars.js`, `_category_.json`, `sidebar_position`, numbers in names', 'categories and order'],
  ],
};

function docsPath(config: unknown): string | undefined {
  const presets = valueIn(config, 'presets');
  for (const preset of Array.isArray(presets) ? presets : []) {
    const found = Array.isArray(preset) ? textIn(preset[1], 'docs', 'path') : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The pages that `sidebars.js` lists, each once. */
function fromSidebars(
  folder: SourceFolder,
  root: string,
  base: string,
  files: readonly string[],
): readonly SourcePage[] {
  const text = folder.firstText(
    ...['js', 'ts', 'cjs', 'mjs', 'json'].map((ending) => joined(root, `sidebars.${ending}`) ?? ''),
  );
  const sidebars = text === undefined ? undefined : text.trim().startsWith('{') ? safeJson(text) : staticDefault(text);
  const byId = new Map<string, string>();
  for (const file of files) {
    const id = file.slice(base === '' ? 0 : base.length + 1).replace(/\.mdx?$/, '');
    const plain = id.split('/').map(withoutNumber).join('/');
    const own = textIn(folder.page(file).data, 'id');
    for (const name of [id, plain, ...(own === undefined ? [] : [joined(folderOf(plain), own) ?? own])])
      byId.set(name, file);
  }
  const pages: SourcePage[] = [];
  const taken = new Set<string>();
  const add = (id: unknown, category: string | undefined, title?: string): void => {
    const file = typeof id === 'string' ? byId.get(id) : undefined;
    if (file === undefined || taken.has(file)) return;
    taken.add(file);
    pages.push({ file, category, title });
  };
  const walk = (items: unknown, category: string | undefined): void => {
    if (isRecord(items) && !('type' in items)) {
      for (const [label, inner] of Object.entries(items))
        walk(inner, category === undefined ? label : `${category}: ${label}`);
      return;
    }
    for (const item of Array.isArray(items) ? items : [items]) {
      if (typeof item === 'string') add(item, category);
      else if (isRecord(item) && item['type'] === 'category') {
        const label = textIn(item, 'label') ?? '';
        const inner = category === undefined ? label : `${category}: ${label}`;
        add(valueIn(item, 'link', 'id'), inner);
        walk(item['items'], inner);
      } else if (isRecord(item) && item['type'] === 'doc') add(item['id'], category, textIn(item, 'label'));
      else if (isRecord(item) && !('type' in item)) walk(item, category);
    }
  };
  if (isRecord(sidebars)) for (const items of Object.values(sidebars)) walk(items, undefined);
  return pages;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return staticDefault(`export default ${text}`);
  }
}
