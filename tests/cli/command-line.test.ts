import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseInput } from '../../src/cli/arguments.ts';
import { commandLines, pageWithCommands, shellWord, withCommands } from '../../src/cli/command-line.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { namedFolder } from '../../src/cli/content.ts';
import { codesWithPages, pageOf } from '../../src/cli/pages.ts';
import { documented } from '../../src/cli/report-text.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { rules } from '../../src/rules/list.ts';
import { notices } from '../../src/rules/engine/notices.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { mistakeCases, unmark } from '../course/mistake-cases.ts';
import { problem } from '../diagnostics/reporters/sample.ts';
import { folderWith, run, validCourse, terminalIn } from './sample.ts';

const installations = ['npm run lectern --', 'npx lectern'] as const;
const elsewhere = '../my course/content';

/** Words as a POSIX shell splits them. */
function shellWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"/g, (_, inside: string) => inside.replace(/\\(.)/g, '$1')),
  );
}

/** Throws where the command line would be refused; says which content folder it reads. */
async function taken(line: string, invocation: string): Promise<unknown> {
  expect(line.startsWith(`${invocation} `), `${line} does not begin with ${invocation}`).toBe(true);
  const [name = '', ...words] = shellWords(line.slice(invocation.length + 1));
  const command = await commands[name]?.();
  expect(command, `there is no command ${name}`).toBeDefined();
  const { operand, flags } = parseInput(command!, words, 'lectern');
  return command!.operand?.name === 'DIR' ? operand : flags['content'];
}

const commandsIn = (words: string): readonly string[] =>
  [...words.matchAll(/`([^`\n]*\blectern\b [^`\n]*)`/g)]
    .map(([, line = '']) => line)
    .filter((line) => !line.startsWith('lectern-silence'));

/** The ways out of every seeded mistake, of every rule, and whatever else one can find. */
const waysOut: readonly string[] = [
  ...new Set([
    ...mistakeCases().flatMap(({ files }) =>
      loadCourse(
        memoryFiles(
          Object.fromEntries(Object.entries(files).map(([file, marked]) => [file, unmark(file, marked).text])),
        ),
      ).diagnostics.map(({ fix }) => fix),
    ),
    ...[...rules, ...Object.values(notices)].map(({ fix }) => fix),
    // Literals that need a browser or a program to be heard of.
    ...['proof', 'course', 'rules'].flatMap((folder) => {
      const from = fileURLToPath(new URL(`../../src/${folder}/`, import.meta.url));
      const sources = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
      return sources.flatMap((name) =>
        [...readFileSync(path.join(from, name), 'utf8').matchAll(/fix: '((?:\\.|[^'\\])*)'/g)].map(
          ([, fix = '']) => fix,
        ),
      );
    }),
  ]),
].filter((fix) => /\blectern\b(?!\.config)/.test(fix) && !fix.includes('lectern-silence'));

