import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallCourse } from './course.ts';
import { Project } from './project.ts';

let project: Project;
/** Another course, with components of its own, that has modules of the same names. */
const other = (): string => project.in('second/content');

beforeAll(async () => {
  const course = await smallCourse();
  project = new Project(course);
  const changed = (text: string): string =>
    text
      .replaceAll('Small Course', 'Other Course')
      .replaceAll('Alpha', 'Aleph')
      .replace('Well.', 'Wæll.')
      .replace('teal', 'navy')
      .replace('In the *box*.', 'In no *box*.');
  for (const [file, content] of Object.entries(course)) {
    mkdirSync(path.dirname(path.join(other(), file)), { recursive: true });
    writeFileSync(path.join(other(), file), typeof content === 'string' ? changed(content) : content);
  }
});

afterAll(() => project.remove());

/** Builds in one process, at the same time. */
function build(...courses: readonly { readonly content: string; readonly out: string }[]): void {
  const orders = courses.map(({ content, out }) =>
    JSON.stringify({
      project: project.lectern,
      content,
      out: project.in(out),
      cache: project.in(`cache-of-${out}`),
      base: '/',
    }),
  );
  execFileSync(process.execPath, [fileURLToPath(new URL('builder.ts', import.meta.url)), ...orders], {
    env: { ...process.env, NODE_ENV: 'production', VITEST: '', ASTRO_TELEMETRY_DISABLED: '1' },
  });
}

test('Two courses that are built at the same time in one process give what each gives alone', () => {
  build({ content: project.content, out: 'one-alone' });
  build({ content: other(), out: 'other-alone' });
  build({ content: project.content, out: 'one' }, { content: other(), out: 'other' });
  expect(project.files('one')).toEqual(project.files('one-alone'));
  expect(project.files('other')).toEqual(project.files('other-alone'));
  expect(project.files('one')['modules/alpha/index.html']).toMatch(/<title>Alpha .* Small Course</);
  expect(project.files('other')['modules/alpha/index.html']).toMatch(/<title>Aleph .* Other Course</);
});
