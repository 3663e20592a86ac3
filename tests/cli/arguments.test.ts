import { describe, expect, test } from 'vitest';
import { parseInput } from '../../src/cli/arguments.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { version } from '../../src/cli/package.ts';
import { folderWith, run } from './sample.ts';

describe('The lectern command', () => {
  const cwd = process.cwd();

  test('lists every command in its help', async () => {
    const { status, out } = await run(cwd, ['--help']);
    expect(status).toBe(0);
    for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  });

  test('without a command says how it is used, and that this was not it', async () => {
    const { status, out, err } = await run(cwd, []);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: npm run lectern -- <command>');
  });

  test('prints its version', async () => {
    expect(await run(cwd, ['--version'])).toEqual({ status: 0, out: `${version()}\n`, err: '' });
  });

  test.each(Object.keys(commands))('explains every flag of `%s`, with examples that it would take', async (name) => {
    const command = await commands[name]?.();
    const { status, out } = await run(cwd, [name, '--help']);
    expect(status).toBe(0);
    expect(command?.name).toBe(name);
    for (const flag of Object.keys(command?.flags ?? {})) expect(out).toContain(`--${flag}`);
    expect((await run(cwd, ['help', name])).out).toBe(out);
    for (const [line] of command?.examples ?? []) expect(line.split(' ')[0]).toBe(name);
  });

  test('takes the content folder as a word or as a flag, with every command that reads a course', async () => {
    for (const [name, load] of Object.entries(commands)) {
      const command = await load();
      if (command.operand?.name !== 'DIR' && !('content' in command.flags && command.operand === undefined)) continue;
      const folder = (words: readonly string[]): unknown => {
        const { operand, flags } = parseInput(command, words, 'lectern');
        return operand ?? flags['content'];
      };
      expect([name, folder(['../c']), folder(['--content', '../c']), folder(['--content=../c'])]).toEqual([
        name,
        '../c',
        '../c',
        '../c',
      ]);
      expect(() => folder(['../c', '--content', '../d'])).toThrow();
    }
  });

  test.each([
    [['validte'], 'There is no command `validte`, did you mean `validate`?'],
    [['constructor'], 'There is no command `constructor`.'],
    [['validate', '--formt=json'], '`validate` has no flag `--formt`, did you mean `--format`?'],
    [['validate', '--__proto__'], '`validate` has no flag `--__proto__`.'],
    [['validate', '-x'], '`validate` has no flag `-x`'],
    [
      ['validate', '--format', 'jsn'],
      '`--format` knows text, json, github, sarif, junit, not `jsn`; did you mean `json`?',
    ],
    [['validate', '--format'], '`--format` needs a value: text, json, github, sarif, junit.'],
    [['validate', '--fix=yes'], '`--fix` takes no value.'],
    [['validate', '--max-warnings', 'few'], '`--max-warnings` needs a whole number, not `few`.'],
    [['validate', 'a', 'b'], '`validate` does not know what to do with `b`.'],
    [['validate', '--dry-run'], '`--dry-run` only says something together with `--fix`.'],
    [['validate', '--watch', '--fix'], '`--watch` and `--fix` do not go together'],
    [['validate', '--checklist', '--format', 'json'], '`--checklist` is for people'],
    [['preview', '--port', '99999'], '`99999` is no port'],
    [['explain', 'no-such-code-anywhere'], 'There is no page about `no-such-code-anywhere`.'],
  ])('refuses %j with a sentence, a way out and status 2', async (words, sentence) => {
    const folder = folderWith({ 'content/course.yaml': '', 'dist/.lectern.json': '{ "files": {} }' });
    const { status, out, err } = await run(folder, words);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(2);
  });
});
