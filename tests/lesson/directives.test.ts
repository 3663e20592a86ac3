import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf } from '../../src/course/exchanges.ts';
import { directives } from '../../src/lesson/directives/index.ts';
import { checkDirectives } from '../../src/course/checks/directives.ts';
import type { LessonSource } from '../../src/source/lesson.ts';
import { html, htmlOf, plain, read, render } from './body.ts';

const chat = `:::exchange[A chat]{lab clients="2"}
\`\`\`js title="server.js" label="Node.js" runs="node"
listen();
\`\`\`
\`\`\`js title="client.js" label="Browser" runs="browser"
say('<hi>');
\`\`\`
\`\`\`transcript
server: ready
client-1: Welcome <you>
  and more
server: bye
\`\`\`
:::`;

describe('Every directive an author may write', () => {
  test('is in the list once, under no name that another goes by', () => {
    const names = directives.flatMap(({ name, otherNames = [] }) => [name, ...otherNames]);
    expect(names).toEqual([...new Set(names)]);
  });

  test('leaves no style and no script of its own behind', () => {
    const all = html(
      `:::note\na\n:::\n\n:::tip\na\n:::\n\n:::warning\na\n:::\n\n:::insight\na\n:::\n\n:::flow\n1. **a** b\n:::\n\n${chat}`,
    );
    expect(all).not.toMatch(/ style=|<style|<script| on\w+=/);
  });
});

describe('A callout', () => {
  test.each([
    ['insight', 'Key Insight'],
    ['note', 'Note'],
    ['tip', 'Tip'],
    ['warning', 'Warning'],
    ['info', 'Info'],
    ['important', 'Important'],
    ['caution', 'Caution'],
    ['danger', 'Danger'],
  ])('%s has a title of its own', (name, title) => {
    expect(html(`:::${name}\nText.\n:::`)).toBe(
      `<aside class="callout" role="note" data-kind="${name}">\n<p class="callout-title">${title}</p>\n<p>Text.</p>\n</aside>`,
    );
  });

  test('takes the author’s title, and nests', () => {
    expect(html('::::tip[Use *this*]\na\n\n:::note\nb\n:::\n::::')).toBe(
      '<aside class="callout" role="note" data-kind="tip">\n<p class="callout-title">Use <em>this</em></p>\n<p>a</p>\n<aside class="callout" role="note" data-kind="note">\n<p class="callout-title">Note</p>\n<p>b</p>\n</aside>\n</aside>',
    );
  });
});

describe('A callout that is collapsed', () => {
  test('is a disclosure with its title', () => {
    expect(html(':::info[More]{collapsed}\na\n:::')).toBe(
      '<details class="callout" data-kind="info">\n<summary class="callout-title">More</summary>\n<p>a</p>\n</details>',
    );
  });
});

describe('A quotation that GitHub shows as an alert', () => {
  test.each([
    ['alone', '> [!NOTE]\n> a', ':::note\na\n:::'],
    ['in small letters', '> [!caution]\n> a *b*', ':::caution\na *b*\n:::'],
    ['with a title', '> [!TIP] Use *this*, `now`\n> a', ':::tip[Use *this*, `now`]\na\n:::'],
    ['closed at first', '> [!danger]- More\n> a', ':::danger[More]{collapsed}\na\n:::'],
    ['open at first', '> [!danger]+ More\n> a', ':::danger[More]\na\n:::'],
    ['with blocks', '> [!IMPORTANT]\n>\n> a\n>\n> - b\n>   c', ':::important\na\n\n- b\n  c\n:::'],
    ['that goes on without marks', '> [!NOTE]\na\nb', ':::note\na\nb\n:::'],
    ['with markup at once', '> [!NOTE]\n> **a** b', ':::note\n**a** b\n:::'],
    ['within another', '> [!NOTE]\n> a\n>\n> > [!TIP]\n> > b', '::::note\na\n\n:::tip\nb\n:::\n::::'],
    ['in a list', '- > [!NOTE]\n  > a', '- :::note\n  a\n  :::'],
    ['with other line ends', '> [!NOTE]\r\n> a\r\n> b', ':::note\na\nb\n:::'],
  ])('is the aside that it names: %s', (_, quotation, directive) => {
    for (const format of ['md', 'mdx'] as const) expect(html(quotation, format)).toBe(html(directive));
  });

  test.each(['> [!EXAMPLE]\n> a', '> a [!NOTE]\n> b', '> \\[!NOTE]\n> a', '> [!NOTE](b.md)\n> a'])(
    'stays a quotation where it names none: %s',
    (quotation) => {
      expect(html(quotation)).toMatch(/^<blockquote>/);
    },
  );

  test('keeps the places of what it holds', () => {
    const { links, directives: uses, prose } = read('> [!NOTE] A [b](c)\n> d\n> > e [f](g)');
    expect(links.map(({ start }) => [start.line, start.column])).toEqual([
      [5, 13],
      [7, 7],
    ]);
    expect(uses.map(({ nameSpan, label, closed }) => [nameSpan.start, nameSpan.end, label, closed])).toEqual([
      [{ line: 5, column: 5 }, { line: 5, column: 9 }, 'A b', true],
    ]);
    expect(prose).toBe('A b\nd\ne f');
  });
});

