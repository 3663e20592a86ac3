import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/import/dialects/index.ts';
import { importFolder } from '../../src/import/import-folder.ts';
import { memoryFiles } from '../../src/source/memory.ts';

/** The body of one page as a lesson, and what is said of it. */
function lessonFrom(name: string, text: string, around: Readonly<Record<string, string>> = {}, page = 'page.md') {
  const from = dialects.find((dialect) => dialect.name === name);
  const result = importFolder(memoryFiles({ [page]: text, ...around }), {
    from,
    only: page,
    name: 'page',
    taken: new Set(),
  });
  const file = result.files.get('modules/page/lesson.md');
  const lesson = file !== undefined && 'text' in file ? file.text : '';
  expect(result.errors).toEqual([]);
  return { body: lesson.replace(/^---\n[^]*?\n---\n/, '').trim(), lesson, findings: result.findings };
}

describe('what is special about a source', () => {
  test.each([
    ['docusaurus', '```js\na();\n// highlight-next-line\nb();\n```\n', '```js mark="2"\na();\nb();\n```'],
    ['docusaurus', ':::note Title of it\nWords\n:::\n', ':::note[Title of it]\nWords\n:::'],
    [
      'mdbook',
      '<Listing number="1-1" file-name="main.rs" caption="It `runs`">\n\n```rust,ignore\nfn main() {}\n```\n\n</Listing>\n',
      '```rust title="main.rs"\nfn main() {}\n```\n\nListing 1-1: It `runs`',
    ],
    ['vitepress', '```js\na(); // [!code --]\nb(); // [!code ++]\n```\n', '```js ins="2" del="1"\na();\nb();\n```'],
    [
      'carpentries',
      '> ## Try it\n>\n> Do it.\n>\n> > ## Solution\n> >\n> > Done.\n> {: .solution}\n{: .challenge}\n',
      '::::exercise[Try it]\nDo it.\n\n:::solution[Solution]\nDone.\n:::\n::::',
    ],
    ['carpentries', '~~~\nx = 1\n~~~\n{: .language-python}\n', '```python\nx = 1\n```'],
    [
      'myst',
      '(here)=\n## Part\n\nSee {ref}`this <here>` and {kbd}`Ctrl`.\n',
      '## Part {#here}\n\nSee [this](#here) and <kbd>Ctrl</kbd>.',
    ],
    ['myst', '```{figure} gone.png\n:alt: A wall\n\nThe caption\n```\n', '*A wall*\n\nThe caption'],
    ['quarto', '::: {.callout-tip collapse="true"}\n## Look\n\nWords\n:::\n', ':::tip[Look]{collapsed}\nWords\n:::'],
    [
      'quarto',
      '| a | b |\n|---|---|\n| 1 | 2 |\n\n: Numbers {#tbl-x}\n',
      ':::table[Numbers]\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n:::',
    ],
    [
      'liascript',
      'What is it?\n\n[( )] One\n[(X)] Two\n[[?]] Look\n',
      'What is it?\n\n::::exercise\n- One\n- Two\n\n:::hint\nLook\n:::\n\n:::solution\n- Two\n\n:::\n::::',
    ],
    ['markdown', '~~~~exercism/caution\nCareful\n~~~~\n', ':::warning\nCareful\n:::'],
    [
      'markdown',
      '```mermaid\nflowchart LR\n  a --> b\n```\n',
      '```mermaid alt="A diagram, not described yet"\nflowchart LR\n  a --> b\n```',
    ],
  ])('%s: %j', (name, text, ours) => {
    expect(lessonFrom(name, text).body).toBe(ours);
  });

  test.each([
    ['![A wall](a.png){width=50%}', '![A wall](a.png){width="50%"}'],
    ['![Old](a.png){fig-alt="A wall" width=300px}', '![A wall](a.png){width="300px"}\n*Old*'],
  ])('pictures keep their width: %s', (text, ours) => {
    const { body, findings } = lessonFrom('quarto', `${text}\n`, { 'a.png': 'a stand-in' });
    expect(body).toBe(ours);
    expect(findings.filter(({ fate }) => fate === 'lost')).toEqual([]);
  });

  test('code of another file is put in, by region', () => {
    const { body } = lessonFrom('mdbook', '```rust\n{{#include a.rs:part}}\n```\n', {
      'a.rs': 'x\n    // ANCHOR: part\n    y();\n    // ANCHOR_END: part\n',
    });
    expect(body).toBe('```rust\ny();\n```');
  });

  test.each([
    ['quarto', '{{< video talk.mp4 title="A talk" >}}\n'],
    ['myst', '```{video} talk.mp4\n:alt: A talk\n```\n'],
    ['myst', '![A talk](talk.mp4)\n'],
    ['liascript', '!?[A talk](talk.mp4)\n'],
    ['docusaurus', '<video src="talk.mp4" controls aria-label="A talk"></video>\n'],
  ])('a film of the source is played here, too, and what is said in it is asked for: %s %j', (name, text) => {
    const { body, findings } = lessonFrom(name, text, { 'talk.mp4': 'a stand-in' });
    expect(body.replace(/>\s+<\//, '></')).toBe('<video src="talk.mp4" controls aria-label="A talk"></video>');
    expect(findings.filter(({ fate }) => fate !== 'decide')).toEqual([]);
  });

  test.each([
    ['quarto', '{{< video https://www.youtube.com/embed/aB3_-567890 title="A talk" >}}\n'],
    ['myst', '```{youtube} aB3_-567890\nA talk\n```\n'],
    ['liascript', '!?[A talk](https://youtu.be/aB3_-567890)\n'],
    ['docusaurus', '<iframe src="https://www.youtube-nocookie.com/embed/aB3_-567890" title="A talk"></iframe>\n'],
  ])('a film of another host is a link to its page: %s %j', (name, text) => {
    expect(lessonFrom(name, text).body.replace(/<a href="(.*)">(.*)<\/a>/, '[$2]($1)')).toBe(
      '[A talk](https://www.youtube.com/watch?v=aB3_-567890)',
    );
  });

  test('a title and objectives are taken from the page where it has them', () => {
    const { lesson } = lessonFrom(
      'markdown',
      '# How *it* works\n\nIt works well, as we will see now.\n\n## What you will learn\n\n- Say how it works\n- Build one\n',
    );
    expect(lesson).toContain('title: "How it works"\nsummary: "It works well, as we will see now."\n');
    expect(lesson).toContain(
      '  - id: say-how-it-works\n    text: "Say how it works"\n  - id: build-one\n    text: "Build one"\n',
    );
  });

  test('what cannot be kept is named, and its words stay', () => {
    const { body, findings } = lessonFrom(
      'docusaurus',
      'See <Fancy level={3}>these *words*</Fancy> and [that](./gone.md).\n',
      {},
      'page.mdx',
    );
    expect(body).toBe('See these *words* and that.');
    expect(findings.filter(({ fate }) => fate === 'lost').map(({ line, what }) => `${line} ${what}`)).toEqual([
      '1 the component `<Fancy>`',
      '1 a link that leads nowhere here: `./gone.md`',
    ]);
  });
});
