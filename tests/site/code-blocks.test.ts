import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { plainLines, type CodeBlock } from '../../src/lesson/code/tokens.ts';
import { courseCodeBlocks, siteFromCourse } from '../../src/site/from-course.ts';
import { diskFiles } from '../../src/source/disk.ts';
import type { CourseFiles } from '../../src/source/files.ts';
import { memoryFiles } from '../../src/source/memory.ts';

const fence = (code: string, indent = ''): string => ['```js', code, '```'].map((line) => indent + line).join('\n');
const block = (code: string, indent: string): string => `|\n${indent}Words:\n\n${fence(code, indent)}\n`;

/** Code wherever Markdown lets an author put it. */
const files = {
  'course.yaml': 'title: C\nlanguage: en\ncategories:\n  - id: all\n    title: All\n    modules: [a]\n',
  'modules/a/lesson.md': `---\ntitle: Code\nsummary: A summary.\nobjectives:\n  - id: know\n    text: Know it\n---\n\n## One\n\n    indented();\n\n${fence('first();').replace('js', 'js title="first.js" {1}')}\n\n- In a list\n\n${fence('listed();', '  ')}\n\n> ${fence('quoted();').replaceAll('\n', '\n> ')}\n\n1. Deep\n\n       deep();\n\n:::note\n${fence('noted();')}\n:::\n\n~~~diff\n+a\n~~~\n\n${fence('+added();\n-removed();').replace('js', 'js diff')}\n\n\`\`\`\nplain\n\`\`\`\n\nText[^1].\n\n[^1]: Foot:\n\n${fence('foot();', '    ')}\n`,
  'modules/a/quiz.yaml': `contexts:\n  shown: ${block('context();', '    ')}questions:\n  - id: first\n    prompt: |\n      What?\n\n          indentedPrompt();\n    context: shown\n    objective: know\n    section: one\n    hints:\n      - ${block('hint();', '        ')}    options:\n      - id: this\n        text: ${block('option();', '          ')}        correct: true\n        feedback: ${block('feedback();', '          ')}      - id: that\n        text: Nothing\n    explanation: ${block('explained();', '      ')}  - id: second\n    type: predict-output\n    prompt: What does it print?\n    objective: know\n    section: one\n    program: |\n      console.log(1);\n    output: "1"\n    explanation: It prints what it is given, a number.\n`,
};

/** Every block that pages of a course ask colours for, and every one that is named before. */
function shownAndNamed(content: CourseFiles): { readonly shown: readonly string[]; readonly named: readonly string[] } {
  const { course, diagnostics } = loadCourse(content);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const shown = new Set<string>();
  const nameOf = ({ lang, code }: CodeBlock): string => `${lang} ${code}`;
  const { site, mdx } = siteFromCourse(course!, {
    base: '/',
    drafts: false,
    highlight: (asked) => {
      shown.add(nameOf(asked));
      return plainLines(asked.code);
    },
    asset: () => undefined,
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
  });
  for (const { code } of mdx.values()) code();
  for (const { html, quiz } of site.modules)
    JSON.stringify([html, quiz?.questions.map((question) => [question.html, question.contextHtml])]);
  return {
    shown: [...shown].toSorted(),
    named: [...new Set([...courseCodeBlocks(course!, false).values()].flat().map(nameOf))].toSorted(),
  };
}

describe('Every block of code that a page shows is named before the page is made', () => {
  test('wherever it stands', () => {
    const { shown, named } = shownAndNamed(memoryFiles(files));
    expect(named).toEqual(shown);
    for (const word of [
      'indented',
      'first',
      'listed',
      'quoted',
      'deep',
      'noted',
      'foot',
      'context',
      'indentedPrompt',
      'hint',
      'option',
      'feedback',
      'explained',
    ])
      expect(shown.join('\n')).toContain(`${word}();`);
    expect(shown).toContain('js added();\nremoved();');
  });

  test('in the course of this project', () => {
    const { shown, named } = shownAndNamed(diskFiles(fileURLToPath(new URL('../../content', import.meta.url))));
    // Transcripts are named, too, and shown as conversations.
    expect(shown.filter((block) => !named.includes(block))).toEqual([]);
    expect(shown.length).toBeGreaterThan(9);
  });
});

test('Indented code is no fence: the title and the marks of the next one stay where they are', () => {
  const { course } = loadCourse(memoryFiles(files));
  const { site } = siteFromCourse(course!, {
    base: '/',
    drafts: false,
    highlight: ({ code }) => plainLines(code),
    asset: () => undefined,
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
  });
  const [indented = '', first = ''] = site.modules[0]?.html?.match(/<figure class="code"[\s\S]*?<\/figure>/g) ?? [];
  expect(indented).toContain('indented();');
  expect(indented).not.toContain('figcaption');
  expect(first).toContain('first.js');
  expect(first).toContain('data-marked');
});
