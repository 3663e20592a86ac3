import { remoteVideo } from '../../course/remote-video.ts';
import type { Dialect, PageReader, Site } from '../dialect.ts';
import { inFolderOrder, pagesBelow } from '../folder-order.ts';
import { outsideFences, inPlaceOf, type Line } from '../lines.ts';
import type { SourceFolder } from '../source-folder.ts';

const header =
  /^\s*<!--(?:(?!-->)[\s\S])*?^\s*(?:author|version|language|narrator|script|import|logo|mode|comment|email|repository|link|icon|persistent|dark|edit|translation|attribute|@\w+):/m;
const marks =
  /^[ \t]*--\{\{[^{}]*\}\}--|^[ \t]*\{\{[\d|>!][^{}]*\}\}[ \t]*$|^[ \t]*\[\[[?!]\]\]|^[ \t]*(?:[-*][ \t]+)?\[[[(](?:X| )[\])]\]|!\?\[[^\]]*\]\(|\?\?\[[^\]]*\]\(/m;

const isLia = (folder: SourceFolder, path: string): boolean => {
  const text = folder.text(path) ?? '';
  return header.test(text.slice(0, 4000)) && /^#/m.test(text);
};

export const liascript: Dialect = {
  name: 'liascript',
  title: 'LiaScript',
  detect(folder) {
    const pages = pagesBelow(folder, '');
    if (pages.some((path) => isLia(folder, path) && marks.test(folder.text(path) ?? ''))) return 9;
    if (pages.some((path) => isLia(folder, path))) return 6;
    return pages.some((path) => /^[ \t]*--\{\{\d/m.test(folder.text(path) ?? '')) ? 6 : 0;
  },
  isMdx: () => false,
  site(folder): Site {
    const files = pagesBelow(folder, '');
    const own = files.filter((path) => isLia(folder, path) || marks.test(folder.text(path) ?? ''));
    return {
      pages: inFolderOrder(folder, own, ''),
      language: /^\s*language:\s*([A-Za-z-]+)\s*$/m
        .exec((folder.text(own[0] ?? '') ?? '').slice(0, 4000))?.[1]
        ?.toLowerCase(),
      leftOut: files.filter((path) => !own.includes(path)).map((file) => ({ file, why: 'no course in LiaScript' })),
      publicFolders: [''],
      roots: [''],
      hasMath: true,
    };
  },
  whole,
  line(line, page) {
    let { text } = line;
    const spoken = /^[ \t]*--\{\{[^{}]*\}\}--[ \t]*$/.test(text);
    if (spoken) {
      page.change(line, 'a comment that is read aloud', 'a paragraph');
      return inPlaceOf(line, '');
    }
    if (/\{\{[\d|>!\s][^{}]*\}\}/.test(text)) {
      text = text.replace(/(?<!`)\{\{[\d|>!\s][\d\s|>!-]*[^{}]*\}\}(?:\{([^{}]*)\})?(?!`)[ \t]?/g, '$1');
      page.lose(line, 'an animation (`{{1}}`)', 'all is shown at once');
    }
    text = text.replace(
      /(?<![`\w])(!\?|\?\?|\?)\[([^\]]*)\]\(([^)\s]+)([^)]*)\)/g,
      (_, kind: string, alt: string, url: string) => {
        // A file of its own is written like a picture, which becomes a player.
        if (kind !== '??' && !/^(?:https?:)?\/\//i.test(url) && /\.(?:mp4|webm|mp3|ogg|wav|m4a)$/i.test(url))
          return `![${alt}](${url})`;
        page.change(line, kind === '!?' ? 'a film' : kind === '?' ? 'a sound' : 'an embedded page', 'a link');
        return `[${alt.trim() === '' ? url : alt}](${remoteVideo(url)?.page ?? url})`;
      },
    );
    if (/^[ \t]*@[\w.]+(?:\([^)]*\))?[ \t]*$/.test(text)) {
      page.lose(line, `the macro \`${text.trim()}\``, 'left out');
      return inPlaceOf(line, '');
    }
    return text === line.text ? undefined : inPlaceOf(line, text);
  },
  info: (info) =>
    info
      .replace(
        /^(\S*)[ \t]+[+-]?([\w./-]+\.\w+)[ \t]*$/,
        (_, language: string, name: string) => `${language === '' ? 'text' : language} title="${name}"`,
      )
      .replace(/[ \t]+@\w+.*$/, ''),
  becomes: [
    ['the comment at the start (`author:`, `script:`, `import:`)', 'left out, and named'],
    ['`--{{0}}--` (read aloud), `{{1}}` (animations)', 'a paragraph; all is shown at once'],
    [
      '`[( )]`, `[(X)]`, `[[ ]]`, `[[X]]`, `[[answer]]` with `[[?]]` hints',
      '`:::exercise` with `:::hint` and `:::solution`',
    ],
    ['films (`!?[…]`), sounds (`?[…]`), pages (`??[…]`)', 'players for files, else links'],
    ['```` ```js -script.js ````', '```` ```js title="script.js" ````'],
    ['`@macro(…)`, `<script>`', 'left out, and named'],
  ],
};

/** Without the comment at the start, and with quizzes as exercises. */
function whole(lines: readonly Line[], page: PageReader): readonly Line[] {
  let first = 0;
  while (lines[first]?.text.trim() === '') first++;
  let rest = lines;
  if (/^\s*<!--/.test(lines[first]?.text ?? '')) {
    const end = lines.findIndex(({ text }, index) => index >= first && text.includes('-->'));
    const comment = lines.slice(first, end + 1);
    if (comment.some(({ text }) => /^\s*(?:<!--)?\s*(?:@?[\w.]+):/.test(text))) {
      const tells = comment.flatMap(({ text }) => /^\s*(script|import|link|onload|@[\w.]+):/.exec(text)?.[1] ?? []);
      const at = lines[first];
      if (at !== undefined && tells.length > 0)
        page.lose(at, `what the comment at the start loads and defines: ${[...new Set(tells)].join(', ')}`, 'left out');
      rest = lines.slice(end + 1);
    }
  }
  return withQuizzes(rest, page);
}

const choice = /^([ \t]*)(?:[-*+][ \t]+)?(?:\[\[( |X)\]\]|\[\(( |X)\)\]|\[\((-?\d+)\)\])[ \t]*(.*)$/;
const text = /^([ \t]*)(?:[-*+][ \t]+)?\[\[([^\]?!\s][^\]]*)\]\][ \t]*$/;
const hint = /^[ \t]*(?:[-*+][ \t]+)?\[\[\?\]\][ \t]*(.*)$/;

function withQuizzes(lines: readonly Line[], page: PageReader): readonly Line[] {
  return outsideFences(lines, (line, at, out) => {
    if (!choice.test(line.text) && !text.test(line.text)) {
      return undefined;
    }
    const options: { readonly line: Line; readonly words: string; readonly isRight: boolean }[] = [];
    const hints: Line[] = [];
    const answers: Line[] = [];
    let end = at;
    for (; end < lines.length; end++) {
      const one = lines[end] as Line;
      const [, , box, dot, , words = ''] = choice.exec(one.text) ?? [];
      const answer = text.exec(one.text)?.[2];
      const clue = hint.exec(one.text)?.[1];
      if (choice.test(one.text)) options.push({ line: one, words, isRight: box === 'X' || dot === 'X' });
      else if (clue !== undefined) hints.push({ ...one, text: clue });
      else if (answer !== undefined && options.length === 0 && answers.length === 0)
        answers.push({ ...one, text: /^_+$/.test(answer) ? '' : answer });
      else if (/^[ \t]*\[\[!\]\]/.test(one.text)) page.lose(one, 'a check of the answer by a script', 'left out');
      else if (options.length > 0 && /^[ \t]{2,}\S/.test(one.text)) {
        const last = options.pop();
        if (last !== undefined) options.push({ ...last, words: `${last.words} ${one.text.trim()}` });
      } else break;
    }
    let solution: readonly Line[] = [];
    const next = lines.findIndex(({ text: after }, index) => index >= end && after.trim() !== '');
    if (/^[ \t]*\*{3,}[ \t]*$/.test(lines[next]?.text ?? '')) {
      const close = lines.findIndex(({ text: after }, index) => index > next && /^[ \t]*\*{3,}[ \t]*$/.test(after));
      if (close > 0) {
        solution = lines.slice(next + 1, close);
        end = close + 1;
      }
    }
    const right = [
      ...options.filter(({ isRight }) => isRight).map(({ line: from, words }) => ({ ...from, text: `- ${words}` })),
      ...answers.filter(({ text: answer }) => answer !== '').map((one) => ({ ...one, text: one.text })),
    ];
    page.decide(
      line,
      'a question',
      'it is an exercise with its solution; in `quiz.yaml` it could be answered and graded',
    );
    const indent = /^[ \t]*/.exec(line.text)?.[0] ?? '';
    const block: Line[] = [
      ...inPlaceOf(line, '\n::: exercise\n'),
      ...(options.length === 0
        ? inPlaceOf(line, '…')
        : options.map(({ line: from, words }) => ({ ...from, text: `- ${words}` }))),
      ...hints.flatMap((one) => [...inPlaceOf(one, '\n::: hint'), one, ...inPlaceOf(one, ':::')]),
      ...(right.length + solution.length === 0
        ? []
        : [
            ...inPlaceOf(line, '\n::: solution'),
            ...right,
            ...inPlaceOf(line, ''),
            ...solution,
            ...inPlaceOf(line, ':::'),
          ]),
      ...inPlaceOf(line, '\n:::\n'),
    ];
    out.push(...block.map((one) => (one.text === '' || indent.length > 3 ? one : { ...one, text: one.text })));
    return end;
  });
}
