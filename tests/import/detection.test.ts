import { describe, expect, test } from 'vitest';
import { detected, dialects } from '../../src/import/dialects/index.ts';
import { importFolder, NothingToImport } from '../../src/import/import-folder.ts';
import { SourceFolder } from '../../src/import/source-folder.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { spellings } from './spellings.ts';

describe('the source of a folder', () => {
  test.each(Object.entries(spellings))('%s is recognised by what lies around its pages', (name, spelling) => {
    const files = {
      ...spelling.around(['first']),
      [spelling.page('first')]: `${spelling.top ?? ''}\n\n# First\n\nWords.\n`,
    };
    expect(detected(new SourceFolder(memoryFiles(files)))?.name).toBe(name);
  });

  test.each([
    ['docusaurus', 'a.md', '---\nsidebar_position: 2\n---\n\n# A\n'],
    [
      'starlight',
      'a.mdx',
      "---\ntitle: A\n---\nimport { Aside } from '@astrojs/starlight/components';\n\n<Aside>Words</Aside>\n",
    ],
    ['mdbook', 'a.md', '# A\n\n{{#include ../a.rs}}\n'],
    ['vitepress', 'a.md', '# A\n\n::: details More\nWords\n:::\n'],
    ['carpentries', 'a.md', '---\ntitle: A\nteaching: 10\n---\n\n:::::::: challenge\n\nDo it.\n\n::::::::\n'],
    ['myst', 'a.md', '# A\n\n```{note}\nWords\n```\n'],
    ['quarto', 'a.qmd', '# A\n'],
    ['tutorialkit', 'content.md', '---\ntype: lesson\ntitle: A\n---\n\nWords\n'],
    ['liascript', 'a.md', '<!--\nauthor: Somebody\n-->\n\n# A\n\n--{{0}}--\nWords\n'],
    ['markdown', 'a.md', '# A\n\nWords\n'],
  ])('%s is recognised by one page alone', (name, file, text) => {
    expect(detected(new SourceFolder(memoryFiles({ [file]: text })))?.name).toBe(name);
  });

  test('a folder without lessons is none', () => {
    expect(() => importFolder(memoryFiles({ 'a.txt': 'words' }), { taken: new Set() })).toThrow(NothingToImport);
  });

  test('each says what becomes of what is its own', () => {
    for (const { becomes } of dialects) expect(becomes.length).toBeGreaterThan(3);
  });
});
