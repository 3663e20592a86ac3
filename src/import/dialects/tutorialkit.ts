import type { Dialect, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder } from '../folder-order.ts';
import { folderOf, humanName, joined, nameOf } from '../paths.ts';
import { textIn, textsIn, type SourceFolder } from '../source-folder.ts';

const content = /(?:^|\/)content\.mdx?$/;

/** The folder of the tutorial: where the parts are. */
function rootOf(folder: SourceFolder): string | undefined {
  const inside = folder.paths.find((path) => /(?:^|\/)src\/content\/tutorial\//.test(path));
  if (inside !== undefined)
    return inside.slice(0, inside.indexOf('src/content/tutorial/') + 'src/content/tutorial'.length);
  const metas = folder.paths.filter(
    (path) => /(?:^|\/)meta\.mdx?$/.test(path) && /^type: *(?:tutorial|part|chapter)/m.test(folder.text(path) ?? ''),
  );
  const shortest = metas.toSorted((a, b) => a.split('/').length - b.split('/').length)[0];
  return shortest === undefined
    ? undefined
    : textIn(folder.page(shortest).data, 'type') === 'tutorial'
      ? folderOf(shortest)
      : folderOf(folderOf(shortest));
}

export const tutorialkit: Dialect = {
  name: 'tutorialkit',
  title: 'TutorialKit',
  detect(folder) {
    if (rootOf(folder) !== undefined) return 10;
    return folder.paths.some((path) => content.test(path) && /^type: *lesson/m.test(folder.text(path) ?? '')) ? 9 : 0;
  },
  isMdx: (file) => file.endsWith('.mdx'),
  site(folder): Site {
    const root = rootOf(folder) ?? '';
    const files = folder.paths.filter(
      (path) =>
        (root === '' || path.startsWith(`${root}/`)) && content.test(path) && !/\/_(?:files|solution)\//.test(path),
    );
    const metaOf = (path: string): string | undefined =>
      ['md', 'mdx'].map((ending) => joined(path, `meta.${ending}`) ?? '').find((name) => folder.has(name));
    const titleOf = (path: string): string => {
      const meta = metaOf(path);
      return (meta === undefined ? undefined : textIn(folder.page(meta).data, 'title')) ?? humanName(nameOf(path));
    };
    const listOf = (path: string, key: string): readonly string[] => {
      const meta = metaOf(path);
      return meta === undefined ? [] : textsIn(folder.page(meta).data[key]);
    };
    const factsOf = (path: string): { position?: number | undefined } => {
      const up = folderOf(path);
      const at = ['parts', 'chapters', 'lessons'].flatMap((key) => listOf(up, key)).indexOf(nameOf(path));
      return at < 0 ? {} : { position: at };
    };
    const pages = inFolderOrder(folder, files, root, factsOf).map(({ file }): SourcePage => {
      const folders: string[] = [];
      for (let at = folderOf(folderOf(file)); at !== root && at !== ''; at = folderOf(at)) folders.unshift(titleOf(at));
      return { file, category: folders.length === 0 ? undefined : folders.join(': ') };
    });
    const meta = metaOf(root);
    return {
      title: meta === undefined ? undefined : textIn(folder.page(meta).data, 'title'),
      pages,
      leftOut: folder.paths
        .filter((path) => /\/_(?:files|solution)\//.test(path))
        .map((path) => ({ file: path, why: 'a file of the editor: a lesson here has no editor of its own' })),
      publicFolders: [root.replace(/src\/content\/tutorial$/, 'public')],
      roots: [root],
    };
  },
  becomes: [
    ['`:::tip`, `:::info`, `:::warn`, `:::danger`, `:::success`', 'asides: `tip`, `info`, `warning`, `danger`, `tip`'],
    ['```` ```js add={2} del={3} collapse={1-4} ````', '`ins="2"`, `del="3"`, `collapse="1-4"`'],
    ['```` ```file:/src/a.js ````, `_files`, `_solution`', 'the code of that file; others are named'],
    ['parts, chapters and lessons by number or by `meta.md`', 'categories and order'],
  ],
  fence(block, page) {
    const [, kind, path = ''] = /^(file|solution):(\S+)/.exec(block.info) ?? [];
    if (kind === undefined) return undefined;
    const at =
      joined(folderOf(page.file), `${kind === 'file' ? '_files' : '_solution'}/${path.replace(/^\//, '')}`) ?? '';
    if (!page.folder.has(at)) {
      page.lose(block.opener, `the file \`${path}\`, which is not there to be shown`, 'its name stands in its place');
      return [{ ...block.opener, text: `${block.prefix}\`${path}\`` }];
    }
    return [
      {
        ...block.opener,
        text: `${block.prefix}${block.marks}${/\.(\w+)$/.exec(path)?.[1] ?? 'text'} title="${path.replace(/^\//, '')}"`,
      },
      ...page.lines(at).map((line) => ({ ...line, text: block.prefix + line.text })),
      { ...block.opener, text: block.prefix + block.marks },
    ];
  },
  info: (info) => info.replace(/\badd=/g, 'ins=').replace(/\bremove=/g, 'del='),
};
