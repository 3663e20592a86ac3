import { matches, quoted, type RawKind, type RawUse } from './kind.ts';
import type { Run } from './run.ts';

const why = 'learners would see brackets and an address, and could not follow it';

/** A URL or path, including those that Markdown autolinks. */
const address = String.raw`(?:<?(?:https?:\/\/|mailto:|www\.|\.{0,2}\/|#)[^()\s]*|[\w./%~-]+\.(?:mdx?|html?|png|jpe?g|gif|svg|webp|avif|pdf|csv|zip|txt|[cm]?[jt]s|py|mp4|webm)(?:#[\w-]*)?>?|\uE001[^()\r\n]*)`;
const spaced = new RegExp(String.raw`!?\[[^\[\]\r\n]+\][ \t]+\(${address}\)`, 'g');
const reversed = new RegExp(String.raw`(?<![\w\]])\([^()\[\]\r\n]+\)\[${address}\]`, 'g');

/** Links and images that Markdown does not recognise, and references without a definition. */
export const links: RawKind = {
  code: 'raw-link',
  signs: /\][ \t]*[[(]|\)\[|!\[/,
  inRun: (run) => [
    ...matches(run, spaced, (written) =>
      /^\[\d+\]/.test(written)
        ? undefined
        : {
            message: `${quoted(written)} is no ${nameOf(written)}: a space stands before the address`,
            why,
            fix: 'take the space between `]` and `(` away',
          },
    ),
    ...matches(run, reversed, (written) => ({
      message: `${quoted(written)} is no link, expected \`[text](address)\``,
      why,
      fix: 'put the text between `[` and `]`, and the address between `(` and `)`',
    })),
    ...brokenLinks(run),
    ...matches(
      run,
      /(?<![\w\])!])!?\[(?=[^[\]\r\n]*[\p{L}\uE003][^[\]\r\n]*[^[\]\r\n])[^[\]\r\n]+\]\[[^[\]\r\n]*\](?![[(:])/gu,
      (written) => ({
        message: `${quoted(written)} names an address that stands nowhere in this text`,
        why,
        fix: `write the address itself, \`[text](address)\`, or add a line \`[${nameIn(written)}]: address\``,
      }),
    ),
  ],
};

/** How far around its middle a link is searched for, in characters. */
const far = 1000;

/** `](` in running text: a broken link. */
function brokenLinks(run: Run): RawUse[] {
  return [...run.text.matchAll(/\]\(/g)].map(({ index }) => {
    const start = openingBefore(run.text, index);
    const line = /^[^\r\n]*/.exec(run.text.slice(index + 2, index + 2 + far))?.[0] ?? '';
    const close = line.indexOf(')');
    const end = close < 0 ? index + 2 + (/^\S*/.exec(line)?.[0].length ?? 0) : index + 3 + close;
    const written = run.written.slice(start, end);
    const what = nameOf(written);
    const target = line.slice(0, Math.max(0, close)).trim();
    const base = { start, end };
    if (close < 0)
      return {
        ...base,
        words: {
          message: `${quoted(written)} is no ${what}: its bracket is never closed`,
          why,
          fix: 'add `)` after the address',
        },
      };
    if (/\s/.test(target))
      return {
        ...base,
        words: {
          message: `${quoted(written)} is no ${what}: its address has a space in it`,
          why,
          fix: 'put the address between `<` and `>`, or write `%20` for each space; a title goes between quotes',
        },
      };
    if (/\uE001/.test(run.text.slice(start, index)))
      return {
        ...base,
        words: {
          message: `${quoted(written)} is no link: it has another one inside`,
          why,
          fix: 'end the first link before the second begins',
        },
      };
    return {
      ...base,
      words: {
        message: `${quoted(written)} is no ${what}`,
        why,
        fix: 'compare it with `[text](address)`; brackets in the text or the address that are meant are written `\\[`, `\\]`, `\\(` and `\\)`',
      },
    };
  });
}

/** The opening bracket for the one at `close`, or `close` itself if there is none on its line. */
function openingBefore(text: string, close: number): number {
  let depth = 0;
  for (let at = close; at >= 0 && at > close - far && !/[\r\n]/.test(text.charAt(at)); at--) {
    if (text.charAt(at) === ']') depth++;
    else if (text.charAt(at) === '[' && --depth === 0) return text.charAt(at - 1) === '!' ? at - 1 : at;
  }
  return close;
}

const nameOf = (written: string): string => (written.startsWith('!') ? 'picture' : 'link');

/** `[text][name]` and `[name][]`. */
function nameIn(written: string): string {
  const [, text = '', name = ''] = /^!?\[([^[\]]*)\]\[([^[\]]*)\]$/.exec(written) ?? [];
  return (name === '' ? text : name).replace(/`/g, '');
}

/** Links of wikis and notebooks: `[[Page]]`, `[[Page|text]]`, `![[picture.png]]`. */
export const wikiLinks: RawKind = {
  code: 'raw-wiki-link',
  signs: /\[\[/,
  inRun: (run, { kind, hasBlanks }) =>
    hasBlanks
      ? []
      : matches(
          run,
          /(?<![\w\]\\])!?\[\[(?!(?:Prototype|Call|Construct|GetPrototypeOf|SetPrototypeOf|GetOwnProperty|DefineOwnProperty|HasProperty|Get|Set|Delete|OwnPropertyKeys|Extensible|Environment|HomeObject|PromiseState|PromiseResult|PrimitiveValue|Scopes|Realm|IsHTMLDDA)\]\])(?=[\p{L}\d#./_-])(?![\d\s]+\]\])[^[\]\r\n,]*[^[\]\r\n,\s]\]\](?![\w[(])/gu,
          (written) => ({
            message: `${quoted(written)} is shown as written, not as a ${nameOf(written)}`,
            why: 'learners would see double brackets, and could not follow them',
            fix: `${written.startsWith('!') ? 'write `![what it shows](file.png)`' : 'write `[text](../module/lesson.md)`'}${kind === 'quiz' ? '; blanks stand in the `text` of a `fill-in`' : ''}; brackets that are meant go between backticks`,
          }),
        ),
};
