import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { describe, expect, test } from 'vitest';
import { tokenClass, theme, tokenKinds } from '../../src/lesson/code/theme.ts';
import { tokenise } from '../../src/lesson/code/tokenise.ts';
import { around } from '../../src/lesson/code/marked-words.ts';
import { html } from './body.ts';

const text = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Each letter of a coloured line with its class. */
function kindsOf(line: string): readonly string[] {
  return [...line.matchAll(/<span class="(\w+)">([^<]*)<\/span>|([^<]+)/g)].flatMap(
    ([, name = '', inside = '', outside = '']) =>
      [...text([inside + outside])].flatMap((letter) => (letter.trim() === '' ? [] : [`${letter} ${name}`])),
  );
}

describe('Code', () => {
  test('is coloured by classes, never by styles', async () => {
    const [line] = await tokenise({ lang: 'js', code: 'const greet = (name) => `hi ${name}`; // 1 < 2' });
    expect(line).toContain('<span class="tk">const');
    expect(line).toContain('<span class="tc">// 1 &lt; 2</span>');
    expect(line).not.toContain('style');
  });

  test.each(['js', 'ts', 'html', 'css', 'json', 'http', 'bash', 'python', 'yaml', 'md', 'sql', 'diff'])(
    'in %s says what was written, letter for letter',
    async (lang) => {
      const code = 'a = "<b> & \'c\'" # // x\n\n  {"d": [1, 2.5, true]}\n\tGET /e HTTP/1.1\n\u00e4 \u{1f50c} /* f */';
      expect(text(await tokenise({ lang, code }))).toBe(code);
    },
  );

  test('in a language nobody knows comes out plain', async () => {
    expect(await tokenise({ lang: 'klingon', code: 'a < b\nc' })).toEqual(['a &lt; b', 'c']);
  });

  test('knows languages by their short names', async () => {
    expect(await tokenise({ lang: 'javascript', code: 'let a' })).toEqual(
      await tokenise({ lang: 'js', code: 'let a' }),
    );
  });

  test.each(['js', 'ts', 'html', 'css', 'json', 'http', 'bash', 'python', 'yaml', 'md', 'sql', 'diff'])(
    'in %s has the colours that its grammar gives the whole block, whatever was coloured before',
    async (lang) => {
      const [shiki, { bundledLanguages, bundledLanguagesAlias }] = await Promise.all([
        createHighlighterCore({
          themes: [theme],
          langs: [],
          engine: createJavaScriptRegexEngine({ forgiving: true }),
          warnings: false,
        }),
        import('shiki/langs'),
      ]);
      await shiki.loadLanguage({ ...bundledLanguages, ...bundledLanguagesAlias }[lang]!);
      // Lines that leave a grammar in the middle of something, and lines that are read otherwise there.
      const line = fc.constantFrom(
        '',
        '  ',
        '/* a',
        'b */ c',
        '`d',
        '${e}`',
        'f(',
        ')',
        '{',
        '}',
        '});',
        '"""',
        "'g'",
        '"h',
        '<p class="i">',
        '</p>',
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '# j',
        '- k: l',
        '- > m',
        '  | n',
        'key: |',
        'SELECT * FROM o',
        '-- p',
        '+q',
        '-r',
        '@@ -1 +1 @@',
        'GET /s HTTP/1.1',
        'if [ t ]; then',
        'fi',
        'cat <<U',
        'U',
        '```js',
        '```',
        'def v():',
        'return w',
        '1.5e3',
        '// x',
        'const y = () => {',
        '> z\t',
      );
      await fc.assert(
        fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
          const { tokens } = shiki.codeToTokens(lines.join('\n'), { lang, theme: 'lectern', tokenizeTimeLimit: 0 });
          const coloured = await tokenise({ lang, code: lines.join('\n') });
          expect(coloured.map(kindsOf)).toEqual(
            tokens.map((line) =>
              line.flatMap(({ content, color }) =>
                [...content].flatMap((letter) =>
                  letter.trim() === '' ? [] : [`${letter} ${tokenClass(color) ?? ''}`],
                ),
              ),
            ),
          );
        }),
        { seed: 11, numRuns: 150 },
      );
    },
  );

  test('has a colour for every kind of token that gets a class', () => {
    const css = readFileSync(new URL('../../src/styles/code.css', import.meta.url), 'utf8');
    expect(
      tokenKinds.map((kind) => kind.class).filter((name) => !new RegExp(`\\.${name}\\b`).test(css) && name !== 'tp'),
    ).toEqual([]);
  });

  test('has a theme of kinds: each disguised colour leads back to its class', () => {
    const colours = theme.settings.flatMap(({ settings }) => settings.foreground ?? []);
    expect(colours.slice(1).map(tokenClass)).toEqual(tokenKinds.map((kind) => kind.class));
  });
});