describe('A disclosure', () => {
  test('has its title, and is open where its author says so', () => {
    expect(html(':::details[From *when*?]{open}\na\n:::')).toBe(
      '<details class="disclosure" open>\n<summary>From <em>when</em>?</summary>\n<p>a</p>\n</details>',
    );
  });
});

describe('An exercise', () => {
  test('holds hints and a solution, which a link to it opens', () => {
    expect(html('::::exercise[Ask]{id="ask"}\na\n\n:::hint\nb\n:::\n\n:::solution[Mine]\nc\n:::\n::::')).toBe(
      [
        '<section class="exercise" id="ask" aria-label="Exercise">',
        '<p class="exercise-title"><span>Exercise</span> Ask</p>',
        '<p>a</p>',
        '<details class="disclosure">\n<summary>Hint</summary>\n<p>b</p>\n</details>',
        '<details class="disclosure">\n<summary>Mine</summary>\n<div id="ask-solution">\n<p>c</p>\n</div>\n</details>',
        '</section>',
      ].join('\n'),
    );
  });
});

describe('Tabs', () => {
  test('stand below each other, each under its name', () => {
    expect(html('::::tabs{sync="os"}\n:::tab[One]\na\n:::\n\n:::tab[Two]\nb\n:::\n::::')).toBe(
      [
        '<div class="tabs" data-sync="os">',
        '<div class="tab">\n<p class="tab-name">One</p>\n<p>a</p>\n</div>',
        '<div class="tab">\n<p class="tab-name">Two</p>\n<p>b</p>\n</div>',
        '</div>',
      ].join('\n'),
    );
  });

  test('may be fences with titles', () => {
    const shown = html(':::tabs\n```js title="a"\n1\n```\n```js title="b"\n2\n```\n:::');
    expect(shown.match(/<div class="tab"><figure class="code"/g)).toHaveLength(2);
  });
});

describe('A tree of files', () => {
  test('knows folders by what they hold, and says what entries are for', () => {
    expect(html(':::files[All]\n- src\n  - **a.ts** the *start*\n  - `b c.ts`\n- out/\n:::')).toBe(
      [
        '<figure class="files">',
        '<figcaption>All</figcaption>',
        '<ul>',
        '<li data-folder><code>src/</code>',
        '<ul>',
        '<li data-marked><code>a.ts</code> <span class="quiet">the <em>start</em></span></li>',
        '<li><code>b c.ts</code></li>',
        '</ul></li>',
        '<li data-folder><code>out/</code></li>',
        '</ul>',
        '</figure>',
      ].join('\n'),
    );
  });
});

describe('Steps', () => {
  test('are the numbered list that they are', () => {
    expect(html(':::steps[How]\n3. a\n4. b\n:::')).toBe(
      '<div class="steps">\n<p class="label">How</p>\n<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n</div>',
    );
  });
});

