import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lectern } from '../../src/cli/lectern.ts';
import { runtimesOf, languages } from '../../src/course/languages.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { claimsOf, unrunOf } from '../../src/proof/claims.ts';
import { hashOf } from '../../src/proof/record.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { terminalIn } from '../cli/sample.ts';
import { html } from '../lesson/body.ts';
import { courseIn } from './course.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'proof-languages-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;
const output = (info: string, code = 'print(1)'): string => `${fence(info, code)}\n${fence('output', '2')}`;
const question = (lines: string): string =>
  `  - id: count\n    type: predict-output\n    prompt: What does it print?\n    objective: talk\n    section: hello\n    output: '3'\n    explanation: It counts the letters of a text, one after the other.\n${lines}`;

/** What a course claims, and what it says is not run. */
function read(
  body: string,
  questions = '',
): { readonly claims: readonly string[]; readonly unrun: readonly string[]; readonly reports: readonly string[] } {
  const { course, diagnostics } = loadCourse(diskFiles(courseIn(parent, body, questions)));
  const [module] = course!.modules;
  return {
    claims: claimsOf(module!).map(
      ({ id, files }) => `${id} ${files.map(({ title, runs }) => `${title} in ${runs}`).join(', ')}`,
    ),
    unrun: unrunOf(module!).map(({ title, reason }) => `${title}: ${reason ?? 'without a reason'}`),
    reports: diagnostics.map(({ code, severity }) => `${severity} ${code}`),
  };
}

async function prove(): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  const { terminal, written } = terminalIn(parent, { stopped: () => new Promise(() => undefined) });
  return { status: await lectern(['prove'], terminal), ...written() };
}

describe('What has no runner', () => {
  test('is never run, whatever language it is in', () => {
    const others = [...languages].filter(
      (language) =>
        runtimesOf(language).length === 0 &&
        !['output', 'transcript', 'text', 'txt', 'plain', 'plaintext', 'ansi'].includes(language),
    );
    expect(others.length).toBeGreaterThan(200);
    for (const some of [others.slice(0, 100), others.slice(100)]) {
      const { claims, unrun } = read(
        some
          .map(
            (language) =>
              `${output(language)}\n${fence(`${language} title="a.js" runs="node"`, 'x')}\n${fence('output', '2')}`,
          )
          .join('\n'),
      );
      expect(claims).toEqual([]);
      expect(unrun).toEqual(
        some.flatMap((language) => [`${language}: no runner for ${language}`, `a.js: no runner for ${language}`]),
      );
    }
  });

  test('is listed by name with the reason, and takes no exit status with it', async () => {
    courseIn(parent, `${output('python title="count.py"')}\n${output('sql', 'SELECT 1;')}`);
    const { status, out, err } = await prove();
    expect(status).toBe(0);
    expect(out).toContain('info[proof-no-runner] `count.py` is not run: no runner for python\n');
    expect(out).toContain('info[proof-no-runner] `sql` is not run: no runner for sql\n');
    expect(err).toBe('Nothing was run; not run: talk/count.py (no runner for python), talk/sql (no runner for sql).\n');
  });

  test('does not move the names of the outputs below it', () => {
    expect(read(`${output('python')}\n${output('js', 'console.log(2)')}`).claims).toEqual([
      'hello/output-2 program.js in node',
    ]);
  });

  test('is said to be run by nothing while it is checked, where its author says that Node.js does', () => {
    expect(read(output('python runs="node"')).reports).toEqual(['warning runs-language']);
    expect(read(output('python')).reports).toEqual([]);
    expect(read(output('python runs="no" reason="needs Python"')).reports).toEqual([]);
  });
});

describe('A program is run by what can run its language', () => {
  test.each([
    ['js', 'program.js in node'],
    ['JavaScript', 'program.js in node'],
    ['mjs title="a.mjs"', 'a.mjs in node'],
    ['ts', 'program.ts in node'],
    ['typescript', 'program.ts in node'],
    ['html', 'program.html in browser'],
    ['js runs="browser"', 'program.js in browser'],
    ['text title="src/a.js"', 'a.js in node'],
    ['text runs="node"', 'program.js in node'],
  ])('%s: %s', (info, ran) => expect(read(output(info)).claims).toEqual([`hello/output-1 ${ran}`]));

  test.each([
    ['text', 'text: no runner for text'],
    ['', 'code: no language named'],
    ['ts runs="browser"', 'ts: no runner for ts'],
    ['html runs="node"', 'html: no runner for html'],
    ['text title="a.py" runs="node"', 'a.py: no runner for py'],
    ['sh', 'sh: no runner for sh'],
  ])('or is not run: “%s”', (info, unrun) => expect(read(output(info))).toMatchObject({ claims: [], unrun: [unrun] }));
});

