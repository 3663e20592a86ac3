import { describe, expect, test } from 'vitest';
import { readAsset } from '../../src/assets/files.ts';
import { ReadMemory } from '../../src/course/load.ts';
import { inputOf } from '../../src/course/model.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { claimsOf } from '../../src/proof/claims.ts';
import { hashOf } from '../../src/proof/record.ts';
import { limits } from '../../src/source/limits.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { wordsOf } from '../../src/words/words.ts';
import { renderLesson } from '../../src/lesson/render.ts';
import { sectionTexts } from '../../src/lesson/section-texts.ts';
import { plain } from '../lesson/body.ts';
import { soundBody, soundFront, validCourseFiles } from './sound.ts';

const server = `import http from 'node:http';
// #region handler
  const answer = 42;
  console.log(answer);
// #endregion
`;

const course = (body: string, files: Readonly<Record<string, string>> = { 'server.js': server }) =>
  memoryFiles({
    ...validCourseFiles(),
    'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n${body}\n`,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`modules/dns/${name}`, text])),
  });

const dns = (body: string, files?: Readonly<Record<string, string>>) => {
  const { course: read, diagnostics } = loadCourse(course(body, files));
  expect(diagnostics).toEqual([]);
  return { course: read!, module: read!.modules.find(({ slug }) => slug === 'dns')! };
};

const htmlOf = (body: string): string => {
  const { module } = dns(body);
  return renderLesson(module.lesson.source, {
    words: wordsOf('en'),
    highlight: plain,
    link: (url) => `/files/${url}`,
    picture: () => undefined,
    proof: () => undefined,
    question: () => undefined,
    labFrame: () => undefined,
    sectionsAfter: 0,
  }).html;
};

const regionFence = '```js file="server.js" region="handler"\n```';

describe('A fence that takes its code from a file', () => {
  test('shows it under the name of the file, without white space that all lines begin with and without marks', () => {
    const html = htmlOf(regionFence);
    expect(html).toContain('<span class="code-file">server.js</span>');
    expect(html).toContain('const answer = 42;');
    expect(html).not.toMatch(/region|node:http| {2}const/);
    expect(htmlOf('```js file="server.js"\n```')).not.toContain('region');
  });

  test('offers the file where that is asked for, which is published as text', () => {
    expect(htmlOf('```js file="server.js" region="handler" link\n```')).toContain(
      '<a class="code-file" href="/files/server.js" download="server.js">server.js</a>',
    );
    const { module } = dns('```js file="server.js" link title="src/app.js"\n```');
    expect(module.files).toEqual(['modules/dns/server.js']);
    expect(module.linked).toEqual(module.files);
    expect(readAsset(course(''), 'modules/dns/server.js', '/')?.path).toMatch(/^_files\/\w+\/server\.js\.txt$/);
    expect(dns(regionFence).module.files).toEqual([]);
  });

  test('is searched by the code that it shows', () => {
    expect(sectionTexts(dns(regionFence).module.lesson.source).at(-1)?.text).toContain('const answer = 42;');
  });

  test('may stand in an exchange, whose program is the whole file, called like it', () => {
    const { module } = dns(
      ':::exchange\n```js file="server.js" region="handler" runs="node"\n```\n\n```transcript\nserver: 42\n```\n:::',
    );
    expect(claimsOf(module).map(({ files }) => files)).toEqual([
      [{ title: 'server.js', actor: 'server', code: server, runs: 'node' }],
    ]);
  });

  test('is proven by the whole file: a record is stale when the file changes, also where it is not shown', () => {
    const body = '```js file="server.js" region="handler"\n```\n\n```output\n42\n```';
    const [before] = claimsOf(dns(body).module);
    const [after] = claimsOf(dns(body, { 'server.js': server.replace('node:http', 'node:https') }).module);
    expect(before?.files[0]?.code).toBe(server);
    expect(hashOf(before!, {})).not.toBe(hashOf(after!, {}));
  });

  test('is read again when its file changes, and is the same object when nothing has', () => {
    const memory = new ReadMemory();
    const read = (text: string) =>
      loadCourse(course(regionFence, { 'server.js': text }), memory).course!.modules.find(({ slug }) => slug === 'dns')!
        .lesson.source;
    const first = read(server);
    expect(read(server)).toBe(first);
    const edited = read(server.replace('42', '43'));
    expect(edited.fences[0]?.code).toContain('43');
    expect(inputOf(edited)).not.toBe(inputOf(first));
    expect(edited.code[0]?.code).toContain('43');
  });

  test('takes no more than a page can hold', () => {
    const long = `${'x'.repeat(limits.fileBytes / 2 - 10)}\n`;
    const fence = '```js file="long.js"\n```\n\n';
    const { diagnostics } = loadCourse(course(fence.repeat(3), { 'long.js': long }));
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'file-too-large',
    ]);
  });
});

describe('A mistake in such a fence', () => {
  const fixOf = (body: string): readonly string[] =>
    loadCourse(course(body)).diagnostics.flatMap(({ edit, severity }) =>
      severity === 'error' ? [edit === undefined ? 'no fix' : edit.text] : [],
    );

  test('is fixed where only one thing can be meant', () => {
    expect(fixOf('```js file="server.js" region="handlre"\n```')).toEqual(['handler']);
    expect(fixOf('```js file="sever.js" region="handler"\n```')).toEqual(['server.js']);
    expect(fixOf('```js file="server.js" region="handler"\nconst answer = 42;\nconsole.log(answer);\n```')).toEqual([
      '',
    ]);
    expect(fixOf('```js file="server.js" region="other"\n```')).toEqual(['no fix']);
    expect(fixOf('```js file="server.js" region="handler"\nconst answer = 43;\n```')).toEqual(['no fix']);
  });

  test('names the regions that there are, and where one begins that does not end', () => {
    const [unknown] = loadCourse(course('```js file="server.js" region="other"\n```')).diagnostics;
    expect(unknown?.message).toBe('`server.js` has no region `other`, expected one of `handler`');
    const [unclosed] = loadCourse(
      course(regionFence, { 'server.js': 'one();\n// #region handler\ntwo();\n' }),
    ).diagnostics;
    expect(unclosed?.related).toMatchObject([{ file: 'modules/dns/server.js', start: { line: 2, column: 1 } }]);
  });

  test('leaves the file used, and the page of the course without it', () => {
    expect(loadCourse(course('```js file="server.js" lines="1-99"\n```')).diagnostics.map(({ code }) => code)).toEqual([
      'code-region-unknown',
    ]);
  });
});
