import { describe, expect, test } from 'vitest';
import { readDiagram } from '../../src/course/diagrams/read.ts';
import { Diagrams } from '../../src/assets/diagrams.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { renderLesson } from '../../src/lesson/render.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { activeInSvg } from '../../src/source/published-files.ts';
import { wordsOf } from '../../src/words/words.ts';
import { soundBody, soundFront, validCourseFiles } from '../course/sound.ts';
import { plain } from './body.ts';

/** What a diagram is reported to have wrong, each with the text that it points at. */
const problemsIn = (code: string, lang = 'mermaid'): readonly string[] =>
  readDiagram(lang, code).problems.map(({ start, end, message }) => `${code.slice(start, end)}: ${message}`);

const drawn = async (code: string, lang = 'mermaid'): Promise<string> => {
  expect(problemsIn(code, lang)).toEqual([]);
  const diagrams = new Diagrams(undefined);
  await diagrams.ready([{ lang, code }]);
  return diagrams.drawing({ lang, code }) ?? '';
};

const wordsIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => text);

describe('A flowchart', () => {
  test.each([
    ['A --> B', 1],
    ['A-->B-->C', 2],
    ['A & B --> C & D', 4],
    ['A[Text] -- yes --> B(Round)', 1],
    ['A{Is it?} -->|yes| B((Circle)) & C([Pill])', 2],
    ['A -.-> B ==> C --- D ~~~ E', 4],
    ['A x--x B o--o C <--> D', 3],
    ['A[["Framed (a)"]] --> B[(Disk)]; B --> C{{Six}}', 2],
    ['A[/Slanted/] --> B[\\Back\\] --> C[/Wide\\] --> D>Flag]', 3],
    ['subgraph one [First]\nA --> B\nend\nC --> one', 2],
    ['%% a comment\nA-. dotted .->B == thick ==> C', 2],
    ['Ä_1 ----> b-c.d', 1],
  ])('is read: %s', (text, edges) => {
    const { diagram, problems } = readDiagram('mermaid', `flowchart LR\n${text}\n`);
    expect(problems).toEqual([]);
    expect(diagram).toMatchObject({ kind: 'graph', direction: 'right' });
    expect(diagram?.kind === 'graph' && diagram.edges.length).toBe(edges);
  });

  test.each([
    ['flowchart LR\nA[Browser --> B', '[: this text is never closed, expected `]`'],
    ['flowchart LR\nA --> ', ': expected a node'],
    ['flowchart LR\nA -> B', '->: unexpected `->`, expected an arrow'],
    ['flowchart LR\nA -- B', '--: unexpected `--`, expected an arrow'],
    ['flowchart LR\nnonsense here', 'here: unexpected `here`, expected an arrow'],
    ['flowchart LR\nA[f(x)] --> B', '(: unexpected `(` in a text without quotes'],
    ['flowchart XY\nA --> B', 'XY: unexpected `XY`, expected `TD`, `BT`, `LR` or `RL`'],
    ['flowchart LR\nsubgraph a\nA --> B', 'subgraph: this subgraph does not end'],
    ['flowchart LR\nend', 'end: unexpected `end`: no subgraph is open'],
    [
      'gantt\ntitle A',
      'gantt: unexpected `gantt`, expected `flowchart`, `sequenceDiagram`, `stateDiagram-v2` or `pie`',
    ],
    ['', ': this diagram is empty'],
  ])('with a mistake is reported at its place: %s', (code, expected) => {
    expect(problemsIn(code).map((one) => one.trimStart())).toEqual([expected.trimStart()]);
  });

  test('says what does nothing, and is drawn without it', () => {
    const { diagram, problems } = readDiagram('mermaid', 'flowchart LR\nA:::hot --> B\nstyle A fill:#f00\nclick A "x"');
    expect(problems.map(({ isIgnored }) => isIgnored)).toEqual([true, true, true]);
    expect(diagram).toBeDefined();
  });

  test('is drawn with all its words, and nothing that a page may not have', async () => {
    const svg = await drawn('flowchart TD\nA["<script>alert(1)</script> & more<br>second"] -->|a < b| B');
    expect(wordsIn(svg)).toEqual(['&lt;script&gt;alert(1)&lt;/script&gt; &amp; more', 'second', 'B', 'a &lt; b']);
    expect(svg).not.toMatch(/style|url\(|id=|on\w+=|<script/);
    expect(activeInSvg(svg)).toBeUndefined();
  });

  test('shrinks to a column by a quarter at most, and scrolls where that is not enough', async () => {
    const chain = (length: number) =>
      drawn(`flowchart LR\n${Array.from({ length }, (_, index) => `a${index} --> a${index + 1}`).join('\n')}`);
    for (const svg of await Promise.all(Array.from({ length: 20 }, (_, index) => chain(index + 1)))) {
      const width = Number(/ width="(\d+)"/.exec(svg)?.[1]);
      const column = /^<svg class="fits-(\w+)"/.exec(svg)?.[1];
      expect(column).toBe(
        [['phone', 430] as const, ['page', 880] as const, ['screen', 1200] as const].find(
          ([, widest]) => width <= widest,
        )?.[0],
      );
    }
  });

  test('is the same each time it is drawn', async () => {
    const code = 'flowchart LR\nA --> B --> C --> A\nsubgraph x\nB\nend';
    expect(await drawn(code)).toBe(await drawn(code));
  });

  test('has no more than can be drawn in time', () => {
    const many = Array.from({ length: 200 }, (_, index) => `a${index} --> b`).join('\n');
    expect(problemsIn(`flowchart LR\n${many}`)).toEqual([': a diagram with 201 nodes, expected at most 100']);
    expect(readDiagram('mermaid', `flowchart LR\n${'A --> B\n'.repeat(5000)}`).problems).toHaveLength(1);
  });
});

describe('A sequence', () => {
  test('is drawn with everyone and everything that is said', async () => {
    const svg = await drawn(
      'sequenceDiagram\nautonumber\nparticipant B as Browser\nB->>+S: asks\nS-->>-B: answers\nNote right of S: keeps it\nloop each day\nB-xS: gives up\nend\nalt yes\nB->>B: shows\nelse no\nS--)B: late\nend',
    );
    for (const word of [
      'Browser',
      'S',
      '1. asks',
      '2. answers',
      'keeps it',
      'loop',
      'each day',
      '3. gives up',
      '4. shows',
      'no',
      '5. late',
    ])
      expect(wordsIn(svg)).toContain(word);
  });

  test.each([
    ['A->>B hello', 'expected `:` and what is said'],
    ['A->>B: a\nfoo bar', 'expected an arrow'],
    ['loop x\nA->>B: a', 'this `loop` does not end'],
    ['else x', 'unexpected `else` outside of `alt`'],
    ['box Aqua\nA->>B: a\nend', '`box` is not drawn here'],
  ])('with a mistake is reported: %s', (text, expected) => {
    expect(problemsIn(`sequenceDiagram\n${text}`)[0]).toContain(expected);
  });
});

describe('States, pies and dot', () => {
  test('are drawn with all their words', async () => {
    expect(
      wordsIn(
        await drawn(
          'stateDiagram-v2\n[*] --> Open: begin\nstate "Half open" as half\nOpen --> half\nstate Both {\n[*] --> in\n}\nhalf --> Both\nnote right of Open: hello',
        ),
      ).toSorted(),
    ).toEqual(['Both', 'Half open', 'Open', 'begin', 'hello', 'in']);
    expect(wordsIn(await drawn('pie\n"Dogs" : 30\n"Cats" : 10'))).toEqual(['Dogs: 75 %', 'Cats: 25 %']);
    expect(
      wordsIn(
        await drawn(
          'graph { a -- { b c }; a [label="First\\nline"]; subgraph cluster_x { label=In; b }; {rank=same; b; c} }',
          'dot',
        ),
      ).toSorted(),
    ).toEqual(['First', 'In', 'b', 'c', 'line']);
  });

  test.each([
    ['digraph {\n a -> \n}', '}: unexpected `}`, expected a name'],
    ['digraph { a -- b }', '--: unexpected `--` in a `digraph`'],
    ['digraph { a -> b', 'b: the diagram ends too early, expected a name'],
    ['digraph { a [label=<b>x</b>] }', '<: labels of HTML are not drawn'],
    ['digraph { a [label="x }', '": unexpected `"`'],
    ['digraph { a [label="x"; }', '}: unexpected `}`, expected `]`'],
    ['digraph { a [label=] }', ']: unexpected `]`, expected a value'],
    ['digraph { rankdir=; }', ';: unexpected `;`, expected a value'],
  ])('with a mistake are reported at its place: %s', (code, expected) => {
    expect(problemsIn(code, 'dot')).toEqual([expected]);
  });

  test('load nothing: pictures, addresses and fonts do nothing', () => {
    const { problems } = readDiagram('dot', 'digraph { a [image="/etc/passwd", URL="javascript:1"]; fontpath="/"; }');
    expect(problems.map(({ message }) => message)).toEqual([
      '`image` does nothing here',
      '`URL` does nothing here',
      '`fontpath` does nothing here',
    ]);
  });
});

test('A diagram in a lesson is a figure with its words for those who do not see it', async () => {
  const code = 'flowchart LR\nA --> B';
  const { course, diagnostics } = loadCourse(
    memoryFiles({
      ...validCourseFiles(),
      'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n\`\`\`mermaid alt="A to B" title="A & B"\n${code}\n\`\`\`\n`,
    }),
  );
  expect(diagnostics).toEqual([]);
  const diagrams = new Diagrams(undefined);
  await diagrams.ready([{ lang: 'mermaid', code }]);
  const used: string[] = [];
  const { html } = renderLesson(course!.modules.find(({ slug }) => slug === 'dns')!.lesson.source, {
    words: wordsOf('en'),
    highlight: plain,
    diagram: diagrams.drawing,
    uses: (need) => void used.push(need),
    link: (url) => url,
    picture: () => undefined,
    proof: () => undefined,
    question: () => undefined,
    labFrame: () => undefined,
    sectionsAfter: 0,
  });
  expect(html).toMatch(
    /<figure class="diagram"><div class="scroll" role="img" aria-label="A to B" tabindex="0"><svg [^]*<\/svg><\/div>\n<figcaption>A &amp; B<\/figcaption><\/figure>/,
  );
  expect(used).toContain('diagram');
});
