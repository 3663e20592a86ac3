import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { parseInput } from '../src/cli/arguments.ts';
import { commands } from '../src/cli/commands/index.ts';
import { loadCourse } from '../src/lesson/load.ts';
import { memoryFiles } from '../src/source/memory.ts';
import { loadBenchmark, readOptions, readWords } from './bench/measuring/invocation.ts';
import { folderWith, run, validCourse } from './cli/sample.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const scripts = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

/** What people read to learn Lectern; `rules.md` and `blocks.md` are generated, and their examples are tests of their own. */
const pages = [
  'README.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md') && name !== 'rules.md' && name !== 'blocks.md')
    .map((name) => `docs/${name}`),
].filter((page) => existsSync(path.join(root, page)));

interface Fence {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const fences: readonly Fence[] = pages.flatMap((page) =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/^(`{3,})([a-z]*)[^\n]*\n([\s\S]*?)\n\1[ \t]*$/gm)].map(
    ([, , language = '', text = '']) => ({ page, language, text }),
  ),
);

/** Command lines in shell fences, workflow steps and inline code, without prompts, comments and redirections. */
const commandLines: readonly (readonly [page: string, line: string])[] = [
  ...fences
    .filter(({ language }) => ['sh', 'bash', 'shell', 'console'].includes(language))
    .flatMap(({ page, text }) => text.split('\n').map((line) => [page, line] as const)),
  ...fences
    .filter(({ language }) => ['yaml', 'yml'].includes(language))
    .flatMap(({ page, text }) =>
      [...text.matchAll(/^\s*- run: (.+)$/gm)].map(([, line = '']) => [page, line] as const),
    ),
  ...pages.flatMap((page) =>
    [
      ...readFileSync(path.join(root, page), 'utf8').matchAll(/`((?:npm (?:run|start|test)|npx lectern)\b[^`\n]*)`/g),
    ].map(([, line = '']) => [page, line] as const),
  ),
]
  .map(
    ([page, line]) =>
      [
        page,
        line
          .replace(/^\$ /, '')
          .replace(/\s+#.*$/, '')
          .replace(/\s+>.*$/, '')
          .trim(),
      ] as const,
  )
  .filter(([, line]) => line !== '');

const own = commandLines.filter(([, line]) => /(^|\s)(npm (run|start|test)|npx lectern)\b/.test(line));

describe('What the documentation says to type', () => {
  test('is found at all', () => {
    expect(own.length).toBeGreaterThan(3);
  });

  test.each(own)('%s: %s', async (_, line) => {
    const words = shellWords(line.replace(/^(?:[A-Z_]+=\S+\s+)+/, ''));
    if (words.includes('bench')) {
      const { wanted, options } = readWords(words.slice(words.indexOf('bench') + 1).filter((word) => word !== '--'));
      if (options.length > 0 && !options.includes('--help'))
        for (const name of wanted) readOptions(name, await loadBenchmark(name), options);
      return;
    }
    const rest = words[0] === 'npx' ? words.slice(2) : await afterScript(words);
    const [name = '', ...input] = rest ?? [];
    if (rest === undefined || name === '' || name.startsWith('--')) return;
    const command = await commands[name]?.();
    expect(command, `there is no command ${name}`).toBeDefined();
    // Throws where the command would refuse them.
    if (command !== undefined && !input.includes('--help') && !input.some((word) => /^(<|…|\[)|^[A-Z]+$/.test(word)))
      parseInput(command, input, 'lectern');
  });
});

describe('What runs of a course', () => {
  const truth =
    'Only `lectern prove` runs a lesson’s or quiz’s programs; `build` and `dev` run the expressions and components of MDX lessons; `validate`, `audit` and all other commands run nothing of a course.';
  const textOf = (page: string): string => readFileSync(path.join(root, page), 'utf8');

  test('is said in the README, and before all else where others’ courses are checked', () => {
    expect(textOf('README.md')).toContain(truth);
    expect(textOf('docs/ci.md').split('\n\n')[1]).toContain(truth);
  });

  test('is said alike by every page and every command', async () => {
    for (const page of pages) expect(textOf(page)).not.toMatch(/only command that runs code|`build` and `dev` never/);
    const helps = await Promise.all(
      Object.keys(commands).map(async (name) => [name, (await run(root, [name, '--help'])).out] as const),
    );
    const running = helps
      .filter(([, help]) => /[Rr]uns the expressions and components of MDX lessons/.test(help))
      .map(([name]) => name);
    expect(running.toSorted()).toEqual(['build', 'dev', 'start']);
    expect(
      helps.filter(([, help]) => /\bruns the programs of lessons and quizzes/.test(help)).map(([name]) => name),
    ).toEqual(['prove']);
    expect((await run(root, ['--help'])).out).toMatch(/Only `prove` runs the programs/);
  });
});

describe('What the documentation shows', () => {
  const links = pages.flatMap((page) =>
    [...readFileSync(path.join(root, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => [page, target] as const,
    ),
  );
  const outside = fences.map(({ text }) => text);
  test.each(links.filter(([, target]) => !outside.some((text) => text.includes(`](${target}`))))(
    '%s links to %s, which is there',
    (page, target) => {
      expect(existsSync(path.join(root, path.dirname(page), target))).toBe(true);
    },
  );

  const yaml = fences.filter(({ language }) => ['yaml', 'yml'].includes(language));
  test.each(yaml.map(({ page, text }) => [page, text.split('\n')[0] ?? '', text] as const))(
    '%s: the YAML that begins with “%s” has no error',
    (_, _first, text) => {
      expect(parseDocument(text).errors).toEqual([]);
    },
  );

  const documents = yaml.flatMap(({ page, text }): [page: string, kind: string, text: string][] => {
    const keys = parseDocument(text).toJS() as unknown;
    const has = (key: string): boolean => typeof keys === 'object' && keys !== null && key in keys;
    if (has('categories') && has('language')) return [[page, 'course.yaml', text]];
    // With ids in place of a list, it is a translation: the course of `docs/languages.md` has it.
    const isList = has('questions') && Array.isArray((keys as { readonly questions: unknown }).questions);
    return isList ? [[page, 'quiz.yaml', text]] : [];
  });
  test.each(documents)('%s: its %s is in the format', (_, kind, text) => {
    const file = kind === 'course.yaml' ? kind : 'modules/sound/quiz.yaml';
    const files: Record<string, string> = Object.fromEntries(
      Object.entries(validCourse).map(([name, content]) => [name.replace(/^content\//, ''), content]),
    );
    const { diagnostics } = loadCourse(memoryFiles({ ...files, [file]: text }));
    // A sample speaks of modules and sections that are not there; it must be right in all it can be.
    const formatOnly = diagnostics.filter(
      (diagnostic) =>
        diagnostic.file === file &&
        !/-(unknown|missing|unlisted)$/.test(diagnostic.code.replace(/^(key|value|type)-.*/, '$1')),
    );
    expect(formatOnly.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});

/** The words after an npm script's `--`, if the script is `lectern` or runs one of its commands. */
async function afterScript(words: readonly string[]): Promise<readonly string[] | undefined> {
  const [, verb = '', ...more] = words;
  const plain = verb === 'run' ? more.filter((word) => word !== '--silent' && word !== '-s') : [verb, ...more];
  const [script = '', separator, ...rest] = plain;
  expect(scripts, `npm has no script ${script}`).toHaveProperty([script]);
  if (script === 'lectern') {
    expect(separator === undefined || separator === '--', `npm run lectern needs \`--\` before ${separator}`).toBe(
      true,
    );
    return rest;
  }
  return script in commands && separator === '--' ? [script, ...rest] : undefined;
}

function shellWords(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

describe('The translation of `docs/languages.md`', () => {
  const shown = (page: string, start: RegExp): string =>
    fences.find((fence) => fence.page === page && start.test(fence.text))?.text ?? '';
  const files = {
    'course.yaml':
      'title: Caches\nlanguage: en\ntranslations: [de]\ncategories:\n  - id: web\n    title: The Web\n    modules: [caching]\n',
    'course.de.yaml': 'title: Caches auf Deutsch\ncategories: { web: Das Web }\n',
    'modules/caching/lesson.md': `${shown('README.md', /^---\n/)}\n`,
    'modules/caching/quiz.yaml': `${shown('README.md', /^questions:/)}\n`,
    'modules/caching/lesson.de.md': `${shown('docs/languages.md', /^---\n/)}\n`,
    'modules/caching/quiz.de.yaml': `${shown('docs/languages.md', /^questions:/)}\n`,
  };

  test('is one of the README’s module, whole and up to date', () => {
    const { diagnostics, course } = loadCourse(memoryFiles(files));
    // The sample of the course's texts is another course's.
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual(['translation-stale course.de.yaml']);
    expect(course?.translations[0]?.modules.map(({ isTranslated }) => isTranslated)).toEqual([true]);
  });
});

describe('The module of the README', () => {
  const readme = fences.filter(({ page }) => page === 'README.md');
  const lesson = readme.find(({ language, text }) => language === 'md' && text.startsWith('---'))?.text ?? '';
  const quiz = readme.find(({ language, text }) => language === 'yaml' && text.startsWith('questions:'))?.text ?? '';
  const course = (text: string): string =>
    folderWith({
      'content/course.yaml':
        'title: Caches\ndescription: What is kept where.\nlanguage: en\ncategories:\n  - id: web\n    title: The Web\n    modules: [caching]\n',
      'content/modules/caching/lesson.md': `${lesson}\n`,
      'content/modules/caching/quiz.yaml': `${text}\n`,
    });

  test('has nothing to report', async () => {
    expect(await run(course(quiz), ['validate'])).toEqual({
      status: 0,
      out: 'No problems in 1 module and 1 question\n',
      err: '',
    });
  });

  test('with one letter wrong is reported as the README shows', async () => {
    const shown = readme.find(({ text }) => text.startsWith('error[objective-unknown]'))?.text ?? 'no report';
    const { status, out } = await run(course(quiz.replace('objective: reuse', 'objective: reuze')), ['validate'], {
      invocation: 'npx lectern',
    });
    expect(out).toContain(shown);
    expect(status).toBe(1);
  });
});
