import type { Dialect, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { folderOf, humanName, joined, nameOf } from '../paths.ts';
import { isRecord, textIn, valueIn, type SourceFolder } from '../source-folder.ts';
import { staticDefault } from '../static-value.ts';

const configName = /(?:^|\/)astro\.config\.[cm]?[jt]s$/;

function configOf(folder: SourceFolder): string | undefined {
  return folder.topmost(configName, (path) => /starlight/i.test(folder.text(path) ?? ''));
}

export const starlight: Dialect = {
  name: 'starlight',
  title: 'Starlight (Astro)',
  detect(folder) {
    if (configOf(folder) !== undefined) return 9;
    const signs = folder.paths.filter(
      (path) =>
        /\.mdx?$/.test(path) &&
        /from ['"]@astrojs\/starlight\/components['"]|^sidebar:\s*$|^template: (?:splash|doc)/m.test(
          folder.text(path) ?? '',
        ),
    ).length;
    if (signs > 0) return 7;
    return folder.paths.some((path) => /(?:^|\/)src\/content\/docs\//.test(path)) ? 6 : 0;
  },
  isMdx: (file) => file.endsWith('.mdx'),
  site(folder): Site {
    const config = configOf(folder) ?? folder.topmost(configName);
    const inDocs = folder.topmost(/(?:^|\/)src\/content\/docs\//);
    const root =
      config === undefined
        ? inDocs === undefined
          ? ''
          : inDocs.slice(0, inDocs.indexOf('src/content/docs/')).replace(/\/$/, '')
        : folderOf(config);
    const docs = inDocs === undefined ? root : (joined(root, 'src/content/docs') ?? root);
    const settings = config === undefined ? undefined : staticDefault(folder.text(config) ?? '');
    const options = starlightOptions(settings);
    const locales = valueIn(options, 'locales');
    const otherLanguages = otherLocales(locales, valueIn(options, 'defaultLocale'), folder, docs);
    const all = pagesBelow(folder, docs);
    const files = all.filter(
      (path) => !otherLanguages.some((locale) => path.startsWith(`${docs === '' ? '' : `${docs}/`}${locale}/`)),
    );
    const isSplash = (file: string): boolean => textIn(folder.page(file).data, 'template') === 'splash';
    const listed = fromSidebar(valueIn(options, 'sidebar'), docs, files, folder);
    const known = new Set(listed.map(({ file }) => file));
    return {
      title: textIn(options, 'title'),
      language:
        typeof valueIn(options, 'defaultLocale') === 'string' && valueIn(options, 'defaultLocale') !== 'root'
          ? textIn(options, 'defaultLocale')
          : undefined,
      pages: [...listed, ...inFolderOrder(folder, files, docs).filter(({ file }) => !known.has(file))].filter(
        ({ file }) => !isSplash(file),
      ),
      leftOut: [
        ...files.filter(isSplash).map((file) => ({ file, why: 'a landing page (`template: splash`)' })),
        ...all
          .filter((file) => !files.includes(file))
          .map((file) => ({ file, why: 'a translation: a course has one language' })),
      ],
      publicFolders: [joined(root, 'public') ?? 'public'],
      aliases: { '~': joined(root, 'src') ?? 'src', '@': joined(root, 'src') ?? 'src' },
      roots: [docs, root],
    };
  },
  becomes: [
    ['`:::note[Title]`, `:::tip`, `:::caution`, `:::danger`, `<Aside type="tip">`', 'the aside of the same name'],
    ['`<Tabs syncKey="os">`, `<TabItem label="…">`', '`:::tabs{sync="os"}`, `:::tab[…]`'],
    ['`<Steps>`, `<FileTree>`', '`:::steps`, `:::files`'],
    ['`<Card title="…">`, `<LinkCard>`, `<LinkButton>`', 'a bold title with its text, a link'],
    ['`<Code code={…} lang="js" />`, `import code from "./a.js?raw"`', 'a fence with that code'],
    [
      '`ins={2}`, `del={2}`, `"words"`, `showLineNumbers`, `frame="…"`',
      '`ins="2"`, `del="2"`, `mark="words"`, `numbers`, nothing',
    ],
    ['`sidebar` in `astro.config.mjs`, `sidebar.order`', 'categories and order'],
  ],
};

function starlightOptions(settings: unknown): unknown {
  const integrations = valueIn(settings, 'integrations');
  return (Array.isArray(integrations) ? integrations : []).find(
    (one) => isRecord(one) && ('sidebar' in one || 'title' in one),
  );
}

function otherLocales(locales: unknown, first: unknown, folder: SourceFolder, docs: string): readonly string[] {
  if (isRecord(locales)) return Object.keys(locales).filter((locale) => locale !== 'root' && locale !== first);
  if (locales === undefined) return [];
  // The list is made by code: folders that are named like languages, beside pages in the root.
  const folders = new Set(
    folder.paths.flatMap((path) =>
      path.startsWith(`${docs}/`) ? [path.slice(docs.length + 1).split('/')[0] ?? ''] : [],
    ),
  );
  const named = [...folders].filter((name) => /^[a-z]{2}(?:-[a-z]{2,4})?$/.test(name));
  return named.filter((name) => name !== 'en' && name !== first);
}

function fromSidebar(
  sidebar: unknown,
  docs: string,
  files: readonly string[],
  folder: SourceFolder,
): readonly SourcePage[] {
  const pages: SourcePage[] = [];
  const taken = new Set<string>();
  const below = docs === '' ? '' : `${docs}/`;
  const pageOf = (slug: string): string | undefined => {
    const name = slug.replace(/^\/|\/$/g, '');
    return ['.md', '.mdx', '/index.md', '/index.mdx']
      .map((end) => `${below}${name === '' ? 'index' : name}${end}`)
      .find((path) => files.includes(path));
  };
  const add = (file: string | undefined, category: string | undefined, title?: string): void => {
    if (file === undefined || taken.has(file)) return;
    taken.add(file);
    pages.push({ file, category, title });
  };
  const walk = (items: unknown, category: string | undefined): void => {
    for (const item of Array.isArray(items) ? items : []) {
      if (typeof item === 'string') add(pageOf(item), category);
      if (!isRecord(item)) continue;
      const label = textIn(item, 'label');
      const inner = [category, label].filter((part) => part !== undefined).join(': ');
      const directory = textIn(item, 'autogenerate', 'directory');
      if (directory !== undefined) {
        const root = `${below}${directory}`;
        const title = label ?? humanName(nameOf(directory));
        for (const page of inFolderOrder(
          folder,
          files.filter((file) => file.startsWith(`${root}/`)),
          root,
        ))
          add(page.file, page.category === undefined ? title : `${title}: ${page.category}`);
      }
      walk(item['items'], inner === '' ? undefined : inner);
      const link = textIn(item, 'slug') ?? textIn(item, 'link');
      if (link !== undefined) add(pageOf(link), category, label);
    }
  };
  walk(sidebar, undefined);
  return pages;
}
