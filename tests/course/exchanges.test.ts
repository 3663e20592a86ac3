import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actorOf, exchangesOf, fileOf, utterancesOf, type Exchange } from '../../src/course/exchanges.ts';
import { ReadMemory } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { html, read } from '../lesson/body.ts';
import { soundBody, validCourseFiles, soundFront } from './sound.ts';

const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\``;
const program = (title: string): string => fence(`js title="${title}" runs="node"`, 'run();');
const exchange = (titles: readonly string[], transcript: string, attributes = ''): string =>
  [
    `:::exchange${attributes}`,
    ...titles.map(program),
    ...(transcript === '' ? [] : [fence('transcript', transcript)]),
    ':::',
  ].join('\n');
const only = (body: string): Exchange => exchangesOf(read(body))[0]!;
const spoken = (body: string): readonly (readonly [string | undefined, string])[] =>
  only(body).transcript!.lines.map(({ actor, text }) => [actor, text]);

describe('The actor of a program', () => {
  test.each([
    ['server.js', 'server'],
    ['src/server.js', 'server'],
    ['src\\server.js', 'server'],
    ['server.test.mjs', 'server.test'],
    ['Dockerfile', 'Dockerfile'],
    ['.env', '.env'],
    ['my server.js', 'my server'],
    ['src/', 'src/'],
  ])('of %s is %s', (title, actor) => expect(actorOf(title)).toBe(actor));
});

describe('A transcript', () => {
  test.each([
    ['server: ready', ['server.js'], 'server', 'ready'],
    ['server:ready', ['server.js'], 'server', 'ready'],
    ['server : at http://localhost:3000', ['server.js'], 'server', 'at http://localhost:3000'],
    ['server:', ['server.js'], 'server', ''],
    ['server:  two spaces', ['server.js'], 'server', ' two spaces'],
    ['my server: ready', ['my server.js'], 'my server', 'ready'],
    ['server.test: ready', ['server.js', 'server.test.js'], 'server.test', 'ready'],
    ['a:b: c', ['a.js', 'a:b.js'], 'a:b', 'c'],
    ['sever: ready', ['server.js'], 'sever', 'ready'],
  ] as const)('names who prints: “%s” between %j', (line, titles, actor, text) => {
    expect(spoken(exchange(titles, line))).toEqual([[actor, text]]);
  });

  test('goes on with the actor above where a line names nobody, and leaves blank lines out', () => {
    const body = exchange(['server.js'], 'first of all\nserver: {\n  a: 1,\n\n}\n12:30 sharp\nserver: done');
    expect(spoken(body)).toEqual([
      [undefined, 'first of all'],
      ['server', '{'],
      ['server', '  a: 1,'],
      ['server', '}'],
      ['server', '12:30 sharp'],
      ['server', 'done'],
    ]);
    expect(utterancesOf(only(body))).toEqual([
      { actor: 'server', text: '{\n  a: 1,\n}\n12:30 sharp' },
      { actor: 'server', text: 'done' },
    ]);
  });

  test('numbers clients as far as there are clients', () => {
    const body = exchange(['client.js'], 'client-1: a\nclient-2: b\nclient-3: c', '{clients="2"}');
    expect(only(body).transcript!.lines.map(({ actor }) => fileOf(only(body), actor!)?.title)).toEqual([
      'client.js',
      'client.js',
      undefined,
    ]);
  });

  test('knows where each line and name stands, also in a quotation and a list', () => {
    for (const [lead, rest] of [
      ['', ''],
      ['> ', '> '],
      ['- ', '  '],
    ] as const) {
      const body = exchange(['server.js'], 'server: ready\n\nserver: done')
        .split('\n')
        .map((line, index) => `${index === 0 ? lead : rest}${line}`)
        .join('\n');
      const source = read(body);
      const slice = ({
        start,
        end,
      }: {
        start: { line: number; column: number };
        end: { line: number; column: number };
      }): string => source.text.slice(source.located.offsetAt(start), source.located.offsetAt(end));
      const { lines } = exchangesOf(source)[0]!.transcript!;
      expect(lines.map(({ span }) => slice(span))).toEqual(['server: ready', 'server: done']);
      expect(lines.map(({ actorSpan }) => slice(actorSpan!))).toEqual(['server', 'server']);
    }
  });
});

/** Everything about the exchanges of a lesson but where they stand in its tree. */
const factsOf = (exchanges: readonly Exchange[]): unknown =>
  exchanges.map(({ use, files, transcript, ...rest }) => ({
    ...rest,
    at: use.nameSpan,
    files: files.map(({ fence: { infoSpan }, ...file }) => ({ ...file, infoSpan })),
    lines: transcript?.lines,
  }));

describe('The exchanges of a lesson', () => {
  const chat = exchange(['server.js', 'src/client.js'], 'server: ready\nclient: hello\n  there', '{lab clients="1"}');
  const pieces = [
    '## One',
    '## Two {#two}',
    chat,
    `::::note\n${chat}\n::::`,
    `> ${chat.replaceAll('\n', '\n> ')}`,
    'Text.',
    exchange(['a.js'], ''),
    fence('js', 'x') + '\n\n' + fence('output', 'y'),
    '### Not a section',
    ':::exchange\n:::',
  ];
  const lessons = fc
    .array(fc.nat(pieces.length - 1), { maxLength: 10 })
    .map((parts) => parts.map((part) => pieces[part]).join('\n\n'));

  test('have on the page the names that they have everywhere else, whatever stands around them', () => {
    fc.assert(
      fc.property(lessons, (body) => {
        const names = [...html(body).matchAll(/data-exchange="([^"]*)"/g)].map(([, id]) => id);
        expect(names).toEqual(exchangesOf(read(body)).map(({ id }) => id));
        expect(new Set(names).size).toBe(names.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('are the same whatever ends the lines, and on the page, too', () => {
    fc.assert(
      fc.property(
        lessons,
        fc.constantFrom('\r\n', '\r'),
        fc.constantFrom('md' as const, 'mdx' as const),
        (body, lineBreak, format) => {
          const other = body.replaceAll('\n', lineBreak);
          expect(factsOf(exchangesOf(read(other, format)))).toEqual(factsOf(exchangesOf(read(body, format))));
          const consoles = (text: string): readonly string[] =>
            html(text, format).match(/<(?:samp|code)>[^]*?<\/(?:samp|code)>/g) ?? [];
          expect(consoles(other)).toEqual(consoles(body));
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  test('are the same in the model, read or revived from what was kept', () => {
    const kept = new Map<string, string>();
    const store = {
      get: (file: string): unknown => JSON.parse(kept.get(file) ?? 'null') ?? undefined,
      set: (file: string, _: string, value: unknown) => void kept.set(file, JSON.stringify(value)),
    };
    const files = memoryFiles({
      ...validCourseFiles(),
      'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n${chat}\n`,
    });
    const [fresh, , revived] = [
      loadCourse(files),
      loadCourse(files, new ReadMemory(store)),
      loadCourse(files, new ReadMemory(store)),
    ];
    const of = ({ course, valid }: typeof fresh): readonly unknown[] =>
      [course, valid].map((one) =>
        factsOf(exchangesOf(one!.modules.find(({ slug }) => slug === 'dns')!.lesson!.source!)),
      );
    expect(of(fresh)[0]).toHaveLength(1);
    expect(of(revived)).toEqual(of(fresh));
    const { source } = revived.course!.modules.find(({ slug }) => slug === 'dns')!.lesson;
    expect(exchangesOf(source)).toBe(exchangesOf(source));
    expect(exchangesOf(source)[0]!.use.node).toBe(source.directives[0]!.node);
  });
});
