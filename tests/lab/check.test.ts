import { describe, expect, test } from 'vitest';
import { labProblems } from '../../src/lab/check/lab-problems.ts';
import { globalNames } from '../../src/source/global-names.ts';
import { importsOf, rewriteModule } from '../../src/lab/program/modules.ts';
import { tokenize } from '../../src/lab/program/tokens.ts';
import { labVariantOf } from '../../src/lab/variant.ts';
import { SCENARIOS } from './scenarios.ts';

const of = (runs: 'node' | 'browser', code: string) =>
  labProblems([{ runs, code, globals: globalNames(code) }]).map(({ code: kind, line, column, length }) => [
    kind,
    line,
    column,
    length,
  ]);

describe('An exchange with a lab may not use', () => {
  test.each([
    ['modules the lab does not have', 'node', "const fs = require('node:fs');", [['lab-module', 1, 20, 9]]],
    [
      'modules by import',
      'node',
      "import { WebSocketServer } from 'ws';\nimport express from 'express';",
      [['lab-module', 2, 21, 9]],
    ],
    ['modules by import()', 'node', "import('fs');", [['lab-module', 1, 8, 4]]],
    ['other files', 'node', "require('./other.js');", [['lab-module', 1, 9, 12]]],
    ['exports', 'node', 'export const x = 1;', [['lab-syntax', 1, 1, 6]]],
    ['import.meta', 'node', 'console.log(import.meta.url);', [['lab-syntax', 1, 13, 6]]],
    ['the document', 'browser', "const ws = 1;\n  document.title = 'x';", [['lab-page', 2, 3, 8]]],
    ['the document by way of window', 'browser', 'window.document.title;', [['lab-page', 1, 8, 8]]],
    [
      'the document beside a parameter of its name',
      'browser',
      'on((document) => document);\ndocument.title;',
      [['lab-page', 2, 1, 8]],
    ],
    ['import in the browser', 'browser', "import x from './x.js';", [['lab-module', 1, 1, 6]]],
  ] as const)('%s', (_name, runs, code, found) => {
    expect(of(runs, code)).toEqual(found);
  });

  test.each([
    [
      'modules it has, with and without node:',
      'node',
      "const http = require('node:http'); const { WebSocketServer } = require('ws'); import { setTimeout } from 'timers/promises';",
    ],
    [
      'a property or a string of such a name',
      'browser',
      "event.document; const o = { document: 1, alert: 2 }; console.log('document', `history`); // document",
    ],
    ['a name it declares itself', 'browser', 'const history = []; history.push(1);'],
    [
      'a parameter or a name from a pattern',
      'browser',
      'const { history } = log; log.on((document) => document + history);',
    ],
    ['a question whether it is there', 'browser', "if (typeof document === 'undefined') console.log('no page');"],
    ['a method called require', 'node', "loader.require('fs');"],
  ] as const)('but may use %s', (_name, runs, code) => {
    expect(of(runs, code)).toEqual([]);
  });

  test('nothing that the scenarios do, all of which run', () => {
    for (const { programs } of SCENARIOS)
      expect(labProblems(programs.map(({ role, code }) => ({ runs: role, code })))).toEqual([]);
  });

  test('nothing but pictures of programs', () => {
    expect(labProblems([{ runs: 'no', code: '' }])).toMatchObject([{ code: 'lab-empty' }]);
  });
});

describe('A lesson asks for compression', () => {
  test.each([
    ['as an option', 'new WebSocketServer({ port: 3000, perMessageDeflate: true });'],
    ['with options of its own', 'new WebSocketServer({ port: 3000, perMessageDeflate: { threshold: 0 } });'],
    [
      'in short',
      'const perMessageDeflate = { threshold: 0 };\nnew WebSocketServer({ port: 3000, perMessageDeflate });',
    ],
    ['later', 'options.perMessageDeflate = true;'],
    ['under a quoted name', "const options = { 'perMessageDeflate': true };"],
    ['by way of brackets', "options['perMessageDeflate'] = true;"],
  ])('%s', (_name, code) => {
    expect(
      labVariantOf([
        { runs: 'node', code: 'listen();' },
        { runs: 'node', code },
      ]),
    ).toBe('deflate');
  });

  test.each([
    ['turned off', 'node', 'new WebSocketServer({ port: 3000, perMessageDeflate: false });'],
    ['named in a comment', 'node', '// perMessageDeflate would go here\nlisten();'],
    ['named in a text', 'node', "console.log('perMessageDeflate', `perMessageDeflate`);"],
    ['in a browser, where it is no option', 'browser', 'const perMessageDeflate = 1;'],
    ['in a program that does not run', 'no', 'new WebSocketServer({ perMessageDeflate: true });'],
  ])('not where it is %s', (_name, runs, code) => {
    expect(labVariantOf([{ runs, code }])).toBe('plain');
  });
});

describe('The tokens of a program', () => {
  test('are told from what only looks like them', () => {
    const words = tokenize(
      "const a = 'import x'; /import/.test(`import ${b / c} import`); // import\n/* import */ d / import2 / e",
    ).filter(({ kind }) => kind === 'word');
    expect(words.map(({ text }) => text)).toEqual(['const', 'a', 'test', 'b', 'c', 'd', 'import2', 'e']);
  });
  test('put together again, with the white space between, are the program', () => {
    for (const { programs } of SCENARIOS) {
      for (const { code } of programs) {
        let at = 0;
        for (const token of tokenize(code)) {
          expect(code.slice(at, token.start).trim()).toBe('');
          expect(code.slice(token.start, token.end)).toBe(token.text);
          at = token.end;
        }
        expect(code.slice(at).trim()).toBe('');
      }
    }
  });
});

describe('An import declaration', () => {
  test.each([
    ["import ws from 'ws'", [['ws', 'default']]],
    [
      "import { a, b as c } from 'ws'",
      [
        ['a', 'a'],
        ['c', 'b'],
      ],
    ],
    ["import * as all from 'ws'", [['all', '*']]],
    [
      "import ws, { WebSocketServer } from 'ws'",
      [
        ['ws', 'default'],
        ['WebSocketServer', 'WebSocketServer'],
      ],
    ],
    ["import 'ws'", []],
    ["import { default as x } from 'ws'", [['x', 'default']]],
    ["import { from } from 'ws'", [['from', 'from']]],
  ] as const)('%s binds what it says', (code, bindings) => {
    expect(importsOf(code)).toMatchObject([{ specifier: 'ws', bindings }]);
  });
  test('rewritten, keeps every other character where it was', () => {
    const code = "import a from 'ws';\nconst b = 1;\n  import { c } from 'http'; d();\nawait import('url');";
    const rewritten = rewriteModule(code)?.code.split('\n') ?? [];
    expect(rewritten.slice(1)).toEqual(['const b = 1;', '                            d();', "await _impt_('url');"]);
  });
  test('is none in a script', () => {
    expect(rewriteModule("const a = require('ws');")).toBeUndefined();
  });
});
