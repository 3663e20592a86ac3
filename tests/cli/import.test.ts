import { existsSync, readFileSync, symlinkSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, run, validCourse } from './sample.ts';

const vitepress = {
  'old/.vitepress/config.ts': `import { defineConfig } from 'vitepress';
export default defineConfig({
  title: 'Echoes',
  themeConfig: { sidebar: [{ text: 'Basics', items: [{ text: 'Walls', link: '/walls' }, { text: 'Caves', link: '/caves' }] }] },
});
`,
  'old/caves.md':
    '# Caves\n\n::: tip Listen\nIn a cave, the answer takes its time.\n:::\n\nBack to [walls](./walls#stone).\n',
  'old/walls.md':
    '# Walls\n\nA wall gives back what it hears.\n\n## Stone\n\n<MyMap place="here" />\n\n![](gone.png)\n',
};

describe('lectern import', () => {
  test('writes a course that validates, in the order and the categories of the source', async () => {
    const folder = folderWith(vitepress);
    const { status, out } = await run(folder, ['import', 'old', '--into', 'content/modules']);
    expect(status).toBe(0);
    expect(out).toContain('2 lessons of VitePress');
    expect(readFileSync(path.join(folder, 'content/course.yaml'), 'utf8')).toContain(
      'categories:\n  - id: basics\n    title: "Basics"\n    modules:\n      - walls\n      - caves\n',
    );
    expect(readFileSync(path.join(folder, 'content/modules/caves/lesson.md'), 'utf8')).toContain(
      ':::tip[Listen]\nIn a cave, the answer takes its time.\n:::\n\nBack to [walls](../walls/lesson.md#stone).\n',
    );
    const { out: report } = await run(folder, ['validate', '--format', 'json']);
    expect(JSON.parse(report)).toMatchObject({ summary: { errors: 0, modules: 2 } });
  });

  test('names by file and line what is lost and what is to be decided, also as JSON, and writes nothing in a dry run', async () => {
    const folder = folderWith(vitepress);
    const { out } = await run(folder, ['import', 'old', '--into', 'content/modules', '--dry-run', '--format', 'json']);
    const { from, findings, summary } = JSON.parse(out) as { from: string; findings: unknown[]; summary: unknown };
    expect(from).toBe('vitepress');
    expect(findings).toContainEqual({
      file: 'walls.md',
      line: 7,
      fate: 'lost',
      what: 'the component `<MyMap>`',
      instead: 'left out, its content stands alone',
    });
    expect(findings).toContainEqual({
      file: 'walls.md',
      line: 9,
      fate: 'lost',
      what: 'a picture that is not there: `gone.png`',
      instead: 'its words stand in its place',
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ file: 'caves.md', fate: 'decide', what: 'the page names no objectives' }),
    );
    expect(summary).toMatchObject({ modules: 2, errors: 0 });
    expect(existsSync(path.join(folder, 'content'))).toBe(false);
    const text = await run(folder, ['import', 'old', '--into', 'content/modules', '--dry-run']);
    expect(text.out).toContain(
      `  a picture that is not there: \`gone.png\`: its words stand in its place\n    ${path.join('old', 'walls.md')}:9`,
    );
    expect(text.out).toContain('nothing was written');
  });

  test('adds to a course that is there, and changes nothing else of it', async () => {
    const folder = folderWith({ ...validCourse, ...vitepress });
    const before = readFileSync(path.join(folder, 'content/course.yaml'), 'utf8');
    expect((await run(folder, ['import', 'old', '--into', 'content/modules/echo'])).status).toBe(0);
    const after = readFileSync(path.join(folder, 'content/course.yaml'), 'utf8');
    expect(after.startsWith(before.trimEnd())).toBe(true);
    expect(after).toContain('      - echo-walls\n      - echo-caves\n');
    const { out } = await run(folder, ['validate', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ summary: { errors: 0, modules: 3 } });
  });

  test('never overwrites: modules that are there keep their name, and one that was asked for is refused', async () => {
    const folder = folderWith({ ...validCourse, 'old/sound.md': '# Sound\n\nWhat moves the air.\n' });
    const before = readFileSync(path.join(folder, 'content/modules/sound/lesson.md'), 'utf8');
    const refused = await run(folder, ['import', 'old', '--into', 'content/modules/sound']);
    expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('There is a module `sound` already') });
    expect((await run(folder, ['import', 'old', '--into', 'content/modules'])).status).toBe(0);
    expect(readFileSync(path.join(folder, 'content/modules/sound/lesson.md'), 'utf8')).toBe(before);
    expect(existsSync(path.join(folder, 'content/modules/sound-2/lesson.md'))).toBe(true);
  });

  test('takes one lesson by its file, under the name that is asked for', async () => {
    const folder = folderWith(vitepress);
    expect((await run(folder, ['import', 'old/caves.md', '--into', 'content/modules/grotto'])).status).toBe(0);
    expect(readFileSync(path.join(folder, 'content/modules/grotto/lesson.md'), 'utf8')).toContain('title: "Caves"');
    expect(existsSync(path.join(folder, 'content/modules/walls'))).toBe(false);
  });

  test('writes nothing behind a link, and takes back what it wrote', async () => {
    const folder = folderWith({ ...vitepress, 'elsewhere/keep.txt': 'kept' });
    mkdirSync(path.join(folder, 'content'));
    symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'content/modules'));
    const { status, err } = await run(folder, ['import', 'old', '--into', 'content/modules']);
    expect(status).toBe(2);
    expect(err).toContain('is a link to another folder');
    expect(existsSync(path.join(folder, 'elsewhere/walls'))).toBe(false);
    expect(existsSync(path.join(folder, 'content/course.yaml'))).toBe(false);
  });

  test.each([
    [['import', 'old'], '`import` needs to know where the modules go'],
    [['import', 'nowhere', '--into', 'content/modules'], 'There is no folder `nowhere`'],
    [['import', 'empty', '--into', 'content/modules'], 'has nothing to import'],
    [['import', 'old', '--into', 'somewhere/else'], 'is no place for modules'],
    [['import', 'old', '--into', 'content/modules/Big Name'], 'Try `content/modules/big-name`'],
  ])('refuses what it cannot do: %s', async (words, message) => {
    const folder = folderWith({ ...vitepress, 'empty/a.txt': 'no lesson' });
    const { status, err } = await run(folder, words);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});
