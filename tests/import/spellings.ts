/** A piece of a lesson, as it means the same in every tool. Its words occur nowhere else in the lesson. */
export type Piece =
  | { readonly kind: 'paragraph'; readonly words: string }
  | { readonly kind: 'section'; readonly title: string }
  | {
      readonly kind: 'aside';
      readonly name: 'note' | 'tip' | 'warning';
      readonly title: string;
      readonly inside: readonly Piece[];
    }
  | { readonly kind: 'closed'; readonly title: string; readonly inside: readonly Piece[] }
  | { readonly kind: 'tabs'; readonly tabs: readonly { readonly name: string; readonly inside: readonly Piece[] }[] }
  | { readonly kind: 'code'; readonly lines: readonly string[]; readonly title: string }
  | { readonly kind: 'included'; readonly lines: readonly string[]; readonly file: string }
  | { readonly kind: 'picture'; readonly file: string; readonly alt: string }
  | { readonly kind: 'link'; readonly words: string; readonly to: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly nested: string; readonly isOrdered: boolean }
  | { readonly kind: 'table'; readonly cells: readonly string[] };

/** How a tool writes the pieces that each writes in its own way. */
export interface Spelling {
  readonly ending: 'md' | 'mdx' | 'qmd';
  /** The path of a page by its name; the pages lie where the tool looks for them. */
  page(name: string): string;
  /** Files that make a folder one of this tool. */
  readonly around: (pages: readonly string[]) => Readonly<Record<string, string>>;
  readonly top?: string;
  aside(name: string, title: string, inside: string): string;
  closed(title: string, inside: string): string;
  /** Undefined where the tool has no tabs. */
  tabs?(tabs: readonly { readonly name: string; readonly inside: string }[]): string;
  code(lines: readonly string[], title: string): string;
  /** Undefined where the tool takes no code from files. */
  included?(file: string): string;
}

const html = (title: string, inside: string): string =>
  `<details>\n<summary>${title}</summary>\n\n${inside}\n\n</details>`;
const fence = (info: string, lines: readonly string[]): string => `\`\`\`${info}\n${lines.join('\n')}\n\`\`\``;
/** Colons around others: one more than any inside. */
const colons = (open: (marks: string) => string, inside: string): string => {
  const most = Math.max(2, ...[...inside.matchAll(/^:{3,}/gm)].map(([marks]) => marks.length));
  const marks = ':'.repeat(most + 1);
  return `${open(marks)}\n\n${inside}\n\n${marks}`;
};