describe('An exchange with a program that is not run', () => {
  const client = fence('js title="client.js" runs="node"', "console.log('asked');");
  const exchange = (server: string, transcript: string): string =>
    `:::exchange\n${fence(server, 'print("here")')}\n${client}\n${fence('transcript', transcript)}:::\n`;

  test('is not run where the transcript shows what that program prints', () => {
    for (const server of [
      'python title="server.py" runs="no" reason="needs Python"',
      'python title="app/server.py" runs="node"',
    ]) {
      const { claims, unrun } = read(exchange(server, 'server: here\nclient: asked'));
      expect(claims).toEqual([]);
      expect(unrun).toHaveLength(2);
      expect(unrun[1]).toMatch(/^client\.js: it talks to `(?:app\/)?server\.py`, which is not$/);
    }
  });

  test('is run without it where it prints nothing, and its page says so', () => {
    const body = exchange('json title="server.json" runs="no" reason="holds settings"', 'client: asked');
    expect(read(body).claims).toEqual(['hello/1 client.js in node']);
    const page = html(`## Hello\n\n${body}`, 'md', { proof: (id) => ({ id, versions: { node: '24.21.0' } }) });
    expect(page).toContain('<p class="exchange-proof">Run for real: Node.js 24.21.0. Not run: server.json</p>');
  });

  test('gives the lab nothing to run that it cannot', () => {
    const body = exchange('python title="server.py" runs="node"', 'server: here').replace(
      ':::exchange',
      ':::exchange{lab}',
    );
    const data =
      /<script type="application\/json">(.*?)<\/script>/.exec(
        html(`## Hello\n\n${body}`, 'md', { labFrame: () => '/lab.html' }),
      )?.[1] ?? '';
    expect((JSON.parse(data) as { files: { runs: string }[] }).files.map(({ runs }) => runs)).toEqual(['no', 'node']);
  });
});

describe('A question that asks what a program prints', () => {
  test('may have a program in any language that says why it is not run', async () => {
    const { claims, unrun, reports } = read(
      '',
      question('    language: python\n    program: print(len("abc"))\n    runs: no\n    reason: needs Python\n'),
    );
    expect({ claims, unrun, reports }).toEqual({ claims: [], unrun: ['count: needs Python'], reports: [] });
    const { status, out } = await prove();
    expect(status).toBe(0);
    expect(out).toContain('info[proof-opted-out] `count` is not run: needs Python\n');
  });

  test('is not run in another language, whatever it says', () => {
    for (const runs of ['', '    runs: node\n']) {
      expect(read('', question(`    language: python\n    program: print(len("abc"))\n${runs}`))).toEqual({
        claims: [],
        unrun: ['count: no runner for python'],
        reports: ['warning runs-language'],
      });
    }
  });

  test('is run in TypeScript, and as JavaScript where it names no language', () => {
    expect(
      read('', question('    language: ts\n    program: "const n: number = 3; console.log(n);"\n')).claims,
    ).toEqual(['count program.ts in node']);
    expect(read('', question('    program: console.log(3)\n')).claims).toEqual(['count program.js in node']);
  });

  test('means what is in the fence, where its author pasted one', () => {
    expect(
      read(
        '',
        question(
          '    program: |\n      ```python\n      print(3)\n      ```\n    runs: no\n    reason: needs Python\n',
        ),
      ).unrun,
    ).toEqual(['count: needs Python']);
    const { course } = loadCourse(
      diskFiles(courseIn(parent, '', question('    program: |\n      ```js\n      console.log(3)\n      ```\n'))),
    );
    expect(claimsOf(course!.modules[0]!)[0]?.files[0]?.code).toBe('console.log(3)\n');
  });
});

test('Proofs of this project’s own modules hold whatever ends the lines of their files', () => {
  const content = diskFiles(path.resolve('content'));
  const withEnds = (lineBreak: string) => ({
    ...content,
    read: (file: string) => {
      const bytes = content.read(file);
      return bytes instanceof Uint8Array && /\.(?:mdx?|yaml)$/.test(file)
        ? new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll('\n', lineBreak))
        : bytes;
    },
  });
  const hashes = (lineBreak: string): readonly unknown[] => {
    const { course, diagnostics } = loadCourse(withEnds(lineBreak));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return course!.modules.flatMap((module) =>
      claimsOf(module).map((claim) => [
        claim.id,
        hashOf(claim, {}),
        claim.written?.map(({ text }) => text),
        module.proof?.records.some(({ id, hash, versions }) => id === claim.id && hash === hashOf(claim, versions)),
      ]),
    );
  };
  const unix = hashes('\n');
  expect(unix.length).toBeGreaterThan(3);
  expect(unix.every((claim) => (claim as readonly unknown[])[3] === true)).toBe(true);
  for (const lineBreak of ['\r\n', '\r']) expect(hashes(lineBreak)).toEqual(unix);
});
