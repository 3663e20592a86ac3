import type { Container } from '../containers.ts';
import type { Dialect, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { withoutAttributeLines } from '../kramdown.ts';
import { inPlaceOf } from '../lines.ts';
import { folderOf, joined } from '../paths.ts';
import { textIn, textsIn, valueIn, type SourceFolder } from '../source-folder.ts';

const own: ReadonlyMap<string, Container> = new Map<string, Container>([
  ['objectives', { as: 'directive', name: 'info', label: 'Objectives' }],
  ['questions', { as: 'directive', name: 'info', label: 'Questions' }],
  ['keypoints', { as: 'directive', name: 'insight', label: 'Key points' }],
  ['callout', { as: 'directive', name: 'note' }],
  ['caution', { as: 'directive', name: 'caution' }],
  ['discussion', { as: 'directive', name: 'exercise', label: 'Discussion' }],
  ['checklist', { as: 'directive', name: 'info', label: 'Checklist' }],
  ['prereq', { as: 'directive', name: 'info', label: 'Prerequisites' }],
  ['testimonial', { as: 'directive', name: 'note' }],
  ['instructor', { as: 'directive', name: 'details', label: 'For instructors' }],
  ['spoiler', { as: 'directive', name: 'details', label: 'More' }],
  ['hint', { as: 'directive', name: 'hint' }],
  ['output', { as: 'inside' }],
]);

function rootOf(folder: SourceFolder): string | undefined {
  const config = folder.topmost(/(?:^|\/)_?config\.ya?ml$/, (path) =>
    /^(?:carpentry|life_cycle|episodes|collections):/m.test(folder.text(path) ?? ''),
  );
  return config === undefined ? undefined : folderOf(config);
}

export const carpentries: Dialect = {
  name: 'carpentries',
  title: 'The Carpentries (Workbench and the older Jekyll lessons)',
  detect(folder) {
    if (rootOf(folder) !== undefined && folder.paths.some((path) => /(?:^|\/)_?episodes(?:_rmd)?\//.test(path)))
      return 10;
    const signs = folder.paths.filter(
      (path) =>
        /\.R?md$/.test(path) &&
        /^:{3,}[ \t]*(?:challenge|objectives|keypoints|questions|callout|prereq|solution|discussion)\b|^(?:> )*\{: \.(?:challenge|callout|solution|prereq|keypoints|discussion)\}|^(?:teaching|exercises): *\d+$/m.test(
          folder.text(path) ?? '',
        ),
    ).length;
    return signs > 0 ? 8 : 0;
  },
  isMdx: () => false,
  site(folder): Site {
    const root = rootOf(folder) ?? '';
    const config = folder.data(
      ['config.yaml', '_config.yml', '_config.yaml', 'config.yml']
        .map((name) => joined(root, name) ?? '')
        .find((name) => folder.has(name)) ?? '',
    );
    const below = ['_episodes', 'episodes', '_episodes_rmd']
      .map((name) => joined(root, name) ?? '')
      .find((name) => folder.paths.some((path) => path.startsWith(`${name}/`) && /\.R?md$/i.test(path)));
    const endings = /\.(?:md|rmd)$/i;
    const files =
      below === undefined
        ? pagesBelow(folder, root, endings)
        : folder.paths.filter((path) => folderOf(path) === below && endings.test(path) && !/\/README\.md$/i.test(path));
    const order = textsIn(valueIn(config, 'episodes')).map((name) => joined(below ?? root, name) ?? name);
    const listed = order.filter((path) => files.includes(path));
    const extra = ['learners', '_extras'].flatMap((name) => {
      const at = joined(root, name) ?? name;
      return folder.paths.filter((path) => folderOf(path) === at && path.endsWith('.md') && !/README/i.test(path));
    });
    const setup = ['setup.md'].map((name) => joined(root, name) ?? name).filter((name) => folder.has(name));
    const pages: SourcePage[] = [
      ...(listed.length > 0 ? listed.map((file) => ({ file })) : inFolderOrder(folder, files, below ?? root)).map(
        ({ file }) => ({ file, category: below === undefined ? undefined : 'Episodes' }),
      ),
      ...(below === undefined
        ? []
        : [...setup, ...extra]
            .filter((file) => hasText(folder, file))
            .map((file) => ({ file, category: 'For learners' }))),
    ];
    const taken = new Set(pages.map(({ file }) => file));
    const rest =
      below === undefined
        ? []
        : folder.paths.filter(
            (path) =>
              (/(?:^|\/)(?:instructors|profiles)\/[^/]+\.md$/.test(path) ||
                (folderOf(path) === root &&
                  /^(?:index|reference|about)\.md$/.test(path.slice(root === '' ? 0 : root.length + 1)))) &&
              !taken.has(path),
          );
    return {
      title: textIn(config, 'title'),
      language: textIn(config, 'lang'),
      pages,
      leftOut: [
        ...rest.map((file) => ({
          file,
          why: 'it is not for learners of a lesson: a start page, or notes for instructors',
        })),
        ...files.filter((file) => !taken.has(file)).map((file) => ({ file, why: '`config.yaml` does not list it' })),
      ],
      publicFolders: [root],
      roots: [root, ...(below === undefined ? [] : [below])],
      hasMath: true,
    };
  },
  containers: own,
  hasAttributes: true,
  whole: (lines) => withoutAttributeLines(lines, own),
  line(line, page) {
    let text = line.text;
    if (!/\{%|\{\{/.test(text)) return undefined;
    text = text
      .replace(
        /\{\{\s*(?:page\.root|site\.baseurl|site\.url|relative_root_path|site\.[a-z_]*(?:root|url))\s*\}\}\/?/g,
        '/',
      )
      .replace(/\{%-?\s*link\s+([^%]*?)\s*-?%\}/g, '/$1')
      .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')
      .replace(/\/\/(?=[_a-z])/g, (slashes, at: number) => (text.charAt(at - 1) === ':' ? slashes : '/'));
    const figure = /^([ \t>]*)\{%-?\s*include\s+(?:figure|image)\.html\s+(.*?)-?%\}\s*$/.exec(text);
    if (figure !== null) {
      const value = (name: string): string =>
        new RegExp(`\\b${name}=["']([^"']*)["']`).exec(figure[2] ?? '')?.[1]?.trim() ?? '';
      const caption = value('caption');
      return inPlaceOf(
        line,
        `${figure[1]}![${value('alt')}](${value('url') || value('src') || value('file')})${caption === '' ? '' : `\n${figure[1]?.trimEnd()}\n${figure[1]}*${caption}*`}`,
      );
    }
    const include =
      /\{%-?\s*(?:include\s+(\S+)|(assign|comment|endcomment|if|endif|else|for|endfor|unless|capture)\b)[^%]*%\}/.exec(
        text,
      );
    if (include !== null) {
      if (include[1] !== undefined && !/^(?:links|base_path|lc\/|carpentries)/.test(include[1]))
        page.lose(line, `the part \`${include[1]}\` of the site’s templates`, 'left out');
      text = text.replace(/\{%[^%]*%\}/g, '');
    }
    return text === line.text ? undefined : inPlaceOf(line, text);
  },
  info: (info) => chunk(info),
  becomes: [
    ['`::: challenge`, `> ## Title` … `{: .challenge}`', '`:::exercise[Title]`'],
    ['`::: solution`, `::: hint`', '`:::solution`, `:::hint`'],
    [
      '`::: callout`, `::: caution`, `::: prereq`, `::: checklist`, `::: testimonial`',
      'asides, titled by their heading',
    ],
    ['`::: objectives`, `objectives:`', 'the objectives of the lesson'],
    ['`::: questions`, `::: keypoints`, also in the front matter', '`:::info[Questions]`, `:::insight[Key points]`'],
    ['`::: instructor`, `::: spoiler`', '`:::details`'],
    ['```` ```output ````, ```` ```error ````, `{: .language-python}`', '```` ```output ````, the language'],
    ['`{% link … %}`, `{{ page.root }}`, `{% include figure.html … %}`', 'links and pictures'],
    ['`episodes:` in `config.yaml`, numbers in names', 'order'],
  ],
};

/** `{r, echo=FALSE}` as a language. */
function chunk(info: string): string {
  const [, language] = /^\{\s*\.?([A-Za-z]\w*)[^}]*\}$/.exec(info) ?? [];
  return (language ?? info).replace(/^(?:error|warning)$/, 'output');
}

const hasText = (folder: SourceFolder, file: string): boolean =>
  folder.page(file).body.filter(({ text }) => text.trim() !== '').length > 1;
