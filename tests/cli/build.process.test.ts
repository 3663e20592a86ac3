import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownName } from '../../src/cache/owner.ts';
import { folderWith, launcher, run, runProcess, validCourse } from './sample.ts';

describe('lectern build', () => {
  test('builds a course that lies elsewhere, under a base path, and keeps what has not changed', () => {
    const draft = (title: string): string =>
      `---\ntitle: ${title}\nsummary: It is being written.\nobjectives:\n  - id: hear\n    text: Hear it\ndraft: true\n---\n\n## Soon\n\nIt comes soon.\n`;
    const folder = folderWith({
      ...validCourse,
      'content/course.yaml': (validCourse['content/course.yaml'] ?? '').replace('[sound]', '[sound, echo]'),
      'content/modules/echo/lesson.md': draft('What Is an Echo?'),
    });
    const words = ['build', '--content', './content', '--out', 'site', '--base', 'some/path', '--timings'];
    const first = runProcess(folder, words);
    expect(first.err).toMatch(/^Wrote \d+ pages to site in [\d.]+ s\.$/m);
    expect(first.err).toContain(
      'Left out 1 draft:\n  content/modules/echo/lesson.md:7\nDelete `draft: true` to publish one; ',
    );
    expect(first.err).not.toMatch(/\binfo/);
    expect(existsSync(path.join(folder, 'site/modules/echo'))).toBe(false);
    const rows = [...first.err.matchAll(/^(.+?) +(-?\d+) ms$/gm)].map(
      ([, phase, milliseconds]) => [phase, Number(milliseconds)] as const,
    );
    expect(rows.map(([phase]) => phase)).toEqual(
      expect.arrayContaining([
        'start Lectern',
        'read and check',
        'wait for the bundle',
        'write pages',
        'publish',
        'beside: bundle',
      ]),
    );
    // Rounded, each to a whole millisecond.
    const end = rows.findIndex(([phase]) => phase === 'total');
    const total = rows[end]?.[1] ?? 0;
    expect(Math.abs(rows.slice(0, end).reduce((sum, [, milliseconds]) => sum + milliseconds, 0) - total)).toBeLessThan(
      rows.length,
    );
    expect(first.err).toMatch(/^peak memory \(this process\) +\d+ MiB$/m);
    expect(first.status).toBe(0);
    const page = readFileSync(path.join(folder, 'site/modules/sound/index.html'), 'utf8');
    expect(page).toContain('What Is Sound?');
    expect(page).toMatch(/(?:href|src)="\/some\/path\//);
    expect(runProcess(folder, words).err).toMatch(/^Nothing has changed since the last build\.\n/);
  });

  test('runs nothing of a course with `--no-components`: code of lessons is an error at its place', async () => {
    const lesson = 'content/modules/sound/lesson.md';
    const { [lesson]: text = '', ...rest } = validCourse;
    const ran = `{process.getBuiltinModule('fs').writeFileSync('ran', '')}`;
    const folder = folderWith({
      ...rest,
      [`${lesson}x`]: `${text}\nText ${ran}\n`,
      'lectern.config.ts': `process.getBuiltinModule('fs').writeFileSync('ran', '');\nexport default {};\n`,
    });
    const { status, err } = await run(folder, ['build', '--no-components', '--no-cache']);
    expect(status).toBe(1);
    expect(err).toMatch(/error\[mdx-code\][^\n]*\n {2}content\/modules\/sound\/lesson\.mdx:\d+:6\n/);
    expect(existsSync(path.join(folder, 'dist/index.html'))).toBe(false);
    expect(existsSync(path.join(folder, 'ran'))).toBe(false);
  });

  test('never starts on a course with errors: shows them, status 1, nothing written', async () => {
    const quiz = 'content/modules/sound/quiz.yaml';
    const folder = folderWith({
      ...validCourse,
      [quiz]: (validCourse[quiz] ?? '').replace('name-medium', 'nme-medium'),
    });
    const { status, err } = await run(folder, ['build']);
    expect(status).toBe(1);
    expect(err).toContain('content/modules/sound/quiz.yaml:5:16');
    expect(err).toContain('Nothing was built');
    expect(existsSync(path.join(folder, 'dist/index.html'))).toBe(false);
  });

  test.each([
    ['the content folder', 'content', 'the content is there'],
    ['a folder in the content', 'content/modules/site', 'the content is there'],
    ['a folder around the content', '.', 'the content is there'],
    ['a file', 'notes.txt', 'that is a file'],
    ['a folder of sources', 'project', 'it holds `package.json`, so these are sources'],
    ['a folder with somebody’s files', 'photos', 'it holds files that Lectern did not write, such as `one.jpg`'],
  ])('will not write to %s', async (_, out, reason) => {
    const others = { 'notes.txt': 'mine', 'project/package.json': '{}', 'photos/one.jpg': '', 'photos/two.jpg': '' };
    const folder = folderWith({ ...validCourse, ...others });
    const { status, err } = await run(folder, ['build', '--out', out]);
    expect(status).toBe(2);
    expect(err).toContain(reason);
    for (const [name, content] of Object.entries({ ...validCourse, ...others }))
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(content);
  });

  test('takes components with style and script along, wherever the course lies', () => {
    const { 'content/modules/sound/lesson.md': lesson = '', ...rest } = validCourse;
    const folder = folderWith({
      ...rest,
      'content/modules/sound/lesson.mdx': `${lesson.replace(/^---\n([\s\S]*?)\n---\n/, (front) => `${front}import Wave from './Wave.astro';\n`)}\n<Wave />\n`,
      'content/modules/sound/Wave.astro':
        '<p class="wave">~~~</p>\n<style>\n  .wave { letter-spacing: 7px; }\n</style>\n<script>\n  console.log("waving");\n</script>\n',
    });
    const { status, err } = runProcess(folder, ['build']);
    expect(err).toContain('Wrote ');
    expect(status).toBe(0);
    const html = readFileSync(path.join(folder, 'dist/modules/sound/index.html'), 'utf8');
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="\/([^"]*)"/g)].map(([, file = '']) =>
      readFileSync(path.join(folder, 'dist', file), 'utf8'),
    );
    expect(sheets.join('\n')).toMatch(/letter-spacing: ?7px/);
  });

  test('says which lesson could not be made when a component throws, in a sentence', () => {
    const { 'content/modules/sound/lesson.md': lesson = '', ...rest } = validCourse;
    const mdx = `${lesson.replace(/^---\n([\s\S]*?)\n---\n/, (front) => `${front}import Wave from './Wave.astro';\n`)}\n<Wave />\n`;
    for (const [component, place, reason] of [
      [
        '---\nthrow new Error("too flat");\n---\n',
        'content/modules/sound/lesson.mdx, or a component in it, could not be made into a page',
        'too flat',
      ],
      ['---\nconst = 3;\n---\n<p>~~~</p>\n', 'content/modules/sound/Wave.astro:2:7 cannot be used', 'Unexpected token'],
      ['---\nimport "./wave.css";\n---\n<p>~~~</p>\n', 'content/modules/sound/Wave.astro:2:9', 'no file'],
    ] as const) {
      const { status, err } = runProcess(
        folderWith({ ...rest, 'content/modules/sound/lesson.mdx': mdx, 'content/modules/sound/Wave.astro': component }),
        ['build'],
      );
      expect(err).toContain(place);
      expect(err).toContain(reason);
      expect(err).not.toMatch(/^\s+at /m);
      expect(status).toBe(1);
    }
  });

  test('says where the steps of a stepper lead nowhere, or two ways at once', () => {
    const { 'content/modules/sound/lesson.md': lesson = '', ...rest } = validCourse;
    for (const [steps, reason] of [
      ["[['low', 'Rise', 'high', 'It is higher.']]", 'no step begins in “high”, where “Rise” leads'],
      ["[['low', 'Wait', 'low', 'Nothing.'], ['low', 'Wait', 'low', 'More.']]", '“Wait” can be done twice in “low”'],
    ] as const) {
      const mdx = `${lesson.replace(/^---\n([\s\S]*?)\n---\n/, (front) => `${front}import Stepper from 'lectern/components/Stepper.astro';\n`)}\n<Stepper title="A tone" columns={['Tone', 'You', 'Then']} steps={${steps}} />\n`;
      const { status, err } = runProcess(folderWith({ ...rest, 'content/modules/sound/lesson.mdx': mdx }), ['build']);
      expect(err).toContain(reason);
      expect(status).toBe(1);
    }
  });

  test('goes on where a build was interrupted before its first page', () => {
    const lock = `dist/${ownName('.lectern.lock').replace(`-${process.pid}-`, '-4194305-')}`;
    const folder = folderWith({ ...validCourse, [lock]: '' });
    expect(runProcess(folder, ['build'])).toMatchObject({
      status: 0,
      err: expect.stringContaining('Wrote ') as string,
    });
    expect(existsSync(path.join(folder, lock))).toBe(false);
  });

  test.skipIf(spawnSync('script', ['--version']).status !== 0)(
    'says at a terminal how far it is, in one line that is gone when it is done',
    () => {
      const folder = folderWith(validCourse);
      const command = ['stty cols 0 rows 0;', process.execPath, launcher, 'build'].join(' ');
      const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, CI: '', TERM: 'xterm' },
      });
      // How many pages are done is only said of a build that takes its time.
      expect(stdout).toContain('\r\u001B[Kwrite pages');
      const seen = stdout.split('\n').map((line) => line.split('\r\u001B[K').at(-1)?.trim());
      expect(seen.join('\n')).toMatch(
        /^(?:\d+ (?:warning|info).*\n|content\/course\.yaml has no `url`.*\n)?Wrote \d+ pages to dist in [\d.]+ s\.\n$/,
      );
    },
  );

  test('keeps what makes the next build quick where it is told, and never among the content or the pages', async () => {
    const folder = folderWith(validCourse);
    expect(runProcess(folder, ['build', '--cache', 'kept']).status).toBe(0);
    expect(readdirSync(path.join(folder, 'kept'))).toContain('reads.entries');
    for (const [cache, reason] of [
      ['content/kept', 'the content is there'],
      ['.', 'the content is there'],
      ['dist/kept', 'the site goes there'],
    ] as const) {
      expect(await run(folder, ['build', '--cache', cache])).toMatchObject({
        status: 2,
        err: expect.stringContaining(`Nothing can be kept in \`${cache}\`: ${reason}.`) as string,
      });
    }
  });

  test('keeps nothing with `--no-cache`, which says the contrary of a place to keep it', async () => {
    const folder = folderWith(validCourse);
    expect(await run(folder, ['build', '--no-cache', '--cache', 'kept'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('contradict each other') as string,
    });
    expect(existsSync(path.join(folder, 'kept'))).toBe(false);
    expect(runProcess(folder, ['build', '--no-cache']).status).toBe(0);
    expect(existsSync(path.join(folder, 'dist/index.html'))).toBe(true);
  });

  test('says so where there is no content', async () => {
    const { status, err } = await run(folderWith({}), ['build']);
    expect(status).toBe(2);
    expect(err).toContain('There is no folder `content`');
  });

  test('leaves alone what others put beside its pages', () => {
    const folder = folderWith(validCourse);
    mkdirSync(path.join(folder, 'dist'));
    runProcess(folder, ['build']);
    writeFileSync(path.join(folder, 'dist/CNAME'), 'course.example');
    writeFileSync(
      path.join(folder, 'content/modules/sound/lesson.md'),
      (validCourse['content/modules/sound/lesson.md'] ?? '').replace('a wall', 'a door'),
    );
    expect(runProcess(folder, ['build']).status).toBe(0);
    expect(readFileSync(path.join(folder, 'dist/CNAME'), 'utf8')).toBe('course.example');
    expect(readFileSync(path.join(folder, 'dist/modules/sound/index.html'), 'utf8')).toContain('a door');
  });
});