describe('A player', () => {
  const spoken = (source: LessonSource): LessonSource => ({
    ...source,
    directives: source.directives.map((use) => ({
      ...use,
      node: use.node,
      ...(use.attributes['transcript'] === undefined ? {} : { spoken: ['Ada: 1 < 2.', 'Ben: yes.'] }),
    })),
  });

  test('shows a video with its captions, under it what it shows, and what is said in it', () => {
    const source = spoken(
      read('::video[A *lookup* & more]{src="a.mp4" captions="a.pt-BR.vtt" transcript="a.txt" poster="a.jpg"}'),
    );
    const picture = (url: string) => ({ href: `/${url}`, width: url === 'a.jpg' ? 640 : undefined, height: 360 });
    expect(htmlOf(source, { picture })).toBe(
      [
        '<figure class="media">',
        '<video controls preload="metadata" playsinline src="/a.mp4" poster="/a.jpg" width="640" height="360" aria-label="A lookup &amp; more"><track kind="captions" src="/a.pt-BR.vtt" srclang="pt-BR" label="Captions"></video>',
        '<figcaption>A <em>lookup</em> &amp; more</figcaption>',
        '</figure>',
        '<details class="disclosure transcript">',
        '<summary>Transcript</summary>',
        '<div>',
        '<p>Ada: 1 &lt; 2.</p>',
        '<p>Ben: yes.</p>',
        '</div>',
        '</details>',
      ].join('\n'),
    );
  });

  test('shows a sound, its transcript in its own language', () => {
    const shown = htmlOf(spoken(read('::audio[Talk]{src="a.mp3" transcript="a.de.txt"}')));
    expect(shown).toContain('<audio controls preload="metadata" src="a.mp3" aria-label="Talk"></audio>');
    expect(shown).toContain('<div lang="de">\n<p>Ada');
  });

  test('of another host is a link, until its script makes it more', () => {
    const needs: string[] = [];
    const body = '::video[A *lookup*]{src="https://youtu.be/aB3_-567890" captioned poster="a.jpg"}';
    const shown = html(body, 'md', {
      uses: (need) => needs.push(need),
      picture: (url) => ({ href: `/${url}`, width: 640, height: 360 }),
    });
    expect(shown).toBe(
      [
        '<figure class="media">',
        '<a class="remote" href="https://www.youtube.com/watch?v=aB3_-567890" data-player="https://www.youtube-nocookie.com/embed/aB3_-567890?autoplay=1&amp;rel=0" data-title="A lookup" aria-label="Play the video from YouTube: A lookup"><img src="/a.jpg" alt="" width="640" height="360" loading="lazy" decoding="async"><span>Play the video from YouTube</span></a>',
        '<figcaption>A <em>lookup</em> <span class="note">Once it plays, YouTube learns that you watch it.</span></figcaption>',
        '</figure>',
      ].join('\n'),
    );
    expect(needs).toContain('video');
  });

  test('of what nobody says has no transcript', () => {
    expect(html('::audio[A bird]{src="a.mp3" no-speech}')).not.toContain('details');
  });
});

describe('A flow', () => {
  test('is a figure around an ordered list, with the way back in words', () => {
    const drawn = html(
      ':::flow[Steps]{loop="again & again"}\n1. 🔌 **Handshake** Browser *asks*\n2. **Close**\n:::',
    ).replace(/<svg .*?<\/svg>/, 'drawing');
    expect(drawn).toBe(
      [
        '<figure class="flow" data-loop>',
        '<figcaption>Steps</figcaption>',
        '<ol>',
        '<li data-side="client"><span class="flow-mark" aria-hidden="true">drawing</span> <strong>Handshake</strong> <p>Browser <em>asks</em></p></li>',
        '<li><span class="flow-mark" aria-hidden="true">2</span> <strong>Close</strong></li>',
        '</ol>',
        '<p class="flow-loop">again &amp; again</p>',
        '</figure>',
      ].join('\n'),
    );
  });
});

