import { describe, expect, test } from 'vitest';
import { consumerOf, harmless, quoted } from '../../src/cli/outlet.ts';

describe('What is written', () => {
  test('goes to a runner where there is one, whatever the stream is', () => {
    expect(consumerOf(true, {})).toBe('terminal');
    expect(consumerOf(false, {})).toBe('file');
    expect(consumerOf(false, { GITHUB_ACTIONS: 'true' })).toBe('runner');
    expect(consumerOf(true, { TF_BUILD: 'True' })).toBe('runner');
  });

  test('has no effect at a terminal but for colours, links and taken back lines', () => {
    const mine = '\u001B[31;1merror\u001B[0m\t\u001B]8;;file:///a\u001B\\a\u001B]8;;\u001B\\\r\u001B[K\n';
    expect(harmless(mine, 'terminal')).toBe(mine);
    // eslint-disable-next-line no-control-regex
    const effect = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
    for (const text of [
      '\u001B]0;owned\u0007',
      '\u001B]52;c;AAAA\u0007',
      '\u001B]8;;https://evil.example\u0007x',
      '\u009B31m',
      '\u001BP+q\u001B\\',
      '\u001B[6n',
      '\u001B[?1049h',
      '\u001Bc',
      'a\u202Eb\u2066c',
      '\u0008\u0008x\u007F',
    ]) {
      expect(harmless(text, 'terminal'), JSON.stringify(text)).not.toMatch(effect);
      expect(quoted(text, 'terminal'), JSON.stringify(text)).not.toMatch(effect);
    }
    expect(quoted(mine, 'terminal')).not.toMatch(effect);
  });

  test('is no command to a runner', () => {
    for (const text of ['::add-mask::e', '  ::stop-commands::x', '\t::error::x', 'a\n::debug::x', 'a\r::x::y']) {
      const lines = harmless(text, 'runner').split(/[\r\n]/);
      expect(lines.filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
    }
    expect(harmless('a ##[group]b', 'runner')).not.toContain('##[');
    expect(harmless('  9 | std::vector a::b', 'runner')).toBe('  9 | std::vector a::b');
  });

  test('goes into a file as it is', () => {
    expect(harmless('::a\u001B[2J', 'file')).toBe('::a\u001B[2J');
  });
});
