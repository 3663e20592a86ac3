import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proof as proofSchema } from '../../schemas/proof.ts';
import { codesWithPages } from '../../src/cli/pages.ts';
import { lectern } from '../../src/cli/lectern.ts';
import { Prover, type ProveOptions, type ProofRun } from '../../src/proof/prove.ts';
import { proofDiagnostics, provenRecord } from '../../src/proof/record.ts';
import { terminalIn } from '../cli/sample.ts';
import { courseIn, load } from './course.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'proof-course-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const fence = (meta: string, code: string): string => `\`\`\`${meta}\n${code}\n\`\`\`\n`;
const server = fence(
  'js title="server.js" runs="node"',
  "require('node:http').createServer((request, response) => {\n  console.log(request.url);\n  response.end('hi');\n}).listen(3000);",
);
const talker = fence(
  'js title="talker.js" runs="node"',
  "console.log('asking');\nfetch('http://localhost:3000/time').then((answer) => console.log('answer', answer.status));",
);
const exchange = (transcript: string): string =>
  `:::exchange\n${server}\n${talker}\n${fence('transcript', transcript)}:::\n`;
const truth = 'talker: asking\nserver: /time\ntalker: answer 200';

/** Runs `lectern prove` as somebody would. */
async function prove(
  ...words: readonly string[]
): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  const { terminal, written } = terminalIn(parent, { stopped: () => new Promise(() => undefined) });
  const status = await lectern(['prove', ...words], terminal);
  return { status, ...written() };
}
async function judge(folder: string, options: Partial<ProveOptions> = {}): Promise<ProofRun> {
  const prover = new Prover(options);
  try {
    return await prover.prove(load(folder));
  } finally {
    await prover.close();
  }
}
/** `code line:column message` of every report, in order of place. */
const reports = ({ diagnostics }: ProofRun): readonly string[] =>
  diagnostics.map(({ code, start, message }) => `${code} ${start.line}:${start.column} ${message}`);