describe('An exchange', () => {
  test('shows its files, clients first, and what each program prints in a console of its own', () => {
    expect(html(`## Talk\n\n${chat}`)).toContain(
      [
        '<figure class="exchange" data-exchange="talk/1">',
        '<figcaption>A chat</figcaption>',
        '<div class="exchange-files">',
        '<figure class="code" data-side="client" data-lang="js"><figcaption><span class="code-file">client.js</span> <span class="code-label">Browser</span></figcaption><pre tabindex="0" role="group" aria-label="client.js"><code><span class="line">say(\'&lt;hi&gt;\');</span></code></pre></figure>',
        '<figure class="code" data-side="server" data-lang="js"><figcaption><span class="code-file">server.js</span> <span class="code-label">Node.js</span></figcaption><pre tabindex="0" role="group" aria-label="server.js"><code><span class="line">listen();</span></code></pre></figure>',
        '</div>',
        '<div class="exchange-consoles">',
        '<div class="console" role="group" data-side="client" aria-label="client-1">',
        '<p class="console-name">client-1</p>',
        '<ol>',
        '<li data-at="2"><samp>Welcome &lt;you&gt;\n  and more</samp></li>',
        '</ol>',
        '</div>',
        '<div class="console" role="group" data-side="server" aria-label="server">',
        '<p class="console-name">server</p>',
        '<ol>',
        '<li data-at="1"><samp>ready</samp></li>',
        '<li data-at="3"><samp>bye</samp></li>',
        '</ol>',
        '</div>',
        '</div>',
        '</figure>',
      ].join('\n'),
    );
  });

  test('has what was recorded in its lab, where a run replaces it, and closed where it is to be guessed', () => {
    const proof = (id: string) => ({
      id,
      versions: { node: '24.21.0' },
      wire: [{ to: 'client', what: 'GET / HTTP/1.1' } as const],
    });
    const lab = html(chat, 'md', { labFrame: () => '/frame.html', proof });
    expect(lab).toMatch(
      /<button[^>]*>Run it here<\/button><\/div><div class="recorded"><div class="exchange-consoles">[^]*<\/table><\/div>\n<p class="exchange-proof">[^]*<\/p><\/div><\/live-lab>/,
    );
    expect(html(chat.replace('{lab', '{lab guess'), 'md', { labFrame: () => '/frame.html', proof })).toBe(
      lab
        .replace('<div class="recorded">', '<details class="recorded"><summary>What they print</summary>')
        .replace('</div></live-lab>', '</details></live-lab>'),
    );
    expect(html(chat.replace('{lab', '{guess'))).toContain(
      '</div>\n<details class="recorded"><summary>What they print</summary><div class="exchange-consoles">',
    );
  });

  test('says what it was run with when there is a proof of it, and only then', () => {
    const versions = { node: '24.21.0', ws: '8.23.0' };
    const proven = html(`## Talk\n\n${chat}`, 'md', {
      proof: (id) => (id === 'talk/1' ? { id, versions } : undefined),
    });
    expect(proven).toContain('<p class="exchange-proof">Run for real: Node.js 24.21.0, ws 8.23.0</p>');
    expect(
      html(`## Other\n\n${chat}`, 'md', { proof: (id) => (id === 'talk/1' ? { id, versions } : undefined) }),
    ).not.toContain('exchange-proof');
  });

  test.each(['server.js', 'src/server.js', 'src\\server.js', 'server.test.js', 'my server.js', 'Sérveur.js'])(
    'gives the console of %s the colours of its side',
    (title) => {
      const actor = actorOf(title);
      const body = `:::exchange\n\`\`\`js title="${title}" runs="node"\nlisten();\n\`\`\`\n\`\`\`transcript\n${actor}: ready: 1\n\`\`\`\n:::`;
      expect(html(body)).toContain(`<div class="console" role="group" data-side="server" aria-label="${actor}">`);
      expect(html(body)).toContain('<samp>ready: 1</samp>');
    },
  );

  test('is counted within its section', () => {
    const ids = [...html(`## One\n\n${chat}\n\n${chat}\n\n## Two\n\n${chat}`).matchAll(/data-exchange="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(ids).toEqual(['one/1', 'one/2', 'two/1']);
  });

  test.each([
    ['but for their code, which it shows', plain, [{}, {}]],
    [
      'with their code, where it shows it in another way',
      () => ['…'] as const,
      [{ code: "say('</script>');" }, { code: 'listen();' }],
    ],
  ])('carries its files as data for the lab, unable to end the script they stand in, %s', (_, highlight, code) => {
    const lab = html(chat.replace("'<hi>'", "'</script>'"), 'md', { labFrame: () => '/lab/frame.html', highlight });
    const [, data] =
      /<live-lab data-frame="\/lab\/frame\.html"[^>]*><script type="application\/json">(.*?)<\/script>/s.exec(lab) ??
      [];
    expect(JSON.parse(data ?? '')).toEqual({
      files: [
        { title: 'client.js', actor: 'client', runs: 'browser', label: 'Browser', ...code[0] },
        { title: 'server.js', actor: 'server', runs: 'node', label: 'Node.js', ...code[1] },
      ],
      clients: 2,
    });
  });
});

describe('A question in the lesson', () => {
  const question = (id: string): string => `<form>${id}</form>`;
  test('is the quiz’s own markup, in Markdown and in MDX', () => {
    const expected = '<div class="check-yourself">\n<form>why</form>\n</div>'.replaceAll('\n', '');
    expect(html('::question{id="why"}', 'md', { question })).toBe(expected);
    expect(html('<Question id="why" />', 'mdx', { question })).toBe(expected);
    expect(render('<Question id="why" />', 'mdx', { question }).mdx).toBeUndefined();
  });
});

describe('Markdown and MDX', () => {
  const lesson = new URL('../../content/modules/websockets/lesson.mdx', import.meta.url);
  const own = `Text with a:b and *emphasis*.\n\n## One {#uno}\n\n${chat}\n\n:::flow\n1. **a** b\n:::\n\n- [ ] task\n\n\`\`\`js title="a.js" {1}\nlet a;\n\`\`\`\n`;

  test('with the same text give the same bytes', () => {
    expect(html(own, 'mdx')).toBe(html(own, 'md'));
  });

  test.runIf(existsSync(lesson))('give the same bytes for a whole lesson, but for comments, which only MDX has', () => {
    const body = readFileSync(lesson, 'utf8')
      .replace(/^---[\s\S]*?\n---\n/, '')
      .replace(/^\{\/\*.*\*\/\}\n/gm, '');
    expect(html(body, 'mdx')).toBe(html(body, 'md'));
  });
});

test('A label may hold brackets within brackets', () => {
  expect(checkDirectives(read(':::note[a [link [x] b](#c) d]{}\nText.\n:::\n'), directives)).toEqual([]);
});
