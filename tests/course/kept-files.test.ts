import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReadMemory, type LoadedCourse, type ReadStore } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import type { LessonSource, Module } from '../../src/course/model.ts';
import { highlightedBlock } from '../../src/lesson/code/figure.ts';
import { codeBlocks } from '../../src/lesson/render.ts';
import { walk } from '../../src/lesson/markdown.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { soundBody, validCourseFiles, soundFront, validHttp, validQuiz } from './sound.ts';
import { runs } from '../cases.ts';

/** Keeps as a file would: as JSON. */
class JsonStore implements ReadStore {
  readonly entries = new Map<string, string>();
  asked = 0;
  known = 0;

  get(file: string, text: string): unknown {
    const json = this.entries.get(`${file}\n${text}`);
    this.asked++;
    if (json !== undefined) this.known++;
    return json === undefined ? undefined : JSON.parse(json);
  }

  set(file: string, text: string, kept: unknown): void {
    this.entries.set(`${file}\n${text}`, JSON.stringify(kept));
  }
}

/** Everything that somebody can ask of a module, places included. */
function allOf({ lesson, quiz, ...module }: Module): unknown {
  const { located } = lesson.source;
  const all = (source: LessonSource): unknown => ({ ...source, located: undefined });
  return {
    ...module,
    lesson: {
      ...lesson,
      source: all(lesson.source),
      parts: lesson.parts.map((part) => ({ ...part, source: all(part.source) })),
      frontMatter: lesson.frontMatter.value,
      at: ['title', 'objectives'].map((key) => lesson.frontMatter.spanOf([key])),
      place: located.pointAt(40),
      blocks: codeBlocks(lesson.source),
    },
    quiz:
      quiz === undefined
        ? undefined
        : {
            data: quiz.data,
            value: quiz.source.value,
            leftOut: quiz.leftOut,
            questions: quiz.questions.map(({ at, ...question }) => ({
              ...question,
              prompt: at('prompt'),
              option: at('options', 1, 'text'),
            })),
          },
  };
}

const reportsOf = ({ diagnostics, modules, questions }: LoadedCourse): unknown => ({ diagnostics, modules, questions });

/** Loads a course without, before and after it is kept. */
function threeTimes(files: Parameters<typeof loadCourse>[0]): {
  readonly store: JsonStore;
  readonly loads: readonly LoadedCourse[];
} {
  const store = new JsonStore();
  const loads = [loadCourse(files), loadCourse(files, new ReadMemory(store))];
  [store.asked, store.known] = [0, 0];
  return { store, loads: [...loads, loadCourse(files, new ReadMemory(store))] };
}

const everything = `Text with a [link](https://example.com "t"), \`code\`, a note[^1] and a :kbd[key].

> quoted
>
> \`\`\`js title="server.js" {2} runs="node"
> const a = 1;
> run(a);
> \`\`\`

    only indented

\`\`\`diff-less diff label="Node.js"
-old
+new
\`\`\`

~~~{1}
plain
~~~

:::note[Said *so*]
One.

:::

<!-- lectern-silence heading-order: on purpose -->

#### Deep {#deep}

| a | b |
| - | - |
| 1 | ![alt][pic] |

[pic]: ./picture.png
[^1]: The note, with [another](#deep).
`;

const blocks = [
  everything,
  '## Same',
  '## Same',
  '- one\n- two\n\n      indented in a list',
  '::question{id="first"}',
  ':::flow[Steps]\n1. **A** b.\n2. **C** d.\n:::',
  'hard  \nbreak &amp; \\* escape',
  '```js\nlet x = "é 𝛑"; \n```',
  '<b>raw</b>',
  '***',
  'Setext\n---',
  '1. ```\n   in list\n   ```',
];