const lessonIn = (folder: string): string => path.join(folder, 'modules/talk/lesson.md');
/** The line of the lesson that holds a text, from 1. */
const lineOf = (folder: string, text: string): number =>
  readFileSync(lessonIn(folder), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('A transcript', () => {
  test('that tells the truth is proven', async () => {
    expect(reports(await judge(courseIn(parent, exchange(truth))))).toEqual([]);
  });

  test('may show lines without an order among them either way round', async () => {
    const quick = fence(
      'js title="talker.js" runs="node"',
      "fetch('http://localhost:3000/time').then((answer) => answer.text()).then(console.log);\nconsole.log('asked');",
    );
    for (const order of ['talker: asked\nserver: /time\ntalker: hi', 'server: /time\ntalker: asked\ntalker: hi']) {
      const body = `:::exchange\n${fence('js title="server.js" runs="node"', "require('node:net').createServer((socket) => {\n  setTimeout(() => { console.log('/time'); socket.end('HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi'); }, 50);\n}).listen(3000);")}\n${quick}\n${fence('transcript', order)}:::\n`;
      const { diagnostics } = await judge(courseIn(parent, body));
      // “asked” is printed before anything is sent, so it may only stand first.
      expect(diagnostics.map(({ code }) => code)).toEqual(order.startsWith('talker') ? [] : ['proof-order']);
    }
  });

  test('that shows an answer before its question is wrong, at that line', async () => {
    const folder = courseIn(parent, exchange('talker: asking\ntalker: answer 200\nserver: /time'));
    expect(reports(await judge(folder))).toEqual([
      `proof-order ${lineOf(folder, 'talker: answer 200')}:1 \`talker\` prints \`answer 200\` only after \`server\` has printed \`/time\``,
    ]);
  });

  test.each([
    [
      'another text',
      'talker: asking\nserver: /date\ntalker: answer 200',
      'server: /date',
      '`server` prints `/time` here, expected `/date`',
    ],
    ['a line too many', `${truth}\nserver: done`, 'server: done', '`server` prints nothing more here, expected `done`'],
    [
      'a line too few',
      'talker: asking\nserver: /time',
      'talker: asking',
      '`talker` then prints `answer 200`, which is not here',
    ],
  ])('with %s is wrong, at that line, with what was expected', async (_, transcript, line, message) => {
    const folder = courseIn(parent, exchange(transcript));
    expect(reports(await judge(folder))).toEqual([`proof-differs ${lineOf(folder, line)}:1 ${message}`]);
  });

  test('names its clients by number where there are several', async () => {
    const client = fence('js title="client.js" runs="browser"', "console.log('here')");
    const folder = courseIn(
      parent,
      `:::exchange{clients="2"}\n${client}\n${fence('transcript', 'client-1: here\nclient-2: there')}:::\n`,
    );
    expect(reports(await judge(folder))).toEqual([
      `proof-differs ${lineOf(folder, 'there')}:1 \`client-2\` prints \`here\` here, expected \`there\``,
    ]);
  });

  test('that is missing is reported where something is printed', async () => {
    expect(reports(await judge(courseIn(parent, `:::exchange\n${server}\n${talker}:::\n`)))).toEqual([
      'proof-differs 13:4 prints 3 lines, but has no transcript',
    ]);
  });
});

describe('An output block', () => {
  test('is compared with standard output', async () => {
    const folder = courseIn(
      parent,
      fence('js', "console.log('one');\nconsole.log({ two: 2 });\nconsole.error('not this');") +
        fence('output', 'one\n{ two: 3 }'),
    );
    expect(reports(await judge(folder))).toEqual([
      `proof-differs ${lineOf(folder, '{ two: 3 }')}:1 the program prints \`{ two: 2 }\` here, expected \`{ two: 3 }\``,
    ]);
  });

  test('runs a file in its own folder, whatever path its title names', async () => {
    const run = await judge(
      courseIn(
        parent,
        fence('js title="../../../escaped.js" runs="node"', "console.log(require('node:path').basename(__filename))") +
          fence('output', 'escaped.js'),
      ),
    );
    expect(reports(run)).toEqual([]);
    expect(existsSync(path.join(os.tmpdir(), 'escaped.js'))).toBe(false);
  });

  test('says nothing of a fence that stands elsewhere, or that opts out', async () => {
    const body = `${fence('js', "console.log('one')")}\nProse.\n\n${fence('output', 'two')}\n${fence('js runs="no" reason="needs an account"', "console.log('one')")}${fence('output', 'two')}\n${fence('js runs="no"', 'x')}`;
    const run = await judge(courseIn(parent, body));
    expect(run.claims).toEqual([]);
    expect(run.diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`)).toEqual([
      'info proof-opted-out `js` is not run: needs an account',
      'warning proof-opted-out `js` is not run, and does not say why',
    ]);
  });
});

describe('A part that a lesson shows', () => {
  /** The course with this body in a part of two lessons. */
  function inPart(body: string): { readonly folder: string; readonly part: string } {
    const folder = courseIn(parent, '');
    const again = path.join(folder, 'modules/again');
    const part = path.join(folder, 'modules/talk/part.md');
    mkdirSync(again);
    writeFileSync(
      path.join(folder, 'course.yaml'),
      readFileSync(path.join(folder, 'course.yaml'), 'utf8').replace('[talk]', '[talk, again]'),
    );
    for (const [target, from] of [
      ['talk', './part.md'],
      ['again', '../talk/part.md'],
    ] as const) {
      writeFileSync(
        path.join(folder, 'modules', target, 'lesson.mdx'),
        `${readFileSync(lessonIn(folder), 'utf8')}\nimport Part from '${from}'\n\n<Part />\n`,
      );
    }
    rmSync(lessonIn(folder));
    writeFileSync(part, body);
    return { folder, part };
  }

  test('is run once, compared, and reported at its place', async () => {
    const lying = `${exchange(truth.replace('/time', '/date'))}\n${fence('js', 'console.log(1)')}\n${fence('output', '2')}\n${fence('js runs="no"', 'x')}`;
    const { folder } = inPart(lying);
    const { claims, diagnostics } = await judge(folder);
    expect(claims.map(({ module, claim: { id } }) => `${module} ${id}`)).toEqual([
      'talk modules/talk/part.md/1',
      'talk modules/talk/part.md/output-1',
    ]);
    expect(diagnostics.map(({ file, code, start }) => `${file}:${start.line} ${code}`).toSorted()).toEqual([
      'modules/talk/part.md:16 proof-differs',
      'modules/talk/part.md:26 proof-differs',
      'modules/talk/part.md:29 proof-opted-out',
    ]);
  });

  test('is updated in its own file, and its record is the first module’s', async () => {
    const { folder, part } = inPart(exchange(truth.replace('/time', '/date')));
    expect((await prove('--update')).status).toBe(0);
    expect(readFileSync(part, 'utf8')).toBe(exchange(truth));
    const course = load(folder);
    expect(existsSync(path.join(folder, 'modules/again/proof.json'))).toBe(false);
    expect(provenRecord(course.modules[0]!, 'modules/talk/part.md/1')).toBeDefined();
    expect(proofDiagnostics(course)).toEqual([]);
    writeFileSync(part, exchange(truth).replace("'hi'", "'ho'"));
    expect(proofDiagnostics(load(folder)).map(({ code, file }) => `${file} ${code}`)).toEqual([
      'modules/talk/part.md proof-stale',
    ]);
  });
});

describe('A question that asks what a program prints', () => {
  const question = (output: string, options = ''): string =>
    `  - id: sorted\n    type: predict-output\n    prompt: What does it print?\n    objective: talk\n    section: hello\n    program: |\n      console.log([3, 10, 1].sort());\n    output: "${output}"\n${options}`;
  const option = (id: string, text: string, correct = false): string =>
    `      - { id: ${id}, text: '\`${text}\`', feedback: Because.${correct ? ', correct: true' : ''} }\n`;

  test('has a right key', async () => {
    expect(reports(await judge(courseIn(parent, '', question('[ 1, 10, 3 ]'))))).toEqual([]);
    expect(reports(await judge(courseIn(parent, '', question('[ 1, 10, 3 ]\\n'))))).toEqual([]);
  });

  test('has a wrong key, at the key', async () => {
    expect(reports(await judge(courseIn(parent, '', question('[ 1, 3, 10 ]'))))).toEqual([
      'output-key-wrong 10:13 the program prints `[ 1, 10, 3 ]`, expected `[ 1, 3, 10 ]`',
    ]);
  });

  test('has a distractor that is right, at the option', async () => {
    const options = `    options:\n${option('right', '[ 1, 10, 3 ]', true)}${option('also', '[ 1, 10, 3 ]')}`;
    expect(reports(await judge(courseIn(parent, '', question('[ 1, 10, 3 ]', options))))).toEqual([
      'output-distractor-right 13:27 option `also` is what the program prints, yet it counts as wrong',
    ]);
  });

  test('has a key among its options that is not what is printed', async () => {
    const options = `    options:\n${option('right', '[ 3, 10, 1 ]', true)}${option('other', '[ 10 ]')}`;
    expect(reports(await judge(courseIn(parent, '', question('[ 1, 10, 3 ]', options))))).toEqual([
      'output-key-wrong 12:28 the program prints `[ 1, 10, 3 ]`, expected `[ 3, 10, 1 ]`',
    ]);
  });
});

describe('Updating', () => {
  test('writes what happened, keeps every other byte, and shows the difference', async () => {
    const folder = courseIn(parent, `${exchange('talker: asking\nserver: /date\ntalker: answer 200')}\nThe  end \n`);
    const crlf = readFileSync(lessonIn(folder), 'utf8').replaceAll('\n', '\r\n');
    writeFileSync(lessonIn(folder), `\uFEFF${crlf}`);
    const { status, out } = await prove('--update');
    expect(status).toBe(0);
    expect(readFileSync(lessonIn(folder), 'utf8')).toBe(`\uFEFF${crlf.replace('/date', '/time')}`);
    expect(out).toContain('-server: /date');
    expect(out).toContain('+server: /time');
  });

  test('adds a transcript where there is none, and keeps the order the author chose where there is', async () => {
    const folder = courseIn(parent, `:::exchange\n${server}\n${talker}:::\n`);
    expect((await prove('--update')).status).toBe(0);
    expect(readFileSync(lessonIn(folder), 'utf8')).toContain(`\n\n\`\`\`transcript\n${truth}\n\`\`\`\n:::\n`);
    expect((await prove('--fresh')).status).toBe(0);
  });

  test('writes the same proof.json for the same run, as the schema has it', async () => {
    const folder = courseIn(parent, exchange(truth));
    const file = path.join(folder, 'modules/talk/proof.json');
    await prove('--update');
    const first = readFileSync(file, 'utf8');
    await prove('--update', '--fresh');
    expect(readFileSync(file, 'utf8')).toBe(first);
    const { records } = proofSchema.parse(JSON.parse(first));
    expect(records[0]).toMatchObject({
      kind: 'exchange',
      id: 'hello/1',
      versions: { node: process.versions.node },
      transcript: [
        { from: 'talker', text: 'asking' },
        { from: 'server', text: '/time', after: [0] },
        { from: 'talker', text: 'answer 200', after: [1] },
      ],
    });
  });

  test('never changes a key', async () => {
    const folder = courseIn(
      parent,
      '',
      "  - id: one\n    type: predict-output\n    prompt: What?\n    objective: talk\n    section: hello\n    program: console.log(1)\n    output: '2'\n",
    );
    const before = readFileSync(path.join(folder, 'modules/talk/quiz.yaml'), 'utf8');
    expect((await prove('--update')).status).toBe(1);
    expect(readFileSync(path.join(folder, 'modules/talk/quiz.yaml'), 'utf8')).toBe(before);
  });
});

describe('A question whose lines are put in order', () => {
  const question = (anyOrder: string): string =>
    `  - id: lines\n    type: parsons\n    prompt: Put them in order.\n    objective: talk\n    section: hello\n    program: |\n      let sum = 1;\n      sum += 2;\n      sum *= 3;\n      console.log(sum);\n    anyOrder: ${anyOrder}\n    output: '9'\n`;

  test('is run in every right order, which are all to print the same', async () => {
    expect(reports(await judge(courseIn(parent, '', question('[]'))))).toEqual([]);
    const folder = courseIn(parent, '', question('[[2, 3]]'));
    expect(reports(await judge(folder))).toEqual(['output-key-wrong 14:13 the program prints `5`, expected `9`']);
    expect((await judge(folder)).claims.map(({ claim: { id } }) => id)).toEqual(['lines', 'lines.2']);
  });
});

describe('What has not changed', () => {
  test('is not run again, but for `--fresh`', async () => {
    const folder = courseIn(parent, exchange(truth));
    await prove('--update');
    expect((await judge(folder)).claims.map(({ state }) => state)).toEqual(['unchanged']);
    expect((await judge(folder, { fresh: true })).claims.map(({ state }) => state)).toEqual(['proven']);
  });

  test('is compared all the same', async () => {
    const folder = courseIn(parent, exchange(truth));
    await prove('--update');
    const text = readFileSync(lessonIn(folder), 'utf8');
    writeFileSync(lessonIn(folder), text.replace('server: /time', 'server: /date'));
    expect(reports(await judge(folder))).toHaveLength(1);
    expect(proofDiagnostics(load(folder)).map(({ code, start }) => [code, start.line])).toEqual([
      ['proof-stale', lineOf(folder, 'server: /date')],
    ]);
  });

  test('is known without running: missing, stale, gone', async () => {
    const folder = courseIn(parent, exchange(truth));
    const codes = (): readonly string[] =>
      proofDiagnostics(load(folder)).map(({ code, severity }) => `${severity} ${code}`);
    expect(codes()).toEqual(['warning proof-missing']);
    await prove('--update');
    expect(codes()).toEqual([]);
    const text = readFileSync(lessonIn(folder), 'utf8');
    writeFileSync(lessonIn(folder), text.replace("'hi'", "'ho'"));
    expect(codes()).toEqual(['warning proof-stale']);
    writeFileSync(lessonIn(folder), text.replace(/:::exchange[^]*/, ''));
    expect(codes()).toEqual(['warning proof-stale']);
    await prove('--update');
    expect(codes()).toEqual([]);
  });

  test('may be shown as proven, and only as long as it has not changed', async () => {
    const folder = courseIn(parent, exchange(truth));
    const record = (): unknown => provenRecord(load(folder).modules[0]!, 'hello/1');
    expect(record()).toBeUndefined();
    await prove('--update');
    expect(record()).toMatchObject({ id: 'hello/1', versions: { node: process.versions.node } });
    const text = readFileSync(lessonIn(folder), 'utf8');
    for (const [from, to] of [
      ["'hi'", "'ho'"],
      ['server: /time', 'server: /date'],
    ] as const) {
      writeFileSync(lessonIn(folder), text.replace(from, to));
      expect(record()).toBeUndefined();
    }
  });

  test('is run again with another version of what it uses', async () => {
    const folder = courseIn(parent, exchange(truth));
    await prove('--update');
    const file = path.join(folder, 'modules/talk/proof.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(process.versions.node, '20.0.0'));
    expect((await judge(folder)).claims.map(({ state }) => state)).toEqual(['proven']);
  });
});

describe('The command', () => {
  const failing: readonly (readonly [code: string, program: string])[] = [
    ['proof-crashed', "throw new Error('no');"],
    ['proof-package-missing', "require('not-installed');"],
    ['proof-package-undeclared', "require('zod');"],
    ['proof-refused', "require('node:fs').readFileSync('/etc/passwd');"],
  ];
  test.each(failing)('reports %s at the program', async (code, program) => {
    const folder = courseIn(parent, fence('js runs="node"', program) + fence('output', 'nothing'));
    const { status, out } = await prove('--format', 'json');
    expect(status).toBe(1);
    const { diagnostics } = JSON.parse(out) as {
      diagnostics: readonly { code: string; start: { line: number }; file: string }[];
    };
    expect(diagnostics[0]).toMatchObject({
      code,
      file: 'modules/talk/lesson.md',
      start: { line: lineOf(folder, 'js runs') },
    });
  });

  test('says that there is no browser only where one is needed', async () => {
    const folder = courseIn(
      parent,
      `:::exchange\n${fence('js title="client.js" runs="browser"', "console.log('hi')")}${fence('transcript', 'client: hi')}:::\n`,
    );
    expect((await judge(folder, { chromium: null })).diagnostics.map(({ code }) => code)).toEqual(['proof-no-browser']);
    await prove('--update');
    expect((await judge(folder, { chromium: null })).diagnostics).toEqual([]);
  });

  test.each(['text', 'json', 'github', 'sarif', 'junit'])(
    'speaks %s, with status 1 where a lesson is wrong',
    async (format) => {
      courseIn(parent, exchange('talker: asking'));
      const { status, out } = await prove('--format', format);
      expect(status).toBe(1);
      expect(out).toContain('proof-differs');
    },
  );

  test('says which modules there are when one is not', async () => {
    courseIn(parent, '');
    const { status, err } = await prove('--only', 'walk');
    expect(status).toBe(2);
    expect(err).toContain('These can be: talk.');
  });

  test('has a page for every code it can report', () => {
    const source = ['compare', 'record', 'prove', 'outcome']
      .map((name) => readFileSync(path.join(import.meta.dirname, `../../src/proof/${name}.ts`), 'utf8'))
      .join('');
    const codes = new Set(source.match(/'(?:proof|output)-[a-z]+(?:-[a-z]+)*'/g)!.map((code) => code.slice(1, -1)));
    for (const kind of ['output-only']) codes.delete(kind);
    expect([...codes].toSorted().filter((code) => !codesWithPages().includes(code))).toEqual([]);
    expect(codes.size).toBeGreaterThanOrEqual(17);
  });
});