describe('A way out that names a command', () => {
  test('is found at all', () => {
    expect(waysOut.length).toBeGreaterThan(8);
  });

  describe.each(installations)('in an installation called `%s`', (invocation) => {
    const { terminal } = terminalIn(process.cwd(), { invocation });
    const spelt = (fix: string, typed: string | undefined): string =>
      documented([problem('1:1', '1:1', { fix })], commandLines(terminal, namedFolder(typed, terminal)))[0]!.fix;

    test.each(waysOut)('works as typed: %s', async (fix) => {
      for (const typed of [undefined, elsewhere]) {
        const lines = commandsIn(spelt(fix, typed));
        expect(lines.length, fix).toBeGreaterThan(0);
        for (const line of lines)
          expect(await taken(line, invocation)).toBe(line.includes(' explain') ? undefined : typed);
      }
    });

    test('can be typed as the page about a code shows it', async () => {
      const pages = codesWithPages().map((code) => pageWithCommands(pageOf(code) ?? '', commandLines({ invocation })));
      const lines = pages.flatMap((page) => [
        ...commandsIn(page),
        ...[...page.matchAll(/^(?:[A-Z_]+=\S+ )?((?:npm run lectern --|npx lectern|lectern) [^#\n]*)/gm)].map(
          ([, line = '']) => line.trim(),
        ),
      ]);
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) await taken(line, invocation);
    });
  });

  test('names no folder where the course is where it is looked for, however that was typed', () => {
    const { terminal } = terminalIn('/home/ada/lessons');
    for (const typed of [undefined, 'content', './content/', '/home/ada/lessons/content'])
      expect(commandLines(terminal, namedFolder(typed, terminal))('validate')).toBe('npm run lectern -- validate');
    expect(commandLines(terminal, namedFolder('../content', terminal))('validate --fix')).toBe(
      'npm run lectern -- validate --fix --content ../content',
    );
    expect(commandLines(terminal, namedFolder('../content', terminal))('explain key-unknown')).toBe(
      'npm run lectern -- explain key-unknown',
    );
  });

  test.each(['a b', 'it"s', '$HOME', '`x`', 'back\\slash', 'über', '-x', 'plain/path_1.2'])(
    'quotes a folder called %s as a shell needs it',
    (word) => {
      expect(shellWords(shellWord(word))).toEqual([word]);
    },
  );

  test('leaves what an author wrote alone', () => {
    const said = problem('1:1', '1:1', { message: 'unexpected `lectern validate`', fix: 'write `lectern pulpit`' });
    expect(withCommands([said], commandLines({ invocation: 'npx lectern' }))).toEqual([said]);
  });
});

describe('Every command that reads a course', () => {
  test.each(Object.keys(commands))('can be told where it is: %s', async (name) => {
    const command = await commands[name]!();
    const line = commandLines({ invocation: 'npx lectern' }, namedFolder(elsewhere, terminalIn('/').terminal))(name);
    expect(line.includes('--content')).toBe(command.operand?.name === 'DIR' || Object.hasOwn(command.flags, 'content'));
  });
});

describe('What a command says to type', () => {
  const mine = Object.fromEntries(
    Object.entries(validCourse).map(([name, text]) => [name.replace(/^content/, 'my course'), text]),
  );
  const broken = {
    ...mine,
    'my course/course.yaml': mine['my course/course.yaml']!.replace('[sound]', '[sound, light]'),
  };

  test.each(installations)('works as typed, with %s', async (invocation) => {
    const folder = folderWith({ ...broken, 'dist/a.txt': '' });
    for (const words of [
      ['validate', 'my course'],
      ['build', '--content', 'my course'],
      ['build', '--content', 'my course', '--out', 'site'],
      ['validate', 'my course', '--dry-run'],
      ['preview', '--out', 'nowhere', '--base', '/x/'],
      ['new'],
      ['validate', 'nowhere'],
      ['explain', 'key-unknwn'],
    ]) {
      const { out, err } = await run(folder, words, { invocation });
      const lines = [...`${out}\n${err}`.matchAll(new RegExp(`(?:^|[\`: ])(${invocation} [^\`\n]+)`, 'gm'))].map(
        ([, line = '']) => line,
      );
      expect(lines.length, words.join(' ')).toBeGreaterThan(0);
      for (const line of lines) await taken(line.replace(/ shows them\.$| lists every code\.$/, ''), invocation);
    }
  });

  test('begins the module that is missing, and lists it no second time', async () => {
    const folder = folderWith(broken);
    const { out } = await run(folder, ['validate', 'my course']);
    const line = /fix {2}begin it with `npm run lectern -- ([^`]+)`/.exec(out)?.[1] ?? 'none';
    expect(await run(folder, shellWords(line))).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(folder, 'my course/course.yaml'), 'utf8')).toBe(broken['my course/course.yaml']);
    expect(await run(folder, ['validate', 'my course'])).toMatchObject({ status: 0 });
  });
});
