import type { Dialect, PageReader, Site, SourcePage } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { dedented, fenceAt, inPlaceOf, linesOf, type Line } from '../lines.ts';
import { folderOf, joined } from '../paths.ts';
import type { SourceFolder } from '../source-folder.ts';

/** The folder of the book, and that of its pages. */
function foldersOf(folder: SourceFolder): { readonly root: string; readonly src: string } | undefined {
  const settings = folder.topmost(/(?:^|\/)book\.toml$/);
  if (settings !== undefined) {
    const root = folderOf(settings);
    const src = /^\s*src\s*=\s*["']([^"']+)["']/m.exec(folder.text(settings) ?? '')?.[1] ?? 'src';
    return { root, src: joined(root, src) ?? root };
  }
  const summary = folder.topmost(/(?:^|\/)SUMMARY\.md$/);
  return summary === undefined ? undefined : { root: folderOf(folderOf(summary)), src: folderOf(summary) };
}

export const mdbook: Dialect = {
  name: 'mdbook',
  title: 'mdBook',
  detect(folder) {
    const found = foldersOf(folder);
    if (found !== undefined) return folder.paths.some((path) => path.endsWith('book.toml')) ? 10 : 8;
    return folder.paths.some(
      (path) => path.endsWith('.md') && /\{\{#(?:rustdoc_)?include |\{\{#playground /.test(folder.text(path) ?? ''),
    )
      ? 7
      : 0;
  },
  isMdx: () => false,
  site(folder): Site {
    const { root, src } = foldersOf(folder) ?? { root: '', src: '' };
    const toml = folder.text(joined(root, 'book.toml') ?? '') ?? '';
    const summary = folder.text(src === '' ? 'SUMMARY.md' : `${src}/SUMMARY.md`);
    const listed = summary === undefined ? [] : fromSummary(summary, src, folder);
    const known = new Set(listed.map(({ file }) => file));
    const rest = pagesBelow(folder, src).filter((file) => !known.has(file) && !file.endsWith('SUMMARY.md'));
    return {
      title: /^\s*title\s*=\s*"((?:[^"\\]|\\.)*)"/m.exec(toml)?.[1],
      language: /^\s*language\s*=\s*"([^"]*)"/m.exec(toml)?.[1],
      pages: summary === undefined ? inFolderOrder(folder, rest, src) : listed,
      leftOut: summary === undefined ? [] : rest.map((file) => ({ file, why: '`SUMMARY.md` does not list it' })),
      publicFolders: [src],
      roots: [src, root],
      hasMath: /mathjax-support\s*=\s*true|preprocessor\.katex/.test(toml),
    };
  },
  whole: withListings,
  line(line, page) {
    const include =
      /^([ \t>]*)\{\{\s*#(include|rustdoc_include|playground|title|template)\s+([^}]*?)\s*\}\}[ \t]*$/.exec(line.text);
    if (include === null) return undefined;
    const [, prefix = '', kind, target = ''] = include;
    if (kind === 'title') return [];
    const found = included(target, line, page);
    if (found === undefined) return inPlaceOf(line, `${prefix}\`${line.text.trim()}\``);
    if (kind === 'playground')
      return [
        ...inPlaceOf(line, `${prefix}\`\`\`rust`),
        ...found.map((one) => ({ ...one, text: prefix + one.text })),
        ...inPlaceOf(line, `${prefix}\`\`\``),
      ];
    return found.map((one) => ({ ...one, text: prefix + one.text }));
  },
  fence(block, page) {
    const isInclude = /^\s*\{\{\s*#(include|rustdoc_include|playground)\s+([^}]*?)\s*\}\}\s*$/;
    const isRust = /^rust\b/.test(block.info);
    const hidden = isRust && block.code.some(({ text }) => /^\s*#(?: |$)/.test(text));
    if (!hidden && !block.code.some(({ text }) => isInclude.test(text))) return undefined;
    const code = block.code.flatMap((line): readonly Line[] => {
      const [, kind, target = ''] = isInclude.exec(line.text) ?? [];
      if (kind === undefined) return isRust && /^\s*#(?: |$)/.test(line.text) ? [] : [line];
      return included(target, line, page) ?? [line];
    });
    if (hidden) page.lose(block.opener, 'lines of Rust that mdBook hides (`# …`)', 'left out');
    const longest = Math.max(2, ...code.map(({ text }) => /^\s*(`+)/.exec(text)?.[1]?.length ?? 0));
    const marks = block.marks.charAt(0).repeat(Math.max(block.marks.length, longest + 1));
    const indent = block.prefix.replace(/(?:[-*+]|\d+[.)])[ \t]+/g, (mark) => ' '.repeat(mark.length));
    return [
      { ...block.opener, text: `${block.prefix}${marks}${block.info}` },
      ...code.map((line) => ({ ...line, text: indent + line.text })),
      ...inPlaceOf(block.opener, `${indent}${marks}`),
    ];
  },
  info: (info) =>
    info
      .replace(/^([\w+#.-]+),\S*/, '$1')
      .replace(
        /^(?:ignore|should_panic|no_run|compile_fail|noplayground|editable|edition\d+|does_not_compile)\b\S*/,
        'rust',
      ),
  containers: new Map(),
  becomes: [
    [
      '`{{#include file.rs:anchor}}`, `{{#rustdoc_include file.rs:2:9}}`, `{{#playground file.rs}}`',
      'the lines of that file',
    ],
    ['```` ```rust,ignore,does_not_compile ````', '```` ```rust ````'],
    ['`# hidden` lines of Rust', 'left out, and named'],
    ['`> [!NOTE]`, `<details>`', 'asides, `:::details`'],
    [
      '`<Listing number="1-1" file-name="src/main.rs" caption="…">` of the Rust book',
      'the title of its code, and a line below it',
    ],
    ['`SUMMARY.md`: parts, chapters, order', 'categories and order'],
  ],
};

/** `<Listing number="1-1" file-name="src/main.rs" caption="…">` of the Rust book: the title of its code, and a line below it. */
function withListings(lines: readonly Line[]): readonly Line[] {
  const out: Line[] = [];
  let title: string | undefined;
  let below: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const fence = fenceAt(lines, at);
    if (fence !== undefined) {
      const isTitled = title !== undefined && fence.info !== '';
      out.push(
        ...(isTitled ? [{ ...line, text: `${line.text.trimEnd()} title="${title}"` }] : [line]),
        ...lines.slice(at + 1, fence.end),
      );
      if (isTitled) title = undefined;
      at = fence.end - 1;
      continue;
    }
    const opens = /^[ \t]*<Listing\b/.test(line.text);
    const end = opens ? lines.findIndex(({ text }, index) => index >= at && /[^=]>[ \t]*$/.test(text)) : -1;
    if (opens && end >= 0) {
      const tag = lines
        .slice(at, end + 1)
        .map(({ text }) => text)
        .join(' ');
      const value = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
      const [number, caption] = [value('number'), value('caption')];
      title = value('file-name');
      below = [number === undefined ? '' : `Listing ${number}`, caption ?? ''].filter((part) => part !== '').join(': ');
      out.push(...inPlaceOf(line, ''));
      at = end;
    } else if (/^[ \t]*<\/Listing>[ \t]*$/.test(line.text)) {
      out.push(...inPlaceOf(line, below === undefined || below === '' ? '' : `\n${below}\n`));
      title = undefined;
      below = undefined;
    } else out.push(line);
  }
  return out;
}

/** The lines that `file.rs`, `file.rs:2:5` or `file.rs:anchor` names. */
function included(target: string, at: Line, page: PageReader): readonly Line[] | undefined {
  const [, path = '', rest = ''] = /^([^\s:]+)((?::[^\s]*)?)/.exec(target) ?? [];
  const file = page.find(path, at.file);
  if (file === undefined) {
    page.lose(at, `the file \`${path}\`, which is not there to be included`, 'the command stands in its place');
    return undefined;
  }
  const all = page.lines(file);
  const isAnchor = (text: string): boolean => /\bANCHOR(?:_END)?:\s*[\w-]+/.test(text);
  const parts = rest.split(':').slice(1);
  const plain = (lines: readonly Line[]): readonly Line[] => {
    const shown = lines.filter(({ text }) => !isAnchor(text));
    const texts = dedented(shown.map(({ text }) => text));
    return trimmed(shown.map((line, index) => ({ ...line, text: texts[index] ?? '' })));
  };
  page.change(at, `\`${path}\` was included`, 'its lines stand in the lesson');
  const [first = ''] = parts;
  if (first !== '' && !/^\d+$/.test(first)) {
    const start = all.findIndex(({ text }) =>
      new RegExp(`\\bANCHOR:\\s*${first.replace(/[^\w-]/g, '')}\\s*(?:\\W*)$`).test(text),
    );
    const end = all.findIndex(
      ({ text }, index) =>
        index > start && new RegExp(`\\bANCHOR_END:\\s*${first.replace(/[^\w-]/g, '')}\\s*(?:\\W*)$`).test(text),
    );
    if (start < 0) {
      page.lose(at, `the region \`${first}\`, which \`${path}\` does not have`, 'the whole file stands in its place');
      return plain(all);
    }
    return plain(all.slice(start + 1, end < 0 ? undefined : end));
  }
  if (parts.length === 0) return plain(all);
  const from = first === '' ? 1 : Number(first);
  const to = parts.length === 1 ? from : parts[1] === '' ? all.length : Number(parts[1]);
  return plain(all.slice(from - 1, to));
}

function trimmed(lines: readonly Line[]): readonly Line[] {
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

function fromSummary(summary: string, src: string, folder: SourceFolder): readonly SourcePage[] {
  const pages: SourcePage[] = [];
  const taken = new Set<string>();
  let part: string | undefined;
  let chapter: string | undefined;
  const chapters = summary.split('\n').filter((line) => /^[-*+] /.test(line)).length;
  const hasParts = /^# (?!Summary\s*$)\S/im.test(summary.replace(/^\s*# .*\n/, ''));
  for (const { text } of linesOf(summary, '')) {
    const heading = /^#+[ \t]+(.*\S)/.exec(text)?.[1];
    if (heading !== undefined) {
      part =
        /^(?:summary|table of contents)$/i.test(heading) || (pages.length === 0 && !hasParts) ? undefined : heading;
      chapter = undefined;
      continue;
    }
    const [, indent = '', bullet, title = '', target = ''] =
      /^([ \t]*)([-*+][ \t]+)?\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)]*)\)/.exec(text) ?? [];
    if (target === '' && title === '') continue;
    if (bullet !== undefined && indent === '') chapter = title.replace(/`/g, '');
    const file = joined(src, target.replace(/^\.\//, '').replace(/[?#].*$/, ''));
    if (file === undefined || taken.has(file) || !folder.has(file)) continue;
    taken.add(file);
    const isNested = bullet !== undefined && summary.includes('\n  ') && chapters > 1;
    pages.push({ file, title, category: part ?? (isNested ? chapter : undefined) });
  }
  return pages;
}
