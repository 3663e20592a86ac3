import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runProcess, validCourse } from './sample.ts';

const lesson = 'content/modules/sound/lesson.md';
const { [lesson]: text = '', ...rest } = validCourse;

/** The course with a component that leads wherever its author lets it. */
function courseWithComponent(component: string, use = '<Way />'): Record<string, string> {
  const mdx = text.replace(/^---\n([\s\S]*?)\n---\n/, (front) => `${front}import Way from './Way.astro';\n`);
  return {
    ...rest,
    'content/modules/sound/lesson.mdx': `${mdx}\n${use}\n`,
    'content/modules/sound/Way.astro': component,
  };
}

describe('lectern build walks the site before it publishes it', () => {
  test('and reports what is dead where it was written', () => {
    const component = `<p>Go
<a href="/nowhere/">on</a></p>
<label for="nobody">on</label>
<a href={Astro.props.to}>on</a>
<a href={\`/\${1 + 1}/\`}>on</a>
<b id="same">a</b><i id="same">b</i>
`;
    const folder = folderWith(courseWithComponent(component, '<Way to="#no-such-place" />'));
    const { status, err } = runProcess(folder, ['build', '--base', '/']);
    expect(status).toBe(1);
    for (const [place, code, words] of [
      ['Way.astro:2:10', 'page-dead-reference', '`href="/nowhere/"` leads to nothing that is published'],
      ['Way.astro:3:13', 'page-dead-reference', '`for="nobody"` names nothing of its page'],
      ['lesson.mdx:14:10', 'page-dead-reference', '`href="#no-such-place"` leads to nothing'],
      ['lesson.mdx:1:1', 'page-dead-reference', '`href="/2/"` leads to nothing'],
      ['Way.astro:6:8', 'page-id-duplicate', 'the id `same` stands twice'],
    ] as const) {
      const report = err.split(/\n\n/).find((one) => one.includes(words)) ?? '';
      expect(report, err).toContain(`error[${code}]`);
      expect(report).toContain(`content/modules/sound/${place}`);
      expect(report).toContain(`explain ${code}`);
    }
    expect(err).toContain('Nothing was built');
    expect(existsSync(path.join(folder, 'dist/index.html'))).toBe(false);
  });

  test('and leaves what was published before as it was', () => {
    const folder = folderWith(courseWithComponent('<a href="/modules/sound/">on</a>\n'));
    expect(runProcess(folder, ['build']).status).toBe(0);
    const page = path.join(folder, 'dist/modules/sound/index.html');
    const before = readFileSync(page, 'utf8');
    writeFileSync(path.join(folder, 'content/modules/sound/Way.astro'), '<a href="/modules/silence/">on</a>\n');
    expect(runProcess(folder, ['build']).status).toBe(1);
    expect(readFileSync(page, 'utf8')).toBe(before);
  });

  test('and finds in a page that has not changed what another one lost', () => {
    const other = 'content/modules/silence/lesson.md';
    const folder = folderWith({
      ...courseWithComponent('<a href="/modules/silence/#the-hush">on</a>\n'),
      'content/course.yaml': (validCourse['content/course.yaml'] ?? '').replace(
        /modules: \[sound\]/,
        'modules: [sound, silence]',
      ),
      [other]:
        '---\ntitle: What Is Silence?\nsummary: Nothing to hear.\nobjectives:\n  - id: hush\n    text: Hear nothing\n---\n\n## The Hush\n\nNothing.\n',
    });
    expect(runProcess(folder, ['build'])).toMatchObject({ status: 0 });
    writeFileSync(
      path.join(folder, other),
      readFileSync(path.join(folder, other), 'utf8').replace('## The Hush', '## The Quiet'),
    );
    const { status, err } = runProcess(folder, ['build']);
    expect(err).toContain('content/modules/sound/Way.astro:1:10');
    expect(err).toContain('`modules/silence/` has no such place');
    expect(status).toBe(1);
  });
});
