import type { Container } from '../containers.ts';
import { asLabel } from '../containers.ts';
import type { Dialect, Site } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { withoutAttributeLines } from '../kramdown.ts';
import { inPlaceOf } from '../lines.ts';

const none: ReadonlyMap<string, Container> = new Map();

/** Plain Markdown, and what sites of their own write beside it: what is not clearly another dialect. */
export const markdown: Dialect = {
  name: 'markdown',
  title: 'Markdown as GitHub has it, and what sites of their own add to it',
  detect: (folder) => (folder.paths.some((path) => /\.(?:md|mdx|markdown)$/i.test(path)) ? 1 : 0),
  isMdx: (file) => file.endsWith('.mdx'),
  site(folder): Site {
    const files = pagesBelow(folder, '');
    return {
      pages: inFolderOrder(folder, files, ''),
      leftOut: [],
      publicFolders: ['public', 'static', ''],
      roots: ['', 'docs', 'src', 'content'],
    };
  },
  whole: (lines) => withoutAttributeLines(lines, none),
  fence(block) {
    // An aside in a fence: `~~~~exercism/note`, and ```` ```smart header="…" ````.
    const [, name, header] =
      /^(exercism\/(?:note|caution|advanced)|smart|warn|summary|online|offline|note|tip|warning)(?:[ \t]+header="([^"]*)")?[ \t]*$/.exec(
        block.info,
      ) ?? [];
    if (name === undefined || (header === undefined && /^(?:note|tip|warning)$/.test(name) && block.code.length === 0))
      return undefined;
    const indent = block.prefix;
    const kind = /^(?:online|offline)$/.test(name) ? 'note' : name;
    return [
      ...inPlaceOf(
        block.opener,
        `${indent}\n${indent}::: ${kind}${header === undefined ? '' : `[${asLabel(header)}]`}`,
      ),
      ...block.code.map((line) => ({ ...line, text: indent + line.text })),
      ...inPlaceOf(block.opener, `${indent}:::`),
    ];
  },
  line(line, page) {
    if (/^\s*\[cut\]\s*$|^\s*\[\[?_?toc_?\]?\]\s*$/i.test(line.text)) return [];
    const frame = /^\s*\[(iframe|codetabs|edit|img|demo|example|play)\b\s*([^\]]*)\](?:.*\[\/\1\])?\s*$/.exec(
      line.text,
    );
    if (frame === null || /^\s*\[[^\]]*\](?:\(|:|\[)/.test(line.text)) return undefined;
    page.lose(line, `\`${line.text.trim()}\`, which shows what a site of its own has`, 'left out');
    return [];
  },
  info: (info) =>
    info.replace(
      /^(\w+)((?:[ \t]+(?:run|no-beautify|untrusted|autorun|demo|hide|refresh|height=\d+|module|async|trusted|global|current|link))+)(?=[ \t]|$)/,
      '$1',
    ),
  becomes: [
    ['`> [!NOTE]`, `!!! note "Title"`, `??? tip`, `:::name Title`', 'asides; `???` is collapsed'],
    ['`=== "Tab"`', '`:::tabs`, `:::tab[Tab]`'],
    ['`<details><summary>`', '`:::details[…]`'],
    ['`~~~~exercism/note`, ```` ```smart header="…" ````', 'asides'],
    ['`# Title` as the first line', 'the title of the lesson'],
    ['folders, numbers in names, `weight`, `order`', 'categories and order'],
  ],
};
