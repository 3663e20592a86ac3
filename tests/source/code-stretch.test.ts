import { describe, expect, test } from 'vitest';
import { CodeFile } from '../../src/source/code-stretch.ts';

const region = (text: string, name = 'a'): unknown => new CodeFile(text).region(name);

describe('A region of a file', () => {
  test.each([
    ['JavaScript', '// #region a', '// #endregion'],
    ['JavaScript, without a space', '//#region a', '//#endregion a'],
    ['JavaScript, as some editors write it', '// region a', '// endregion'],
    ['Python', '# region a', '# endregion'],
    ['C#', '#region a', '#endregion'],
    ['C', '#pragma region a', '#pragma endregion'],
    ['CSS', '/* #region a */', '/* #endregion */'],
    ['JSX', '{/* #region a */}', '{/* #endregion */}'],
    ['HTML', '<!-- #region a -->', '<!-- #endregion -->'],
    ['SQL', '-- #region a', '-- #endregion a'],
    ['Lisp', ';; #region a', ';; #endregion'],
    ['TeX', '% #region a', '% #endregion'],
    ['OCaml', '(* #region a *)', '(* #endregion *)'],
    ['Visual Basic', "' #Region a", "' #End Region"],
    ['a batch file', 'rem #region a', 'rem #endregion'],
  ])('is marked in the comments of %s, and the marks are not shown', (_, start, end) => {
    expect(region(`one\n  ${start}\n  two\n  ${end}\nthree\n`)).toEqual({ code: 'two' });
    expect(new CodeFile(`one\n  ${start}\n  two\n  ${end}\nthree\n`).all()).toEqual({ code: 'one\n  two\nthree' });
  });

  test('loses the white space that all its lines begin with, and empty lines around it', () => {
    expect(region('// #region a\n\n\t\tone\n\n\t\t\ttwo\n   \n// #endregion')).toEqual({ code: 'one\n\n\ttwo' });
    expect(region('// #region a\n\tone\n  two\n// #endregion')).toEqual({ code: '\tone\n  two' });
  });

  test('may hold others, whose marks are not shown, and ends by its name where that is said', () => {
    const text = '// #region a\none\n// #region b\ntwo\n// #endregion a\nthree\n// #endregion b\n';
    expect(region(text)).toEqual({ code: 'one\ntwo' });
    expect(region(text, 'b')).toEqual({ code: 'two\nthree' });
    expect(region('// #region a\n// #region b\ntwo\n// #endregion\n// #endregion')).toEqual({ code: 'two' });
  });

  test('that is not there, does not end, is twice there or empty is told as that', () => {
    expect(region('// #region b\n1\n// #endregion\n// #region c\n2\n// #endregion')).toEqual({
      kind: 'unknown',
      names: ['b', 'c'],
    });
    expect(region('1\n// #region a\n1')).toEqual({ kind: 'unclosed', line: 2 });
    expect(region('// #region a\n1\n// #endregion\n// #region a\n1\n// #endregion')).toEqual({
      kind: 'twice',
      lines: [1, 4],
    });
    expect(region('// #region a\n\n// #endregion')).toEqual({ kind: 'empty' });
  });
});

describe('A line that only resembles a mark', () => {
  test.each(['# region codes', '// the region of a disk', 'const region = "a"; // #region a', '## Region Europe'])(
    'is shown: %s',
    (line) => {
      expect(new CodeFile(`one\n${line}\ntwo`).all()).toEqual({ code: `one\n${line}\ntwo` });
    },
  );

  test('is hidden where it can be nothing else, though it is not closed', () => {
    expect(new CodeFile('one\n// #region a\ntwo\n').all()).toEqual({ code: 'one\ntwo' });
    expect(new CodeFile('one\n// #endregion\ntwo\n').all()).toEqual({ code: 'one\ntwo' });
  });
});

test('Lines are counted as the file has them, marks included', () => {
  const file = new CodeFile('one\n// #region a\n  two\n  three\n// #endregion\nfour\n');
  expect(file.between(2, 4)).toEqual({ code: 'two\nthree' });
  expect(file.between(6, 6)).toEqual({ code: 'four' });
  expect(file.between(2, 2)).toEqual({ kind: 'empty' });
  expect(file.lineCount).toBe(6);
});
