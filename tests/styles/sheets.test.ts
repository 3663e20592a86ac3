import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { directives } from '../../src/lesson/directives/index.ts';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** The files that a stylesheet consists of, below `src`. */
function parts(sheet: string): readonly string[] {
  const text = readFileSync(path.join(src, sheet), 'utf8');
  const imports = [...text.matchAll(/@import '(.+?)'/g)].map(([, file = '']) =>
    path.posix.join(path.posix.dirname(sheet), file),
  );
  return [sheet, ...imports.flatMap(parts)];
}

const sheets = Object.fromEntries(
  ['site', 'blocks', 'math', 'kinds'].map((sheet) => [sheet, parts(`styles/${sheet}.css`)]),
);

const styled = (folder: string): readonly string[] =>
  readdirSync(path.join(src, folder))
    .map((name) => `${folder}/${name}/style.css`)
    .filter((file) => existsSync(path.join(src, file)));

test('The style of each block is in one of the stylesheets, once', () => {
  const all = Object.values(sheets).flat();
  for (const file of [...styled('lesson/directives'), ...styled('questions')])
    expect(
      all.filter((part) => part === file),
      file,
    ).toHaveLength(1);
});

test.each(directives.map(({ name, sheet }) => [name, sheet] as const))(
  'A directive finds its style where it says: %s in %s.css',
  (name, sheet) => {
    const file = `lesson/directives/${name}/style.css`;
    if (existsSync(path.join(src, file))) expect(sheets[sheet]).toContain(file);
  },
);

test('An embedded quiz has the style of each type of question', () => {
  expect([...parts('styles/questions.css'), ...parts('styles/kinds.css')]).toEqual(
    expect.arrayContaining([...styled('questions')]),
  );
});

/** The values of a shorthand: what stands between spaces outside of parentheses. */
const valuesOf = (value: string): readonly string[] =>
  value.trim().match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s(])+/g) ?? [];

test('No shorthand says what is left and what is right: a page that runs the other way could not turn it', () => {
  const sided = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      [...readFileSync(path.join(src, file), 'utf8').matchAll(/\b(padding|margin|inset): ([^;{}]+);/g)].flatMap(
        ([rule, , value = '']) => {
          const [, right, , left] = valuesOf(value);
          return left === undefined || left === right ? [] : [`${file}: ${rule}`];
        },
      ),
    );
  expect(sided).toEqual([]);
});