describe('A code figure', () => {
  test('shows the file’s name, where it runs, and marked lines', () => {
    expect(html('```js title="a.js" label="Node.js" runs="node" {2-3}\none\ntwo\nthree\n```')).toBe(
      '<figure class="code" data-side="server" data-lang="js"><figcaption><span class="code-file">a.js</span> <span class="code-label">Node.js</span></figcaption>' +
        '<pre tabindex="0" role="group" aria-label="a.js"><code><span class="line">one\n</span><span class="line" data-marked>two\n</span><span class="line" data-marked>three</span></code></pre></figure>',
    );
  });

  test('of a diff takes the signs out of the code and shows them beside it', () => {
    expect(html('```js diff\n  kept\n- old\n+ new\n```')).toBe(
      '<figure class="code" data-lang="js"><pre tabindex="0"><code><span class="line"> kept\n</span><span class="line" data-removed><span class="sign">-</span> old\n</span><span class="line" data-added><span class="sign">+</span> new</span></code></pre></figure>',
    );
  });
});

describe('Marks in code', () => {
  const fence = (meta: string, code: string, lang = 'js'): string => html(`\`\`\`${lang} ${meta}\n${code}\n\`\`\``);

  test('are of lines where they are numbers, else of words wherever they occur', () => {
    expect(fence('title="a" ins="1" del="2-3" mark="b<"', 'a\nb<c b<\nd')).toContain(
      '<code><span class="line" data-added><span class="sign">+</span>a\n</span><span class="line" data-removed><span class="sign">-</span><mark>b&lt;</mark>c <mark>b&lt;</mark>\n</span><span class="line" data-removed><span class="sign">-</span>d</span></code>',
    );
  });

  test('of words go around coloured pieces from inside, letter for letter', async () => {
    const [line = ''] = await tokenise({ lang: 'js', code: 'const a = "b & c";' });
    for (let start = 0; start < 18; start++)
      for (let end = start + 1; end <= 18; end++) {
        const marked = around(line, [{ start, end, tag: 'mark' }]);
        expect(text([marked])).toBe('const a = "b & c";');
        const inside = [...marked.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, part = '']) => part);
        expect(inside.join('')).not.toContain('<');
        expect(text(inside).replaceAll('\n', '')).toBe('const a = "b & c";'.slice(start, end));
      }
  });

  test('number the lines, close stretches of them and break them', () => {
    const shown = fence('title="a" numbers="7" collapse="2-3" wrap', 'a\nb\nc\nd');
    expect(shown).toMatch(/^<figure class="code" data-lang="js" data-wrap>/);
    expect([...shown.matchAll(/data-number="(\d+)"/g)].map(([, number]) => number)).toEqual(['7', '8', '9', '10']);
    expect(shown).toContain('<details><summary>2 lines</summary><pre');
    expect(shown.match(/<pre/g)).toHaveLength(3);
  });

  test('tell the commands of a session from what they print', () => {
    const shown = fence('', '$ a\nb\n# c', 'console');
    expect(shown).toContain('<span class="line"><span class="sign prompt">$ </span>a\n</span>');
    expect(shown).toContain('<span class="line" data-output>b\n</span>');
    expect(shown).toContain('<span class="sign prompt"># </span>c');
    expect(fence('', 'b', 'console')).not.toContain('data-output');
  });
});
