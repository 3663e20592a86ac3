import { describe, expect, test } from 'vitest';
import { globalNames } from '../../src/source/global-names.ts';

const namesIn = (code: string): readonly string[] | undefined => globalNames(code)?.map(({ name }) => name);

describe('A program takes from its surroundings', () => {
  test.each<readonly [what: string, code: string, names: readonly string[]]>([
    ['what it uses and never declares', 'history.push(1);', ['history']],
    ['what a function uses', 'function show() { return document.title; }', ['document']],
    [
      'a property of what stands for all globals',
      'window.document.title; self.alert(1);',
      ['window', 'document', 'self', 'alert'],
    ],
    [
      'what is computed',
      'const { [prompt]: one, two = confirm() } = { [alert]: 1 }; a[Image];',
      ['prompt', 'confirm', 'alert', 'a', 'Image'],
    ],
    ['what is declared in another block alone', '{ let history = []; }\nhistory.back();', ['history']],
    ['what is declared in another function alone', 'function f(history) {}\nhistory.back();', ['history']],
    [
      'what it assigns to without declaring it',
      '({ document } = page, [history] = page);',
      ['document', 'page', 'history', 'page'],
    ],
    ['a value in short', 'send({ navigator });', ['send', 'navigator']],
  ])('%s', (_, code, names) => {
    expect(namesIn(code)).toEqual(names);
  });

  test.each<readonly [what: string, code: string]>([
    ['a parameter', 'const f = (history) => history.length; function g(document, ...rest) { return document + rest; }'],
    [
      'a parameter that is taken apart',
      'function f({ document, a: { history = 1 } }, [alert]) { return document + history + alert; }',
    ],
    [
      'what a pattern declares',
      'const { history, document: { title } } = {}; const [Image] = []; history; title; Image;',
    ],
    [
      'what is declared below, or with `var` in a block',
      'show(); function show() { if (1) { var alert = 1; } alert; }',
    ],
    [
      'what a loop or a `catch` declares',
      'for (const history of []) history; for (let prompt = 1; prompt; ) prompt; try {} catch (alert) { alert; }',
    ],
    ['a class, a method or a key', 'class Image { history() {} static alert = 1; } new Image(); ({ document: 1 });'],
    ['a label or a property', 'const o = {}; history: for (;;) { break history; } o.document; o?.alert;'],
    ['what is only asked for', "typeof document === 'undefined';"],
    ['what is imported', "import { history } from 'x'; import * as document from 'y'; history; document;"],
  ])('not %s', (_, code) => {
    expect(namesIn(code)).toEqual([]);
  });

  test('nothing that can be told, where it cannot be parsed', () => {
    expect(namesIn('const = ;')).toBeUndefined();
  });
});