export const spellings: Readonly<Record<string, Spelling>> = {
  docusaurus: {
    ending: 'mdx',
    page: (name) => `docs/${name}.mdx`,
    around: () => ({ 'docusaurus.config.js': 'export default { title: "Site" };' }),
    top: "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';",
    aside: (name, title, inside) => colons((marks) => `${marks}${name}[${title}]`, inside),
    closed: html,
    tabs: (tabs) =>
      `<Tabs groupId="ways">\n${tabs.map(({ name, inside }) => `<TabItem value="v" label="${name}">\n\n${inside}\n\n</TabItem>`).join('\n')}\n</Tabs>`,
    code: (lines, title) => fence(`js title="${title}" {1} showLineNumbers`, lines),
  },
  starlight: {
    ending: 'mdx',
    page: (name) => `src/content/docs/${name}.mdx`,
    around: () => ({
      'astro.config.mjs':
        "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Site' })] };",
    }),
    top: "import { Tabs, TabItem, Aside } from '@astrojs/starlight/components';",
    aside: (name, title, inside) =>
      `<Aside type="${name === 'warning' ? 'caution' : name}" title="${title}">\n\n${inside}\n\n</Aside>`,
    closed: html,
    tabs: (tabs) =>
      `<Tabs syncKey="ways">\n${tabs.map(({ name, inside }) => `<TabItem label="${name}">\n\n${inside}\n\n</TabItem>`).join('\n')}\n</Tabs>`,
    code: (lines, title) => fence(`js title="${title}" ins={1} frame="none"`, lines),
  },
  mdbook: {
    ending: 'md',
    page: (name) => `src/${name}.md`,
    around: (pages) => ({
      'book.toml': '[book]\ntitle = "Site"\n',
      'src/SUMMARY.md': `# Summary\n\n${pages.map((page) => `- [${page}](${page}.md)`).join('\n')}\n`,
    }),
    aside: (name, title, inside) =>
      `> [!${name.toUpperCase()}]\n>\n> ${title}\n>\n${inside
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`,
    closed: html,
    code: (lines) => fence('js,ignore,editable', lines),
    included: (file) => `\`\`\`js\n{{#include ${file}}}\n\`\`\``,
  },
  vitepress: {
    ending: 'md',
    page: (name) => `${name}.md`,
    around: () => ({ '.vitepress/config.ts': "export default { title: 'Site' };" }),
    aside: (name, title, inside) => colons((marks) => `${marks} ${name === 'note' ? 'info' : name} ${title}`, inside),
    closed: (title, inside) => colons((marks) => `${marks} details ${title}`, inside),
    code: (lines, title) => fence(`js{1}:line-numbers [${title}]`, lines),
    included: (file) => `<<< @/${file}`,
  },
  carpentries: {
    ending: 'md',
    page: (name) => `episodes/${name}.md`,
    around: (pages) => ({
      'config.yaml': `carpentry: 'swc'\ntitle: 'Site'\nepisodes:\n${pages.map((page) => `- ${page}.md\n`).join('')}`,
    }),
    aside: (name, title, inside) =>
      `:::::::::::: ${name === 'warning' ? 'caution' : 'callout'}\n\n## ${title}\n\n${inside}\n\n::::::::::::::::::`,
    closed: (title, inside) => `:::::::: spoiler\n\n### ${title}\n\n${inside}\n\n::::::::::::`,
    code: (lines) => fence('js', lines),
  },
  myst: {
    ending: 'md',
    page: (name) => `${name}.md`,
    around: (pages) => ({
      'myst.yml': `version: 1\nproject:\n  title: Site\n  toc:\n${pages.map((page) => `    - file: ${page}.md\n`).join('')}`,
    }),
    aside: (name, title, inside) => colons((marks) => `${marks}{${name}} ${title}`, inside),
    closed: (title, inside) => colons((marks) => `${marks}{dropdown} ${title}`, inside),
    tabs: (tabs) =>
      colons(
        (marks) => `${marks}{tab-set}`,
        tabs.map(({ name, inside }) => colons((marks) => `${marks}{tab-item} ${name}`, inside)).join('\n\n'),
      ),
    code: (lines, title) => fence(`{code-block} js\n:caption: ${title}\n:linenos:\n`, lines),
    included: (file) => `\`\`\`{literalinclude} ${file}\n:language: js\n\`\`\``,
  },
  quarto: {
    ending: 'qmd',
    page: (name) => `${name}.qmd`,
    around: () => ({ '_quarto.yml': 'project:\n  type: website\nwebsite:\n  title: Site\n' }),
    aside: (name, title, inside) => colons((marks) => `${marks} {.callout-${name} title="${title}"}`, inside),
    closed: (title, inside) => colons((marks) => `${marks} {.callout-note collapse="true"}\n## ${title}`, inside),
    tabs: (tabs) =>
      colons(
        (marks) => `${marks} {.panel-tabset}`,
        tabs.map(({ name, inside }) => `## ${name}\n\n${inside}`).join('\n\n'),
      ),
    code: (lines, title) => fence(`{.js filename="${title}" code-line-numbers="true"}`, lines),
  },
  tutorialkit: {
    ending: 'md',
    page: (name) => `src/content/tutorial/1-part/${name}/content.md`,
    around: () => ({
      'src/content/tutorial/meta.md': '---\ntype: tutorial\n---\n',
      'src/content/tutorial/1-part/meta.md': '---\ntype: part\ntitle: Part\n---\n',
    }),
    aside: (name, title, inside) =>
      colons((marks) => `${marks}${name === 'warning' ? 'warn' : name === 'note' ? 'info' : name}[${title}]`, inside),
    closed: html,
    code: (lines, title) => fence(`js title="${title}" add={1}`, lines),
  },
  liascript: {
    ending: 'md',
    page: (name) => `${name}.md`,
    around: () => ({}),
    top: '<!--\nauthor: Somebody\nversion: 1.0.0\nlanguage: en\n-->',
    aside: (_, title, inside) => `                 --{{0}}--\n${title}\n\n${inside}`,
    closed: html,
    code: (lines, title) => fence(`js -${title}`, lines),
  },
  markdown: {
    ending: 'md',
    page: (name) => `${name}.md`,
    around: () => ({}),
    aside: (name, title, inside) =>
      `!!! ${name} "${title}"\n${inside
        .split('\n')
        .map((line) => (line === '' ? '' : `    ${line}`))
        .join('\n')}`,
    closed: html,
    tabs: (tabs) =>
      tabs
        .map(
          ({ name, inside }) =>
            `=== "${name}"\n\n${inside
              .split('\n')
              .map((line) => (line === '' ? '' : `    ${line}`))
              .join('\n')}`,
        )
        .join('\n\n'),
    code: (lines) => fence('js', lines),
  },
};

/** A piece as a tool writes it. What a tool does not have is written as its words alone. */
export function spelt(piece: Piece, spelling: Spelling): string {
  const all = (pieces: readonly Piece[]): string => pieces.map((one) => spelt(one, spelling)).join('\n\n');
  switch (piece.kind) {
    case 'paragraph':
      return piece.words;
    case 'section':
      return `## ${piece.title}`;
    case 'aside':
      return spelling.aside(piece.name, piece.title, all(piece.inside));
    case 'closed':
      return spelling.closed(piece.title, all(piece.inside));
    case 'tabs': {
      const tabs = piece.tabs.map(({ name, inside }) => ({ name, inside: all(inside) }));
      return spelling.tabs?.(tabs) ?? tabs.map(({ name, inside }) => `**${name}**\n\n${inside}`).join('\n\n');
    }
    case 'code':
      return spelling.code(piece.lines, piece.title);
    case 'included':
      return spelling.included?.(piece.file) ?? spelling.code(piece.lines, piece.file);
    case 'picture':
      return `![${piece.alt}](${piece.file})`;
    case 'link':
      return `See [${piece.words}](${piece.to}).`;
    case 'list':
      return piece.items
        .map(
          (item, index) =>
            `${piece.isOrdered ? `${index + 1}.` : '-'} ${item}${index === 0 ? `\n${piece.isOrdered ? '   ' : '  '}- ${piece.nested}` : ''}`,
        )
        .join('\n');
    case 'table':
      return `| ${piece.cells.join(' | ')} |\n|${piece.cells.map(() => ' --- |').join('')}\n| ${piece.cells.map((cell) => `*${cell}*`).join(' | ')} |`;
  }
}