describe('A course that was kept', () => {
  test('is the one that was read: every lesson, quiz and place of the project’s own', () => {
    const content = path.resolve('content');
    const { store, loads } = threeTimes(diskFiles(content));
    const [plain, ...others] = loads;
    expect(plain?.course?.modules.length).toBe(readdirSync(path.join(content, 'modules')).length);
    for (const load of others) {
      expect(reportsOf(load)).toEqual(reportsOf(plain!));
      expect(load.course?.modules.map(allOf)).toEqual(plain?.course?.modules.map(allOf));
    }
    expect(store.known).toBe(store.asked);
  });

  test('is the one that was read, whatever its lessons are made of', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(blocks.length - 1), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (parts, lineBreak, isMdx, hasBom, isPart) => {
          const body = parts.map((part) => blocks[part]).join('\n\n');
          const text = `---\n${soundFront}---\n\n${soundBody}\n${isPart ? '' : body}\n`.replaceAll('\n', lineBreak);
          const content: Record<string, MemoryContent[string]> = {
            ...validCourseFiles(),
            'modules/dns/picture.png': new Uint8Array(8),
          };
          delete content['modules/dns/lesson.md'];
          content[`modules/dns/lesson.${isMdx ? 'mdx' : 'md'}`] = `${hasBom ? '\uFEFF' : ''}${text}`;
          if (isPart) {
            delete content['modules/http/lesson.md'];
            content['modules/http/lesson.mdx'] =
              `${validHttp}\nimport Part from '../dns/part.md${isMdx ? 'x' : ''}'\n\n<Part />\n`;
            content[`modules/dns/part.md${isMdx ? 'x' : ''}`] =
              `${hasBom ? '\uFEFF' : ''}${parts.length % 2 === 0 ? '' : '---\nlargest: .inf\n---\n'}${body}`.replaceAll(
                '\n',
                lineBreak,
              );
          }
          const { store, loads } = threeTimes(memoryFiles(content));
          const [plain, ...others] = loads;
          for (const load of others) {
            expect(reportsOf(load)).toEqual(reportsOf(plain!));
            expect(load.course?.modules.map(allOf)).toEqual(plain?.course?.modules.map(allOf));
          }
          if (!plain!.diagnostics.some(({ severity }) => severity === 'error')) expect(store.known).toBe(store.asked);
        },
      ),
      {
        seed: 5,
        numRuns: runs(60, 300),
        examples: [
          [[0], '\n', false, false, false],
          [[0, 1, 2, 5], '\r\n', false, true, false],
          [[4, 7], '\n', true, false, false],
          [[1], '\r', true, true, true],
        ],
      },
    );
  });

  test('names the blocks of code that its tree holds', () => {
    const files = memoryFiles({
      ...validCourseFiles(),
      'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n${everything}\n${blocks.slice(3).join('\n\n')}\n`,
      'modules/dns/picture.png': new Uint8Array(8),
    });
    for (const { course } of threeTimes(files).loads) {
      const source = course!.modules.find(({ slug }) => slug === 'dns')!.lesson.source;
      const inTree: unknown[] = [];
      walk(source.tree, (node) => {
        if (node.type === 'code')
          inTree.push(
            highlightedBlock(
              { lang: node.lang ?? undefined, code: node.value },
              source.fences.find((fence) => fence.node === node)?.meta.diff === true,
            ),
          );
      });
      expect(inTree.length).toBeGreaterThan(5);
      expect(codeBlocks(source)).toEqual(inTree);
    }
  });

  test('is read again where a file says something else, or has mistakes', () => {
    const store = new JsonStore();
    const content = validCourseFiles();
    loadCourse(memoryFiles(content), new ReadMemory(store));
    const edited = {
      ...content,
      'modules/dns/quiz.yaml': validQuiz.replace('What does a lookup find?', 'What does it find?'),
    };
    const again = loadCourse(memoryFiles(edited), new ReadMemory(store));
    expect(again.course?.modules.map(allOf)).toEqual(loadCourse(memoryFiles(edited)).course?.modules.map(allOf));
    const broken = {
      ...content,
      'modules/dns/quiz.yaml': `${validQuiz}extra: 1\n`,
      'modules/http/lesson.md': '---\ntitle: 1\n---\n',
    };
    const before = store.entries.size;
    for (const _ of [1, 2])
      expect(loadCourse(memoryFiles(broken), new ReadMemory(store)).diagnostics).toEqual(
        loadCourse(memoryFiles(broken)).diagnostics,
      );
    expect(store.entries.size).toBe(before);
  });

  test('warns of what it warned of', () => {
    const warned = {
      ...validCourseFiles(),
      'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n${everything}`,
    };
    const [plain, ...others] = threeTimes(memoryFiles(warned)).loads;
    expect(plain?.diagnostics.map(({ severity }) => severity)).toContain('warning');
    for (const load of others) expect(load.diagnostics).toEqual(plain?.diagnostics);
  });
});
